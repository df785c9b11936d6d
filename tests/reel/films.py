"""Reading products back, for the tests."""

from __future__ import annotations

import subprocess
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

from anim_lib.export import ffmpeg

Frame = NDArray[np.uint8]  # (height, width, 3)


def frames(film: Path) -> list[Frame]:
    """Return every frame of a lossless RGB video."""
    with av.open(str(film)) as container:
        return [f.to_ndarray(format="rgb24") for f in container.decode(video=0)]


def frame_as_bt709(film: Path, index: int, size: tuple[int, int]) -> Frame:
    """Return one frame of an MP4, decoded the way a BT.709 player does."""
    width, height = size
    matrix = "scale=in_color_matrix=bt709:in_range=tv:flags=accurate_rnd+full_chroma_int"
    command = [ffmpeg.binary(), "-v", "error", "-i", str(film), "-vf"]
    command += [f"select=eq(n\\,{index}),{matrix},format=rgb24", "-frames:v", "1"]
    command += ["-f", "rawvideo", "-"]
    raw = subprocess.run(command, capture_output=True, check=True).stdout
    return np.frombuffer(raw, np.uint8).reshape(height, width, 3)


def write_lossless(film: Path, pictures: list[Frame], fps: int) -> Path:
    """Write frames as the RGB master that manim would have made."""
    height, width, _ = pictures[0].shape
    with av.open(str(film), "w") as container:
        stream = container.add_stream(
            "libx264rgb", rate=fps, options={"crf": "0", "preset": "ultrafast"}
        )
        stream.width, stream.height, stream.pix_fmt = width, height, "rgb24"
        for picture in pictures:
            frame = av.VideoFrame.from_ndarray(picture, format="rgb24")
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    return film


def ffmpeg_on_a_full_disk(folder: Path) -> Path:
    """Write a program that ends as ffmpeg does where nothing more can be written."""
    program = folder / "ffmpeg"
    told = f"Error writing trailer: {ffmpeg.DISK_FULL}"
    program.write_text(f"#!/bin/sh\necho '{told}' >&2\nexit 228\n", "utf-8")
    program.chmod(0o755)
    return program
