"""The options of ``seqreel still`` that say what kind of file a still is."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Final

from anim_lib.errors import UserError
from anim_lib.formats import STILL
from scenes.commands.options import Whole

if TYPE_CHECKING:
    from anim_lib.rendering.stills import Colours, Kind, Shape

KINDS: Final = ("png", "svg", "pdf")
LEAST_PIXELS, MOST_PIXELS = 160, 15360
LEAST_MM, MOST_MM = 20, 1200  # a thumbnail; the long side of A0 is 1189
DPI: Final = 300
WIDTH_MM: Final = 180.0  # two columns of most journals
MM_PER_INCH: Final = 25.4
# A name that ends like this is meant as a file; any other dot belongs to a folder's name.
SUFFIXES: Final = (
    *("png", "svg", "pdf", "jpg", "jpeg", "gif", "webp", "tif", "tiff", "eps", "ps", "ai", "bmp"),
    *("svgz", "emf", "avif", "mp4", "webm", "html", "md"),
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add ``--format``, ``--width``, ``--width-mm``, ``--dpi``, ``--grey`` and ``--cmyk``."""
    parser.add_argument(
        "--format",
        choices=KINDS,
        default="png",
        help="png (default), or svg and pdf, which hold outlines and no pixels",
    )
    width = parser.add_mutually_exclusive_group()
    width.add_argument(
        "--width",
        type=Whole(LEAST_PIXELS, MOST_PIXELS),
        metavar="PX",
        help=f"pixels of a png; the height follows at 16:9 (default: {STILL.width}), or at 1:1 "
        f"(default: {STILL.height})",
    )
    width.add_argument(
        "--width-mm",
        type=_millimetres,
        metavar="MM",
        help=f"width in print (default for svg, pdf and with --dpi: {WIDTH_MM:g})",
    )
    parser.add_argument(
        "--dpi",
        type=Whole(72, 1200),
        metavar="N",
        help=f"pixels to an inch of a png, such as 600 (default: {DPI}); svg and pdf have none",
    )
    colours = parser.add_mutually_exclusive_group()
    colours.add_argument(
        "--grey",
        action="store_true",
        help="greys of the same luminance (Rec. 709, in linear light)",
    )
    colours.add_argument(
        "--cmyk",
        action="store_true",
        help="a pdf in inks for offset on coated paper (FOGRA39), without an ICC profile: words in "
        "black ink alone, 300%% of ink at most",
    )


def _millimetres(text: str) -> float:
    try:
        length = float(text)
    except ValueError:
        length = 0.0
    if not LEAST_MM <= length <= MOST_MM:  # nor is nan
        raise argparse.ArgumentTypeError(
            f"must be a number of millimetres from {LEAST_MM} to {MOST_MM}, not {text!r}"
        )
    return length


def read(options: argparse.Namespace) -> tuple[Shape, str]:
    """Return the kind of file that is wanted, and what a file's name says of it.

    Raises
    ------
    UserError
        When options do not go together.
    """
    from anim_lib.rendering.stills import Shape

    kind: Kind = options.format
    colours: Colours = "cmyk" if options.cmyk else "grey" if options.grey else "rgb"
    if colours == "cmyk" and kind != "pdf":
        raise UserError(f"--cmyk: {kind} holds no inks; add --format pdf")
    if kind != "png" and options.width is not None:
        raise UserError(
            f"--width {options.width}: counts pixels, and {kind} has none; "
            "use --width-mm, or --format png"
        )
    width_mm = options.width_mm or WIDTH_MM
    dpi = options.dpi or DPI
    pixels = options.width or _pixels(options, width_mm, dpi)
    size = str(pixels) if kind == "png" else f"{width_mm:g}mm"
    named = size if colours == "rgb" else f"{size}_{colours}"
    return Shape(kind, pixels, dpi, width_mm, colours, options.square), named


def _pixels(options: argparse.Namespace, width_mm: float, dpi: int) -> int:
    if options.width_mm is None and options.dpi is None:
        return STILL.height if options.square else STILL.width
    pixels = round(width_mm / MM_PER_INCH * dpi)
    if options.format == "png" and not LEAST_PIXELS <= pixels <= MOST_PIXELS:
        raise UserError(
            f"--width-mm {width_mm:g} at {dpi} dpi is {pixels} pixels wide; a png has "
            f"{LEAST_PIXELS} to {MOST_PIXELS}: change --width-mm or --dpi, or use --format pdf"
        )
    return pixels


def check_out(out: Path | None, kind: Kind, *, folder: bool) -> None:
    """Refuse an ``--out`` that is named like another kind of file than the one to be written.

    Raises
    ------
    UserError
        When it is, or when ``folder`` and it is named like a file.
    """
    if out is None or out.is_dir():
        return
    suffix = out.suffix.lower().removeprefix(".")
    if suffix not in SUFFIXES:
        return
    if folder:
        raise UserError(f"--out {out}: --all-beats writes several files; name a folder")
    if suffix != kind:
        other = f", or add --format {suffix}" if suffix in KINDS else ""
        raise UserError(
            f"--out {out}: the still is a {kind} file; name a .{kind} file or a folder{other}"
        )
