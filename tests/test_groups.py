"""How tests are shared among processes."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from manim import config, tempconfig

import scenes
from tests import groups
from tests.conftest import pytest_configure
from tests.groups import EXACT, FAMILIES, OF_SCENES, PROCESSES, group, in_order


@pytest.mark.parametrize(
    ("test", "expected"),
    [
        ("test_golden.py::test_frames[d11_qkv_attention-ink]", "d11"),
        ("test_frames_are_sane.py::test_shape[spec_a_bank]", "spec_a"),
        ("test_frames_in_motion.py::test_nothing_flashes[m1_training_vs_inference]", "m1"),
        ("test_colour_vision.py::test_lines_have_a_course[points0-level]", None),
        ("test_frames_are_sane.py::test_the_checks_see", None),
        ("scenes/test_d11_qkv_attention.py::test_one", "d11"),
        ("scenes/test_d11_real_head.py::test_two[3-x]", "d11"),
        ("scenes/test_spec_a_bank.py::test_three", "spec_a"),
        ("values/test_d11_qkv_attention.py::test_four", None),
        ("test_values.py::test_five[d11_qkv_attention]", None),
        ("training/test_loop.py::test_six", None),
        ("exact/test_real_scenes.py::test_same[d11_qkv_attention]", EXACT),
        ("rendering/test_interrupt.py::test_end[interrupt-d03_long-1]", PROCESSES),
        ("farm/test_farm.py::test_seven", PROCESSES),
        ("training/test_training_is_interrupted.py::test_eight", PROCESSES),
    ],
)
def test_groups(test: str, expected: str | None) -> None:
    file = test.partition("::")[0]
    assert group(f"tests/{test}") == (expected or file)


def test_every_scene_has_a_group_of_its_own() -> None:
    slugs = scenes.slugs()
    assert len({group(f"tests/test_golden.py::test[paper-{slug}]") for slug in slugs}) == len(slugs)


def test_families_are_there() -> None:
    for name in (*FAMILIES, *OF_SCENES):
        assert (groups.HERE / name).exists(), name


def test_what_takes_longest_begins() -> None:
    tests = [
        *[("quick.py", False)] * 9,
        *[(PROCESSES, True)] * 2,
        *[("d11", True)] * 3,
        *[("d12", True)] * 4,
        *[("some.py", slow) for slow in (False, True)],
        *[(EXACT, True)] * 2,
    ]
    first = [EXACT, "d12", PROCESSES]
    assert in_order(tests) == [*first, "d11", "some.py", "quick.py"]
    assert in_order(tests[:9]) == ["quick.py"]
    assert in_order([]) == []


@pytest.mark.slow
def test_two_processes_share_the_tests_file_by_file(tmp_path: Path) -> None:
    record = tmp_path / "record"
    command = [sys.executable, "-m", "pytest", "-n", "2", "-v"]
    files = ["tests/test_timing.py", "tests/test_palette.py", "tests/test_whole_files.py"]
    cache = ["-o", f"cache_dir={tmp_path}", f"--basetemp={record}"]
    told = subprocess.run(
        [*command, *cache, *files], cwd=groups.HERE.parent, capture_output=True, text=True
    ).stdout
    seen = re.findall(r"^\[(gw\d)\].* PASSED (\S+)", told, re.MULTILINE)
    processes = {file: {by for by, test in seen if test.startswith(file)} for file in files}
    assert all(len(by) == 1 for by in processes.values()), told
    assert {by for by, _ in seen} == {"gw0", "gw1"}


def test_each_process_has_a_media_folder_of_its_own() -> None:
    folders, cleanups = [], []
    process: Any = SimpleNamespace(workerinput={}, add_cleanup=cleanups.append)
    with tempconfig({}):
        for _ in range(2):
            pytest_configure(process)
            folders.append(Path(config.media_dir))
    assert folders[0] != folders[1]
    assert all(folder.is_dir() for folder in folders)
    for cleanup in cleanups:
        cleanup()
    assert not any(folder.exists() for folder in folders)


def test_a_process_alone_keeps_manims_folder() -> None:
    before = config.media_dir
    alone: Any = SimpleNamespace()
    pytest_configure(alone)
    assert config.media_dir == before
