"""Says in sentences where two recordings of one scene differ, and leaves the evidence."""

from __future__ import annotations

from collections.abc import Callable
from itertools import zip_longest
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from tests.exact.products import VIDEOS, decoded
from tests.exact.recording import Recording

Again = Callable[[str, int], Path]  # which of the two, frame number -> its pixels
OURS = {"renderer", "writer", "strangers"}  # facts that differ by design


def differences(stock: Recording, fast: Recording, again: Again, evidence: Path) -> list[str]:
    """Return one sentence for each thing that differs; none: the two are alike, bit for bit.

    Parameters
    ----------
    stock, fast
        The two recordings.
    again
        Plays one of them (``"stock"`` or ``"fast"``) again and returns the file with one frame.
    evidence
        A folder for the frames that differ.
    """
    if stock.facts["error"] != fast.facts["error"]:
        return [f"error: {fast.facts['error']}, and {stock.facts['error']} with stock manim"]
    found = _frames(stock, fast, again, evidence)
    for number in fast.untrue[:3]:
        found.append(f"frame {number} changed outside of where it was told to have changed")
    for number in fast.wrong_yuv[:3]:
        found.append(f"frame {number} followed by its changes gives another YUV frame")
    for fact in sorted(stock.facts.keys() | fast.facts.keys()):
        ours, theirs = fast.facts.get(fact), stock.facts.get(fact)
        if fact not in OURS and ours != theirs:
            found.append(f"{fact}: {ours!r}, and {theirs!r} with stock manim")
    for name in sorted(stock.products.keys() | fast.products.keys()):
        found += _product(name, stock, fast, evidence)
    return found


def _frames(stock: Recording, fast: Recording, again: Again, evidence: Path) -> list[str]:
    wrong = [
        number
        for number, (a, b) in enumerate(zip_longest(stock.frames, fast.frames))
        if a is None or b is None or a != b
    ]
    if not wrong:
        return []
    total = len(stock.frames)
    if len(fast.frames) != total:
        return [
            f"{len(fast.frames)} frames reached the writer, and {total} with stock manim; "
            f"the first that differs is {wrong[0]}"
        ]
    first = wrong[0]
    pair = [np.load(again(which, first)) for which in ("stock", "fast")]
    where = where_differ(pair[0], pair[1], evidence / f"frame_{first}")
    return [f"{len(wrong)} of {total} frames differ, the first is frame {first}: {where}"]


def where_differ(stock: NDArray[Any], fast: NDArray[Any], evidence: Path) -> str:
    """Say how much and where two pictures differ; save both, and where they differ."""
    if stock.shape != fast.shape:
        return f"its size is {fast.shape}, and {stock.shape} with stock manim"
    delta = np.abs(stock.astype(np.int16) - fast.astype(np.int16))
    mask = delta.any(axis=-1) if delta.ndim == 3 else delta > 0
    evidence.parent.mkdir(parents=True, exist_ok=True)
    pictures = {"stock": stock, "fast": fast, "where": mask.astype(np.uint8) * 255}
    for name, picture in pictures.items():
        Image.fromarray(picture).save(f"{evidence}.{name}.png")
    if not mask.any():
        return "the second time both drew the same, so drawing depends on more than the scene"
    ys, xs = np.nonzero(mask)
    return (
        f"{mask.sum()} of {mask.size} pixels differ by at most {delta.max()} of 255, within "
        f"x {xs.min()}..{xs.max()}, y {ys.min()}..{ys.max()}; see {evidence}.*.png"
    )


def _product(name: str, stock: Recording, fast: Recording, evidence: Path) -> list[str]:
    ours, theirs = fast.products.get(name), stock.products.get(name)
    if ours == theirs:
        return []
    if ours is None or theirs is None:
        return [f"{name} was written {'only' if theirs is None else 'not'} by the fast renderer"]
    if Path(name).suffix not in VIDEOS:
        return [f"{name} differs"]
    return decoded_differences(name, stock.media / name, fast.media / name, evidence)


def decoded_differences(name: str, stock: Path, fast: Path, evidence: Path) -> list[str]:
    """Compare two videos whose packets differ: a player must show the same at the same times."""
    wrong: list[str] = []
    count, first = 0, ""
    for number, (a, b) in enumerate(zip_longest(decoded(stock), decoded(fast))):
        if a is None or b is None:
            wrong.append(f"{name}: {'fewer' if b is None else 'more'} frames, from {number} on")
            break
        if a[0] != b[0]:
            wrong.append(f"{name}: frame {number} shows at {b[0]} s, and at {a[0]} s")
            break
        if not np.array_equal(a[1], b[1]):
            count += 1
            where = evidence / f"{Path(name).stem}_{number}"
            first = first or f"the first is {number}: {where_differ(a[1], b[1], where)}"
    if count:
        wrong.append(f"{name}: {count} decoded frames differ; {first}")
    return wrong
