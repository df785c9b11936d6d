"""What is drawn, read back as numbers: colours to values, lengths to values, glyphs to words.

Nothing here asks a channel. Points, colours and line widths are those that the camera gets, and
the forward maps are written once more, so that an error in :mod:`anim_lib.scales` is seen too.

Two colours agree when no channel differs by more than half a level of 255: they are painted as
the same 8-bit number, or lie on the border between two. One level off is an error.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from typing import Any

import numpy as np
from manim import VMobject
from numpy.typing import ArrayLike, NDArray

from anim_lib.formula import Formula
from anim_lib.layout import HEIGHT, PX, WIDTH
from anim_lib.scales import rgb
from anim_lib.theme import Theme
from anim_lib.typesetting import MONO, SANS
from anim_lib.typography import _SLOTS, ADVANCE, Counter, Label, Weight, _digit, _ink
from tests.read_back import visible

Array = NDArray[np.float64]
LEVEL = 1 / 255
HALF = 0.5 * LEVEL + 1e-9
NEAR = 0.05  # stage pixels: what rounding does to an outline
WEIGHTS: tuple[Weight, ...] = ("MEDIUM", "NORMAL", "SEMIBOLD")
UNREAD = "�"


@dataclass(frozen=True)
class Reading:
    """Values read from colours; all arrays have one shape.

    Hidden things read as NaN. ``within`` is what half a level of 255 in each channel can change
    in ``value``; ``off`` is how far the colour lies from all that the scale can show, in levels.
    """

    value: Array
    within: Array
    off: Array


# What is painted -----------------------------------------------------------------------------


def shape_of(mobs: Any) -> tuple[int, ...]:
    """Return the shape of mobjects in nested sequences."""
    if isinstance(mobs, VMobject):
        return ()
    return (len(mobs), *shape_of(mobs[0])) if len(mobs) else (0,)


def _flat(mobs: Any) -> list[VMobject]:
    return [mobs] if isinstance(mobs, VMobject) else [m for part in mobs for m in _flat(part)]


def _paints(mobs: Any, name: str) -> Array:
    found = []
    for mob in _flat(mobs):
        rgba = np.asarray(getattr(mob, name), dtype=np.float64)[0]
        line = name == "stroke_rgbas" and mob.stroke_width <= 0
        hidden = not len(mob.points) or rgba[3] <= 0.0 or line
        found.append(np.full(4, np.nan) if hidden else rgba)
    return np.array(found).reshape((*shape_of(mobs), 4))


def fills(mobs: Any) -> Array:
    """Return the colours ``(..., 3)`` that areas are painted in, NaN where nothing is painted."""
    return _paints(mobs, "fill_rgbas")[..., :3]


def edges(mobs: Any) -> Array:
    """Return the colours ``(..., 3)`` of lines, NaN where none is drawn."""
    return _paints(mobs, "stroke_rgbas")[..., :3]


def opacities(mobs: Any) -> Array:
    """Return the opacities ``(...)`` of areas, 0 where nothing is painted."""
    return np.nan_to_num(_paints(mobs, "fill_rgbas")[..., 3])


def line_widths(mobs: Any) -> Array:
    """Return the widths ``(...)`` of lines in stage pixels, 0 where none is drawn."""
    drawn = ~np.isnan(_paints(mobs, "stroke_rgbas")[..., 3])
    wide = [float(mob.stroke_width) * 1.35 for mob in _flat(mobs)]  # manim: 100 is one unit wide
    return np.where(drawn, np.array(wide).reshape(shape_of(mobs)), 0.0)


def leaves(mob: VMobject) -> list[VMobject]:
    """Return what paints anything in the family of ``mob``."""
    return [leaf for leaf in mob.get_family() if visible(leaf)]


def shown(mob: VMobject, ground: str) -> bool:
    """Tell whether any of ``mob`` can be told from the ground by more than half a level."""
    for leaf in leaves(mob):
        for name in ("fill_rgbas", "stroke_rgbas"):
            colour = _paints(leaf, name)
            if np.abs((colour[:3] - rgb(ground)) * colour[3]).max(initial=0.0) > HALF:
                return True
    return False


# Where it is painted -------------------------------------------------------------------------


def corners(mob: VMobject) -> Array:
    """Return the corners ``(n, 2)`` of an outline in stage pixels, in the order drawn."""
    return np.column_stack(
        [mob.points[::4, 0] / PX + WIDTH / 2, HEIGHT / 2 - mob.points[::4, 1] / PX]
    )


def ends(mob: VMobject) -> Array:
    """Return the first and last point ``(2, 2)`` of an open line in stage pixels."""
    both = mob.points[[0, -1]]
    return np.column_stack([both[:, 0] / PX + WIDTH / 2, HEIGHT / 2 - both[:, 1] / PX])


def boxes(mobs: Any) -> Array:
    """Return left, top, right, bottom ``(..., 4)`` of outlines; NaN for what is hidden.

    Lines are taken without their width; a group is as large as all that it paints.
    """
    found = []
    for mob in _flat(mobs):
        points = np.concatenate([np.zeros((0, 3)), *[leaf.points for leaf in leaves(mob)]])
        if not len(points):
            found.append(np.full(4, np.nan))
            continue
        x, y = points[:, 0] / PX + WIDTH / 2, HEIGHT / 2 - points[:, 1] / PX
        found.append(np.array([x.min(), y.min(), x.max(), y.max()]))
    return np.array(found).reshape((*shape_of(mobs), 4))


def middles(mobs: Any) -> Array:
    """Return the middles ``(..., 2)`` of boxes in stage pixels, NaN for what is hidden."""
    box = boxes(mobs)
    return (box[..., :2] + box[..., 2:]) / 2


def sizes(mobs: Any) -> Array:
    """Return widths and heights ``(..., 2)`` in stage pixels, 0 for what is hidden."""
    box = boxes(mobs)
    return np.nan_to_num(box[..., 2:] - box[..., :2])


def rectangles(mob: VMobject) -> Array:
    """Return left, top, right, bottom ``(n, 4)`` of rectangles drawn as one outline."""
    at = corners(mob).reshape(-1, 4, 2)
    return np.concatenate([at.min(axis=1), at.max(axis=1)], axis=1)


def band_widths(mob: VMobject) -> Array:
    """Return the widths ``(n,)`` along a band, from its tail to its front, stage pixels.

    A band is an outline of ``2 n`` corners: one side from the tail to the front, then the other
    side back. The front of an attention arc is its foot at the token that asks.
    """
    at = corners(mob)
    half = len(at) // 2
    return np.hypot(*(at[:half] - at[: half - 1 : -1]).T)


def band_feet(mob: VMobject) -> Array:
    """Return the middles ``(2, 2)`` of a band's tail and front in stage pixels."""
    at = corners(mob)
    half = len(at) // 2
    return np.array([(at[0] + at[-1]) / 2, (at[half - 1] + at[half]) / 2])


