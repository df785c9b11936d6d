"""Plays one scene with one renderer and notes everything that could differ."""

from __future__ import annotations

import dataclasses
import hashlib
import importlib
import sys
import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast
from unittest.mock import patch

import numpy as np
from manim import Scene, tempconfig
from manim.typing import PixelArray

from tests.exact.products import products_in

FAST = "anim_lib.rendering.fast.renderer:FastRenderer"
BASE: dict[str, Any] = {
    "pixel_width": 854,  # neither a multiple of 16 nor of 32
    "pixel_height": 480,
    "frame_rate": 15,
    "disable_caching": True,
    "progress_bar": "none",
    "verbosity": "CRITICAL",
    "output_file": "film",
    # The film holds the very YUV that reached the encoder. x264 would hide small differences, and
    # shows some of its own: see SETTLED in cases.py.
    "video_codec": "ffv1",
}


@dataclass
class Recording:
    """What one run of a scene gave."""

    frames: list[str] = field(default_factory=list)  # digests, one for each frame told
    products: dict[str, str] = field(default_factory=dict)  # path below the media folder: digest
    facts: dict[str, Any] = field(default_factory=dict)
    untrue: list[int] = field(default_factory=list)  # frames that changed elsewhere than told
    wrong_yuv: list[int] = field(default_factory=list)  # frames whose YUV followed them wrongly
    kept: dict[int, Path] = field(default_factory=dict)  # frame number: its pixels
    media: Path = Path()
    cpu: float = 0.0


class Listener:
    """Notes each frame on its way to the file writer; also a frame tap of the fast renderer.

    Of the fast renderer's pictures it checks what they tell: that nothing changed elsewhere, and
    that a YUV frame which follows these changes is that of the whole picture.
    """

    def __init__(self, recording: Recording, keep: Collection[int]) -> None:
        self.recording, self.keep = recording, keep
        self.last: PixelArray | None = None
        self.yuv: tuple[Any, Any] | None = None

    def note(self, pixels: PixelArray, repeat: int, digest: str | None = None) -> None:
        """Note ``repeat`` equal frames."""
        frames = self.recording.frames
        digest = digest or hashlib.sha256(np.ascontiguousarray(pixels)).hexdigest()
        for number in range(len(frames), len(frames) + repeat):
            if number in self.keep:
                self.recording.kept[number] = self.recording.media / f"frame_{number}.npy"
                np.save(self.recording.kept[number], pixels)
        frames.extend([digest] * repeat)

    def frame(self, picture: Any, repeat: int) -> None:
        """Note frames told by the fast renderer."""
        pixels, last, number = picture.rgba, self.last, len(self.recording.frames)
        same = None
        if last is None or picture.changed is None:
            assert picture.changed is None, "the first picture has no previous one"
            self.last = pixels.copy()
        else:
            for left, top, right, bottom in picture.changed:
                last[top:bottom, left:right] = pixels[top:bottom, left:right]
            if not np.array_equal(pixels, last):
                self.recording.untrue.append(number)
                self.last = pixels.copy()
            elif not picture.changed:
                same = self.recording.frames[-1]
        if same is None and not _follows(self._yuv(pixels), picture):
            self.recording.wrong_yuv.append(number)
        self.note(pixels, repeat, same)

    def _yuv(self, pixels: PixelArray) -> tuple[Any, Any] | None:
        height, width = pixels.shape[:2]
        if self.yuv is None and not (width % 2 or height % 2):
            frame = found("anim_lib.rendering.fast.yuv:Yuv420")
            self.yuv = frame(width, height, matrix="manim"), frame(width, height, matrix="manim")
        return self.yuv


def _follows(yuv: tuple[Any, Any] | None, picture: Any) -> bool:
    if yuv is None:
        return True
    whole = dataclasses.replace(picture, changed=None)
    following, converted = (
        frame.update(seen).to_ndarray() for frame, seen in zip(yuv, (picture, whole), strict=True)
    )
    return bool(np.array_equal(following, converted))


def found(path: str) -> Any:
    """Return the object at ``module:name``."""
    module, name = path.split(":")
    return getattr(importlib.import_module(module), name)


def foreign() -> list[str]:
    """Return what in manim's modules and classes was put there by somebody else."""
    strangers = []
    for name, module in list(sys.modules.items()):
        if name.split(".")[0] not in {"manim", "svgelements"} or module is None:
            continue
        owners = [module, *(v for v in vars(module).values() if isinstance(v, type))]
        for owner in owners:
            if isinstance(owner, type) and owner.__module__ != name:
                continue
            for key, value in list(vars(owner).items()):
                function = getattr(value, "fget", None) or getattr(value, "__func__", value)
                home = getattr(function, "__module__", None)
                if isinstance(home, str) and home.split(".")[0] in {"anim_lib", "tests"}:
                    strangers.append(f"{owner.__name__}.{key}")
    return strangers


def record(
    scene_path: str,
    settings: Mapping[str, Any],
    media: Path,
    renderer: str | None = None,
    keep: Collection[int] = (),
) -> Recording:
    """Play the scene at ``module:Class`` into ``media``.

    Parameters
    ----------
    scene_path
        The scene.
    settings
        manim's configuration, over ``BASE``.
    media
        An empty folder of this run's own.
    renderer
        ``module:Class`` of the renderer; None: the one that the scene takes by itself.
    keep
        Numbers of frames whose pixels are saved.
    """
    media.mkdir(parents=True, exist_ok=True)
    recording = Recording(media=media)
    scene_type = cast(type[Scene], found(scene_path))
    start = time.process_time()
    with tempconfig({**BASE, **settings, "media_dir": str(media)}):
        if renderer is None:
            scene = scene_type()
        else:
            # the call that Scene.__init__ makes, with its camera class, on the other class
            with patch("manim.scene.scene.CairoRenderer", found(renderer)):
                scene = scene_type()
        _listen(scene, Listener(recording, keep))
        error = None
        try:
            scene.render()
        except Exception as caught:  # noqa: BLE001  # the other renderer must fail alike
            error = f"{type(caught).__name__}: {caught}".replace(str(media), "")
    recording.cpu = time.process_time() - start
    recording.products = products_in(media)
    recording.facts = {"error": error, **_facts(scene)}
    return recording


def _listen(scene: Scene, listener: Listener) -> None:
    renderer = cast(Any, scene.renderer)
    if hasattr(renderer, "tap"):
        renderer.tap = listener
        return
    writer = renderer.file_writer
    write = writer.write_frame

    def write_frame(pixels: PixelArray, *, repeat: int = 1) -> None:
        listener.note(pixels, repeat)
        write(pixels, repeat=repeat)

    writer.write_frame = write_frame


def _facts(scene: Scene) -> dict[str, Any]:
    renderer = cast(Any, scene.renderer)
    writer = renderer.file_writer
    partials = writer.partial_movie_files
    return {
        "renderer": f"{type(renderer).__module__}.{type(renderer).__qualname__}",
        "writer": f"{type(writer).__module__}.{type(writer).__qualname__}",
        "strangers": foreign(),
        "plays": renderer.num_plays,
        "time": renderer.time,
        "partial files": [p and partials.index(p) for p in partials],
        "sections": [
            (s.name, s.type_, s.skip_animations, s.video, len(s.get_clean_partial_movie_files()))
            for s in writer.sections
        ],
        "subcaptions": [(s.start, s.end, s.content) for s in writer.subcaptions],
        "end of stage": [type(m).__name__ for m in scene.mobjects],
    }
