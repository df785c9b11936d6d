"""Frames of a scene as PNG files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from PIL.PngImagePlugin import PngInfo


def write_png(
    frame: NDArray[Any], target: Path, text: dict[str, str] | None = None, dpi: int | None = None
) -> None:
    """Write a frame as opaque RGB, or as greys.

    Parameters
    ----------
    frame
        Shape (height, width, 3 or 4), or (height, width) of greys, 0 to 255. Alpha is dropped: the
        ground is opaque.
    target
        The ``.png`` to write.
    text
        Notes to store in the file, such as ``Title``.
    dpi
        Pixels to an inch, which give the size in print.
    """
    notes = PngInfo()
    for key, words in (text or {}).items():
        notes.add_itxt(key, words)
    opaque = frame if frame.ndim == 2 else frame[..., :3]
    picture = Image.fromarray(np.ascontiguousarray(opaque, dtype=np.uint8))
    resolution = {} if dpi is None else {"dpi": (dpi, dpi)}
    picture.save(target, format="PNG", pnginfo=notes, compress_level=6, **resolution)
