"""One process at a time renders a scene into a folder."""

from __future__ import annotations

import errno
import fcntl
import os
import subprocess
import sys
from pathlib import Path

import pytest

from anim_lib.errors import UserError
from anim_lib.rendering import locks
from anim_lib.rendering.locks import SceneLock, sweep


def test_second_holder_is_told_who_is_at_work(tmp_path: Path) -> None:
    with SceneLock(tmp_path, "d01"):
        with pytest.raises(UserError, match=f"process {os.getpid()} is rendering it into"):
            SceneLock(tmp_path, "d01")
        SceneLock(tmp_path, "d02").release()
    SceneLock(tmp_path, "d01").release()
    assert list(tmp_path.iterdir()) == []


def test_lock_ends_with_its_process_and_its_file_is_swept_away(tmp_path: Path) -> None:
    take = (
        "import os, sys, pathlib; from anim_lib.rendering.locks import SceneLock;"
        "lock = SceneLock(pathlib.Path(sys.argv[1]), 'd01'); os._exit(9)"
    )
    subprocess.run([sys.executable, "-c", take, tmp_path], check=False)
    assert [path.name for path in tmp_path.iterdir()] == [".seqreel-lock-d01"]
    SceneLock(tmp_path, "d02").release()
    with SceneLock(tmp_path, "d03"):
        sweep(tmp_path)
        assert [path.name for path in tmp_path.iterdir()] == [".seqreel-lock-d03"]


def test_lock_on_a_file_that_was_just_removed_counts_for_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = SceneLock(tmp_path, "d01")
    flock = fcntl.flock

    def late(handle: int, how: int) -> None:
        first.release()  # between the opening of the file and the lock on it
        flock(handle, how)

    monkeypatch.setattr(fcntl, "flock", late)
    with SceneLock(tmp_path, "d01"):
        monkeypatch.undo()
        with pytest.raises(UserError):
            SceneLock(tmp_path, "d01")


def test_file_system_without_locks_promises_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", unknown)
    with SceneLock(tmp_path, "d01"), SceneLock(tmp_path, "d01"):
        pass
    assert list(tmp_path.iterdir()) == []


def test_other_errors_are_not_hidden(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(locks.fcntl, "flock", broken)
    with pytest.raises(OSError, match="Input/output"):
        SceneLock(tmp_path, "d01")
