"""Farms that cannot be reached: one sentence each, before anything is drawn."""

from __future__ import annotations

import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from anim_lib.errors import UserError
from anim_lib.rendering import farm
from anim_lib.rendering.local import Local
from scenes.__main__ import main


@pytest.fixture
def nobody() -> Iterator[str]:
    """Give an address at which nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield f"tcp://127.0.0.1:{taken.getsockname()[1]}"


def connect(address: str) -> None:
    with farm.connect(address, Local(1)):
        pass


@pytest.mark.parametrize(
    "address",
    [
        "",
        "host:8786",
        "http://host:8786",
        "tcp://host",
        "tcp://host:0",
        "tcp://host:65536",
        "tcp://:1",
    ],
)
def test_an_address_that_is_none(address: str) -> None:
    with pytest.raises(UserError, match=r"must be tcp://HOST:PORT or tls://HOST:PORT$"):
        connect(address)


@pytest.mark.parametrize(
    "address", ["tcp://10.0.0.7:8786", "tls://farm-1.lan:1", "tcp://[::1]:65535"]
)
def test_an_address(address: str) -> None:
    assert farm.checked(address) == address


def test_without_dask(monkeypatch: pytest.MonkeyPatch, nobody: str) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UserError, match=r"needs Dask, .*pip install -e '\.\[farm\]'$"):
        connect(nobody)


def test_the_command_when_nobody_answers(
    monkeypatch: pytest.MonkeyPatch,
    nobody: str,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(farm, "ANSWER", 1)
    assert main(["render", "d17", "--scheduler", nobody, "--out", str(tmp_path)]) == 2
    told = capfd.readouterr()
    assert told.err == (
        f"seqreel: --scheduler {nobody}: no Dask scheduler answered there within 1 s: "
        "start one with .venv/bin/dask scheduler\n"
    )
    assert told.out == ""
    assert list(tmp_path.iterdir()) == []


def test_somebody_else_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(farm, "ANSWER", 1)
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"tcp://127.0.0.1:{server.getsockname()[1]}"
        with pytest.raises(UserError, match="no Dask scheduler answered there within 1 s"):
            connect(address)


class Asked:
    """A client whose only worker answers ``said``."""

    def __init__(self, said: object) -> None:
        self.said = said

    def run(self, *_: object, on_error: str) -> dict[str, object]:
        assert on_error == "return"
        return {"tcp://10.0.0.7:4000": self.said}


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (ModuleNotFoundError("No module named 'anim_lib'"), "its environment has no seqreel, or"),
        (OSError("timed out"), r"it could not be asked \(timed out\)"),
        ("it has numpy 1, this machine has 2", "it has numpy 1, this machine has 2"),
    ],
)
def test_a_worker_that_cannot_draw(said: object, told: str) -> None:
    sentence = f"^the worker tcp://10.0.0.7:4000 cannot draw these scenes: {told}"
    with pytest.raises(UserError, match=sentence):
        farm._inspect(Asked(said))


def test_a_worker_that_can_draw() -> None:
    farm._inspect(Asked(""))
