"""A folder of its own for every text and formula that manim sets."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

from manim import config


@contextmanager
def own_folder(setting: Literal["tex_dir", "text_dir"]) -> Iterator[None]:
    """Set type in a folder that no other process sees, and remove it afterwards.

    manim writes its SVG files in place and takes every file that exists for a whole one. Two
    processes with one media folder, such as two calls of ``manim render``, would read each
    other's halves, and an interrupted one would leave a half behind for good.

    Parameters
    ----------
    setting
        ``tex_dir`` for formulas, ``text_dir`` for words.
    """
    shared = config[setting]
    with tempfile.TemporaryDirectory(prefix="seqreel-") as own:
        config[setting] = own
        try:
            yield
        finally:
            config[setting] = shared
