"""Pictures that stand still, written into H.264 without encoding them.

A picture that equals the one before it is one slice that says "skip every macroblock": eleven
bytes that can be written down (ITU-T H.264, 7.3). The encoder is not asked, which saves the 4 ms
that x264 takes to find out. It then numbers its own pictures only, so the ``frame_num`` of each
slice is written anew. Such a slice refers to a picture parameter set of its own, with the simple
run-length code (CAVLC) in place of the arithmetic one.

It holds for what :data:`OPTIONS` makes x264 write: one slice a picture, one reference picture, no
B-frames, no fields.
"""

from __future__ import annotations

import re
from typing import Final

OPTIONS: Final = "bframes=0:ref=1:slices=1:scenecut=0:weightp=0"
START: Final = b"\0\0\0\1"
START_CODE: Final = re.compile(b"\0?\0\0\1")
SLICE, IDR_SLICE, SPS = 1, 5, 7  # nal_unit_type
HIGH: Final = 100  # profile_idc
MACROBLOCK: Final = 16  # pixels


def _ue(value: int) -> str:
    """Return the bits of an unsigned Exp-Golomb code."""
    bits = f"{value + 1:b}"
    return "0" * (len(bits) - 1) + bits


def _read_ue(bits: str, at: int) -> tuple[int, int]:
    """Return an unsigned Exp-Golomb code and where it ends."""
    end = 2 * bits.index("1", at) - at + 1
    return int(bits[(at + end) // 2 : end], 2) - 1, end


def _bits(content: bytes) -> str:
    return f"{int.from_bytes(content):0{8 * len(content)}b}"


def _packed(bits: str) -> bytes:
    """Return bits and the stop bit as bytes."""
    whole = bits + "1"
    whole += "0" * (-len(whole) % 8)
    return int(whole, 2).to_bytes(len(whole) // 8)


def _escape(content: bytes) -> bytes:
    return re.sub(b"\0\0(?=[\0-\3])", b"\0\0\3", content)


def _unescape(unit: bytes) -> bytes:
    return unit.replace(b"\0\0\3", b"\0\0")


# pic_parameter_set_id 1 of sequence 0; entropy_coding_mode_flag and what belongs to fields 0; one
# slice group; one reference picture; no weights; QP 26, 26 and no offset;
# deblocking_filter_control_present_flag; no constrained intra prediction, no redundant pictures
PARAMETERS: Final = (
    START
    + b"\x68"
    + _packed(
        _ue(1) + _ue(0) + "00" + _ue(0) + _ue(0) + _ue(0) + "000" + _ue(0) + _ue(0) + _ue(0) + "100"
    )
)


class Numbering:
    """Numbers the pictures of one piece of H.264, and writes those that are held.

    Parameters
    ----------
    headers
        The encoder's parameter sets, with start codes.
    width, height
        Pixels.

    Raises
    ------
    RuntimeError
        When the encoder's settings are not those that this module relies on.
    """

    def __init__(self, headers: bytes, width: int, height: int) -> None:
        units = [unit for unit in START_CODE.split(headers) if unit]
        content = _unescape(next(unit for unit in units if unit[0] & 31 == SPS))
        bits, at = _bits(content[4:]), 0
        # seq_parameter_set_id; in profile High also chroma_format_idc and two bit depths
        for _ in range(4 if content[1] == HIGH else 1):
            _, at = _read_ue(bits, at)
        at += 2 if content[1] == HIGH else 0  # two flags of transforms
        extra, at = _read_ue(bits, at)
        order, at = _read_ue(bits, at)
        references, at = _read_ue(bits, at)
        if (order, references) != (2, 1):
            raise RuntimeError(
                f"x264 orders pictures by type {order} with {references} references; "
                "type 2 with 1 is needed"
            )
        self._digits = extra + 4
        self._macroblocks = -(-width // MACROBLOCK) * -(-height // MACROBLOCK)
        self._number = 0

    def renumbered(self, packet: bytes) -> bytes:
        """Return the encoder's next picture with its number in this piece."""
        return b"".join(START + self._unit(unit) for unit in START_CODE.split(packet) if unit)

    def _unit(self, unit: bytes) -> bytes:
        kind = unit[0] & 31
        if kind == IDR_SLICE:
            self._number = 1  # of the picture that follows
        if kind != SLICE:
            return unit
        content = _unescape(unit)
        start = content[1:9]
        head = _bits(start)
        at = 0
        for _ in range(3):  # first_mb_in_slice, slice_type, pic_parameter_set_id
            _, at = _read_ue(head, at)
        head = head[:at] + self._next() + head[at + self._digits :]
        return _escape(content[:1] + int(head, 2).to_bytes(len(start)) + content[9:])

    def held(self) -> bytes:
        """Return a picture that equals the one before it."""
        # slice_type 5 (P), parameter set 1; no override of the number of references, no other
        # order, no memory operations; QP 26; no deblocking
        header = _ue(0) + _ue(5) + _ue(1) + self._next() + "000" + _ue(0) + _ue(1)
        return START + b"\x41" + _escape(_packed(header + _ue(self._macroblocks)))

    def _next(self) -> str:
        number = self._number
        self._number = (number + 1) % (1 << self._digits)
        return f"{number:0{self._digits}b}"
