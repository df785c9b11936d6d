"""``seqreel list``: what there is."""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

from rich.markup import escape
from rich.table import Table

import scenes
from anim_lib.rendering.local import Local
from anim_lib.rendering.outlines import outlines
from scenes.commands.options import cores, screen

NAME = "list"
HELP = "list the scenes with their beats and durations"
EXAMPLE = "seqreel list --json"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``list``."""
    parser.add_argument("--json", action="store_true", help="for programs")


def run(options: argparse.Namespace) -> int:
    """Print the scenes; 1 when one cannot be played."""
    slugs = scenes.slugs()
    told = outlines([scenes.source(slug) for slug in slugs], Local(cores()))
    rows = [each for each in told if isinstance(each, dict)]
    if options.json:
        print(json.dumps(rows, indent=2, ensure_ascii=False))
    else:
        _print_table(rows)
    for slug, each in zip(slugs, told, strict=True):
        if isinstance(each, str):
            print(f"seqreel: {slug}: {each}", file=sys.stderr)
    return 0 if len(rows) == len(slugs) else 1


def _print_table(rows: list[dict[str, Any]]) -> None:
    table = Table(box=None, header_style="bold", pad_edge=False)
    for name in ("slug", "title", "family"):
        table.add_column(name)
    for name in ("beats", "seconds"):
        table.add_column(name, justify="right")
    for row in rows:
        names = (escape(row[key]) for key in ("slug", "title", "family"))
        table.add_row(*names, str(len(row["beats"])), f"{row['duration']:.1f}")
    screen().print(table)
