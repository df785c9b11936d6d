"""Frames of a scene as PNG files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from PIL.PngImagePlugin import PngInfo


def write_png(
    frame: NDArray[Any],
    target: Path,
    text: dict[str, str] | None = None,
    dpi: int | None = None,
    *,
    clear: bool = False,
) -> None:
    """Write a frame as opaque RGB, as greys, or with its alpha.

    Parameters
    ----------
    frame
        Shape (height, width, 3 or 4), or (height, width) of greys, 0 to 255.
    target
        The ``.png`` to write.
    text
        Notes to store in the file, such as ``Title``.
    dpi
        Pixels to an inch, which give the size in print.
    clear
        Whether alpha, straight, is kept; otherwise it is dropped, as the ground is opaque.
    """
    notes = PngInfo()
    for key, words in (text or {}).items():
        notes.add_itxt(key, words)
    kept = frame if clear or frame.ndim == 2 else frame[..., :3]
    picture = Image.fromarray(np.ascontiguousarray(kept, dtype=np.uint8))
    resolution = {} if dpi is None else {"dpi": (dpi, dpi)}
    picture.save(target, format="PNG", pnginfo=notes, compress_level=6, **resolution)
