"""``seqreel test``: the project's tests."""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from anim_lib import encoder_files
from scenes.commands import encoder

NAME = "test"
HELP = "run the tests; everything after it goes to pytest"
EXAMPLE = "seqreel test -k d11 -x"
ROOT = Path(__file__).parents[2]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``test``."""
    parser.add_argument("pytest", nargs="*", metavar="ARGUMENT", help="arguments of pytest")


def run(options: argparse.Namespace) -> int:
    """Run pytest in the project's folder; return its exit status.

    The encoder is fetched first: its tests are never skipped.
    """
    if not encoder_files.is_installed():
        encoder.install()
    return subprocess.run(
        [sys.executable, "-m", "pytest", *options.pytest], cwd=ROOT, check=False
    ).returncode
