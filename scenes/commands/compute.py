"""``seqreel compute``: the numbers of scenes, made anew and saved."""

from __future__ import annotations

import argparse
import os
import sys
import time

import scenes
from anim_lib.errors import UserError
from anim_lib.value_store import save
from scenes.commands.options import add_slugs, found

NAME = "compute"
HELP = "compute the values that scenes show and save them with their provenance"
EXAMPLE = "seqreel compute d11"
BAD_INPUT = 2  # the command line's status for what the user can mend


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``compute``."""
    add_slugs(parser)


def run(options: argparse.Namespace) -> int:
    """Compute and save; 1 when the values of one scene could not be made.

    2 when nothing else went wrong than the inputs: weights, tables or the encoder's files.
    """
    # Read by torch when a scene imports it: sums in one thread are the same on every machine.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    failures: list[Exception] = []
    for slug in found(options.slugs, scenes.slugs_with_values()):
        started = time.monotonic()
        try:
            module = scenes.values_module(slug)
            path = save(module.compute(), module.PROVENANCE)
        except (UserError, ArithmeticError, ValueError, RuntimeError) as error:
            failures.append(error)
            print(f"seqreel: {slug}: {error}", file=sys.stderr)
        else:
            print(f"{slug}: saved in {time.monotonic() - started:.1f} s as {path}")
    if failures and all(isinstance(error, UserError) for error in failures):
        return BAD_INPUT
    return 1 if failures else 0
