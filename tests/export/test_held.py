"""Pictures that are written into H.264 without an encoder, read back by a decoder."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from anim_lib.export.held import Numbering
from anim_lib.export.held_segment import HeldSegment
from anim_lib.export.segments import Codec, Segment
from tests.export.moving import SIZE, codec, decode, encode, picture

# motion, stillness of one frame and of many; more pictures than frame_num can count
SHOWN = [(0, 3), *((n, 1) for n in range(1, 9)), (9, 2), (10, 7), *((n, 1) for n in range(11, 36))]
# sequence and picture parameters of x264 superfast, 1080p60
HEADERS = bytes.fromhex("000000016764002aacb403c0113f2c20000003002000000f01e306540000000168ef0fcb")
PRESETS = ("ultrafast", "superfast")  # the run-length code and the arithmetic one


def count(shown: list[tuple[int, int]]) -> int:
    return sum(repeat for _, repeat in shown)


@pytest.mark.parametrize("preset", PRESETS)
def test_held_frames_are_the_frame_before_them(tmp_path: Path, preset: str) -> None:
    encode(HeldSegment(tmp_path / "held.mp4", codec(preset=preset), SIZE), SHOWN)
    held, _ = decode(tmp_path / "held.mp4")
    assert len(held) == count(SHOWN)
    starts = np.cumsum([0, *(repeat for _, repeat in SHOWN)])
    for start, (_, repeat) in zip(starts[:-1], SHOWN, strict=True):
        key = next((k for k in range(start, start + repeat) if k % 40 == 0), start)
        for frame in held[max(start, key) : start + repeat]:
            np.testing.assert_array_equal(frame, held[max(start, key)])


@pytest.mark.parametrize("preset", PRESETS)
def test_moving_frames_are_those_of_the_encoder(tmp_path: Path, preset: str) -> None:
    shown = SHOWN[:20]  # shorter than the time between key frames
    encode(HeldSegment(tmp_path / "held.mp4", codec(preset=preset), SIZE), shown)
    held, _ = decode(tmp_path / "held.mp4")
    starts = np.cumsum([0, *(repeat for _, repeat in shown)]).tolist()[:-1]
    moving = Segment(tmp_path / "moving.mp4", codec(preset=preset), SIZE)
    for start, (number, _) in zip(starts, shown, strict=True):
        moving._frames = start  # x264 measures its effort by the times of the frames
        moving.write(picture(number), 1, same=False)
    moving.close()
    plain, _ = decode(tmp_path / "moving.mp4")
    for frame, start in zip(plain, starts, strict=True):
        np.testing.assert_array_equal(held[start], frame)


@pytest.mark.parametrize("kind", [HeldSegment, Segment])
@pytest.mark.parametrize("shown", [[(0, 130)], [(n, 1) for n in range(130)]])
def test_a_key_frame_comes_every_four_seconds(
    tmp_path: Path, kind: type[Segment], shown: list[tuple[int, int]]
) -> None:
    encode(kind(tmp_path / "x.mp4", codec(preset="superfast"), SIZE), shown)
    frames, keys = decode(tmp_path / "x.mp4")
    assert len(frames) == 130
    assert keys == [0, 40, 80, 120]


def test_stillness_costs_a_few_bytes_a_frame(tmp_path: Path) -> None:
    sizes = []
    for repeat in (2, 38):
        path = tmp_path / f"{repeat}.mp4"
        encode(HeldSegment(path, codec(preset="superfast"), SIZE), [(0, repeat)])
        sizes.append(path.stat().st_size)
    assert sizes[1] - sizes[0] <= 36 * 24  # a slice of 12 bytes, and its places in the tables


def test_settings_that_held_frames_do_not_fit_are_refused(tmp_path: Path) -> None:
    ordered = Codec("libx264", "mp4", {"preset": "superfast", "bf": "2"})
    with pytest.raises(RuntimeError, match="x264 orders pictures by type 0 with"):
        HeldSegment(tmp_path / "x.mp4", ordered, SIZE)


def test_pictures_are_numbered_from_the_key_frame_on() -> None:
    numbering = Numbering(HEADERS, 1920, 1080)

    def number(unit: bytes) -> int:  # behind first_mb_in_slice, slice_type and a set number of 0
        return int(f"{int.from_bytes(unit[5:8]):024b}"[7:11], 2)

    key, moving = b"\0\0\0\1\x65" + bytes(range(1, 20)), b"\0\0\0\1\x41\x9a" + bytes(range(1, 20))
    for _ in range(2):
        assert numbering.renumbered(key) == key
        assert [number(numbering.renumbered(moving)) for _ in range(17)] == [*range(1, 16), 0, 1]
        held = f"{int.from_bytes(numbering.held()[5:9]):032b}"
        assert held.startswith("100110010" + "0010")  # of parameter set 1


def test_bytes_that_look_like_a_start_code_are_escaped() -> None:
    numbering = Numbering(HEADERS, 1920, 1080)
    unit = bytes.fromhex("00000001419a20000003000003017fff")
    for number in range(32):  # frame_num is modulo 16; its low bits begin the third byte
        done = numbering.renumbered(unit)
        assert done.startswith(b"\0\0\0\1\x41")
        assert not any(code in done[4:] for code in (b"\0\0\0", b"\0\0\1", b"\0\0\2"))
        head = f"{int.from_bytes(done[5:8]):024b}"
        assert int(head[7:11], 2) == number % 16
        assert done[4:].replace(b"\0\0\3", b"\0\0")[4:] == bytes.fromhex("000000017fff")
