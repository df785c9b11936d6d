"""Words and formulas set by manim, as outlines: everything else only moves and colours them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, Literal

import manimpango
import numpy as np
from manim import MathTypst, Text, config
from numpy.typing import NDArray

Arrays = dict[str, NDArray[Any]]

FONTS: Final = Path(__file__).resolve().parents[1] / "assets" / "fonts"
SANS: Final = "Inter"
MONO: Final = "JetBrains Mono"
_NO_LINE_BREAK: Final = 16384  # manim's Text breaks its lines at the width of the film in pixels
_WORDS_AT: Final = 96  # small sizes are badly kerned, so glyphs are built large and scaled
FORMULA_AT: Final = 48.0


def _register() -> None:
    for file in sorted((*FONTS.glob("*.otf"), *FONTS.glob("*.ttf"))):
        manimpango.register_font(str(file))
    missing = {SANS, MONO} - set(manimpango.list_fonts())
    if missing:
        raise FileNotFoundError(f"font {' and '.join(sorted(missing))} is missing from {FONTS}")


_register()


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


def set_words(text: str, font: str, weight: str, capital: float) -> Arrays:
    """Return the ink of one line of text, baseline at 0, ink from 0 to its width.

    Parameters
    ----------
    capital
        Height of a capital letter: what the outlines are scaled to, manim units.

    Returns
    -------
    dict
        ``outlines`` ``(n_points, 3)`` manim points of all glyphs, ``sizes`` ``(n_glyphs,)``
        how many of them each glyph has, ``width`` ``(1,)`` of the ink in manim units.

    Raises
    ------
    ValueError
        When glyphs and characters do not correspond: the font makes a ligature of some.
    """
    film = config.pixel_width
    config.pixel_width = _NO_LINE_BREAK  # not by tempconfig, which takes 12 ms
    try:
        with own_folder("text_dir"):
            built = Text(
                "H" + text, font=font, weight=weight, font_size=_WORDS_AT, disable_ligatures=True
            )
    finally:
        config.pixel_width = film
    first, *rest = built.submobjects
    scale = capital / first.height
    ink = [m for m in rest if len(m.points) and m.width > 1e-6]
    if not ink:
        return joined([]) | {"width": np.zeros(1)}
    left = min(float(m.get_left()[0]) for m in ink)
    right = max(float(m.get_right()[0]) for m in ink)
    origin = np.array([left, first.get_bottom()[1], 0.0])
    outlines = [(m.points - origin) * scale for m in ink]
    return joined(outlines) | {"width": np.array([(right - left) * scale])}


def set_formula(source: str, names: Sequence[str], scale: float) -> Arrays:
    """Return the leaves of a formula, centred on the origin.

    Parameters
    ----------
    source
        Typst maths.
    names
        Terms of it that are asked for.
    scale
        Factor on the size that manim gives to a formula of 48 points.

    Returns
    -------
    dict
        ``outlines`` and ``sizes`` as from :func:`set_words`; ``solid`` ``(n_leaves,)``, false
        for roots and fraction bars, which are strokes of ``lines`` ``(n_leaves,)``; ``within``
        ``(n_names, n_leaves)``, whether a leaf belongs to a name.
    """
    with own_folder("tex_dir"):
        # its cache of SVG files could never hit: each file has a folder of its own
        built = MathTypst(source, font_size=FORMULA_AT, use_svg_cache=False).scale(scale)
    # manim widens rules with the pixels of the film, and draws a width of 100 one unit thick;
    # rounded, since what is kept may have been set for a film of another size
    thin = 100 * config.frame_width / config.pixel_width
    leaves = built.family_members_with_points()
    groups = [{id(m) for m in built.select(name).family_members_with_points()} for name in names]
    within = [[id(leaf) in group for leaf in leaves] for group in groups]
    return joined([leaf.points for leaf in leaves]) | {
        "solid": np.array([leaf.get_fill_opacity() > 0 for leaf in leaves]),
        "lines": np.array([round(float(leaf.get_stroke_width()) * thin, 9) for leaf in leaves]),
        "within": np.array(within, dtype=np.bool_).reshape(len(names), len(leaves)),
    }


def joined(outlines: Sequence[NDArray[np.float64]]) -> Arrays:
    """Return ``outlines`` as one array, and how many points each has."""
    sizes = np.array([len(outline) for outline in outlines], dtype=np.int64)
    return {"outlines": np.concatenate([np.zeros((0, 3)), *outlines]), "sizes": sizes}


def parts(sizes: NDArray[np.int64]) -> list[slice]:
    """Return where each of the outlines is that :func:`joined` put together.

    Examples
    --------
    >>> parts(np.array([2, 3]))
    [slice(0, 2, None), slice(2, 5, None)]
    """
    ends = np.cumsum(sizes).tolist()
    return [slice(start, end) for start, end in zip([0, *ends], ends, strict=False)]
