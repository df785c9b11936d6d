"""Drawings as SVG files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import numpy as np

from anim_lib.export import inks
from anim_lib.export.drawing import MITRE_LIMIT, Drawing, Mark, Step, near, within
from anim_lib.export.notes import Notes
from anim_lib.scales import Colour, hexa

CAPS = ("butt", "round", "square")  # by PDF's numbers
JOINS = ("miter", "round", "bevel")


def write(
    drawing: Drawing, target: Path, notes: Notes, *, width_mm: float, grey: bool = False
) -> None:
    """Write a drawing as an SVG of ``width_mm`` millimetres, whose units are stage pixels.

    It has a title, a description and Dublin Core metadata, and holds outlines only.
    """
    left, top, width, height = (f"{length:g}" for length in drawing.window)
    box = f'x="{left}" y="{top}" width="{width}" height="{height}"'
    seen = [mark for mark in drawing.marks if near(mark, drawing.window)]
    begin, end = "<g>", "</g>"
    if not all(within(mark, drawing.window) for mark in seen):
        # the same name for the same window only: pages may hold several pictures
        clip = "_".join(("window", left, top, width, height))
        begin = f'<clipPath id="{clip}"><rect {box}/></clipPath><g clip-path="url(#{clip})">'
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width_mm:.6g}mm" '
        f'height="{width_mm * drawing.aspect:.6g}mm" '
        f'viewBox="{left} {top} {width} {height}" role="img" lang="en-GB" '
        f'aria-label={quoteattr(notes.alt)} stroke-miterlimit="{MITRE_LIMIT:g}">',
        f"<title>{escape(notes.title)}</title>",
        f"<desc>{escape(notes.alt)}</desc>",
        *_metadata(notes),
        f'<rect {box} fill="{_colour(drawing.ground, grey)}"/>',
        begin,
        *(_path(mark, grey) for mark in seen),
        end,
        "</svg>",
    ]
    target.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def _metadata(notes: Notes) -> Iterator[str]:
    yield (
        '<metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><rdf:Description rdf:about="">'
    )
    yield f"<dc:title>{escape(notes.title)}</dc:title>"
    yield f"<dc:description>{escape(notes.alt)}</dc:description>"
    yield f"<dc:source>{escape(notes.source)}</dc:source>"
    yield f"<dc:creator>{escape(notes.creator)}</dc:creator><dc:language>en-GB</dc:language>"
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
