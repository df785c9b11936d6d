"""The only module that runs ffmpeg: the binary of imageio-ffmpeg, driven by ffmpeg-python."""

from __future__ import annotations

import errno
import os
import subprocess
from typing import Any

import ffmpeg
import imageio_ffmpeg

from anim_lib.errors import UserError

Stream = Any  # ffmpeg-python is untyped

DISK_FULL = "No space left on device"
ONE_PICTURE = {"frames:v": 1, "update": 1}  # options of an output that is a still
TOLD = 3  # lines of an error: ffmpeg tells the cause first
LOUDNESS = ["-hide_banner", "-loglevel", "error", "-nostdin", "-y"]


class FfmpegError(RuntimeError):
    """ffmpeg ended with an error; the message holds its first lines."""


def binary() -> str:
    """Return the path of the ffmpeg executable.

    Raises
    ------
    UserError
        When imageio-ffmpeg brought none for this machine, or the one named by
        ``IMAGEIO_FFMPEG_EXE`` cannot be run.
    """
    try:
        path = imageio_ffmpeg.get_ffmpeg_exe()
    except RuntimeError as error:
        raise UserError(
            "ffmpeg is missing: install it anew with `pip install --force-reinstall "
            "imageio-ffmpeg`, or name a binary in IMAGEIO_FFMPEG_EXE"
        ) from error
    if not os.access(path, os.X_OK):
        raise UserError(f"ffmpeg cannot be run: {path} is missing or not executable")
    return str(path)


def run(output: Stream) -> None:
    """Run one ffmpeg-python graph to its end.

    Parameters
    ----------
    output
        What ``stream.output(...)`` returned.

    Raises
    ------
    OSError
        With ``errno.ENOSPC`` when the disk is full.
    FfmpegError
        For everything else that makes ffmpeg end with an error.
    """
    command = [binary(), *LOUDNESS, *output.get_args()]
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    if done.returncode == 0:
        return
    if DISK_FULL in done.stderr:
        raise OSError(errno.ENOSPC, DISK_FULL)
    lines = done.stderr.strip().splitlines() or [f"exit status {done.returncode}"]
    raise FfmpegError(f"ffmpeg: {'; '.join(lines[:TOLD])}")


def source(path: str | os.PathLike[str]) -> Stream:
    """Return the video stream of a file, to put filters on."""
    return ffmpeg.input(str(path)).video


def join(first: Stream, second: Stream, name: str, **options: Any) -> Stream:
    """Put two streams through one filter."""
    return ffmpeg.filter([first, second], name, **options)
