"""One beat as a file for print: PNG with its resolution, or SVG and PDF without a pixel.

A scene's poster for a page of one's own, without drawing a frame::

    def keep(scene: Board, beat: Beat) -> None:
        page.place(drawing_of(scene), notes_of(scene, beat))  # a PrintPage

    at_ends(scene_type, FRAME, keep, scene_type.poster, drawn=False)

Words beside it are a drawing, too: ``vector.draw(title, [Label(...)], theme.ground, window)`` with
a window of the page's shape, such as (0, 0, 2970, 2100) for tenths of a millimetre of A4.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

import numpy as np

from anim_lib.export import inks, pictures, vector_pdf, vector_svg
from anim_lib.export.drawing import FRAME, Drawing
from anim_lib.export.notes import Notes
from anim_lib.rendering import square, vector
from anim_lib.rendering.beat_notes import notes_of
from anim_lib.rendering.perform import Board
from anim_lib.storyboard import Beat

Kind = Literal["png", "svg", "pdf"]
Colours = Literal["rgb", "grey", "cmyk"]  # cmyk in a pdf only
SPACES: Final = {"rgb": inks.RGB, "grey": inks.GREY, "cmyk": inks.CMYK}


@dataclass(frozen=True, slots=True)
class Shape:
    """What kind of file a still is.

    Parameters
    ----------
    kind
        ``png``, ``svg`` or ``pdf``.
    pixels, dpi
        Width and resolution of a PNG.
    width_mm
        Width in print of an SVG or PDF.
    colours
        ``rgb``, ``grey`` or ``cmyk``.
    square
        Whether the scene's square is shown, not the frame.
    """

    kind: Kind
    pixels: int
    dpi: int
    width_mm: float
    colours: Colours
    square: bool


def drawing_of(scene: Board, *, only_square: bool = False) -> Drawing:
    """Return the outlines of what stands on stage now, in the frame or in the scene's square.

    Raises
    ------
    UserError
        When something on stage has no outline in plain colours.
    """
    window = FRAME
    if only_square:
        left, top, side = square.window(scene)
        window = (left, top, side, side)
    return vector.draw(scene.title, scene.mobjects, scene.theme.ground, window)


def write(scene: Board, beat: Beat, target: Path, shape: Shape) -> None:
    """Write what stands on stage at the end of ``beat``.

    For a PNG of the frame the scene must have been drawn, as wide as the shape says.
    """
    notes = notes_of(scene, beat)
    if shape.kind == "png":
        _write_png(scene, target, notes, shape)
        return
    drawing = drawing_of(scene, only_square=shape.square)
    if shape.kind == "svg":
        grey = shape.colours == "grey"
        vector_svg.write(drawing, target, notes, width_mm=shape.width_mm, grey=grey)
    else:
        space = SPACES[shape.colours]
        vector_pdf.write(drawing, target, notes, width_mm=shape.width_mm, space=space)


def _write_png(scene: Board, target: Path, notes: Notes, shape: Shape) -> None:
    if shape.square:
        frame = square.draw(scene, shape.pixels)
    else:
        frame = np.asarray(scene.renderer.get_frame(), dtype=np.uint8)
    if shape.colours == "grey":
        frame = inks.grey_picture(frame)
    pictures.write_png(frame, target, notes.as_png, shape.dpi)
