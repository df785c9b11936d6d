"""The command line: ``python -m scenes``, ``seqreel`` inside the environment, ``./seqreel``."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Sequence
from types import FrameType
from typing import NoReturn

from anim_lib.errors import UserError
from anim_lib.export.place import is_disk_full

INTERRUPTED = 130
BAD_INPUT = 2


class Parser(argparse.ArgumentParser):
    """Tells a mistake in one sentence, like every other bad input."""

    def error(self, message: str) -> NoReturn:
        """Raise instead of printing the usage and leaving."""
        raise UserError(f"{message} (see `{self.prog} --help`)")


def parser() -> Parser:
    """Return the parser of the whole command line."""
    # Imported now: numpy takes a moment, and Ctrl-C in that moment is answered like any other.
    from scenes.commands import version
    from scenes.commands.table import COMMANDS

    top = Parser(
        prog="seqreel",
        description="Animated diagrams of how attention and state space models read a sequence.",
        epilog="SLUG may be short: d11 for d11_qkv_attention. "
        "`seqreel COMMAND --help` shows options and an example.",
    )
    top.add_argument("--version", action="version", version=version.text())
    commands = top.add_subparsers(
        dest="command", required=True, metavar="COMMAND", parser_class=Parser
    )
    for command in COMMANDS:
        entry = commands.add_parser(
            command.NAME,
            help=command.HELP,
            description=command.HELP[0].upper() + command.HELP[1:] + ".",
            epilog=f"example: {command.EXAMPLE}",
        )
        command.add_arguments(entry)
        entry.set_defaults(run=command.run)
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; return the exit status.

    0 all went well, 1 a scene failed, 2 bad input, 130 interrupted.
    """
    signal.signal(signal.SIGTERM, _interrupt)
    given = list(sys.argv[1:] if argv is None else argv)
    if given[:1] == ["test"] and given[1:] not in (["--help"], ["-h"]):  # the rest is pytest's
        given.insert(1, "--")
    try:
        options = parser().parse_args(given)
        status: int = options.run(options)
        sys.stdout.flush()
    except UserError as error:
        print(f"seqreel: {error}", file=sys.stderr)
        return BAD_INPUT
    except BrokenPipeError:  # as in `seqreel list | head -1`: the reader has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        if not is_disk_full(error):
            raise
        print("seqreel: the disk is full: free some space and try again", file=sys.stderr)
        return BAD_INPUT
    except KeyboardInterrupt:
        print("seqreel: interrupted; the same command continues where it stopped", file=sys.stderr)
        return INTERRUPTED
    return status


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
