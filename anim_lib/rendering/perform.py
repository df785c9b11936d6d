"""Playing one Storyboard: every frame of some beats, or only run through."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from manim import tempconfig
from manim.renderer.cairo_renderer import CairoRenderer
from manim.typing import PixelArray
from manim.utils.exceptions import EndSceneEarlyException

from anim_lib.formats import Format
from anim_lib.rendering.fast.renderer import FastRenderer
from anim_lib.rendering.fast.tap import FrameTap, Picture
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
    "output_file": "film",
    # manim's own defaults, so that a manim.cfg in the working folder changes no picture
    "frame_height": 8.0,
    "frame_width": 8.0 * 16 / 9,
    "background_opacity": 1.0,
}
# Stock manim's own encoding. It keeps the files of 100 plays only, unless it is told otherwise.
STOCK = {"format": "mp4", "max_files_cached": -1}
OUTLINE = (160, 90)  # pixels; nobody sees these frames


def _settings(size: Format, media: Path) -> dict[str, Any]:
    return {
        **PLAIN,
        "pixel_width": size.width,
        "pixel_height": size.height,
        "frame_rate": size.fps,
        "media_dir": str(media),
    }


@dataclass(frozen=True, slots=True)
class Run:
    """Beats ``[first, stop)`` of a scene; None: to the end."""

    first: int = 0
    stop: int | None = None


def play(
    scene_type: type[Board],
    size: Format,
    media: Path,
    run: Run,
    *,
    tap: FrameTap,
    on_beat_begin: Callable[[int, int], None],
    on_beat_end: BeatHook,
    encodes: bool,
    transparent: bool = False,
) -> Board:
    """Play a run of beats, every frame of it; return the played scene.

    Parameters
    ----------
    scene_type
        The Storyboard to play.
    size
        Pixels and frames a second.
    media
        A folder that no other process uses.
    run
        Which beats are drawn; those before them are passed over.
    tap
        Takes the frames of these beats.
    on_beat_begin
        Called before each of them with its index and the number of its first frame.
    on_beat_end
        Called on the last frame of each of them.
    encodes
        Whether manim's own file writer encodes them too, one piece a play.
    transparent
        Whether the ground keeps its colour, but covers nothing.
    """
    settings = _settings(size, media) | (STOCK if encodes else {"dry_run": True})
    if transparent:
        settings |= {"transparent": True, "background_opacity": 0.0}
    with tempconfig(settings):
        scene = scene_type()
        _pass_over(scene, passing=run.first > 0)
        _connect(scene, tap)

        def at_beat_end(scene: Board, beat: Beat) -> None:
            played = len(scene.beats_played)
            if played > run.first:
                on_beat_end(scene, beat)
            else:
                _pass_over(scene, passing=played < run.first)
            if played >= run.first:
                on_beat_begin(played, sum(one.frames for one in scene.beats_played))
            if played == run.stop:
                stop()

        _hook(scene, at_beat_end)
        if run.first == 0:
            on_beat_begin(0, 0)
        scene.render()
        return scene


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


def outline(
    scene_type: type[Board], fps: int, media: Path, on_beat_end: BeatHook | None = None
) -> Board:
    """Run through as cheaply as can be: for the beats, their times, and what stands on stage.

    Nothing is drawn, not even at the ends of beats.
    """
    settings = _settings(Format("outline", *OUTLINE, fps), media)
    with tempconfig({**settings, "dry_run": True}):
        scene = scene_type()
        _pass_over(scene, passing=True)
        if on_beat_end is not None:
            _hook(scene, on_beat_end)
        scene.render()
        return scene


def stop() -> None:
    """End the scene from within a beat hook: nothing after this beat is wanted."""
    raise EndSceneEarlyException


def _hook(scene: Board, on_beat_end: BeatHook) -> None:
    def hook(beat: Beat) -> None:
        on_beat_end(scene, beat)

    scene.on_beat_end = hook  # type: ignore[method-assign]  # this instance only


def _pass_over(scene: Board, *, passing: bool) -> None:
    """Let plays change the state alone, or draw from now on."""
    renderer = scene.renderer
    if isinstance(renderer, FastRenderer):
        renderer.passing = passing
    else:
        renderer._original_skipping_status = passing


def _connect(scene: Board, tap: FrameTap) -> None:
    """Have ``tap`` told about the frames, whichever renderer draws them."""
    renderer = scene.renderer
    if isinstance(renderer, FastRenderer):
        renderer.tap = tap
        return
    assert isinstance(renderer, CairoRenderer)
    add_frame = renderer.add_frame

    def told(frame: PixelArray, num_frames: int = 1) -> None:
        if not renderer.skip_animations:
            tap.frame(Picture(frame, None), num_frames)
        add_frame(frame, num_frames)

    renderer.add_frame = told  # type: ignore[method-assign]  # this instance only
