"""A program that draws one scene with stock manim into lossless files, the frames as drawn.

``python -m anim_lib.benchmark.master ANSWER MODULE WIDTH HEIGHT FPS FOLDER``. The answer names the
size, the whole film, the file of each play, and the frames of each beat.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

LOSSLESS = {
    "format": "mp4",
    "video_codec": "libx264rgb",
    "pixel_format": "rgb24",
    "video_encoder_options": {"crf": "0", "preset": "ultrafast"},
}


def draw(module: str, width: int, height: int, fps: int, folder: Path) -> dict[str, object]:
    """Draw every frame of the scene that ``module`` defines; return the answer."""
    os.environ["SEQREEL_RENDERER"] = "stock"  # read when a scene is made
    from manim import tempconfig

    from anim_lib.rendering.discover import storyboard_in

    settings = {
        "pixel_width": width,
        "pixel_height": height,
        "frame_rate": fps,
        "media_dir": str(folder),
        "output_file": "master",
        "disable_caching": True,
        "progress_bar": "none",
        "verbosity": "ERROR",
    }
    with tempconfig({**settings, **LOSSLESS}):
        scene = storyboard_in(module)()
        scene.render()
        writer = scene.renderer.file_writer
        return {
            "size": (width, height, fps),
            "film": str(writer.movie_file_path),
            "plays": [str(path) for path in writer.partial_movie_files if path],
            "beats": [beat.frames for beat in scene.beats_played],
        }


if __name__ == "__main__":
    answer, name, across, down, rate, place = sys.argv[1:]
    found = draw(name, int(across), int(down), int(rate), Path(place))
    Path(answer).write_text(json.dumps(found), "utf-8")