def bar_lengths(bars: Any, base: ArrayLike, along: str = "x") -> Array:
    """Return how far bars ``(...)`` reach from ``base``, stage pixels; 0 for what is hidden.

    Right and up are positive. The end far from the base counts, so that a gap between the base
    and the bar's beginning is a part of the length.
    """
    box = boxes(bars)
    low, high = (box[..., 0], box[..., 2]) if along == "x" else (box[..., 1], box[..., 3])
    near = np.broadcast_to(np.asarray(base, dtype=np.float64), low.shape)
    far = np.where(np.abs(high - near) >= np.abs(low - near), high, low)
    return np.nan_to_num((far - near) * (1.0 if along == "x" else -1.0))


def inverse(scale: Callable[[float], float], *, log: bool = False) -> Callable[[ArrayLike], Array]:
    """Return the map from stage pixels back to values of a straight or logarithmic ``scale``."""
    one, ten = float(scale(1.0)), float(scale(10.0))

    def value(pixels: ArrayLike) -> Array:
        share = (np.asarray(pixels, dtype=np.float64) - one) / (ten - one)
        return np.asarray(10.0**share if log else 1.0 + 9.0 * share)

    return value


# Colours to values ---------------------------------------------------------------------------


def ramp_colours(values: ArrayLike, steps: Sequence[str], domain: tuple[float, float]) -> Array:
    """Return the colours ``(..., 3)`` that ``values`` must have, NaN where they are NaN."""
    knots = np.linspace(*domain, len(steps))
    table = np.array([[int(step[k : k + 2], 16) * LEVEL for k in (1, 3, 5)] for step in steps])
    given = np.asarray(values, dtype=np.float64)
    return np.stack([np.interp(given, knots, table[:, c]) for c in range(3)], axis=-1)


