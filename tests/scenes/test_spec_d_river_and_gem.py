"""What visual D draws, read back from the stage, against its saved values."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from anim_lib.layout import LEFT, WIDTH
from anim_lib.primitives.gem_cut import TABLE
from anim_lib.scales import rgb
from anim_lib.storyboard import Beat
from anim_lib.theme import THEMES, Theme
from anim_lib.typography import scientific
from anim_lib.value_store import load
from scenes.casts.spec_d_facet import UNIT, ZERO
from scenes.casts.spec_d_grid import BOX, TALL, TWO_PANEL, WORDS
from scenes.casts.spec_d_panel import BASE
from scenes.spec_d_river_and_gem import SpecDRiverAndGem
from scenes.values.spec_d_river_and_gem import Values
from tests import drawn
from tests.areas import area
from tests.played import run

V = load(Values)[0]
END = V.n_body - 1
CONTENT = [[t for t in range(V.n_body) if V.is_content[story, t]] for story in (0, 1)]
FACETS = V.facets.shape[2]
AFTER = {  # beat -> the token after which the gem is shown; None: before the first
    "question": None,
    "facets": None,
    "filler": CONTENT[0][0] - 1,
    "word": CONTENT[0][0],
    "story": END,
    "glow": END,
    "one_facet": END,
    "ask": len(V.first_story) - 1,
    "page": len(V.first_story) - 1,
}
READ = {beat: 0 if t is None else t + 1 for beat, t in AFTER.items()}
Notes = dict[str, dict[str, Any]]


def outwards(facet: int) -> np.ndarray:
    turn = 2 * np.pi * facet / FACETS
    return np.array([np.sin(turn), -np.cos(turn)])


def depth_of_one(rim: Any, vmax: float = V.facet_vmax) -> float:
    """Return the stage pixels of a state number of 1, from the drawn rim."""
    corners = drawn.corners(rim)
    r = float(np.hypot(*(corners[0] - corners.mean(axis=0))))
    return (1 - TABLE) * r * float(np.cos(np.pi / FACETS)) / vmax


def facet_values(stones: Any, theme: Theme, vmax: float = V.facet_vmax) -> np.ndarray:
    """Read the state back from the facets: how deep they are filled, from where, in what hue."""
    unit, centre = depth_of_one(stones.rim, vmax), drawn.corners(stones.rim).mean(axis=0)
    found = np.zeros(FACETS)
    for k, halves in enumerate(stones.fills):
        if not len(halves[0].points):
            continue
        at = np.vstack([drawn.corners(half) for half in halves]) - centre
        reach = at @ outwards(k)
        rim = vmax * unit / (1 - TABLE)
        from_rim = abs(reach.max() - rim) < 1e-3
        assert from_rim or abs(reach.min() - TABLE * rim) < 1e-3
        mean = np.mean(drawn.fills(halves), axis=0)
        far = {
            role: np.linalg.norm(mean - rgb(theme.fill(role)))
            for role in ("state_pos", "state_neg")
        }
        teal = far["state_pos"] < far["state_neg"]
        assert teal == from_rim, f"facet {k} is filled from the wrong side for its hue"
        found[k] = float(np.ptp(reach)) / unit * (1 if from_rim else -1)
    return found


def glow_values(glow: Any, rim: Any, vmax: float = V.facet_vmax) -> np.ndarray:
    """Read |contribution| ``(n_tokens, n_facets)`` back from the glow's bands."""
    unit, centre = depth_of_one(rim, vmax), drawn.corners(rim).mean(axis=0)
    found = np.zeros((len(glow.bands), FACETS))
    for token, band in enumerate(glow.bands):
        for quad in drawn.corners(band).reshape(-1, 4, 2) - centre:
            x, y = quad.mean(axis=0)
            facet = round(float(np.arctan2(x, -y)) / (2 * np.pi / FACETS)) % FACETS
            found[token, facet] = float(np.ptp(quad @ outwards(facet))) / unit
    return found


