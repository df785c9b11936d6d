"""Tests that share a process where several run, and which of them begin.

A scene's checks share what its play has left in tests/played.py and tests/watched.py; a file's
tests share its fixtures. What starts processes, sends them signals or holds ports runs in one
process, one after the other, so that no two of these count on the same cores.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path, PurePath

import scenes

HERE = Path(__file__).parent
EXACT, PROCESSES = "exact", "processes"
OF_SCENES = (
    "test_colour_vision.py",
    "test_alt_on_posters.py",
    "test_frames_are_sane.py",
    "test_frames_in_motion.py",
    "test_golden.py",
    "test_own_inputs.py",
)
FAMILIES = {
    "exact": EXACT,  # each of its players has processes of its own
    "farm": PROCESSES,
    "rendering": PROCESSES,
    "wrapper": PROCESSES,
    "training/test_training_is_interrupted.py": PROCESSES,
    "test_command_process.py": PROCESSES,
    "test_measure_command.py": PROCESSES,
}


def group(test: str) -> str:
    """Return the name of a test's group; ``test`` is its name with file and parameters."""
    path = PurePath(test.partition("::")[0]).relative_to(HERE.name)
    family = FAMILIES.get(path.as_posix()) or FAMILIES.get(path.parts[0])
    if family is not None:
        return family
    names = [path.stem.removeprefix("test_")] if path.parts[0] == "scenes" else []
    if path.name in OF_SCENES:
        names = test.partition("[")[2].removesuffix("]").split("-")
    scene = next((match for name in names if (match := scenes.SLUG.fullmatch(name))), None)
    return scene[1] if scene else path.as_posix()


def in_order(tests: Iterable[tuple[str, bool]]) -> list[str]:
    """Return the groups, those that take longest first.

    Of two processes, one is dealt the first and the third group at the start: the families whose
    tests start processes of their own, which so do not meet.

    Parameters
    ----------
    tests
        The group of each test, and whether it is slow.
    """
    slow: Counter[str] = Counter()
    for name, is_slow in tests:
        slow[name] += is_slow
    names = sorted(slow, key=lambda name: -slow[name])  # a stable sort: collected first, first
    others = [name for name in names if name not in (EXACT, PROCESSES)]
    first = [name for name in (EXACT, *others[:1], PROCESSES) if name in slow]
    return [*first, *others[1:]]
