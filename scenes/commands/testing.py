"""``seqreel test``: the project's tests."""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from anim_lib import encoder_files
from scenes.commands import encoder
from scenes.commands.options import cores

NAME = "test"
HELP = "run the tests; everything after it goes to pytest"
EXAMPLE = "seqreel test -k d11 -x"
ROOT = Path(__file__).parents[2]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``test``."""
    parser.add_argument("pytest", nargs="*", metavar="ARGUMENT", help="arguments of pytest")


def workers(arguments: Sequence[str]) -> list[str]:
    """Return the options that spread a run with these arguments of pytest over the cores.

    One process a core where all tests run, or all but those that ``-m`` leaves out; what they
    share out is in ``tests/groups.py``. A few tests, a debugger, ``-x``, ``-n`` or anything else
    that is not known here gets none: their start would cost more than it saves, or be in the way.
    """
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    for option in ("-m", "-r", "--color", "--durations", "--junitxml", "--tb"):
        parser.add_argument(option)
    for switch in ("-q", "--quiet", "-v", "--verbose", "--update-golden"):
        parser.add_argument(switch, action="store_true")
    try:
        _, others = parser.parse_known_args(arguments)
    except argparse.ArgumentError:  # an option without its value: pytest says so
        return []
    return [] if others or cores() == 1 else ["-n", str(cores())]


def run(options: argparse.Namespace) -> int:
    """Run pytest in the project's folder; return its exit status.

    The encoder is fetched first: its tests are never skipped.
    """
    if not encoder_files.is_installed():
        encoder.install()
    given: list[str] = options.pytest
    return subprocess.run(
        [sys.executable, "-m", "pytest", *workers(given), *given], cwd=ROOT, check=False
    ).returncode
