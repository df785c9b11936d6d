"""Golden frames: kept pictures, how they are compared, and the machine they were drawn on."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from importlib.metadata import version
from io import BytesIO
from pathlib import Path

import cairo
import manimpango
import numpy as np
from numpy.typing import NDArray
from PIL import Image
from skimage.metrics import structural_similarity

from anim_lib.typesetting import FONTS
from anim_lib.whole_files import write_together
from tests.read_back import Frame

GOLDEN = Path(__file__).parent / "golden"
ENVIRONMENT = GOLDEN / "environment.json"
ATOL = 2  # of 255, per channel
MAX_FRACTION = 1e-4  # 13 pixels of 129,600: one changed word is 61, one gem 5 % paler 420
MIN_SSIM = 0.99  # where the versions differ from those that drew the golden frames


def environment() -> dict[str, str]:
    """Return what the pixels depend on beside the code."""
    fonts = {f.name: hashlib.sha256(f.read_bytes()).hexdigest()[:16] for f in FONTS.glob("*.?tf")}
    return {
        "manim": version("manim"),
        "cairo": cairo.cairo_version_string(),
        "pango": manimpango.pango_version(),
        "typst": version("typst"),
        **dict(sorted(fonts.items())),
    }


def same_environment() -> bool:
    """Tell whether this machine draws with the recorded versions and fonts."""
    return bool(environment() == json.loads(ENVIRONMENT.read_text("utf-8")))


def differing(actual: Frame, golden: Frame) -> NDArray[np.bool_]:
    """Return the mask of pixels that differ by more than the tolerance."""
    delta = np.abs(actual.astype(np.int16) - golden.astype(np.int16))
    return np.asarray((delta > ATOL).any(axis=-1))


def verdict(actual: Frame, golden: Frame, *, by_pixel: bool) -> str:
    """Return what is wrong with ``actual``, or the empty string."""
    if actual.shape != golden.shape:
        return f"size {actual.shape} instead of {golden.shape}"
    if by_pixel:
        wrong = differing(actual, golden)
        return "" if wrong.mean() <= MAX_FRACTION else f"{wrong.sum()} pixels differ"
    likeness = float(structural_similarity(actual, golden, channel_axis=-1))
    return "" if likeness >= MIN_SSIM else f"SSIM {likeness:.4f} is below {MIN_SSIM}"


def assert_golden(actual: Frame, path: Path, evidence: Path) -> None:
    """Compare with the picture at ``path``; a failure leaves both and the difference."""
    assert path.exists(), f"no golden frame {path.name}: look at it, then run --update-golden"
    golden = np.asarray(Image.open(path).convert("RGB"))
    wrong = verdict(actual, golden, by_pixel=same_environment())
    if wrong:
        evidence.mkdir(parents=True, exist_ok=True)
        Image.fromarray(actual).save(evidence / f"{path.stem}.actual.png")
        if actual.shape == golden.shape:
            mask = differing(actual, golden).astype(np.uint8) * 255
            Image.fromarray(mask).save(evidence / f"{path.stem}.difference.png")
        raise AssertionError(f"{path.parent.name}/{path.name}: {wrong}; see {evidence}")


def keep(frames: Mapping[str, Frame], folder: Path) -> None:
    """Make ``frames`` the golden pictures in ``folder``, and this machine the one that drew them.

    Other tests, in other processes, find the old pictures or the new ones.
    """
    pictures = {}
    for name, frame in frames.items():
        picture = BytesIO()
        Image.fromarray(frame).save(picture, "PNG", optimize=True)
        pictures[folder / f"{name}.png"] = picture.getvalue()
    write_together(pictures)
    for stale in set(folder.glob("*.png")) - set(pictures):
        stale.unlink()
    if not (ENVIRONMENT.exists() and same_environment()):
        part = ENVIRONMENT.with_name(f"{os.getpid()}.part")  # two processes may come this far
        part.write_text(json.dumps(environment(), indent=1) + "\n", "utf-8")
        part.replace(ENVIRONMENT)