def gem(one: Any, theme: Theme) -> dict[str, Any]:
    """Return all numbers that a gem shows."""
    roles = one.glow.roles
    return {
        "facets": facet_values(one.stones, theme),
        "rim": drawn.sizes(one.stones.rim),
        "glow": glow_values(one.glow, one.stones.rim),
        "left": [
            drawn.between(drawn.fills(band), theme.ground, theme.fill(role))
            for band, role in zip(one.glow.bands, roles, strict=True)
        ],
        "asked": len(one.stones.ring.points),
    }


def play(name: str) -> Notes:
    """Play the film in one theme and note what every beat shows."""
    notes: Notes = {}

    def read(scene: Any, beat: Beat) -> None:
        s, p, two = scene.stream, scene.panel, scene.two
        note = notes.setdefault(beat.name, {"caption": beat.caption})
        note["drops"] = {
            k: drawn.printed(label)
            for k, label in enumerate(s.river.labels)
            if drawn.printed(label)
        }
        note["hues"] = {k: drawn.fills(s.river.drops[k]) for k in note["drops"]}
        note["beads"] = [k for k, bead in enumerate(s.funnel.beads) if len(bead.points)]
        note["words"] = {
            text for text in drawn.texts([m for m in scene.mobjects if hasattr(m, "text")]) if text
        }
        note["head"] = drawn.printed(s.head.label)
        note["lights"] = drawn.lights(s.rule)
        if beat.name in AFTER:
            note["gem"] = gem(s.gem, scene.theme)
        else:
            note["gems"] = [gem(one, scene.theme) for one in two.gems]
        if beat.name == "glow":
            note["shares"] = drawn.bar_lengths(p.shares.bars, BASE)
            note["printed"] = drawn.texts(p.shares.counters)
        if beat.name == "one_facet":
            note["parts"] = drawn.bar_lengths(p.parts.bars, ZERO)
            note["printed"] = drawn.texts(p.parts.counters)
        if beat.name == "page":
            note["shelf"] = [drawn.corners(shelf) for shelf in s.shelf.shelves]
            note["boxes"] = drawn.boxes(s.shelf.shelves)
            note["kept"] = drawn.texts(s.kept)
        if beat.name == "price":
            scale = 520.0
            drawn.assert_bars_show(
                two.bars,
                [*V.accuracy, *V.accuracy_at_128],
                lambda x: TWO_PANEL + scale * x,
                base=TWO_PANEL,
            )
            note["printed"] = drawn.texts(two.bars.counters)
        if beat.name == "aha":
            note["apart"] = drawn.printed(two.apart)

    run(SpecDRiverAndGem, name, read)
    return notes


@pytest.fixture(scope="module", params=list(THEMES))
def film(request: pytest.FixtureRequest) -> tuple[Notes, Theme]:
    return play(request.param), THEMES[request.param]


@pytest.mark.parametrize("beat", list(AFTER))
def test_facets_are_the_state(film: tuple[Notes, Theme], beat: str) -> None:
    t = AFTER[beat]
    right = np.zeros(FACETS) if t is None else V.facets[0, t]
    hidden = 0.002 * V.facet_vmax  # a smaller share of a facet is not drawn
    np.testing.assert_allclose(film[0][beat]["gem"]["facets"], right, atol=hidden + 1e-6)
    large = np.abs(right) > hidden
    np.testing.assert_allclose(
        film[0][beat]["gem"]["facets"][large], right[large], rtol=1e-6, atol=1e-9
    )


@pytest.mark.parametrize("beat", list(AFTER))
def test_the_glow_is_what_each_token_left(film: tuple[Notes, Theme], beat: str) -> None:
    t, note = AFTER[beat], film[0][beat]["gem"]
    right = np.abs(V.contributions[0, t] if t is not None else 0 * V.contributions[0, 0])
    np.testing.assert_allclose(note["glow"], right, atol=2e-3)  # a band under 0.05 px is left out
    large = right > 2e-3
    np.testing.assert_allclose(note["glow"][large], right[large], rtol=1e-6)
    for token, reading in enumerate(note["left"]):
        if t is None or not large[token].any():
            continue
        left = V.left[0, t, token]
        assert float(reading.value) == pytest.approx(left, abs=float(reading.within))
        assert float(reading.off) < 1


