"""Drawings as forms of a PDF: pieces of content that pages show at any place and size."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pikepdf import Array, Dictionary, Name, Object, Pdf

from anim_lib.export import inks
from anim_lib.export.drawing import MITRE_LIMIT, Drawing, Step, Window, near
from anim_lib.scales import Colour

AT_EDGE: Final = 0.5  # stage pixels that what ends at the window's edge may lie beside it
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
    strengths: dict[str, float] = {}
    lines = [
        f"{ground} {space.fill} {' '.join(map(_number, box))} re f",
        f"{MITRE_LIMIT:g} M",
        *_marks(drawing, space, reach, strengths),
    ]
    stream = pdf.make_stream(("\n".join(lines) + "\n").encode("ascii"))
    stream.Type, stream.Subtype = Name.XObject, Name.Form
    stream.BBox = Array([box[0], box[1], box[0] + box[2], box[1] + box[3]])
    stream.Matrix = Array([1, 0, 0, -1, -left, top + height])  # y upwards
    stream.Group = Dictionary(S=Name.Transparency, CS=Name(space.name), I=True)
    stream.Resources = Dictionary(
        ExtGState=Dictionary(
            {name: Dictionary(Type=Name.ExtGState, ca=a, CA=a) for name, a in strengths.items()}
        )
    )
    return stream


def _marks(
    drawing: Drawing, space: inks.Space, reach: float, strengths: dict[str, float]
) -> Iterator[str]:
    """Yield each mark, and note the opacities named; what is set already is not set again."""
    known: dict[str, str] = {}

    def changed(key: str, setting: str) -> Iterator[str]:
        if known.get(key) != setting:
            known[key] = setting
            yield setting

    for mark in drawing.marks:
        if not near(mark, drawing.window, reach):
            continue
        strength = round(mark.opacity, 4)
        name = f"/O{round(strength * 10_000)}"
        strengths[name] = strength
        operator = space.fill if mark.line is None else space.stroke
        colour = _colour(mark.colour, drawing, space)
        settings = [*changed("opacity", f"{name} gs"), *changed(operator, f"{colour} {operator}")]
        if mark.line is not None:
            settings += changed("width", f"{_number(mark.line.width)} w")
            settings += changed("cap", f"{mark.line.cap} J")
            settings += changed("join", f"{mark.line.join} j")
        paint = "f" if mark.line is None else "S"
        steps = (_drawn_out(step, drawing.window, reach) for step in mark.steps)
        yield " ".join([*settings, *map(_step, steps), paint])


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
