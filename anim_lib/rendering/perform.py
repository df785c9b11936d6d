"""Playing one Storyboard with stock manim: recorded to a lossless master, or only run through."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from manim import tempconfig
from manim.utils.exceptions import EndSceneEarlyException

from anim_lib.formats import Format
from anim_lib.storyboard import Beat, Storyboard

Board = Storyboard[Any]
BeatHook = Callable[[Board, Beat], None]

# Each job plays once in a folder of its own, so manim's cache could only cost time.
PLAIN = {
    "disable_caching": True,
    "progress_bar": "none",
    "verbosity": "ERROR",
    "transparent": False,
    "save_sections": False,
    "log_to_file": False,
    "output_file": "master",
    # manim's own defaults, so that a manim.cfg in the working folder changes no picture
    "frame_height": 8.0,
    "frame_width": 8.0 * 16 / 9,
    "background_opacity": 1.0,
}
# Lossless and quick: every product is made from these frames, none from another product.
MASTER = {
    "format": "mp4",
    "video_codec": "libx264rgb",
    "pixel_format": "rgb24",
    "video_encoder_options": {"crf": "0", "preset": "ultrafast"},
}
OUTLINE = (160, 90)  # pixels; nobody sees these frames


def _settings(size: Format, media: Path) -> dict[str, Any]:
    return {
        **PLAIN,
        "pixel_width": size.width,
        "pixel_height": size.height,
        "frame_rate": size.fps,
        "media_dir": str(media),
    }


def record(
    scene_type: type[Board],
    size: Format,
    media: Path,
    *,
    on_start: Callable[[Board], None],
    on_beat_end: BeatHook,
) -> tuple[Board, Path]:
    """Play every frame; return the played scene and its master video.

    Parameters
    ----------
    scene_type
        The Storyboard to play.
    size
        Pixels and frames a second.
    media
        A folder that no other process uses.
    on_start
        Called with the scene before its first frame.
    on_beat_end
        Called on the last frame of each beat.
    """
    with tempconfig({**_settings(size, media), **MASTER}):
        scene = scene_type()
        _hook(scene, on_beat_end)
        on_start(scene)
        scene.render()
        return scene, Path(scene.renderer.file_writer.movie_file_path)


def run_through(
    scene_type: type[Board],
    size: Format,
    media: Path,
    on_beat_end: BeatHook | None = None,
) -> Board:
    """Play with animations skipped, writing nothing; frames exist at the ends of beats only."""
    with tempconfig({**_settings(size, media), "dry_run": True}):
        scene = scene_type(skip_animations=True)
        if on_beat_end is not None:
            _hook(scene, on_beat_end)
        scene.render()
        return scene


def outline(scene_type: type[Board], fps: int, media: Path) -> Board:
    """Run through as cheaply as can be, for the names, captions and times of the beats."""
    return run_through(scene_type, Format("outline", *OUTLINE, fps), media)


def stop() -> None:
    """End the scene from within a beat hook: nothing after this beat is wanted."""
    raise EndSceneEarlyException


def _hook(scene: Board, on_beat_end: BeatHook) -> None:
    def hook(beat: Beat) -> None:
        on_beat_end(scene, beat)

    scene.on_beat_end = hook  # type: ignore[method-assign]  # this instance only