def test_the_outline_never_changes(film: tuple[Notes, Theme]) -> None:
    rims = [film[0][beat]["gem"]["rim"] for beat in AFTER]
    np.testing.assert_allclose(rims, [rims[0]] * len(rims), atol=1e-9)
    first, second = film[0]["aha"]["gems"]
    np.testing.assert_allclose(first["rim"], second["rim"], atol=1e-9)


def test_two_stories_are_two_states(film: tuple[Notes, Theme]) -> None:
    for beat in ("aha", "price"):
        for story, note in enumerate(film[0][beat]["gems"]):
            right = V.facets[story, END]
            large = np.abs(right) > 0.002 * V.facet_vmax
            np.testing.assert_allclose(note["facets"][large], right[large], rtol=1e-6)
            parts = np.abs(V.contributions[story, END])
            np.testing.assert_allclose(note["glow"], parts, atol=3e-3)
            for token in CONTENT[story]:
                reading = note["left"][token]
                left = V.left[story, END, token]
                assert float(reading.value) == pytest.approx(left, abs=float(reading.within))
    assert film[0]["aha"]["apart"] == f"{V.apart[END]:.2f}"


@pytest.mark.parametrize("beat", list(AFTER))
def test_droplets_that_wait_are_the_words_to_come(film: tuple[Notes, Theme], beat: str) -> None:
    notes, theme = film
    first, to_come = READ[beat], len(V.first_story) - READ[beat]
    drops = notes[beat]["drops"]
    assert list(drops) == list(range(first, first + len(drops))), "the next one is the first"
    assert len(drops) >= min(to_come, 5), "after the last question nothing flows"
    assert drops == {k: V.first_story[k] for k in drops}
    for k, hue in notes[beat]["hues"].items():
        role = WORDS[int(V.is_content[0, :k].sum())] if V.is_content[0, k] else None
        drawn.assert_colours(hue, rgb(theme.ground if role is None else theme.fill(role)))
    assert notes[beat]["beads"] == []


def test_captions_quote_the_values(film: tuple[Notes, Theme]) -> None:
    says = {beat: note["caption"] for beat, note in film[0].items()}
    first, words = CONTENT[0], V.first_story
    most = float(says["filler"].split("Δ ≤ ")[1].removesuffix("."))
    assert 0 <= most - V.delta[0, : first[0]].max() < 1e-4, "a bound is rounded up"
    assert says["word"] == f"“{words[first[0]]}” writes: Δ {V.delta[0, first[0]]:.2f}."
    for t in (first[0], first[-1]):
        assert f"“{words[t]}”" in says["glow"]
        assert f"{V.left[0, END, t]:.0%}" in says["glow"]
    assert f"{V.token_bytes} bytes each" in says["page"]
    low, high = V.accuracy_at_128.min(), V.accuracy_at_128.max()
    times = V.long_words / V.trained_words
    assert (
        says["price"] == f"At {times:g} times the training length: {low:.0%} to {high:.0%} right."
    )
    assert says["story"] == "The fill changes. No facet is added."
    assert "glow: what words left" in film[0]["word"]["words"] & film[0]["story"]["words"]
    assert says["aha"] == "Another story: same facets, other fill."


def test_what_is_left_of_each_word_is_a_bar_and_a_number(film: tuple[Notes, Theme]) -> None:
    left = V.left[0, END, CONTENT[0]]
    np.testing.assert_allclose(film[0]["glow"]["shares"], 116.0 * left, atol=0.05)
    assert film[0]["glow"]["printed"] == [f"{share:.0%}" for share in left]


