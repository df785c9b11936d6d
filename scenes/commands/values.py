"""``seqreel values``: the saved numbers of a scene, and where each comes from."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict

import numpy as np
from rich.markup import escape
from rich.table import Table

import scenes
from anim_lib import value_store
from anim_lib.provenance import FieldInfo, Record, Value
from scenes.commands import own_inputs
from scenes.commands.options import add_slug, screen

NAME = "values"
HELP = "show the saved numbers of a scene with shapes, units and provenance"
EXAMPLE = "seqreel values d11 --json"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``values``."""
    add_slug(parser)
    parser.add_argument("--json", action="store_true", help="every number, for programs")
    own_inputs.add_inputs(parser)


def run(options: argparse.Namespace) -> int:
    """Print the values."""
    slug = scenes.find(options.slug, scenes.slugs_with_values())
    module = scenes.values_module(slug)
    given = own_inputs.read(options, [slug])
    with own_inputs.shown(given, [slug]):
        values, record = value_store.load_chosen(module.Values)
    if options.json:
        print(json.dumps(value_store.as_json(values, record), indent=2, ensure_ascii=False))
        return 0
    console = screen()
    console.print(_fields(value_store.fields_of(values, record)))
    console.print()
    console.print(_facts(record))
    return 0


def _fields(infos: list[FieldInfo]) -> Table:
    table = Table(box=None, header_style="bold", pad_edge=False)
    for heading in ("field", "shape", "unit", "values", "how"):
        table.add_column(heading)
    for info in infos:
        cells = (info.name, info.shape, info.unit, brief(info.value), info.how)
        table.add_row(*(escape(cell) for cell in cells))
    return table


def _facts(record: Record) -> Table:
    table = Table(box=None, show_header=False, pad_edge=False)
    told = asdict(record.provenance) | {"code sha256": record.code_sha256}
    told["weights"] = tuple(f"{name} {sha[:7]}" for name, sha in record.weights_sha256.items())
    told["versions"] = ", ".join(f"{name} {number}" for name, number in record.versions.items())
    for name, fact in told.items():
        if fact not in (None, ()):
            text = "; ".join(fact) if isinstance(fact, tuple) else str(fact)
            table.add_row(escape(name.replace("_", " ")), escape(text))
    return table


def brief(value: Value) -> str:
    """Return a value as one short text: three digits, and not more than six numbers."""
    if isinstance(value, np.ndarray):
        shown = np.array2string(
            value, precision=3, threshold=6, edgeitems=2, separator=", ", suppress_small=True
        )
        return " ".join(shown.split())
    if isinstance(value, float):
        return f"{value:.4g}"
    return ", ".join(value) if isinstance(value, tuple) else str(value)
