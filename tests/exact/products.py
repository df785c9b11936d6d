"""Digests of the files that a scene leaves, and the frames that a player would show."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray
from PIL import Image

VIDEOS = {".mp4", ".mov", ".webm", ".gif"}
HASHED = re.compile(rb"[0-9a-f]{64}")  # manim hashes the camera too, which is not the same here
MADE_ON_THE_WAY = {"texts", "Tex", "Typst", "typst", "own"}  # no products; "own": written by scenes


def products_in(media: Path) -> dict[str, str]:
    """Return path below ``media`` -> digest, of every product."""
    paths = (p for p in media.rglob("*") if p.is_file())
    below = {p.relative_to(media).as_posix(): p for p in paths}
    return {
        name: digest(path, media)
        for name, path in sorted(below.items())
        if name.split("/")[0] not in MADE_ON_THE_WAY
        and path.suffix != ".npy"
        and not HASHED.fullmatch(path.stem.encode())  # the film is made of these
    }


def digest(path: Path, media: Path) -> str:
    """Return what a file holds, whatever it is, without the name of its folder."""
    if path.suffix in VIDEOS:
        return _of_packets(path)
    if path.suffix == ".png":
        pixels = np.asarray(Image.open(path))
        return f"{pixels.shape} {hashlib.sha256(pixels.tobytes()).hexdigest()}"
    text = HASHED.sub(b"", path.read_bytes().replace(str(media).encode(), b""))
    return hashlib.sha256(text).hexdigest()


def _of_packets(path: Path) -> str:
    """Return a digest of all that decides what a decoder shows: two equal ones show the same."""
    parts = hashlib.sha256()
    with av.open(str(path)) as container:
        for stream in container.streams:
            context = stream.codec_context
            parts.update(repr((stream.type, context.name, stream.time_base)).encode())
            parts.update(context.extradata or b"")
        for packet in container.demux():
            parts.update(repr((packet.stream.index, packet.pts, packet.duration)).encode())
            parts.update(bytes(packet))
    return parts.hexdigest()


def decoded(path: Path) -> Iterator[tuple[float | None, NDArray[np.uint8]]]:
    """Yield time and pixels of every frame, in the file's own pixel format if numpy knows it."""
    with av.open(str(path)) as container:
        for frame in container.decode(video=0):
            try:
                yield frame.time, frame.to_ndarray()
            except ValueError:
                yield frame.time, frame.to_ndarray(format="rgba")