def on_ramp(
    colours: ArrayLike,
    steps: Sequence[str],
    domain: tuple[float, float] = (0.0, 1.0),
    *,
    ground: str | None = None,
    dim: ArrayLike = 0.0,
) -> Reading:
    """Invert a ramp of colours.

    Parameters
    ----------
    colours
        ``(..., 3)`` as drawn.
    steps, domain
        The ramp, and the values of its first and last step.
    ground, dim
        What the colours were dimmed towards, and how far: shares ``(...)`` below 1.
    """
    drawn = np.asarray(colours, dtype=np.float64)
    kept = 1.0 - np.broadcast_to(np.asarray(dim, dtype=np.float64), drawn.shape[:-1])[..., None]
    back = np.zeros(3) if ground is None else rgb(ground)
    full = back + (drawn - back) / kept
    table = np.array([rgb(step) for step in steps])
    start, run = table[:-1], np.diff(table, axis=0)
    along = np.einsum("...kc,kc->...k", full[..., None, :] - start, run)
    share = np.clip(along / (run**2).sum(axis=1), 0.0, 1.0)
    off = np.abs(full[..., None, :] - start - share[..., None] * run).max(axis=-1)
    best = np.where(np.isnan(off), 0, np.nan_to_num(off)).argmin(axis=-1)
    at = np.take_along_axis(share, best[..., None], axis=-1)[..., 0]
    low, high = domain
    step = (high - low) / len(run)
    gain = np.abs(run).sum(axis=1) / (run**2).sum(axis=1)
    gain = np.maximum(gain, np.maximum(np.roll(gain, 1), np.roll(gain, -1)))
    return Reading(
        value=low + (best + at) * step,
        within=abs(step) * gain[best] * 0.5 * LEVEL / kept[..., 0],
        off=np.take_along_axis(off, best[..., None], axis=-1)[..., 0] * kept[..., 0] / LEVEL,
    )


def weights(cells: Any, theme: Theme, *, dim: ArrayLike = 0.0) -> Reading:
    """Read attention weights 0..1 from the areas of ``cells``; ``dim`` as for :func:`on_ramp`."""
    return on_ramp(fills(cells), theme.attention_ramp, ground=theme.ground, dim=dim)


def signed(cells: Any, theme: Theme, vmax: float, *, dim: ArrayLike = 0.0) -> Reading:
    """Read values in ``-vmax..vmax`` from areas on the ramp of the state."""
    return on_ramp(fills(cells), theme.state_ramp, (-vmax, vmax), ground=theme.ground, dim=dim)


def between(colours: ArrayLike, a: str | Array, b: str | Array) -> Reading:
    """Read how far colours ``(..., 3)`` lie on the way from ``a`` (0) to ``b`` (1).

    Presence is the way from the ground to the full colour, dimming that from the full colour to
    the ground, a term's light that from the muted text to its role's.
    """
    drawn, start = np.asarray(colours, dtype=np.float64), rgb(a)
    run = rgb(b) - start
    length = float(run @ run)
    share = (drawn - start) @ run / length
    within = np.full(share.shape, 0.5 * LEVEL * float(np.abs(run).sum()) / length)
    off = np.abs(drawn - start - share[..., None] * run).max(axis=-1) / LEVEL
    return Reading(share, within, off)


# Glyphs to words -----------------------------------------------------------------------------


