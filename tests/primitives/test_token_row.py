"""A row of cards is where, and as strong, as its numbers say."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pytest

from anim_lib.layout import stage
from anim_lib.primitives.token_row import BOLD, GAP, HAIR, PAD, TokenRow
from anim_lib.scales import contrast, rgb
from anim_lib.theme import INK, PAPER, Theme

TOKENS = ("The", "elephant", "sat")


def row(theme: Theme = PAPER, **options: object) -> TokenRow:
    return TokenRow(TOKENS, theme=theme, y=300, **({"x": 96} | options))  # type: ignore[arg-type]


def edges(tokens: TokenRow, i: int) -> tuple[float, float]:
    xs = [stage(p)[0] for p in tokens.cards[i].points]
    return min(xs), max(xs)


def width_of_line(tokens: TokenRow, i: int) -> float:
    return float(tokens.cards[i].get_stroke_width()) * 1.35


def test_cards_stand_side_by_side_with_equal_gaps() -> None:
    tokens = row()
    ends = [edges(tokens, i) for i in range(3)]
    assert ends[0][0] == pytest.approx(96)
    gaps = [b[0] - a[1] for a, b in itertools.pairwise(ends)]
    assert gaps == pytest.approx([GAP, GAP])


@pytest.mark.parametrize(("anchor", "share"), [("l", 0.0), ("c", 0.5), ("r", 1.0)])
def test_the_anchor_names_the_end_that_lies_at_x(anchor: str, share: float) -> None:
    tokens = row(anchor=anchor, x=900)
    assert tokens.left(0) + share * (tokens.right(2) - tokens.left(0)) == pytest.approx(900)


def test_words_share_one_baseline() -> None:
    assert len({label.y for label in row().labels}) == 1


def test_the_card_spoken_of_has_an_ink_border() -> None:
    tokens = row()
    tokens.set_channels(spoken=[0, 1, 0])
    assert width_of_line(tokens, 1) == pytest.approx(BOLD)
    assert width_of_line(tokens, 0) == pytest.approx(HAIR)
    np.testing.assert_allclose(tokens.cards[1].stroke_rgbas[0, :3], rgb(PAPER.ink))


def test_highlight_speaks_of_these_and_only_these() -> None:
    tokens = row().set_channels(spoken=[1, 0, 0])
    animation = tokens.highlight(1, 2)
    animation.begin()
    animation.interpolate(0.5)
    np.testing.assert_allclose(tokens.channel("spoken"), [0.5, 0.5, 0.5])
    animation.interpolate(1.0)
    np.testing.assert_array_equal(tokens.channel("spoken"), [0, 1, 1])


@pytest.mark.parametrize("theme", [PAPER, INK])
def test_words_stepped_back_can_still_be_read(theme: Theme) -> None:
    tokens = row(theme).set_channels(strength=[0, 1, 0])
    for glyph in tokens.labels[0].submobjects:
        assert contrast(glyph.fill_rgbas[0, :3], rgb(theme.ground)) >= 4.5


def test_cards_enter_one_after_the_other() -> None:
    tokens = row().set_channels(presence=0.0)
    assert not any(len(card.points) for card in tokens.cards)
    animation = tokens.enter(run_time=0.5, lag=0.5)
    animation.begin()
    animation.interpolate(0.4)
    shown = tokens.channel("shown")
    assert shown[0] == 1.0
    assert 0.0 < shown[1] < 1.0
    assert shown[2] == 0.0
    animation.interpolate(1.0)
    np.testing.assert_array_equal(tokens.channel("shown"), [1, 1, 1])


@pytest.mark.parametrize("tokens", [[], ["The", ""], "The cat", [1, 2]])
def test_what_is_no_row_of_words_is_refused(tokens: Any) -> None:
    with pytest.raises(ValueError, match=r"^TokenRow tokens .* must be words"):
        TokenRow(tokens, theme=PAPER, y=300)


def test_cards_may_have_a_width_each() -> None:
    tokens = row(width=[90, 120, 200])
    ends = [edges(tokens, i) for i in range(3)]
    assert [b - a for a, b in ends] == pytest.approx([90, 120, 200])
    with pytest.raises(ValueError, match=r"width has shape \(2,\), expected \(3,\)"):
        row(width=[90, 120])


def test_a_wrong_number_of_centres_is_refused() -> None:
    with pytest.raises(ValueError, match=r"centres have shape \(2,\), expected \(3,\)"):
        row(centres=[100, 200])


def test_a_card_is_as_wide_as_the_longer_of_its_words() -> None:
    plain, two = row(), row(others={0: "Everything"})
    assert two.widths[0] > plain.widths[0]
    np.testing.assert_array_equal(two.widths[1:], plain.widths[1:])


def test_a_word_changes_in_place_and_never_are_both_to_be_read() -> None:
    tokens = row(others={2: "ran"})
    first, other = tokens.labels[2], tokens.others[2]
    before = edges(tokens, 2)
    assert not len(other.submobjects[0].points)
    animation = tokens.reword(2)
    animation.begin()
    for alpha in np.linspace(0, 1, 21):
        animation.interpolate(float(alpha))
        both = [bool(len(label.submobjects[0].points)) for label in (first, other)]
        assert sum(both) <= 1
        assert edges(tokens, 2) == before
    assert both == [False, True]
    assert other.x == pytest.approx(tokens.centres[2])


def test_a_card_without_another_word_is_refused() -> None:
    with pytest.raises(ValueError, match=r"TokenRow card 1 has no other word; \[2\] have"):
        row(others={2: "ran"}).reword(1)
    with pytest.raises(ValueError, match="are not all at places 0 to 2"):
        row(others={3: "ran"})


def test_a_border_is_passed_from_card_to_card() -> None:
    tokens = row()
    animation = tokens.pass_along(0, 2, run_time=1.0)
    animation.begin()
    for alpha, widths in ((0.0, (BOLD, HAIR, HAIR)), (0.5, (HAIR, BOLD, HAIR))):
        animation.interpolate(alpha)
        assert [width_of_line(tokens, i) for i in range(3)] == pytest.approx(widths)
    animation.interpolate(1.0)
    assert width_of_line(tokens, 2) == pytest.approx(BOLD)


def test_columns_are_the_cards_and_each_can_have_its_own_width() -> None:
    tokens = row(width=[80, 200, 90], gap=6)
    np.testing.assert_allclose(tokens.columns, [[96, 80], [182, 200], [388, 90]])


def test_upright_words_begin_at_the_lower_edge_and_keep_within_their_cards() -> None:
    tokens = row(upright=True, width=44.0, height=200.0, special=(0,))
    for i, (card, label) in enumerate(zip(tokens.cards, tokens.labels, strict=True)):
        inside = np.array([stage(p) for glyph in label.submobjects for p in glyph.points])
        box = np.array([stage(p) for p in card.points])
        assert box[:, 0].max() - box[:, 0].min() == pytest.approx(44.0, abs=BOLD)
        assert inside[:, 1].max() == pytest.approx(300 + 100 - PAD, abs=0.05)
        assert (inside.min(axis=0) > box.min(axis=0)).all(), i
        assert (inside.max(axis=0) < box.max(axis=0)).all(), i
    ends = {label.x - tokens.centres[i] for i, label in enumerate(tokens.labels)}
    assert len({round(end, 6) for end in ends}) == 1, "all stand on the same line of their card"
