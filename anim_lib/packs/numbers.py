"""The numbers of a scene that readers are shown: those its film tells first, and not too many."""

from __future__ import annotations

import re
from typing import Final

from anim_lib.packs.told import Number, Told
from anim_lib.value_words import BETWEEN

MOST: Final = 16  # rows
# Where an axis ends and which of a list is drawn say nothing to a reader
OF_DRAWING: Final = re.compile(
    r"\b(vmax|vmin)\b| axis : |drawing limit|position of|(end|ends|top|begins?) of (the|its|both) "
    r"|where the\w+ axis"
)
COUNTED: Final = {"1", "number"}  # units that say nothing
POSITIONS: Final = {"index", "node", "card", "0 or 1"}
PLAIN: Final = re.compile(r"-?[\d,]+(\.\d+)?(e[-+]\d+)?")
SAID: Final = re.compile(r"\d[\d,]*(?:\.\d+)?")


def chosen(scene: Told) -> list[Number]:
    """Return the numbers to show: those that the film tells, then single ones, rows, words."""
    said = set(SAID.findall(" ".join([scene.alt, scene.idea, *(b.line for b in scene.beats)])))
    kept = [number for number in scene.numbers if not _of_drawing(number)]
    return sorted(kept, key=lambda number: _rank(number, said))[:MOST]


def value(number: Number) -> str:
    """Return a number's value; beside many bytes how many MB or GB that is, decimal ones."""
    if number.unit != "byte" or not PLAIN.fullmatch(number.value):
        return number.value
    exact = float(number.value.replace(",", ""))
    for size, name in ((10**12, "TB"), (10**9, "GB"), (10**6, "MB")):
        if exact >= size:
            return f"{number.value} ({exact / size:.3g} {name})"
    return number.value


def unit(number: Number) -> str:
    """Return a number's unit; nothing where it only says that it is one."""
    return "" if number.unit in COUNTED else number.unit


def _of_drawing(number: Number) -> bool:
    return number.unit in POSITIONS or bool(OF_DRAWING.search(f"{number.name} : {number.how}"))


def _rank(number: Number, said: set[str]) -> int:
    parts = number.value.split(BETWEEN)
    if not all(PLAIN.fullmatch(part) for part in parts):
        return 3
    if any(said & _spellings(part, number.unit) for part in parts):
        return 0
    return 1 if len(parts) == 1 else 2


def _spellings(value: str, unit: str) -> set[str]:
    """Return how a caption may write a number; a single digit may as well be another's."""
    exact = abs(float(value.replace(",", "")))
    found = {value} if value.isdecimal() else {value, f"{exact:.2f}"}
    if unit == "share":
        found |= {f"{100 * exact:.0f}", f"{100 * exact:.1f}"}
    if unit == "byte":
        found |= {f"{exact / unit:.1f}" for unit in (10**9, 2**20, 2**30)}
    return {words for words in found if len(words) > 1}