def printed(text: Label | Counter) -> str:
    """Return what a label or counter prints, read from its glyphs; empty when none is painted.

    Every outline is compared with those of characters at the text's size; one that is none of
    them, or does not stand on the line of the others, reads as ``�``.
    """
    glyphs = [g for g in text.submobjects if visible(g)]
    if not glyphs:
        return ""
    known = _known(text, glyphs)
    readings = [_readings(glyph.points, known) for glyph in glyphs]
    lines = [line for found in readings for line in {round(base, 6) for _, base in found}]
    line = max(set(lines), key=lines.count) if lines else 0.0
    chars = [
        next((char for char, base in found if abs(base - line) < 1e-5), UNREAD)
        for found in readings
    ]
    return _spaced(chars, glyphs, text)


def _known(text: Label | Counter, glyphs: list[VMobject]) -> list[tuple[str, Array]]:
    """Return characters and their outlines, baseline at 0, at the size of ``text``.

    For a label, what it claims to say is set once more, in the font that fits best.
    """
    if isinstance(text, Counter):
        signs = sorted({*_SLOTS, *text.text} - {" "})
        return [(c, _digit(c, text.weight, text.size)[0]) for c in signs]
    digits = [(c, _digit(c, w, text.size)[0]) for w in WEIGHTS for c in "0123456789"]
    own, best, most = [c for c in text.text if c != " "], [], 0
    for weight, font in product(WEIGHTS, (SANS, MONO)):
        ink = _ink(text.text, font, weight)
        if len(own) != len(ink.glyphs):
            continue
        known = [(c, ink.points[k] * text.size) for c, k in zip(own, ink.glyphs, strict=True)]
        fits = sum(bool(_readings(glyph.points, known)) for glyph in glyphs)
        if fits > most:
            best, most = known, fits
        if fits == len(glyphs):
            break
    return [*best, *digits]


def _readings(points: Array, known: list[tuple[str, Array]]) -> list[tuple[str, float]]:
    """Return each character that ``points`` may be, and where its baseline then lies."""
    low, found = points.min(axis=0), []
    for char, outline in known:
        if outline.shape == points.shape:
            least = outline.min(axis=0)
            if np.abs((points - low) - (outline - least)).max() < 1e-6:
                found.append((char, float(low[1] - least[1])))
    return found


def _spaced(chars: list[str], glyphs: list[VMobject], text: Label | Counter) -> str:
    """Join ``chars`` with the spaces between them: a gap of more than a quarter of the size."""
    box = boxes(glyphs)
    if isinstance(text, Counter):  # slots of one width
        slots = np.rint(np.diff(box[:, 0] + box[:, 2]) / 2 / (ADVANCE * text.size)).astype(int)
        tail = [" " * (step - 1) + char for char, step in zip(chars[1:], slots, strict=True)]
        return "".join([chars[0], *tail])
    said = "".join(chars)
    if said == text.text.replace(" ", "") and len(glyphs) == len(said):
        gaps = box[1:, 0] - box[:-1, 2]
        words = np.cumsum([len(word) for word in text.text.split()])[:-1]
        if not len(words) or gaps[words - 1].min() > 0.12 * text.size:
            return text.text
    out = chars[0]
    for char, gap in zip(chars[1:], box[1:, 0] - box[:-1, 2], strict=True):
        out += " " + char if gap > 0.25 * text.size else char
    return out


def texts(mobs: Any) -> list[str]:
    """Return what each label or counter prints, from nested sequences, flat."""
    return [printed(mob) for mob in _flat(mobs)]  # type: ignore[arg-type]


def lights(formula: Formula) -> dict[str, float]:
    """Return how lit each term of a formula is, 0 to 1, read from its glyphs' colours.

    A dimmed formula reads as dark; one that is not there has no terms.
    """
    theme, found = formula.theme, {}
    for term, role in formula.terms.items():
        mine = [
            mob
            for mob, (*_, owner) in zip(formula.submobjects, formula._leaves, strict=True)
            if owner == term and visible(mob) and shown(mob, theme.ground)
        ]
        if mine:
            paint = fills(mine[0]) if opacities(mine[0]) > 0 else edges(mine[0])
            found[term] = float(between(paint, theme.text("muted"), theme.text(role)).value)
    return found


