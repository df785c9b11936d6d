"""The posters in words beside the posters: they say the numbers that are written there."""

from __future__ import annotations

import pytest

import scenes
from tests.alt_texts import NUMBER
from tests.played import play
from tests.test_alt import SLUGS

pytestmark = pytest.mark.slow

UNREAD = {
    "d08_pareto_frontier": "marks have no numbers beside them",
    "d13_mamba_gating": "a dotted line has no number beside it",
    "d17_handshakes": "sums are set as formulas",
    "d20_hybrid_sweet_spot": "a bar of seeds has no numbers at its ends",
}


@pytest.mark.parametrize("slug", [slug for slug in SLUGS if slug not in UNREAD])
def test_numbers_are_written_on_the_poster(slug: str) -> None:
    kind, played = scenes.load(slug), play(slug, "paper")
    frame = next(beat for beat in played.beats if beat.name == kind.poster)
    caption = next(beat.caption for beat in played.played if beat.name == kind.poster)
    written = NUMBER.findall(" ".join([caption, *(text.text for text in frame.texts)]))
    elsewhere = set(NUMBER.findall(played.alt)) - set(written)
    assert not elsewhere, f"{sorted(elsewhere)} of {played.alt}"
