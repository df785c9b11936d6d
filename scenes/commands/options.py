"""Options that several commands share."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from rich.console import Console

import scenes
from anim_lib.theme import THEMES, chosen

OUT = Path("renders")
TRANSPARENT = "transparent"  # in the folder of the results
WIDE = 200  # characters


class Whole:
    """Converts text to a whole number; an instance is an argparse ``type``."""

    def __init__(self, lowest: int, highest: int) -> None:
        self.lowest, self.highest = lowest, highest

    def __call__(self, text: str) -> int:
        """Return the number; argparse tells the sentence of the error it raises."""
        try:
            number = int(text)
        except ValueError:
            number = self.lowest - 1
        if not self.lowest <= number <= self.highest:
            raise argparse.ArgumentTypeError(
                f"must be a whole number from {self.lowest} to {self.highest}, not {text!r}"
            )
        return number


def add_slugs(parser: argparse.ArgumentParser) -> None:
    """Add ``SLUG…``; none means all."""
    parser.add_argument("slugs", nargs="*", metavar="SLUG", help="scenes; without any, all of them")


def add_slug(parser: argparse.ArgumentParser) -> None:
    """Add one ``SLUG``."""
    parser.add_argument("slug", metavar="SLUG", help="the scene, such as d11")


def add_theme(parser: argparse.ArgumentParser) -> None:
    """Add ``--theme``."""
    parser.add_argument(
        "--theme", choices=tuple(THEMES), help="colours: paper (default) is light, ink is dark"
    )


def add_out(parser: argparse.ArgumentParser, help_text: str) -> None:
    """Add ``--out``."""
    parser.add_argument("--out", type=Path, default=OUT, metavar="PATH", help=help_text)


def found(given: list[str], known: list[str]) -> list[str]:
    """Return the slugs meant, each once, in the order given; all of ``known`` for none."""
    return list(dict.fromkeys(scenes.find(name, known) for name in given)) or known


def screen() -> Console:
    """Return standard output; where it is no terminal, lines are wide and tables stay tables."""
    console = Console()
    return console if console.is_terminal else Console(width=WIDE)


def use_theme(given: str | None) -> str:
    """Settle the theme for this process: ``--theme``, else what a plain manim would take."""
    if given is not None:
        os.environ["SEQREEL_THEME"] = given
    return chosen().name


def cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def add_pack_folder(parser: argparse.ArgumentParser, command: str) -> None:
    """Add ``--out DIR`` of a command that fills a folder, which has to be named."""
    parser.add_argument(
        "--out",
        type=Path,
        required=True,
        metavar="DIR",
        help=f"the folder; one that an earlier {command} filled is replaced, unless a file of it "
        "was changed",
    )