# Assertions ----------------------------------------------------------------------------------


def assert_colours(drawn: ArrayLike, expected: ArrayLike, what: str = "colours") -> None:
    """Assert that colours ``(..., 3)`` agree to half a level; NaN is what is hidden."""
    seen, right = np.broadcast_arrays(np.asarray(drawn, float), np.asarray(expected, float))
    hidden, absent = np.isnan(seen).any(axis=-1), np.isnan(right).any(axis=-1)
    if (hidden != absent).any():
        at = tuple(int(k) for k in np.argwhere(hidden != absent)[0])
        state = "hidden, but has a value" if hidden[at] else "drawn, but has no value"
        raise AssertionError(f"{what} {at} is {state}")
    off = np.nan_to_num(np.abs(seen - right).max(axis=-1))
    if off.size and off.max() > HALF:
        at = tuple(int(k) for k in np.unravel_index(off.argmax(), off.shape))
        levels = [[round(float(c) / LEVEL, 1) for c in side[at]] for side in (seen, right)]
        raise AssertionError(
            f"{what} {at} is drawn as {levels[0]} and should be {levels[1]}: "
            f"{off[at] / LEVEL:.2f} levels of 255 off"
        )


def _dimmed(drawn: Array, full: Array, ground: Array, dim: ArrayLike | str | None) -> Array:
    """Return ``full`` dimmed by ``dim``, or by what fits best: one share for all, or for a row."""
    if dim is not None and not isinstance(dim, str):
        share = np.broadcast_to(np.asarray(dim, dtype=np.float64), full.shape[:-1])[..., None]
        return full + (ground - full) * share
    axes = tuple(range(full.ndim)) if dim is None else tuple(range(1, full.ndim))
    way, gone = np.nan_to_num(ground - full), np.nan_to_num(drawn - full)
    length = np.maximum((way**2).sum(axis=axes, keepdims=True), 1e-12)
    share = np.clip((way * gone).sum(axis=axes, keepdims=True) / length, 0.0, 1.0)
    return full + (ground - full) * share


def assert_cells_show(
    cells: Any,
    array: ArrayLike,
    theme: Theme,
    *,
    steps: Sequence[str] | None = None,
    domain: tuple[float, float] = (0.0, 1.0),
    dim: ArrayLike | str | None = 0.0,
) -> None:
    """Assert that areas have the colours of ``array`` on a ramp.

    Parameters
    ----------
    cells
        Shapes in nested sequences.
    array
        The values, of the same shape; NaN where nothing may be painted.
    steps, domain
        The ramp, by default that of attention, and the values of its ends.
    dim
        Shares of the ground ``(...)``; None: any one share for all; ``"rows"``: any one share
        for each row (first axis).
    """
    expected = np.asarray(array, dtype=np.float64)
    assert shape_of(cells) == expected.shape, (
        f"cells have shape {shape_of(cells)}, the values {expected.shape}"
    )
    full = ramp_colours(expected, steps or theme.attention_ramp, domain)
    drawn = fills(cells)
    assert_colours(drawn, _dimmed(drawn, full, rgb(theme.ground), dim), "cell")


