"""Facts are printed as strongly as they are recalled, and blocks are as large as their bytes."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from anim_lib.primitives.byte_block import LIT, ByteBlock
from anim_lib.primitives.recalled_facts import FactGrid, RecalledFacts
from anim_lib.primitives.recorded_counter import RecordedCounter
from anim_lib.primitives.slot_rows import EMPTY, SlotRows
from anim_lib.scales import mix, rgb
from anim_lib.theme import PAPER, THEMES
from tests import drawn

HISTORY = np.array([[1.0, 0.0, 0.0], [0.8, 0.9, 0.0], [0.25, 0.6, 1.0]])
GRID = FactGrid(96, 300, (196, 50), (208, 58), 2)


def facts(history: Any = HISTORY, **changes: Any) -> RecalledFacts:
    given = {
        "times": [1, 2, 3],
        "keys": ["28", "50", "34"],
        "texts": ["21", "17", "25"],
        "theme": PAPER,
        "role": "ssm",
        "kept": False,
        "grid": GRID,
    }
    return RecalledFacts(history, **{**given, **changes})


@pytest.mark.parametrize("name", list(THEMES))
@pytest.mark.parametrize("kept", [True, False])
def test_the_ink_of_a_value_is_its_share(name: str, kept: bool) -> None:
    theme = THEMES[name]
    one = facts(theme=theme, kept=kept)
    for time, row in ((3, HISTORY[2]), (2.5, (HISTORY[1] + HISTORY[2]) / 2)):
        one.set_channels(time=time)
        cards, inks = drawn.fills(one.cards), drawn.fills(one.values_)
        for card, ink, share in list(zip(cards, inks, row, strict=True))[:2]:
            full = rgb(theme.tint("ssm") if kept else theme.ground)
            drawn.assert_colours(card, full)
            drawn.assert_colours(ink, mix(card, theme.ink, share))


def test_only_what_is_kept_is_filled() -> None:
    """What is read back is an outline, as strong as its share."""
    kept, answers = facts(kept=True), facts()
    ground, edge = rgb(PAPER.ground), PAPER.stroke("ssm")
    drawn.assert_colours(drawn.edges(kept.cards), np.tile(rgb(edge), (3, 1)))
    drawn.assert_colours(drawn.fills(answers.cards), np.tile(ground, (3, 1)))
    for rim, share in zip(drawn.edges(answers.cards), HISTORY[2], strict=True):
        drawn.assert_colours(rim, mix(PAPER.hairline, edge, share))


def test_a_card_is_painted_with_its_edge_and_without_its_corners() -> None:
    outline = drawn.corners(facts().cards[0])
    x, y = outline.T
    inside = abs(x @ np.roll(y, -1) - y @ np.roll(x, -1)) / 2
    length = np.hypot(*(outline - np.roll(outline, 1, axis=0)).T).sum()
    line = float(drawn.line_widths(facts().cards)[0])
    assert pytest.approx(inside + length * line / 2, rel=1e-3) == GRID.painted


def test_a_fact_is_there_once_it_is_read() -> None:
    one = facts().set_channels(time=2)
    assert np.isnan(drawn.boxes(one.cards)[2]).all()
    assert np.isnan(drawn.boxes(one.values_)[2]).all()
    np.testing.assert_allclose(drawn.sizes(one.cards)[:2], [[196, 50]] * 2)
    np.testing.assert_allclose(drawn.boxes(one.cards)[1, :2], [304, 300])
    one.set_channels(time=3)
    np.testing.assert_allclose(drawn.boxes(one.cards)[2, :2], [96, 358])
    assert [drawn.printed(label) for label in one.keys[2]] == ["34", "→"]
    one.set_channels(time=0)
    assert np.isnan(drawn.boxes(one.cards)).all()


def test_only_what_is_kept_stands_on_boards() -> None:
    assert not facts().boards
    boards = facts(kept=True).boards
    np.testing.assert_allclose(drawn.boxes(boards)[:, [0, 2]], [[96, 500]] * 2)
    np.testing.assert_allclose(drawn.boxes(boards)[:, 1], [354, 412])


def test_keys_are_in_full_ink_whatever_is_recalled() -> None:
    one = facts(np.zeros((3, 3)))
    labels = [label.submobjects[0] for pair in one.keys for label in pair]
    drawn.assert_colours(drawn.fills(labels), np.tile(rgb(PAPER.text("muted")), (len(labels), 1)))


def test_the_fact_spoken_of_has_an_ink_border() -> None:
    one = facts()
    move = one.speak(1)
    move.begin()
    move.finish()
    drawn.assert_colours(drawn.edges(one.cards)[1], rgb(PAPER.ink))
    quiet = mix(PAPER.hairline, PAPER.stroke("ssm"), HISTORY[2, 0])
    drawn.assert_colours(drawn.edges(one.cards)[0], quiet)
    np.testing.assert_allclose(drawn.line_widths(one.cards), [1.5, 3, 1.5])


def test_setting_twice_changes_nothing() -> None:
    one = facts().set_channels(time=2.3)
    first = drawn.fills(one.values_)
    np.testing.assert_array_equal(first, drawn.fills(one.set_channels(time=2.3).values_))


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"history": HISTORY + 0.5}, "shares lie in"),
        ({"keys": ["28"]}, "3 facts but 1 keys"),
        ({"texts": ["21", "17"]}, "2 texts"),
        ({"times": [1, 2]}, "times have shape"),
        ({"times": [1, 3, 2]}, "must rise"),
    ],
)
def test_wrong_facts_are_named(changes: dict[str, Any], named: str) -> None:
    with pytest.raises(ValueError, match=named):
        facts(**changes)


def test_a_counter_prints_its_record() -> None:
    one = RecordedCounter(
        [10, 20], times=[1, 2], x=96, y=300, theme=PAPER, written="{:.1f}".format, slots=4
    )
    assert drawn.printed(one.counter) == "20.0"
    assert drawn.printed(one.set_channels(time=1.5).counter) == "15.0"
    assert drawn.printed(one.set_values([[10], [40]]).counter) == "25.0"
    with pytest.raises(ValueError, match="RecordedCounter history has shape"):
        RecordedCounter([[1.0]], times=[1], x=0, y=0, theme=PAPER, written="{:.1f}".format, slots=4)


def block(values: Any = 6016) -> ByteBlock:
    return ByteBlock(
        values, theme=PAPER, left=96, top=240, width=820, area_per_byte=5.0, role="ssm"
    )


def test_a_block_is_as_large_as_its_bytes() -> None:
    one = block()
    for size in (6016, 19_456):
        wide, tall = drawn.sizes(one.set_values(size).block) + 3.0  # the line lies inside
        assert wide == pytest.approx(820)
        assert wide * tall == pytest.approx(5.0 * size)
    assert one.bottom == pytest.approx(240 + 5.0 * 19_456 / 820)
    drawn.assert_colours(drawn.fills(one.block), rgb(PAPER.tint("ssm")))
    assert np.isnan(drawn.boxes(one.set_values(0).block)).all()


def test_a_block_has_no_fewer_than_no_bytes() -> None:
    with pytest.raises(ValueError, match="bytes lie in"):
        block(-1)
    with pytest.raises(ValueError, match="expected 0 axes"):
        block([1, 2])


def slots(values: Any = 3, n_slots: int = 5) -> SlotRows:
    return SlotRows(
        values,
        n_slots=n_slots,
        theme=PAPER,
        place=(96, 500),
        slot=(48, 64),
        per_row=3,
        role="cache",
    )


@pytest.mark.parametrize("held", [0, 3, 5])
def test_as_many_slots_are_filled_as_there_are_words(held: int) -> None:
    one = slots(held)
    full, edge = rgb(PAPER.tint("cache")), rgb(PAPER.stroke("cache"))
    waits = mix(PAPER.hairline, PAPER.stroke("cache"), EMPTY)
    fills = [full] * held + [rgb(PAPER.ground)] * (5 - held)
    drawn.assert_colours(drawn.fills(one.slots), fills)
    drawn.assert_colours(drawn.edges(one.slots), [edge] * held + [waits] * (5 - held))


def test_slots_lie_in_rows_and_abut() -> None:
    one = slots(5)
    box = drawn.boxes(one.slots) + 0.75 * np.array([-1, -1, 1, 1])  # the edge is painted as well
    np.testing.assert_allclose(drawn.line_widths(one.slots), 1.5)
    np.testing.assert_allclose(box[:, 0], 96 + 48 * np.array([0, 1, 2, 0, 1]))
    np.testing.assert_allclose(box[:, 1], 500 + 64 * np.array([0, 0, 0, 1, 1]))
    np.testing.assert_allclose(box[:, 2:] - box[:, :2], [[48, 64]] * 5)


def test_a_shelf_at_work_is_stronger() -> None:
    fill = drawn.fills(slots(5).set_channels(lit=1.0).slots)
    expected = mix(PAPER.tint("cache"), PAPER.fill("cache"), LIT)
    drawn.assert_colours(fill, np.tile(expected, (5, 1)))


def test_a_word_on_its_way_in_is_paler() -> None:
    colour = drawn.fills(slots(2.5).slots)[2]
    share = float(drawn.between(colour, PAPER.ground, PAPER.tint("cache")).value)
    assert 0 < share < 1


def test_more_words_than_slots_are_refused() -> None:
    with pytest.raises(ValueError, match="words lie in"):
        slots(6)
    with pytest.raises(ValueError, match="words lie in"):
        slots().set_values(-1)
