"""``seqreel list``: what there is."""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

from rich.table import Table

import scenes
from anim_lib.errors import UserError
from anim_lib.formats import VIDEO
from scenes.commands.options import screen

NAME = "list"
HELP = "list the scenes with their beats and durations"
EXAMPLE = "seqreel list --json"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``list``."""
    parser.add_argument("--json", action="store_true", help="for programs")


def run(options: argparse.Namespace) -> int:
    """Print the scenes; 1 when one cannot be played."""
    rows, broken = [], []
    for slug in scenes.slugs():
        try:
            rows.append(_row(slug))
        except UserError as error:
            broken.append(f"seqreel: {slug}: {error}")
    if options.json:
        print(json.dumps(rows, indent=2, ensure_ascii=False))
    else:
        _print_table(rows)
    for line in broken:
        print(line, file=sys.stderr)
    return 1 if broken else 0


def _row(slug: str) -> dict[str, Any]:
    from anim_lib.rendering.preview import outlined

    scene = outlined(scenes.load(slug), VIDEO.fps)
    beats = [{"name": b.name, "duration": round(b.duration, 3)} for b in scene.beats_played]
    duration = sum(b.frames for b in scene.beats_played) / VIDEO.fps
    return {
        "slug": slug,
        "number": scene.number,
        "title": scene.title,
        "family": scene.family,
        "poster": scene.poster,
        "duration": round(duration, 3),
        "beats": beats,
    }


def _print_table(rows: list[dict[str, Any]]) -> None:
    table = Table(box=None, header_style="bold", pad_edge=False)
    for name in ("slug", "title", "family"):
        table.add_column(name)
    for name in ("beats", "seconds"):
        table.add_column(name, justify="right")
    for row in rows:
        cells = (str(len(row["beats"])), f"{row['duration']:.1f}")
        table.add_row(row["slug"], row["title"], row["family"], *cells)
    screen().print(table)