def assert_grid_shows(
    grid: Any,
    array: ArrayLike,
    theme: Theme,
    *,
    dim: ArrayLike | str | None = 0.0,
    lifted: Sequence[int] = (),
    blank: str | None = None,
) -> None:
    """Assert that a grid shows ``array`` ``(rows, cols)``: row down, column across, on the ramp.

    Parameters
    ----------
    grid
        A HeatGrid, or anything with ``cells``, or the cells themselves, row by row.
    array
        Weights; NaN where no weight is shown.
    dim
        As for :func:`assert_cells_show`.
    lifted
        Rows that do not lie in their place: their colours are checked, not their height.
    blank
        Colour that cells without a weight may be painted in; None: they must be hidden.
    """
    cells = [list(row) for row in getattr(grid, "cells", grid)]
    expected = np.asarray(array, dtype=np.float64)
    if blank is not None:
        empty = np.argwhere(np.isnan(expected))
        painted = fills([cells[i][j] for i, j in empty]) if len(empty) else np.zeros((0, 3))
        there = ~np.isnan(painted).any(axis=-1)
        assert_colours(painted[there], rgb(blank), "cell without a weight")
        keep = ~np.isnan(expected)
        flat = [cells[i][j] for i, j in np.argwhere(keep)]
        rows = np.argwhere(keep)[:, 0]
        full = ramp_colours(expected[keep], theme.attention_ramp, (0.0, 1.0))
        for row in np.unique(rows) if dim == "rows" else [rows]:
            mine = rows == row if dim == "rows" else np.ones(len(rows), bool)
            share = None if isinstance(dim, str) or dim is None else _each(dim, keep)[mine]
            drawn = fills([flat[k] for k in np.flatnonzero(mine)])
            assert_colours(drawn, _dimmed(drawn, full[mine], rgb(theme.ground), share), "cell")
    else:
        assert_cells_show(cells, expected, theme, dim=dim)
    assert_in_order(cells, lifted=lifted)


def _each(dim: ArrayLike, keep: NDArray[np.bool_]) -> Array:
    return np.broadcast_to(np.asarray(dim, dtype=np.float64), keep.shape)[keep]


def assert_in_order(cells: Any, *, lifted: Sequence[int] = ()) -> None:
    """Assert that visible cells lie row below row and column beside column, none overlapping."""
    box = boxes(cells)
    for i, row in enumerate(box):
        seen = row[~np.isnan(row[:, 0])]
        assert (seen[1:, 0] >= seen[:-1, 2] - NEAR).all(), f"row {i}: columns are not side by side"
        assert (np.ptp(seen[:, 1:4:2], axis=0) < NEAR).all() if len(seen) else True, (
            f"row {i} is not straight"
        )
    rest = [i for i in range(len(box)) if i not in set(lifted)]
    for above, below in pairwise(rest):
        if not (np.isnan(box[above]).all() or np.isnan(box[below]).all()):
            under = np.nanmin(box[below][:, 1]) >= np.nanmax(box[above][:, 3]) - NEAR
            assert under, f"row {below} does not lie below row {above}"


def assert_arcs_show(
    arcs: Any,
    row: ArrayLike,
    theme: Theme,
    *,
    columns: ArrayLike | None = None,
    full: float = 58.0,
    least: float = 2.0,
    rim: float = 1.5,
    dim: ArrayLike | None = 0.0,
) -> None:
    """Assert that arcs of attention are as wide, and as dark, as the weights of one row.

    Parameters
    ----------
    arcs
        An AttentionArcs, or its arcs: key's index -> band (see :func:`band_widths`).
    row
        ``(seq_len,)`` weights; the token without an arc is the one that asks.
    columns
        ``(seq_len, 2)`` left edge and width of the cards; given, the feet are checked to stand
        over their keys, and side by side at the asker.
    full, least, rim
        Stage pixels of weight 1, of the thinnest arc, and of an arc's rim, which is never paler
        than the first step of the ramp that has 3:1 on the ground.
    dim
        Shares of the ground, one or ``(n_arcs,)``; None: any one share for all.
    """
    bands: dict[int, VMobject] = dict(getattr(arcs, "arcs", arcs))
    values, keys = np.asarray(row, dtype=np.float64), sorted(bands)
    gone = [j for j in keys if not len(bands[j].points)]
    assert not gone, f"the arcs of keys {gone} are hidden"
    wide = np.maximum(full * values[keys], least)
    _assert_widths({j: bands[j] for j in keys}, wide, values, full)
    floor = {"paper": 0.62, "ink": 0.5}[theme.name]
    ground, ramp = rgb(theme.ground), theme.attention_ramp
    paint = ramp_colours(np.maximum(values[keys], floor), ramp, (0.0, 1.0))
    rims = fills([bands[j] for j in keys])
    assert_colours(rims, _dimmed(rims, paint, ground, dim), "rim of arc")
    inner = [arcs.cores[j] for j in keys] if hasattr(arcs, "cores") else []
    broad = [k for k in range(len(inner)) if wide[k] > 2 * rim]
    if broad:
        held = np.array(keys)[broad]
        cores = fills([inner[k] for k in broad])
        paint = ramp_colours(values[held], ramp, (0.0, 1.0))
        if dim is not None:
            dim = np.broadcast_to(np.asarray(dim, dtype=np.float64), len(keys))[broad]
        assert_colours(cores, _dimmed(cores, paint, ground, dim), "arc")
        found = {int(j): inner[k] for j, k in zip(held, broad, strict=True)}
        _assert_widths(found, wide[broad] - 2 * rim, values, full)
    if columns is not None:
        _assert_feet(bands, values, np.asarray(columns, dtype=np.float64), full)


