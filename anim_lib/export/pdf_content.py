"""Drawings as forms of a PDF: pieces of content that pages show at any place and size."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pikepdf import Array, Dictionary, Name, Object, Pdf

from anim_lib.export import inks
from anim_lib.export.drawing import MITRE_LIMIT, Drawing, Step, Window, near
from anim_lib.scales import Colour

AT_EDGE: Final = 0.5  # stage pixels that what ends at the window's edge may lie beside it
# Solid black is printed over other inks, as is usual, so that its edges show no paper when plates
# are out of register. Not on a dark ground: there it is the ground's colour, and covers things.
SOLID: Final = "0 0 0 1"
MOSTLY_BLACK: Final = 0.5
OPERATORS: Final = {"M": "m", "L": "l", "C": "c", "Z": "h"}


def form(pdf: Pdf, drawing: Drawing, space: inks.Space, reach: float = 0.0) -> Object:
    """Return a drawing as a form XObject.

    Its unit is the stage pixel and its origin the lower left corner of the drawing's window: a page
    that shows it with that corner at (x, y), w points wide, says ``s 0 0 s x y cm``, where s is w
    over the window's width.

    Parameters
    ----------
    pdf
        The file that will hold it.
    drawing
        What it shows, on the drawing's ground.
    space
        Colours are set in it and in no other.
    reach
        Stage pixels around the window that are painted too: with the ground, with marks that cross
        the edge, and with those that end at it, which are drawn out.
    """
    left, top, width, height = drawing.window
    box = (left - reach, top - reach, width + 2 * reach, height + 2 * reach)
    ground = _colour(drawing.ground, drawing, space)
    states: dict[str, Dictionary] = {}
    lines = [
        f"{ground} {space.fill} {' '.join(map(_number, box))} re f",
        f"{MITRE_LIMIT:g} M",
        *_marks(drawing, space, reach, states),
    ]
    stream = pdf.make_stream(("\n".join(lines) + "\n").encode("ascii"))
    stream.Type, stream.Subtype = Name.XObject, Name.Form
    stream.BBox = Array([box[0], box[1], box[0] + box[2], box[1] + box[3]])
    stream.Matrix = Array([1, 0, 0, -1, -left, top + height])  # y upwards
    stream.Group = Dictionary(S=Name.Transparency, CS=Name(space.name), I=True)
    stream.Resources = Dictionary(ExtGState=Dictionary(states))
    return stream


def _marks(
    drawing: Drawing, space: inks.Space, reach: float, states: dict[str, Dictionary]
) -> Iterator[str]:
    """Yield each mark, and note the states named; what is set already is not set again."""
    known: dict[str, str] = {}
    over = space is inks.CMYK and space.of(drawing.ground, drawing.ground)[3] < MOSTLY_BLACK

    def changed(key: str, setting: str) -> Iterator[str]:
        if known.get(key) != setting:
            known[key] = setting
            yield setting

    for mark in drawing.marks:
        if not near(mark, drawing.window, reach):
            continue
        operator = space.fill if mark.line is None else space.stroke
        colour = _colour(mark.colour, drawing, space)
        strength = round(mark.opacity, 4)
        overprints = over and colour == SOLID and strength == 1
        name = "/Over" if overprints else f"/O{round(strength * 10_000)}"
        states[name] = _state(strength, over=overprints)
        settings = [*changed("state", f"{name} gs"), *changed(operator, f"{colour} {operator}")]
        if mark.line is not None:
            settings += changed("width", f"{_number(mark.line.width)} w")
            settings += changed("cap", f"{mark.line.cap} J")
            settings += changed("join", f"{mark.line.join} j")
        paint = "f" if mark.line is None else "S"
        steps = (_drawn_out(step, drawing.window, reach) for step in mark.steps)
        yield " ".join([*settings, *map(_step, steps), paint])


def _state(strength: float, *, over: bool) -> Dictionary:
    """Return an opacity, and whether black goes over other inks, which then lie below it whole."""
    return Dictionary(Type=Name.ExtGState, ca=strength, CA=strength, OP=over, op=over, OPM=1)


def _drawn_out(step: Step, window: Window, reach: float) -> Step:
    """Return a step whose points on the window's edge are on that of the bleed instead."""
    letter, numbers = step
    if not reach:
        return step
    moved = []
    for place, number in enumerate(numbers):
        start, length = window[place % 2], window[place % 2 + 2]
        if abs(number - start) <= AT_EDGE:
            moved.append(start - reach)
        elif abs(number - start - length) <= AT_EDGE:
            moved.append(start + length + reach)
        else:
            moved.append(number)
    return letter, tuple(moved)


def _colour(colour: Colour, drawing: Drawing, space: inks.Space) -> str:
    return " ".join(_number(part, 4) for part in space.of(colour, drawing.ground))


def _step(step: Step) -> str:
    letter, numbers = step
    return " ".join([*map(_number, numbers), OPERATORS[letter]])


def _number(value: float, places: int = 2) -> str:
    """Return hundredths of a stage pixel: a thousandth of a millimetre in print."""
    text = f"{value:.{places}f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
