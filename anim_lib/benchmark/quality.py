"""How far a film is from the frames as they were drawn: SSIM and PSNR of its luma, by ffmpeg."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from anim_lib.export import ffmpeg

EVERY = 4  # frames; the films are compared at every fourth
PEAK = 255.0
IDENTICAL = 100.0  # dB told for a film without any difference
MATRICES = {"bt601": "smpte170m", "bt709": "bt709"}  # as the filters call them
EXACT = "accurate_rnd+full_chroma_int+full_chroma_inp"


@dataclass(frozen=True, slots=True)
class Likeness:
    """Means over the compared frames: ``ssim`` from 0 to 1, ``psnr`` in dB; ``bytes`` of film."""

    ssim: float
    psnr: float
    bytes: int


def likeness(film: Path, master: Path, fps: int, matrix: str, scratch: Path) -> Likeness:
    """Compare a film with the lossless RGB frames it shows.

    Parameters
    ----------
    film
        The encoded film, YUV 4:2:0.
    master
        The frames as drawn.
    fps
        Frames a second, of both.
    matrix
        ``bt601`` or ``bt709``: by which the film's luma was made of RGB.
    scratch
        Folder for two text files.
    """
    ssim, mse = scratch / "ssim.txt", scratch / "psnr.txt"
    tags = {"colorspace": MATRICES[matrix], "range": "tv"}
    drawn = (
        _picked(master, fps)
        .filter("scale", out_color_matrix=matrix, out_range="tv", flags=EXACT)
        .filter("format", "yuv420p")
        .filter("setparams", **tags)
        .filter_multi_output("split")
    )
    # The same tags for both, or ffmpeg would convert one of them to make them so.
    shown = _picked(film, fps).filter("setparams", **tags)
    compared = ffmpeg.join(shown, drawn[0], "ssim", stats_file=str(ssim))
    compared = ffmpeg.join(compared, drawn[1], "psnr", stats_file=str(mse))
    ffmpeg.run(compared.output("-", format="null"))
    error = np.mean(_column(mse.read_text("utf-8").splitlines(), "mse_y"))
    return Likeness(
        ssim=float(np.mean(_column(ssim.read_text("utf-8").splitlines(), "Y"))),
        psnr=10 * math.log10(PEAK**2 / error) if error else IDENTICAL,
        bytes=film.stat().st_size,
    )


def _picked(film: Path, fps: int) -> ffmpeg.Stream:
    return ffmpeg.source(film).filter("fps", fps).filter("framestep", EVERY)


def _column(lines: Iterable[str], name: str) -> list[float]:
    """Return the numbers called ``name`` in ffmpeg's lines of ``name:number``."""
    found = [re.search(rf"\b{name}:(\S+)", text) for text in lines]
    return [float(match[1]) for match in found if match]
