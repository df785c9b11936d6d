"""A piece of H.264 in which x264 encodes what moves, and the rest is written down."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from pathlib import Path

import av

from anim_lib.export.held import PARAMETERS, Numbering
from anim_lib.export.segments import Codec, Packet, Segment
from anim_lib.formats import Format


class HeldSegment(Segment):
    """As :class:`Segment`, for x264 with the options of ``held``."""

    def __init__(self, path: Path, codec: Codec, size: Format) -> None:
        super().__init__(path, codec, size)
        self._context.open()
        headers = bytes(self._context.extradata or b"")
        self._context.extradata = headers + PARAMETERS
        self._numbering = Numbering(headers, size.width, size.height)
        self._packets: deque[Packet] = deque()
        self._order: deque[bool] = deque()  # of pictures not yet in the file: is it held
        self._written = 0

    def write(self, frame: av.VideoFrame, repeat: int, *, same: bool) -> None:
        """Encode a frame, or write down that nothing changed."""
        for number in range(repeat):
            held = (same or number > 0) and self._frames % self._key_every != 0
            self._order.append(held)
            if held:
                self._frames += 1
                self._take(())
            else:
                self._encode(frame)

    def _take(self, packets: Iterable[Packet]) -> None:
        self._packets.extend(packets)
        while self._order and (self._order[0] or self._packets):
            if self._order.popleft():
                packet = av.Packet(self._numbering.held())
            else:
                encoded = self._packets.popleft()
                packet = av.Packet(self._numbering.renumbered(bytes(encoded)))
                packet.is_keyframe = encoded.is_keyframe
            packet.stream, packet.time_base = self._stream, self._pace
            packet.pts = packet.dts = self._written
            packet.duration = 1
            self._file.mux(packet)
            self._written += 1
