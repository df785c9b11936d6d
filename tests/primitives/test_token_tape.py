"""A tape shows as many cards as read as tokens have been, and prints how many."""

from __future__ import annotations

import numpy as np
import pytest

from anim_lib.primitives.token_tape import TokenTape
from anim_lib.theme import PAPER
from tests import drawn


def tape(tokens: float) -> TokenTape:
    return TokenTape(
        tokens,
        count=20,
        theme=PAPER,
        left=464.0,
        pitch=16.0,
        top=380.0,
        height=30.0,
        counted=(96.0, 410.0),
    )


@pytest.mark.parametrize(
    ("tokens", "cards", "text"),
    [
        (0.0, (0, 0, 20), "token 0"),
        (0.5, (0, 1, 19), "token 0"),
        (1.0, (0, 1, 19), "token 1"),
        (7.5, (7, 1, 12), "token 7"),
        (20.0, (19, 1, 0), "token 20"),
    ],
)
def test_cards_are_read_new_or_waiting(
    tokens: float, cards: tuple[int, int, int], text: str
) -> None:
    one = tape(tokens)
    found = [
        drawn.rectangles(each) if len(each.points) else np.zeros((0, 4))
        for each in (one.read, one.newest, one.waiting)
    ]
    assert tuple(len(each) for each in found) == cards
    np.testing.assert_allclose(np.vstack(found)[:, 0], 464.0 + 16.0 * np.arange(20))
    assert drawn.printed(one.counter) == text


def test_only_the_newest_card_is_ink() -> None:
    one = tape(3.0)
    drawn.assert_colours(drawn.fills([one.newest]), np.tile(_rgb(PAPER.ink), (1, 1)))
    drawn.assert_colours(drawn.fills([one.read]), np.tile(_rgb(PAPER.stroke("muted")), (1, 1)))


def _rgb(colour: str) -> np.ndarray:
    return np.array([int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)])


@pytest.mark.parametrize("tokens", [-1.0, 20.5])
def test_more_than_all_tokens_are_refused(tokens: float) -> None:
    with pytest.raises(ValueError, match=r"tokens lie in 0\.\.20"):
        tape(tokens)
