"""Drawings as SVG files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

import numpy as np

from anim_lib.export import inks
from anim_lib.export.notes import Notes
from anim_lib.export.vector import MITRE_LIMIT, Drawing, Mark, Step
from anim_lib.scales import Colour, hexa

CAPS = ("butt", "round", "square")  # by PDF's numbers
JOINS = ("miter", "round", "bevel")


def write(
    drawing: Drawing, target: Path, notes: Notes, *, width_mm: float, grey: bool = False
) -> None:
    """Write a drawing as an SVG of ``width_mm`` millimetres, whose units are stage pixels.

    It has a title, a description and Dublin Core metadata, and holds outlines only.
    """
    left, top, width, height = drawing.window
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width_mm:.6g}mm" '
        f'height="{width_mm * drawing.aspect:.6g}mm" '
        f'viewBox="{left:g} {top:g} {width:g} {height:g}" role="img" lang="en-GB" '
        f'aria-labelledby="title description" stroke-miterlimit="{MITRE_LIMIT:g}">',
        f'<title id="title">{_text(notes.title)}</title>',
        f'<desc id="description">{_text(notes.alt)}</desc>',
        *_metadata(notes),
        f'<rect x="{left:g}" y="{top:g}" width="{width:g}" height="{height:g}" '
        f'fill="{_colour(drawing.ground, grey)}"/>',
        *(_path(mark, grey) for mark in drawing.marks),
        "</svg>",
    ]
    target.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def _text(words: str) -> str:
    return escape(words)


def _metadata(notes: Notes) -> Iterator[str]:
    yield (
        '<metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><rdf:Description rdf:about="">'
    )
    yield f"<dc:title>{_text(notes.title)}</dc:title>"
    yield f"<dc:description>{_text(notes.alt)}</dc:description>"
    yield f"<dc:source>{_text(notes.source)}</dc:source>"
    yield f"<dc:creator>{_text(notes.creator)}</dc:creator><dc:language>en-GB</dc:language>"
    yield "</rdf:Description></rdf:RDF></metadata>"


def _colour(colour: Colour, grey: bool) -> str:
    return hexa(np.full(3, inks.grey(colour)) if grey else colour)


def _path(mark: Mark, grey: bool) -> str:
    colour = _colour(mark.colour, grey)
    faint = mark.opacity < 1
    if mark.line is None:
        look = f'fill="{colour}"' + (f' fill-opacity="{mark.opacity:.4g}"' if faint else "")
    else:
        look = f'fill="none" stroke="{colour}" stroke-width="{_number(mark.line.width)}"'
        look += f' stroke-opacity="{mark.opacity:.4g}"' if faint else ""
        look += f' stroke-linecap="{CAPS[mark.line.cap]}"' if mark.line.cap else ""
        look += f' stroke-linejoin="{JOINS[mark.line.join]}"' if mark.line.join else ""
    return f'<path {look} d="{"".join(map(_step, mark.steps))}"/>'


def _step(step: Step) -> str:
    letter, numbers = step
    return letter + " ".join(map(_number, numbers))


def _number(value: float) -> str:
    """Return hundredths of a stage pixel: a thousandth of a millimetre in print."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
