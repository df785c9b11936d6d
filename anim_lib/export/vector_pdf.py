"""Drawings as PDF files, in screen colours, greys or inks."""

from __future__ import annotations

from pathlib import Path

from pikepdf import Dictionary, Name, Pdf, String

from anim_lib.export import inks
from anim_lib.export.drawing import Drawing
from anim_lib.export.notes import Notes
from anim_lib.export.pdf_page import PrintPage


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
        As for :class:`~anim_lib.export.pdf_page.PrintPage`.
    """
    with Pdf.new() as pdf:
        page = PrintPage(
            pdf,
            width_mm,
            width_mm * drawing.aspect,
            space=space,
            bleed_mm=bleed_mm,
            crop_marks=crop_marks,
        )
        page.place(drawing, notes)
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
