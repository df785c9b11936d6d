"""Roles beyond the palette's own names."""

from __future__ import annotations

import pytest

from anim_lib.theme import PAPER


@pytest.mark.parametrize("kind", ["fill", "stroke", "text", "tint"])
def test_past_tokens_are_roles_in_order(kind: str) -> None:
    assert getattr(PAPER, kind)("past 3") == PAPER.past(3, kind)


def test_an_unknown_past_token_is_refused() -> None:
    with pytest.raises(ValueError, match="role 'past x' is not one of"):
        PAPER.fill("past x")
