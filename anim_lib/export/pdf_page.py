"""Pages of a PDF on which drawings are placed, with bleed and crop marks for the printer.

A poster, and a sheet of several::

    with Pdf.new() as pdf:
        height = 420 * drawing.aspect
        page = PrintPage(pdf, 420, height, space=inks.CMYK, bleed_mm=3, crop_marks=True)
        page.place(drawing, notes)
        sheet = PrintPage(pdf, 297, 210, space=inks.CMYK)
        sheet.place(words, None)  # behind the others: a drawing of the whole page
        sheet.place(drawing, notes, left_mm=15, top_mm=20, width_mm=80)
        vector_pdf.save(pdf, target, about)
"""

from __future__ import annotations

from typing import Final

from pikepdf import Array, Dictionary, Name, Pdf, String

from anim_lib.export import inks
from anim_lib.export.drawing import BEYOND, Drawing
from anim_lib.export.notes import Notes
from anim_lib.export.pdf_content import form
from anim_lib.export.pdf_tags import add_figure
from anim_lib.export.separation import CONDITION

POINTS: Final = 72 / 25.4  # of a millimetre
MARK_MM: Final = 5.0  # length of a crop mark
MARK_GAP_MM: Final = 3.0  # from the trim to its crop marks, so that none is left on the paper
MARK_WIDTH: Final = 0.25  # points


class PrintPage:
    """A page at the end of a PDF; without drawings it is bare paper.

    Parameters
    ----------
    pdf
        To add the page to; finish it with :func:`anim_lib.export.vector_pdf.save`.
    width_mm, height_mm
        After trimming: the TrimBox.
    space
        Colours of the page.
    bleed_mm
        Beyond the trim: the BleedBox. 0 to 20.
    crop_marks
        Whether the corners of the trim are marked, outside of the bleed; the page is larger then.
    """

    def __init__(
        self,
        pdf: Pdf,
        width_mm: float,
        height_mm: float,
        *,
        space: inks.Space = inks.RGB,
        bleed_mm: float = 0.0,
        crop_marks: bool = False,
    ) -> None:
        self._pdf, self._space, self._bleed_mm = pdf, space, bleed_mm
        self._width_mm = width_mm
        self._placed = self._figures = 0
        bleed, gap = bleed_mm * POINTS, max(bleed_mm, MARK_GAP_MM) * POINTS
        edge = gap + MARK_MM * POINTS if crop_marks else bleed
        width, height = width_mm * POINTS, height_mm * POINTS
        self._left, self._top = edge, edge + height  # of the trim
        box = _rounded(0, 0, width + 2 * edge, height + 2 * edge)
        self.page = pdf.add_blank_page(page_size=(float(box[2]), float(box[3])))
        self.page.obj.TrimBox = _rounded(edge, edge, edge + width, edge + height)
        self.page.obj.BleedBox = _rounded(
            edge - bleed, edge - bleed, edge + width + bleed, edge + height + bleed
        )
        self.page.obj.Contents = Array()
        self.page.obj.Resources = Dictionary(XObject=Dictionary())
        self.page.obj.Group = Dictionary(S=Name.Transparency, CS=Name(space.name))
        if space is inks.CMYK and Name.OutputIntents not in pdf.Root:
            pdf.Root.OutputIntents = Array([_intent()])
        if crop_marks:
            self._mark_corners(width, height, gap)

    def place(
        self,
        drawing: Drawing,
        notes: Notes | None,
        *,
        left_mm: float = 0.0,
        top_mm: float = 0.0,
        width_mm: float | None = None,
    ) -> None:
        """Show a drawing on its ground, over what is there already.

        Parameters
        ----------
        drawing
            What is shown; its height follows from the width.
        notes
            What is said about it to those who cannot see it; None for what is decoration to them.
        left_mm, top_mm
            From the upper left corner of the trim to that of the drawing's window.
        width_mm
            Of the drawing's window. None: as wide as the trim; then the ground, and marks that
            cross the edge or end at it, go on into the bleed.

        Raises
        ------
        ValueError
            When the bleed is wider than what drawings keep around their windows.
        """
        reach = 0.0
        if width_mm is None:
            width_mm = self._width_mm
            reach = self._bleed_mm / width_mm * drawing.window[2]
            if reach > BEYOND:
                raise ValueError(f"a bleed of {self._bleed_mm:g} mm is {reach:.0f} stage pixels")
        width = width_mm * POINTS
        left = self._left + left_mm * POINTS
        bottom = self._top - top_mm * POINTS - width * drawing.aspect
        name = f"/D{self._placed}"
        self._placed += 1
        self.page.obj.Resources.XObject[name] = form(self._pdf, drawing, self._space, reach)
        begin = "/Artifact BMC"
        if notes is not None:
            begin = f"/Figure <</MCID {self._figures}>> BDC"
            box = _rounded(left, bottom, left + width, bottom + width * drawing.aspect)
            add_figure(self._pdf, self.page, self._figures, box, notes)
            self._figures += 1
        scale = width / drawing.window[2]
        where = f"{scale:.8f} 0 0 {scale:.8f} {left:.4f} {bottom:.4f}"
        self._add(f"{begin} q {where} cm {name} Do Q EMC")

    def _mark_corners(self, width: float, height: float, gap: float) -> None:
        left, top, far = self._left, self._top, gap + MARK_MM * POINTS
        right, bottom = left + width, top - height
        black = {"/DeviceRGB": "0 0 0", "/DeviceGray": "0", "/DeviceCMYK": "0 0 0 1"}
        lines = [f"/Artifact BMC q {black[self._space.name]} {self._space.stroke} {MARK_WIDTH} w"]
        for x in (left, right):
            for near, end in ((bottom - gap, bottom - far), (top + gap, top + far)):
                lines.append(f"{x:.4f} {near:.4f} m {x:.4f} {end:.4f} l S")
        for y in (bottom, top):
            for near, end in ((left - gap, left - far), (right + gap, right + far)):
                lines.append(f"{near:.4f} {y:.4f} m {end:.4f} {y:.4f} l S")
        self._add("\n".join([*lines, "Q EMC"]))

    def _add(self, operators: str) -> None:
        self.page.contents_add((operators + "\n").encode("ascii"))


def _intent() -> Dictionary:
    """Return the printing condition that the inks are for."""
    return Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFX,
        OutputConditionIdentifier=String(CONDITION),
        RegistryName=String("http://www.color.org"),
        Info=String("Offset on coated paper, ISO 12647-2"),
    )


def _rounded(*lengths: float) -> Array:
    return Array([round(length, 4) for length in lengths])
