"""The operators of a PDF page that paint a drawing."""

from __future__ import annotations

from collections.abc import Iterator

from anim_lib.export import inks
from anim_lib.export.vector import MITRE_LIMIT, Drawing, Mark, Step
from anim_lib.scales import Colour

OPERATORS = {"M": "m", "L": "l", "C": "c", "Z": "h"}
Box = tuple[float, float, float, float]  # left, bottom, right, top in points


def content(
    drawing: Drawing, space: inks.Space, trim: Box, bleed: float
) -> tuple[bytes, dict[str, float]]:
    """Return the operators that paint a drawing, and the opacities that they name.

    Parameters
    ----------
    drawing
        The marks are one figure, marked content number 0; the ground is an artifact.
    space
        Colours are set in it and in no other.
    trim
        Where the drawing's window lies on the page.
    bleed
        Points around ``trim`` that are painted too.
    """
    left, top, width, _ = drawing.window
    scale = (trim[2] - trim[0]) / width
    reach = (trim[2] - trim[0] + 2 * bleed, trim[3] - trim[1] + 2 * bleed)
    corner = f"{trim[0] - bleed:.4f} {trim[1] - bleed:.4f} {reach[0]:.4f} {reach[1]:.4f}"
    strengths: dict[str, float] = {}
    lines = [
        f"q {corner} re W n",
        f"/Artifact BMC {_colour(drawing.ground, space)} {space.fill} {corner} re f EMC",
        # from here on in stage pixels, y downwards
        f"/Figure <</MCID 0>> BDC {scale:.8f} 0 0 {-scale:.8f} "
        f"{trim[0] - left * scale:.4f} {trim[3] + top * scale:.4f} cm {MITRE_LIMIT:g} M",
        *_marks(drawing.marks, space, strengths),
        "EMC Q",
    ]
    return ("\n".join(lines) + "\n").encode("ascii"), strengths


def _marks(
    marks: tuple[Mark, ...], space: inks.Space, strengths: dict[str, float]
) -> Iterator[str]:
    """Yield each mark; what is set already is not set again."""
    known: dict[str, str] = {}

    def changed(key: str, setting: str) -> Iterator[str]:
        if known.get(key) != setting:
            known[key] = setting
            yield setting

    for mark in marks:
        strength = round(mark.opacity, 4)
        name = f"/O{round(strength * 10_000)}"
        strengths[name] = strength
        operator = space.fill if mark.line is None else space.stroke
        settings = [
            *changed("opacity", f"{name} gs"),
            *changed(operator, f"{_colour(mark.colour, space)} {operator}"),
        ]
        if mark.line is not None:
            settings += changed("width", f"{_number(mark.line.width)} w")
            settings += changed("cap", f"{mark.line.cap} J")
            settings += changed("join", f"{mark.line.join} j")
        paint = "f" if mark.line is None else "S"
        yield " ".join([*settings, *map(_step, mark.steps), paint])


def _colour(colour: Colour, space: inks.Space) -> str:
    return " ".join(_number(part, 4) for part in space.of(colour))


def _step(step: Step) -> str:
    letter, numbers = step
    return " ".join([*map(_number, numbers), OPERATORS[letter]])


def _number(value: float, places: int = 2) -> str:
    """Return hundredths of a stage pixel: a thousandth of a millimetre in print."""
    text = f"{value:.{places}f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