def _assert_widths(bands: dict[int, VMobject], wide: Array, values: Array, full: float) -> None:
    """Assert that bands are ``wide`` at their front, where the token stands that asks."""
    for (j, band), right in zip(bands.items(), wide, strict=True):
        front = float(band_widths(band)[-1])
        assert abs(front - right) < NEAR, (
            f"the arc of key {j} is {front:.2f} wide at the asker and should be {right:.2f}: "
            f"its weight is {values[j]:.4f}, what is drawn stands for "
            f"{values[j] + (front - right) / full:.4f}"
        )


def _assert_feet(bands: dict[int, VMobject], values: Array, columns: Array, full: float) -> None:
    """Assert that bands start over their keys and stand side by side over the asker."""
    (asker,) = set(range(len(values))) - set(bands)
    centre = columns[:, 0] + columns[:, 1] / 2
    widths = full * values
    order = [*range(asker - 1, -1, -1), asker, *range(len(values) - 1, asker, -1)]
    left = centre[asker] - widths.sum() / 2
    for j in order:
        if j in bands:
            tail, front = band_feet(bands[j])[:, 0]
            assert abs(front - left - widths[j] / 2) < NEAR, (
                f"the arc of key {j} comes down at {front:.1f}, not at {left + widths[j] / 2:.1f}"
            )
            assert abs(tail - centre[j]) < NEAR, (
                f"the arc of key {j} starts at {tail:.1f}, not at {centre[j]:.1f}"
            )
        left += widths[j]


def assert_bars_show(
    bars: Any,
    values: ArrayLike,
    scale: Callable[[float], float],
    *,
    base: float,
    along: str = "x",
    least: float = 2.0,
    atol: float = NEAR,
) -> None:
    """Assert that bars end where ``scale`` puts their values.

    Parameters
    ----------
    bars
        A BarStrip, or anything with ``bars``, or shapes.
    values, scale
        ``(n,)``, and value -> stage pixel of a bar's end, along ``along`` (x or y).
    base
        Stage pixel of the baseline.
    least
        A bar that is shorter than this, in stage pixels, may be hidden.
    """
    shapes = list(getattr(bars, "bars", bars))
    given = np.asarray(values, dtype=np.float64)
    assert len(shapes) == len(given), f"{len(shapes)} bars for {len(given)} values"
    way = 1.0 if along == "x" else -1.0
    right = np.array([(scale(float(v)) - base) * way for v in given])
    seen = bar_lengths(shapes, base, along)
    off = np.where((np.abs(right) <= least) & (seen == 0.0), 0.0, np.abs(seen - right))
    worst = int(off.argmax())
    assert off[worst] < atol, (
        f"bar {worst} is {seen[worst]:.2f} pixels long and should be {right[worst]:.2f} "
        f"(value {given[worst]:.4g})"
    )


def assert_printed(mobs: Any, expected: Sequence[str]) -> None:
    """Assert that labels or counters print exactly these texts, read from their glyphs."""
    found = texts(mobs)
    assert found == list(expected), f"printed is {found}, expected {list(expected)}"