def test_one_facet_is_the_sum_of_its_words(film: tuple[Notes, Theme]) -> None:
    note, parts = film[0]["one_facet"], [*V.told_words, V.told_others]
    seen = np.abs(np.array(parts) * UNIT) > 2  # nearer to zero than a bar begins
    np.testing.assert_allclose(note["parts"][seen], UNIT * np.array(parts)[seen], atol=0.05)
    assert note["printed"] == [f"{round(part, 2) + 0.0:.2f}".replace("-", "−") for part in parts]
    total = V.facets[0, END, V.told]
    assert sum(parts) == pytest.approx(total, abs=1e-12)
    assert f"sum {total:.2f}".replace("-", "−") in note["words"]
    assert {"checked in 64 bits:", f"off by ≤ {scientific(V.contribution_gap)}"} <= note["words"]
    assert note["gem"]["asked"]
    assert not film[0]["ask"]["gem"]["asked"]


def test_the_read_head_answers(film: tuple[Notes, Theme]) -> None:
    words = film[0]["ask"]["words"]
    for k, share in enumerate(V.likeliest_share[0, :, 0]):
        assert V.vocabulary[V.likeliest[0, k, 0]] in words
        assert f"{share:.3f}" in words
    assert film[0]["ask"]["lights"]["read"] == pytest.approx(1, abs=0.02)


def test_the_warehouse_is_to_the_scale_of_the_gem(film: tuple[Notes, Theme]) -> None:
    note = film[0]["page"]
    last = V.long_tokens[-1]
    assert note["kept"] == [f"{V.long_cache_bytes[-1]:,.0f}", f"{last:,.0f}"]
    assert note["boxes"][0, 2] > WIDTH, "it leaves the page"
    state = note["boxes"][1]
    assert (state[2] - state[0] + 2) / BOX * V.token_bytes == pytest.approx(V.state_bytes)
    np.testing.assert_allclose(note["boxes"][:, 0], LEFT)
    heights = note["boxes"][:, 3] - note["boxes"][:, 1]
    np.testing.assert_allclose(heights, TALL)
    ratio = V.long_cache_bytes[-1] / V.state_bytes
    assert (
        f"the gem: {V.state_bytes:,} bytes, as much as {V.crossing} cached words;"
        f" {last:,} words: {ratio:g} times as much"
    ) in note["words"]


def test_the_page_holds_what_the_designer_asked_for(film: tuple[Notes, Theme]) -> None:
    note = film[0]["page"]
    assert {"state update", "(A, B, C)"} <= note["words"]
    assert note["head"] == "output C"
    assert "Ā = exp(ΔA), zero-order hold; B̄ = ΔB, Euler; here B = 1" in note["words"]
    assert "u: the word’s numbers · h: state · y: output" in note["words"]
    assert list(film[0]["question"]["drops"].values())[:4] == ["once", "upon", "a", "time"]
    assert not note["drops"], "all that the answers can come from is the gem"
    assert np.abs(note["gem"]["facets"]).max() > 0


def test_right_answers_are_bars_from_zero(film: tuple[Notes, Theme]) -> None:
    rates = [*V.accuracy, *V.accuracy_at_128]
    assert film[0]["price"]["printed"] == [f"{rate:.0%}" for rate in rates]


def test_beads_are_as_large_as_what_is_written() -> None:
    found: dict[int, float] = {}

    def read(scene: Any, beat: Beat) -> None:
        if beat.name != "question":
            return
        funnel = scene.stream.funnel
        for k in range(len(V.first_story)):
            funnel.set_channels(clock=k + 0.75)
            found[k] = area(funnel.beads[k])
        funnel.set_channels(clock=0.0)

    run(SpecDRiverAndGem, "paper", read)
    areas = np.array([found[k] for k in range(len(V.first_story))])
    np.testing.assert_allclose(areas / areas.max(), V.written[0] / V.written[0].max(), rtol=1e-6)
