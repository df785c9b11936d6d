"""Pipes of one reader stand apart, as wide and as dark as its shares."""

from __future__ import annotations

import numpy as np
import pytest

from anim_lib.primitives.stream_reads import LANE, LEAST, SPINE, THIN, StreamReads
from anim_lib.theme import INK, PAPER, Theme
from tests import drawn

PATTERN = np.array([[1.0, 0.0, 0.0], [0.25, 0.75, 0.0], [0.5, 0.001, 0.499]])
HEIGHTS = [300.0, 400.0, 500.0]


def reads(pattern: np.ndarray = PATTERN, theme: Theme = PAPER) -> StreamReads:
    return StreamReads(
        pattern,
        theme=theme,
        heights=HEIGHTS[: len(pattern)],
        reach=(200, 900),
        across=(400, 700),
        unit=60.0,
    )


@pytest.mark.parametrize("theme", [PAPER, INK])
def test_pipes_are_as_wide_and_dark_as_their_shares(theme: Theme) -> None:
    r = reads(theme=theme).set_channels(read=[0, 0, 1])
    bands = [r.bands[2, j] for j in range(3)]
    for j, (band, share) in enumerate(zip(bands, PATTERN[2], strict=True)):
        wide = drawn.band_widths(band)
        np.testing.assert_allclose(wide[:-2], max(60.0 * share, LEAST), atol=0.01)
        assert wide[-2] > wide[0]
        (_, start), (_, end) = drawn.band_feet(band)
        own = j == 2
        assert start == pytest.approx(HEIGHTS[j], abs=0.01), "it leaves its own stream"
        assert end == pytest.approx(HEIGHTS[2] - (0.0 if own else SPINE / 2), abs=0.01)
    fills = np.array([drawn.fills(band) for band in bands])
    drawn.assert_colours(fills, drawn.ramp_colours(PATTERN[2], theme.attention_ramp, (0, 1)))


def test_pipes_of_one_reader_stand_apart() -> None:
    r = reads().set_channels(read=[0, 0, 1])
    boxes = drawn.boxes([r.bands[2, j] for j in range(3)])
    assert (boxes[1:, 0] > boxes[:-1, 2]).all()
    left, right = r.span(2, 0)
    assert (left + right) / 2 == pytest.approx(460)
    assert right - left == pytest.approx(30)


def test_only_those_who_read_have_bands() -> None:
    r = reads()
    assert not [band for band in r.bands.values() if len(band.points)]
    r.set_channels(read=[0, 1, 0])
    assert [ij for ij, band in r.bands.items() if len(band.points)] == [(1, 0), (1, 1)]


def test_one_reads_after_the_other_and_the_last_stays() -> None:
    r = reads()
    move = r.sweep()
    move.begin()
    for share in np.linspace(0.0, 1.0, 9):
        move.interpolate(float(share))
        assert all(i >= j for (i, j), band in r.bands.items() if len(band.points))
    move.finish()
    assert r.channel("read").tolist() == [0.0, 0.0, 1.0]


def test_shares_are_printed_when_asked_for() -> None:
    r = reads().set_channels(read=[0, 0, 1])
    assert drawn.texts(r.counters) == ["", "", ""]
    r.set_channels(numbers=1.0)
    assert drawn.texts(r.counters) == ["0.50", "0.00", "0.50"]
    boxes = drawn.boxes(r.counters)
    assert boxes[:, 0] == pytest.approx([404, 504, 604], abs=4.0)
    assert (boxes[:, 3] < np.array(HEIGHTS) - LANE / 2).all(), "above their streams"


def test_pipes_are_equally_thin_until_they_swell() -> None:
    r = reads().set_channels(shares=0.0)
    for move in (r.sweep(), r.swell()):
        widths = [
            drawn.band_widths(r.bands[2, j])[0] for j in range(3) if len(r.bands[2, j].points)
        ]
        assert not widths or widths == pytest.approx([THIN] * 3)
        move.begin()
        move.finish()
    widths = [drawn.band_widths(r.bands[2, j])[0] for j in range(3)]
    assert widths == pytest.approx([max(60.0 * share, LEAST) for share in PATTERN[2]])
    assert drawn.texts(r.counters) == ["0.50", "0.00", "0.50"]


def test_streams_run_to_the_right() -> None:
    r = reads()
    move = r.run()
    move.begin()
    assert not [lane for lane in r.lanes if len(lane.points)]
    move.finish()
    assert drawn.boxes(r.lanes)[:, [0, 2]].tolist() == [[200.0, 900.0]] * 3


@pytest.mark.parametrize(
    "pattern",
    [
        np.array([[0.5, 0.5], [0.5, 0.5]]),
        np.array([[1.0, 0.0], [0.5, 0.4]]),
        np.array([[1.0, 0.0], [-0.5, 1.5]]),
        np.ones((1, 2)) / 2,
    ],
)
def test_what_is_no_causal_pattern_is_refused(pattern: np.ndarray) -> None:
    with pytest.raises(ValueError, match="no causal pattern"):
        reads(pattern)


def test_heights_must_fit() -> None:
    with pytest.raises(ValueError, match=r"shape \(1,\), expected \(3,\)"):
        StreamReads(PATTERN, theme=PAPER, heights=[1.0], reach=(0, 9), across=(1, 2), unit=1)
