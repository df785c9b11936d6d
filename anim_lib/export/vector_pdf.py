"""Drawings as pages of PDF files, in screen colours, grey or inks, with bleed and crop marks."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, String

from anim_lib.export import inks
from anim_lib.export.notes import Notes
from anim_lib.export.pdf_content import content
from anim_lib.export.vector import Drawing

POINTS: Final = 72 / 25.4  # of a millimetre
MARK_MM: Final = 5.0  # length of a crop mark
MARK_GAP_MM: Final = 3.0  # from the trim to its crop marks, so that none is left on the paper
MARK_WIDTH: Final = 0.25  # points


def write(
    drawing: Drawing,
    target: Path,
    notes: Notes,
    *,
    width_mm: float,
    space: inks.Space = inks.RGB,
    bleed_mm: float = 0.0,
    crop_marks: bool = False,
) -> None:
    """Write a drawing as a PDF of one page; the same bytes whenever it is written.

    Parameters
    ----------
    drawing, notes
        What is shown, and what is said about it.
    target
        The ``.pdf`` to write.
    width_mm
        Of the window in print, after trimming.
    space
        Colours of the file: ``inks.RGB``, ``inks.GREY`` or ``inks.CMYK``.
    bleed_mm, crop_marks
        As for :func:`add_page`.
    """
    with Pdf.new() as pdf:
        add_page(
            pdf,
            drawing,
            notes,
            width_mm=width_mm,
            space=space,
            bleed_mm=bleed_mm,
            crop_marks=crop_marks,
        )
        save(pdf, target, notes)


def save(pdf: Pdf, target: Path, notes: Notes) -> None:
    """Write a PDF with what is said about it as a whole; it holds no date and no random mark."""
    pdf.Root.Lang = String("en-GB")
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    with pdf.open_metadata(set_pikepdf_as_editor=False) as about:
        about["dc:title"] = notes.title
        about["dc:description"] = notes.alt
        about["dc:source"] = notes.source
        about["dc:creator"] = [notes.creator]
        about["dc:language"] = {"en-GB"}
    pdf.docinfo[Name.Source] = String(notes.source)
    pdf.save(target, deterministic_id=True, min_version="1.7")


def add_page(
    pdf: Pdf,
    drawing: Drawing,
    notes: Notes,
    *,
    width_mm: float,
    space: inks.Space = inks.RGB,
    bleed_mm: float = 0.0,
    crop_marks: bool = False,
) -> Page:
    """Add a page that shows a drawing, as a figure with its text for those who cannot see it.

    Parameters
    ----------
    pdf
        To add to; finish it with :func:`save`.
    drawing, notes
        What is shown, and what is said about it.
    width_mm
        Of the drawing's window: the TrimBox.
    space
        Colours of the page.
    bleed_mm
        How far the ground, and marks that cross the edge, go on beyond the trim: the BleedBox.
    crop_marks
        Whether the corners of the trim are marked, outside of the bleed; the page is larger then.

    Returns
    -------
    pikepdf.Page
        For what else shall be drawn on it.
    """
    bleed = bleed_mm * POINTS
    gap = max(bleed_mm, MARK_GAP_MM) * POINTS
    edge = gap + MARK_MM * POINTS if crop_marks else bleed
    width = width_mm * POINTS
    height = width * drawing.aspect
    trim = (edge, edge, edge + width, edge + height)
    stream, strengths = content(drawing, space, trim, bleed)
    if crop_marks:
        stream += _crop_marks(trim, gap, space)
    box = Array([0, 0, *_rounded(width + 2 * edge, height + 2 * edge)])
    page = pdf.add_blank_page(page_size=(float(box[2]), float(box[3])))
    page.obj.TrimBox = Array(_rounded(*trim))
    page.obj.BleedBox = Array(
        _rounded(trim[0] - bleed, trim[1] - bleed, trim[2] + bleed, trim[3] + bleed)
    )
    page.obj.Resources = Dictionary(
        ExtGState=Dictionary(
            {name: Dictionary(Type=Name.ExtGState, ca=a, CA=a) for name, a in strengths.items()}
        )
    )
    page.obj.Group = Dictionary(S=Name.Transparency, CS=Name(space.name))
    page.obj.Contents = pdf.make_stream(stream)
    _tag(pdf, page, notes)
    return page


def _rounded(*lengths: float) -> list[float]:
    return [round(length, 4) for length in lengths]


def _crop_marks(trim: tuple[float, float, float, float], gap: float, space: inks.Space) -> bytes:
    left, bottom, right, top = trim
    far = gap + MARK_MM * POINTS
    black = {"/DeviceRGB": "0 0 0", "/DeviceGray": "0", "/DeviceCMYK": "0 0 0 1"}[space.name]
    lines = [f"/Artifact BMC q {black} {space.stroke} {MARK_WIDTH} w"]
    for x in (left, right):
        for near, end in ((bottom - gap, bottom - far), (top + gap, top + far)):
            lines.append(f"{x:.4f} {near:.4f} m {x:.4f} {end:.4f} l S")
    for y in (bottom, top):
        for near, end in ((left - gap, left - far), (right + gap, right + far)):
            lines.append(f"{near:.4f} {y:.4f} m {end:.4f} {y:.4f} l S")
    return "\n".join([*lines, "Q EMC\n"]).encode("ascii")


def _tag(pdf: Pdf, page: Page, notes: Notes) -> None:
    """Make the page's marked content a figure in the tree that screen readers follow."""
    tree = _tree(pdf)
    number = int(tree.ParentTreeNextKey)
    figure = pdf.make_indirect(
        Dictionary(
            Type=Name.StructElem,
            S=Name.Figure,
            P=tree.K,
            Pg=page.obj,
            K=0,
            T=String(notes.title),
            Alt=String(notes.alt),
            A=Dictionary(O=Name.Layout, Placement=Name.Block, BBox=page.obj.TrimBox),
        )
    )
    tree.K.K.append(figure)
    tree.ParentTree.Nums.append(number)
    tree.ParentTree.Nums.append(pdf.make_indirect(Array([figure])))
    tree.ParentTreeNextKey = number + 1
    page.obj.StructParents = number


def _tree(pdf: Pdf) -> Object:
    """Return the root of the document's structure; make it for the first page."""
    if Name.StructTreeRoot not in pdf.Root:
        tree = pdf.make_indirect(
            Dictionary(
                Type=Name.StructTreeRoot,
                ParentTree=pdf.make_indirect(Dictionary(Nums=Array())),
                ParentTreeNextKey=0,
            )
        )
        tree.K = pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.Document, P=tree, K=Array())
        )
        pdf.Root.StructTreeRoot = tree
        pdf.Root.MarkInfo = Dictionary(Marked=True)
    return pdf.Root.StructTreeRoot
