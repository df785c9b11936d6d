"""A stamp hangs turned on its thread, can shorten its words, and drops when it is cut."""

from __future__ import annotations

import numpy as np
import pytest

from anim_lib.motion import Posed
from anim_lib.primitives.stamp import STUB, TALL, TURN, UNSEEN, Stamp
from anim_lib.theme import INK, PAPER
from tests import drawn


def made(text: str = "A", **more: object) -> Stamp:
    """Return a stamp that hangs 90 pixels below its token."""
    given: dict[str, object] = {"theme": PAPER, "x": 400.0, "y": 560.0, "thread": (400.0, 456.0)}
    return Stamp(text, **(given | more))  # type: ignore[arg-type]


def turned(stamp: Stamp) -> float:
    """Return by how many degrees the double rule is turned leftwards, read from its top edge."""
    found = []
    for rule in (stamp.outer, stamp.inner):
        at = drawn.corners(rule)
        (dx, dy), top = at[0] - at[-1], np.hypot(*(at[0] - at[-1]))
        assert top > 1
        found.append(float(np.degrees(np.arctan2(-dy, dx))))
    assert found[0] == pytest.approx(found[1])
    return found[0]


def far(posed: Posed) -> np.ndarray:
    """Return all points that are drawn."""
    return np.concatenate([leaf.points for leaf in drawn.leaves(posed)])


def test_it_hangs_turned_on_its_thread() -> None:
    stamp = made()
    assert turned(stamp) == pytest.approx(TURN) == pytest.approx(5.0)
    np.testing.assert_allclose(drawn.middles(stamp.outer), (400, 560), atol=0.1)
    tied, grip = drawn.ends(stamp.stub)
    np.testing.assert_allclose(tied, (400, 456))
    assert grip[1] == pytest.approx(560 - TALL / 2, abs=0.3)
    assert not len(stamp.rest.points)
    widths = drawn.line_widths([stamp.outer, stamp.inner, stamp.stub])
    np.testing.assert_allclose(widths, [4.0, 1.5, 3.0])


@pytest.mark.parametrize("theme", [PAPER, INK])
def test_it_is_painted_in_its_role(theme: object) -> None:
    stamp = made(theme=theme, role="query")
    ink = stamp.theme.text("query")
    rules = drawn.edges([stamp.outer, stamp.inner])
    drawn.assert_colours(rules, drawn.ramp_colours([0.0, 0.0], [ink, ink], (0, 1)))
    drawn.assert_colours(
        drawn.fills(stamp.outer), drawn.ramp_colours(0, [stamp.theme.ground], (0, 1))
    )
    glyphs = drawn.fills(list(stamp.words.submobjects))
    drawn.assert_colours(glyphs, drawn.ramp_colours([0.0], [ink, ink], (0, 1)))


def test_its_words_are_turned_about_the_middle_of_their_capitals() -> None:
    stamp = made("HH")
    left, right = (drawn.middles(glyph) for glyph in stamp.words.submobjects)
    np.testing.assert_allclose((left + right) / 2, (400, 560), atol=0.01)
    dx, dy = right - left
    assert np.degrees(np.arctan2(-dy, dx)) == pytest.approx(TURN)


def test_it_comes_out_from_behind_its_token() -> None:
    stamp = made()
    hanging = stamp.hang()
    hanging.begin()
    assert not len(drawn.leaves(stamp))
    stamp.set_channels(out=UNSEEN)
    assert drawn.middles(stamp.outer)[1] == pytest.approx(456 - TALL / 2, abs=2)
    assert abs(turned(stamp)) < 0.1
    hanging.interpolate(1.0)
    np.testing.assert_allclose(drawn.middles(stamp.outer), (400, 560), atol=0.1)
    assert drawn.shown(stamp.words, PAPER.ground)


def test_it_folds_its_lead_away_without_letters_that_cross() -> None:
    stamp = made(lead="before me:")
    assert stamp.lead is not None
    wide = drawn.sizes(stamp.outer)[0]
    for brief in np.linspace(0.0, 1.0, 21):
        stamp.set_channels(brief=brief)
        if drawn.shown(stamp.lead, PAPER.ground):
            end = drawn.boxes(list(stamp.lead.submobjects))[:, 2].max()
            assert end < drawn.boxes(list(stamp.words.submobjects))[:, 0].min()
    assert not drawn.shown(stamp.lead, PAPER.ground)
    short = made()
    np.testing.assert_allclose(drawn.boxes(stamp.outer), drawn.boxes(short.outer))
    assert drawn.sizes(stamp.outer)[0] < wide / 3
    unfolding = stamp.unfold()
    unfolding.begin()
    unfolding.interpolate(1.0)
    assert drawn.sizes(stamp.outer)[0] == pytest.approx(wide)
    shorten = stamp.shorten()
    shorten.begin()
    shorten.interpolate(1.0)
    np.testing.assert_allclose(drawn.boxes(stamp.outer), drawn.boxes(short.outer))


def test_cut_it_drops_and_lies_turned() -> None:
    stamp = made(fall=200.0, lies=-30.0)
    cutting = stamp.sever()
    cutting.begin()
    cutting.interpolate(1.0)
    np.testing.assert_allclose(drawn.middles(stamp.outer), (400, 760), atol=0.1)
    assert turned(stamp) == pytest.approx(-30.0)
    (top, stub), (grip, loose) = drawn.ends(stamp.stub), drawn.ends(stamp.rest)
    np.testing.assert_allclose(top, (400, 456))
    assert stub[1] - top[1] == pytest.approx(STUB * (560 - TALL / 2 - 456))
    assert loose[1] > stub[1] + 100, "the thread has parted"
    reach = np.hypot(*(grip - (400, 760)))
    assert reach == pytest.approx(TALL / 2), "what is left of it is tied to the stamp"


def test_its_thread_parts_before_it_falls() -> None:
    stamp = made().set_channels(cut=0.1)
    np.testing.assert_allclose(drawn.middles(stamp.outer), (400, 560), atol=0.1)
    (_, stub), (_, loose) = drawn.ends(stamp.stub), drawn.ends(stamp.rest)
    assert loose[1] > stub[1]


def test_showing_it_twice_changes_nothing() -> None:
    stamp = made(lead="before me:").set_channels(cut=0.6, brief=0.05)
    once = far(stamp)
    np.testing.assert_array_equal(far(stamp.set_channels(cut=0.6)), once)
    stamp.set_channels(cut=0.0, out=0.0).set_channels(cut=0.6, out=1.0)
    np.testing.assert_array_equal(far(stamp), once)


def test_what_cannot_be_drawn_is_refused() -> None:
    with pytest.raises(ValueError, match="Stamp text is empty"):
        made(" ")
    with pytest.raises(ValueError, match="Stamp fall is nan, only finite numbers"):
        made(fall=np.nan)
    with pytest.raises(ValueError, match=r"Stamp thread is \(400.0, inf\), only finite"):
        made(thread=(400.0, np.inf))
    with pytest.raises(ValueError, match="tied at y 524, it must end above"):
        made(thread=(400.0, 524.0))
