"""Work folders and the moment of publishing."""

from __future__ import annotations

import os
import signal
import threading
import time
from pathlib import Path

import pytest

from anim_lib.rendering import folders


def fill(folder: Path, text: str) -> Path:
    folder.mkdir(parents=True)
    (folder / "x.txt").write_text(text)
    return folder


def test_publishing_replaces_the_old_folder_whole(tmp_path: Path) -> None:
    fill(tmp_path / "d01", "old")
    (tmp_path / "d01" / "stale.txt").write_text("old")
    with folders.workshop(tmp_path) as shop:
        folders.publish(fill(shop / "new", "new"), tmp_path / "d01", shop)
    assert {p.name: p.read_text() for p in (tmp_path / "d01").iterdir()} == {"x.txt": "new"}
    assert [p.name for p in tmp_path.iterdir()] == ["d01"]


def test_publishing_that_fails_brings_the_old_folder_back(tmp_path: Path) -> None:
    fill(tmp_path / "d01", "old")
    with (
        folders.workshop(tmp_path) as shop,
        pytest.raises(FileNotFoundError),
    ):
        folders.publish(shop / "never made", tmp_path / "d01", shop)
    assert (tmp_path / "d01" / "x.txt").read_text() == "old"


def test_workshop_vanishes_on_every_way_out(tmp_path: Path) -> None:
    def interrupted() -> None:
        with folders.workshop(tmp_path) as shop:
            fill(shop / "half", "half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert list(tmp_path.iterdir()) == []


def test_workshop_of_the_living_is_left_alone(tmp_path: Path) -> None:
    other = fill(tmp_path / f"{folders.PREFIX}1-another", "at work")  # process 1 always lives
    dead = fill(tmp_path / f"{folders.PREFIX}999999999-dead", "left")
    with folders.workshop(tmp_path):
        assert other.exists()
        assert not dead.exists()


def test_ctrl_c_waits_for_what_must_not_be_disturbed() -> None:
    """Another thread takes the signal, as threads of a terminal's report may."""
    over = threading.Event()
    thread = threading.Thread(target=over.wait, daemon=True)
    thread.start()
    done = False

    def work() -> None:
        nonlocal done
        with folders.undisturbed():
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(0.05)
            done = True

    before = signal.getsignal(signal.SIGINT), signal.pthread_sigmask(signal.SIG_BLOCK, [])
    with pytest.raises(KeyboardInterrupt):
        work()
    over.set()
    assert done
    assert before == (
        signal.getsignal(signal.SIGINT),
        signal.pthread_sigmask(signal.SIG_BLOCK, []),
    )
