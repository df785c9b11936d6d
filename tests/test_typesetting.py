"""Processes that share manim's media folder share no file of type."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from manim import config, tempconfig

from anim_lib.formula import Formula
from anim_lib.theme import PAPER
from anim_lib.typesetting import own_folder
from anim_lib.typography import Label

ROOT = Path(__file__).parents[1]
FORMULA = "{{ y : out }} = {{ C : c }}"
SET_TYPE = f"""
import os, sys
from pathlib import Path
from manim import config, logger
from anim_lib.formula import Formula
from anim_lib.theme import PAPER

logger.setLevel("ERROR")
print("ready", flush=True)
sys.stdin.readline()
for round in range(6):
    config.media_dir = str(Path(sys.argv[1]) / str(round))
    os.environ["XDG_CACHE_HOME"] = str(Path(sys.argv[1]) / f"cache {{round}}")
    Formula({FORMULA!r}, theme=PAPER, terms={{"out": "ink", "c": "key"}})
"""


@pytest.fixture(autouse=True)
def media(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))  # nothing kept
    with tempconfig({"media_dir": str(tmp_path), "verbosity": "ERROR"}):
        yield


def test_type_leaves_nothing_in_the_media_folder(tmp_path: Path) -> None:
    Formula(FORMULA, theme=PAPER, terms={"out": "ink", "c": "key"})
    Label("words that no other test sets", 96, 200, theme=PAPER)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("setting", ["tex_dir", "text_dir"])
def test_manims_own_folder_comes_back(setting: str) -> None:
    before = config[setting]

    def fail() -> None:
        with own_folder(setting):
            own = Path(config.get_dir(setting))
            assert own.is_dir()
            made.append(own)
            raise RuntimeError

    made: list[Path] = []
    with pytest.raises(RuntimeError):
        fail()
    assert config[setting] == before
    assert not made[0].exists()


def test_two_processes_with_one_media_folder_do_not_disturb_each_other(tmp_path: Path) -> None:
    both = [
        subprocess.Popen(
            [sys.executable, "-c", SET_TYPE, str(tmp_path)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    for one in both:
        assert one.stdout is not None
        assert one.stdout.readline() == "ready\n"
    for one in both:
        assert one.stdin is not None
        one.stdin.write("go\n")
        one.stdin.flush()
    ends = [one.communicate(timeout=60) for one in both]
    assert [one.returncode for one in both] == [0, 0], ends
