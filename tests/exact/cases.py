"""Every torture scene at its settings, and one scene in every kind of output."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from typing import Any

from manim import Scene

from tests.exact import torture
from tests.exact.players import Case

MIXTURE = f"{torture.__name__}.mixture:Mixture"
# x264's AVX2 and AVX-512 code gives now and then other bytes for the same frames, and so do several
# threads: stock manim differs from itself. With these settings it does not.
SETTLED = {"threads": "1", "x264-params": "asm=avx"}
X264 = {"video_codec": "libx264", "video_encoder_options": SETTLED}
SMALL = {"pixel_width": 428, "pixel_height": 240}
AUTO = {"video_codec": "auto", "video_encoder_options": SETTLED}
VP9 = {"video_codec": "auto", "video_encoder_options": {"threads": "1"}}
OUTPUTS: dict[str, dict[str, Any]] = {
    "png": {"format": "png"},
    "png_sequence": {"format": "png-sequence"},
    "mp4": AUTO,
    "mov": {"format": "mov", **AUTO},
    "mov_alpha": {"format": "mov", "transparent": True, "video_codec": "auto"},
    "webm": {"format": "webm", **VP9},
    "webm_alpha": {"format": "webm", "transparent": True, **VP9},
    "gif": {"format": "gif", **AUTO},
    "gif_alpha": {"format": "gif", "transparent": True, "video_codec": "auto"},
    "half_ground": {"background_opacity": 0.5, "format": "png-sequence"},
    "odd_size": {"pixel_width": 321, "pixel_height": 181, "pixel_format": "yuv444p", **X264},
    "narrow": {"pixel_width": 98, "pixel_height": 270, **X264},
    "rgb": {"pixel_format": "rgb24", **X264, "video_codec": "libx264rgb"},
    "yuv422": {"pixel_format": "yuv422p", **X264},
    "ten_bit": {"pixel_format": "yuv420p10le", **X264},
    "nv12": {"pixel_format": "nv12", **X264},
    "b_frames": {**X264, "video_encoder_options": {**SETTLED, "bf": "3", "crf": "40"}},
    "mpeg4": {"video_codec": "mpeg4", "video_encoder_options": {"bf": "2", "threads": "1"}},
    "mjpeg": {"video_codec": "mjpeg", "pixel_format": "yuvj420p"},  # encodes in other threads
    "29.97": {"frame_rate": 29.97},
    "60": {"frame_rate": 60},
    "no_output": {"dry_run": True},
}


def torture_cases() -> Iterator[Case]:
    """Yield a case for each scene class in ``torture``."""
    for module_info in pkgutil.iter_modules(torture.__path__):
        path = f"{torture.__name__}.{module_info.name}"
        for name, kind in vars(importlib.import_module(path)).items():
            own = isinstance(kind, type) and issubclass(kind, Scene) and kind.__module__ == path
            if own and not getattr(kind, "ABSTRACT", False):
                yield Case(
                    name,
                    f"{path}:{name}",
                    getattr(kind, "SETTINGS", {}),
                    error=getattr(kind, "ERROR", None),
                )


def output_cases() -> Iterator[Case]:
    """Yield a case for each kind of output."""
    for rate in (29.97, 60):
        short = f"{torture.__name__}.lifecycle:ShortPlays"
        yield Case(f"ShortPlays_{rate}", short, {**SMALL, "frame_rate": rate})
    for name, settings in OUTPUTS.items():
        yield Case(f"Mixture_{name}", MIXTURE, {**SMALL, **settings})
