"""Exact sizes, one baseline, bundled fonts, and digits that do not dance."""

from __future__ import annotations

from pathlib import Path

import manimpango
import numpy as np
import pytest
from manim import tempconfig

from anim_lib import typography
from anim_lib.layout import stage
from anim_lib.scales import mix, rgb
from anim_lib.theme import PAPER
from anim_lib.typesetting import FONTS, MONO, SANS
from anim_lib.typography import ADVANCE, SMALL, Counter, Label, width

Box = tuple[float, float, float, float]


def box(text: Label | Counter, glyphs: slice = slice(None)) -> Box:
    """Return left, top, right, bottom of the ink in stage pixels."""
    points = np.concatenate([g.points for g in text.submobjects[glyphs] if len(g.points)])
    px = np.array([stage(p) for p in points])
    return (*px.min(axis=0).tolist(), *px.max(axis=0).tolist())


def test_the_bundled_families_are_there_with_their_licences() -> None:
    assert {SANS, MONO} <= set(manimpango.list_fonts())
    assert len(list(FONTS.glob("*.[ot]tf"))) >= 6
    assert len(list(FONTS.glob("*OFL.txt"))) == 2


@pytest.mark.parametrize(("mono", "share"), [(False, 0.727), (True, 0.73)])  # of the em, both fonts
@pytest.mark.parametrize("size", [33.0, 44.0, 96.0])
def test_capitals_are_as_high_as_the_size_says(mono: bool, share: float, size: float) -> None:
    _, top, _, bottom = box(Label("H", 200, 300, theme=PAPER, size=size, mono=mono))
    assert bottom == pytest.approx(300, abs=0.1)
    assert bottom - top == pytest.approx(size * share, rel=0.01)


def test_every_line_stands_on_its_baseline_whatever_it_says() -> None:
    for text in ("Hxz", "Hxp", "Hx,", "xzH"):
        label = Label(text, 100, 500, theme=PAPER)
        capital = text.index("H")
        assert box(label, slice(capital, capital + 1))[3] == pytest.approx(500, abs=0.1)
    assert box(Label("gy", 100, 500, theme=PAPER))[3] > 505  # descenders hang below


@pytest.mark.parametrize(("anchor", "edge"), [("l", 0), ("r", 2)])
def test_an_anchor_is_an_end_of_the_ink(anchor: str, edge: int) -> None:
    label = Label("13.1 MB", 700, 300, theme=PAPER, anchor=anchor)  # type: ignore[arg-type]
    assert box(label)[edge] == pytest.approx(700, abs=0.2)
    assert (label.left, label.right) == pytest.approx((box(label)[0], box(label)[2]), abs=0.2)


def test_a_centred_label_is_centred_and_width_is_that_of_its_ink() -> None:
    label = Label("tokens", 700, 300, theme=PAPER, anchor="c", size=40)
    left, _, right, _ = box(label)
    assert (left + right) / 2 == pytest.approx(700, abs=0.2)
    assert right - left == pytest.approx(width("tokens", 40), abs=0.2)


def test_glyphs_do_not_depend_on_the_size_that_is_rendered(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    found = []
    for size in ({"pixel_width": 160, "pixel_height": 90}, {"pixel_width": 3840}):
        typography._ink.cache_clear()  # as in a process of its own, with nothing kept
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / str(size["pixel_width"])))
        with tempconfig(size):
            label = Label("a line of words that is not short", 100, 300, theme=PAPER)
        found.append(np.concatenate([glyph.points for glyph in label.submobjects]))
    np.testing.assert_array_equal(*found)


def test_no_ligature_passes_unseen() -> None:
    assert len(Label("fi", 0, 0, theme=PAPER).submobjects) == 2
    with pytest.raises(ValueError, match="rendered fewer glyph"):  # JetBrains Mono's own; write →
        Label("->", 0, 0, theme=PAPER, mono=True)


def test_words_take_the_colour_of_what_they_name() -> None:
    label = Label("a cache grows", 0, 0, theme=PAPER, tint={"cache": "cache"})
    colours = [g.fill_rgbas[0, :3] for g in label.submobjects]
    for k, colour in enumerate(colours):
        expected = PAPER.text("cache") if 1 <= k <= 5 else PAPER.ink
        np.testing.assert_allclose(colour, rgb(expected))


def test_what_cannot_be_set_is_refused() -> None:
    with pytest.raises(ValueError, match=r"size 32 is below 33\.0"):
        Label("small", 0, 0, theme=PAPER, size=32)
    with pytest.raises(ValueError, match="tint 'state' is not a part of 'a cache'"):
        Label("a cache", 0, 0, theme=PAPER, tint={"state": "ssm"})
    with pytest.raises(ValueError, match="needs 5 slots for '12345', it was given fewer"):
        Counter(12345, 0, 0, theme=PAPER, written="{:.0f}".format, slots=4)


def test_an_empty_label_has_no_ink() -> None:
    empty = Label("", 100, 100, theme=PAPER)
    assert (len(empty.submobjects), empty.width_px) == (0, 0.0)


def test_digits_of_a_counter_keep_their_slots() -> None:
    counter = Counter(1.11, 500, 300, theme=PAPER, size=SMALL)
    middles = []
    for value in (1.11, 4.84, 9.07):
        counter.set_channels(value=value)
        glyphs = [box(counter, slice(k, k + 1)) for k in range(4)]
        middles.append([(left + right) / 2 for left, _, right, _ in glyphs])
        assert counter.text == f"{value:.2f}"
    np.testing.assert_allclose(middles[0], middles[1], atol=0.01)
    np.testing.assert_allclose(middles[0], middles[2], atol=0.01)
    np.testing.assert_allclose(np.diff(middles[0]), ADVANCE * SMALL, atol=0.01)


def test_a_counter_counts_through_the_values_between() -> None:
    counter = Counter(0.0, 0, 0, theme=PAPER, written="{:,.0f}".format, slots=6)
    counting = counter.drive(run_time=1.0, value=8000.0)
    counting.begin()
    counting.interpolate(0.5)
    assert counter.text == "4,000"
    counting.interpolate(1.0)
    assert counter.text == "8,000"
    assert Counter(-2.5, 0, 0, theme=PAPER, written="{:.1f}".format).text == "−2.5"  # a true minus


def test_a_right_anchored_counter_keeps_its_right_end() -> None:
    counter = Counter(9, 700, 300, theme=PAPER, written="{:.0f} %".format, anchor="r")
    before = box(counter)[2]
    counter.set_channels(value=100)
    assert box(counter)[2] == pytest.approx(before, abs=0.01)
    assert 690 < before <= 700


def test_a_counter_lights_in_another_role() -> None:
    counter = Counter(1, 0, 0, theme=PAPER, lit_role="overflow").set_channels(lit=0.5)
    half = mix(PAPER.ink, PAPER.text("overflow"), 0.5)
    np.testing.assert_allclose(counter.submobjects[0].fill_rgbas[0, :3], half)
    counter.set_channels(lit=1.0)
    np.testing.assert_allclose(
        counter.submobjects[0].fill_rgbas[0, :3], rgb(PAPER.text("overflow"))
    )
