"""Writes the print pack into a folder."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pikepdf import Pdf

from anim_lib.export import inks, vector_pdf
from anim_lib.export.drawing import Drawing
from anim_lib.export.notes import Notes
from anim_lib.export.pdf_page import PrintPage
from anim_lib.press.colours import colours
from anim_lib.press.contact import add_contact_sheets
from anim_lib.press.page import TALL_MM, WIDE_MM
from anim_lib.press.poster import Picture, Poster
from anim_lib.press.type_sheet import type_sheet
from anim_lib.theme import Theme

BLEED_MM: Final = 3.0
COLUMN_MM: Final = 85.0  # the narrowest that sizes of type are told for
POSTERS, PAGES = "posters", "specifications"
CONTACT, PROOFS, SHEETS = "contact-sheet.pdf", "grey-proofs.pdf", "colours-and-type.pdf"


@dataclass(frozen=True, slots=True)
class Order:
    """How it is printed: posters ``width_mm`` wide after trimming, on the theme's ground."""

    width_mm: float
    theme: Theme
    maker: str


def write(folder: Path, posters: Iterable[Poster], order: Order) -> None:
    """Write every file of the pack.

    Parameters
    ----------
    folder
        Is there, and empty.
    posters
        In their order; may be made while they are written.
    order
        Width, theme, and the line about the maker.
    """
    every = []
    for poster in posters:
        (folder / POSTERS).mkdir(exist_ok=True)
        _print(poster.picture, folder / POSTERS / f"{poster.slug}.pdf", order.width_mm)
        if poster.page is not None:
            (folder / PAGES).mkdir(exist_ok=True)
            _print(poster.page, folder / PAGES / f"{poster.slug}.pdf", WIDE_MM)
        every.append(poster)
    theme = order.theme
    _document(
        folder / PROOFS,
        Notes("Grey proofs", f"{len(every)} posters in greys, one a page.", order.maker),
        lambda pdf: _add_proofs(pdf, every, order.width_mm),
    )
    _document(
        folder / CONTACT,
        Notes("Contact sheet", f"{len(every)} posters with numbers and titles.", order.maker),
        lambda pdf: add_contact_sheets(pdf, every, theme, "Contact sheet", inks.CMYK),
    )
    about = f"Colours of the theme {theme.name} as hex and inks; sizes of type; the frame."
    widths = (COLUMN_MM, order.width_mm, WIDE_MM)
    sheets = (colours(theme, f"Colours: {theme.name}"), type_sheet(theme, "Type", widths))
    _document(
        folder / SHEETS,
        Notes("Colours and type", about, order.maker),
        lambda pdf: _add_sheets(pdf, sheets, Notes("Colours and type", about, order.maker)),
    )


def _print(picture: Picture, target: Path, width_mm: float) -> None:
    vector_pdf.write(
        picture.drawing,
        target,
        picture.notes,
        width_mm=width_mm,
        space=inks.CMYK,
        bleed_mm=BLEED_MM,
        crop_marks=True,
    )


def _document(target: Path, notes: Notes, fill: Callable[[Pdf], None]) -> None:
    with Pdf.new() as pdf:
        fill(pdf)
        vector_pdf.save(pdf, target, notes)


def _add_proofs(pdf: Pdf, posters: Iterable[Poster], width_mm: float) -> None:
    for poster in posters:
        drawing = poster.picture.drawing
        page = PrintPage(pdf, width_mm, width_mm * drawing.aspect, space=inks.GREY)
        page.place(drawing, poster.picture.notes)


def _add_sheets(pdf: Pdf, sheets: Iterable[Drawing], notes: Notes) -> None:
    for sheet in sheets:
        PrintPage(pdf, WIDE_MM, TALL_MM, space=inks.CMYK).place(sheet, notes)
