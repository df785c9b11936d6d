"""What scene 19 draws, read back from the stage, against its saved values."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest

from anim_lib.layout import LEFT, RIGHT
from anim_lib.scales import mix, rgb
from anim_lib.storyboard import Beat
from anim_lib.theme import THEMES
from anim_lib.value_store import load
from scenes.casts.d19_grid import CARD, PLOT, WIDE
from scenes.casts.d19_halves import SAMPLES
from scenes.d19_photographic_vs_sketch import D19PhotographicVsSketch
from scenes.values.d19_photographic_vs_sketch import Values
from tests import drawn
from tests.played import run

V = load(Values)[0]
Notes = dict[str, dict[str, Any]]
CACHE = V.models.index("recall_transformer")
SMALL, MIDDLE, LARGE = (V.models.index(f"recall_mamba2_{size}") for size in (8, 16, 32))
CHART = [CACHE, LARGE, MIDDLE, SMALL]
FEW = V.missed_read - 1
N = int(V.trained_facts[-1])


def area(shape: Any) -> float:
    """Return what the outline of ``shape`` holds, and the outer half of its edge."""
    outline = drawn.corners(shape)
    x, y = outline.T
    inside = abs(x @ np.roll(y, -1) - y @ np.roll(x, -1)) / 2
    length = np.hypot(*(outline - np.roll(outline, 1, axis=0)).T).sum()
    return float(inside + length * drawn.line_widths([shape])[0] / 2)


def painted(shapes: Any, ground: str) -> float:
    """Return the area of those of ``shapes`` that are filled with another colour than ``ground``.

    None lies on another one: no area counts twice.
    """
    shapes = [shapes] if not isinstance(shapes, list) else shapes
    fills = drawn.fills(shapes)
    filled = ~np.isnan(fills[:, 0]) & (np.abs(fills - rgb(ground)).max(1) > 0.5 / 255)
    return sum(area(shape) for shape, is_filled in zip(shapes, filled, strict=True) if is_filled)


def facts_of(facts: Any) -> dict[str, Any]:
    """Return colours and texts of cards."""
    return {
        "cards": drawn.fills(facts.cards),
        "inks": drawn.fills(facts.values_),
        "keys": [drawn.printed(pair[0]) for pair in facts.keys if pair],
        "sizes": drawn.sizes(facts.cards),
        "middles": drawn.middles(facts.cards),
        "edges": drawn.edges(facts.cards),
        "borders": drawn.line_widths(facts.cards),
    }


@pytest.fixture(scope="module", params=list(THEMES))
def seen(request: pytest.FixtureRequest) -> Notes:
    """Numbers read from the mobjects on the last frame of each beat."""
    notes: Notes = {}

    def read(scene: Any, beat: Beat) -> None:
        text, toy, chart = scene.reading, scene.recall, scene.chart
        note = notes.setdefault(beat.name, {"caption": beat.caption, "theme": scene.theme})
        note["words"] = [word for row in text.rows for word in drawn.texts(row.labels) if word]
        note["slots"] = drawn.fills(text.shelf.slots)
        note["places"] = drawn.boxes(text.shelf.slots)
        ground = scene.theme.ground
        note["painted"] = [painted(side, ground) for side in (text.shelf.slots, text.block.block)]
        note["toys_painted"] = [
            painted(side, ground) for side in (toy.kept.cards, toy.strip.block, toy.decoded.cards)
        ]
        note["said"] = drawn.texts([*text.names, *text.sizes, text.question.label])
        note["kept"], note["decoded"] = facts_of(toy.kept), facts_of(toy.decoded)
        note["samples"] = facts_of(toy.samples)
        note["recalls"] = drawn.texts([one.counter for one in toy.recalls])
        note["sizes"] = drawn.texts([one.counter for one in toy.sizes])
        note["notes"] = drawn.texts([*toy.names, *toy.mean, toy.task, toy.legend])
        note["another"], note["stored"], note["answers"] = drawn.texts(
            [toy.another, toy.stored, toy.answers]
        )
        note["miss"] = drawn.texts(toy.miss)
        note["colours_of_names"] = drawn.fills(
            [one.submobjects[0] for one in (*toy.names, toy.another, *chart.names)]
        )
        note["single"] = drawn.middles(chart.single.marks)[0]
        note["its_name"] = drawn.printed(chart.its_name)
        note["missed"], note["scale"] = drawn.texts([toy.missed, toy.scale])
        note["missed_at"] = drawn.middles([toy.missed])[0]
        note["marks"] = [drawn.middles(points.marks) for points in chart.points]
        note["bars"] = [drawn.boxes([bar[0] for bar in points.bars]) for points in chart.points]
        note["lines"] = [drawn.boxes(line.curve) for line in chart.lines]
        note["colours"] = [drawn.fills(points.marks) for points in chart.points]
        note["guess"] = drawn.boxes(chart.guess.curve)
        note["chart"] = drawn.texts([*chart.heads, *chart.names, chart.chance, chart.plot.names[1]])
        note["ticks"] = [
            [(drawn.printed(label), drawn.middles(label.submobjects[0])) for label in axis.labels]
            for axis in chart.plot.axes
        ]
        note["rows"] = [drawn.texts(row) for row in scene.wrong.rows]
        note["strikes"] = drawn.boxes(scene.wrong.strikes)
        note["figures"] = [drawn.boxes(row[1].submobjects) for row in scene.wrong.rows]

    run(D19PhotographicVsSketch, request.param, read)
    return notes


def inks(note: dict[str, Any], side: str) -> np.ndarray:
    """Return the opacity of each value on its card, NaN where there is none."""
    ink, found = rgb(note["theme"].ink), []
    for value, card in zip(note[side]["inks"], note[side]["cards"], strict=True):
        if np.isnan(value).any():
            found.append(np.nan)
            continue
        way = ink - card
        share = float((value - card) @ way / (way @ way))
        np.testing.assert_allclose(value, card + share * way, atol=0.5 / 255)
        found.append(share)
    return np.array(found)


def test_the_paragraph_stands_word_by_word_until_the_question(seen: Notes) -> None:
    assert tuple(seen["question"]["words"]) == V.words
    assert len(seen["read"]["words"]) == V.n_words == 51
    for beat in ("asked", "facts", "blur", "chart"):
        assert not seen[beat]["words"]
    assert seen["asked"]["said"][-1] == V.question
    assert not seen["read"]["said"][-1], "the question comes last"


def test_every_word_and_mark_fills_a_slot(seen: Notes) -> None:
    ground = rgb(seen["question"]["theme"].ground)
    drawn.assert_colours(seen["question"]["slots"], np.tile(ground, (V.n_words, 1)))
    for beat in ("read", "asked"):
        full = rgb(seen[beat]["theme"].tint("cache"))
        drawn.assert_colours(seen[beat]["slots"], np.tile(full, (V.n_words, 1)))


@pytest.mark.parametrize("beat", ["read", "asked"])
def test_painted_areas_of_cache_and_state_are_as_their_bytes(seen: Notes, beat: str) -> None:
    cache, state = seen[beat]["painted"]
    expected = V.real_cache_bytes / V.real_state_bytes
    assert cache / state == pytest.approx(expected, rel=0.01) == pytest.approx(1.275, abs=1e-3)
    assert "both at 2 bytes a number, areas to scale" in seen[beat]["said"]
    places = seen[beat]["places"]
    whole = (places[:, 2:].max(0) - places[:, :2].min(0)).prod()
    assert whole == pytest.approx(cache, rel=0.01), "and no gaps are seen as memory"


def test_nothing_is_painted_in_an_empty_shelf(seen: Notes) -> None:
    assert seen["question"]["painted"][0] == 0


def test_sizes_of_named_models_are_printed_with_what_they_assume(seen: Notes) -> None:
    said = seen["asked"]["said"]
    assert "51 slots, 16.7 MB: the memory of Pythia-2.8B" in said
    assert "if each word or mark were one token" in said
    assert "13.1 MB for any length: the memory of Mamba-2.8B" in said
    assert V.real_cache_bytes / 1e6 == pytest.approx(16.7, abs=0.05)
    assert V.real_state_bytes / 1e6 == pytest.approx(13.1, abs=0.05)


@pytest.mark.parametrize(
    ("beat", "count", "state"),
    [("facts", FEW, SMALL), ("miss", FEW + 1, SMALL), ("blur", N, SMALL), ("larger", N, LARGE)],
)
def test_the_ink_of_every_value_is_its_recall(
    seen: Notes, beat: str, count: int, state: int
) -> None:
    for side, model in (("kept", CACHE), ("decoded", state)):
        found = inks(seen[beat], side)
        expected = np.where(np.arange(N) < count, V.shown_recall[model, count - 1, :N], np.nan)
        # half a level of 255, over the contrast of the ink on its card
        np.testing.assert_allclose(found, expected, atol=0.5 / 255 / 0.5)
    assert seen[beat]["recalls"] == [
        f"{100 * V.shown_mean[model, count - 1]:.1f} %" for model in (CACHE, state)
    ]


@pytest.mark.parametrize("beat", ["facts", "miss", "blur", "larger"])
def test_kept_cards_are_full_and_decoded_ones_outlines_as_strong_as_their_recall(
    seen: Notes, beat: str
) -> None:
    note, theme = seen[beat], seen[beat]["theme"]
    there = ~np.isnan(note["kept"]["cards"][:, 0])
    full = np.tile(rgb(theme.tint("cache")), (int(there.sum()), 1))
    drawn.assert_colours(note["kept"]["cards"][there], full)
    empty = np.tile(rgb(theme.ground), (int(there.sum()), 1))
    drawn.assert_colours(note["decoded"]["cards"][there], empty)
    edge, shares = theme.stroke("ssm"), inks(note, "decoded")[there]
    strength = [mix(theme.hairline, edge, share) for share in shares]
    np.testing.assert_allclose(note["decoded"]["edges"][there], strength, atol=0.5 / 255)


def test_nothing_is_decoded_before_the_question(seen: Notes) -> None:
    for beat in ("question", "read", "asked"):
        assert np.isnan(seen[beat]["decoded"]["cards"]).all()


def test_both_sides_show_the_same_facts_in_the_same_rows(seen: Notes) -> None:
    note = seen["blur"]
    keys = [f"{key}" for key in V.shown_keys[:N]]
    assert note["kept"]["keys"] == note["decoded"]["keys"] == keys
    apart = note["decoded"]["middles"] - note["kept"]["middles"]
    np.testing.assert_allclose(apart, np.tile([RIGHT - WIDE - LEFT, 0.0], (N, 1)), atol=1e-6)


@pytest.mark.parametrize(
    ("beat", "count", "state"),
    [("facts", FEW, SMALL), ("miss", FEW + 1, SMALL), ("blur", N, SMALL), ("larger", N, LARGE)],
)
def test_filled_cards_and_the_strip_are_drawn_to_one_scale(
    seen: Notes, beat: str, count: int, state: int
) -> None:
    assert seen[beat]["scale"] == "filled areas to scale"
    slots, strip, answers = seen[beat]["toys_painted"]
    cache, fixed = V.kept_bytes[CACHE, count - 1], V.kept_bytes[state, count - 1]
    # within 1 %: a border that points at a card is thicker than the others
    assert slots / strip == pytest.approx(cache / fixed, rel=0.01)
    assert answers == 0, "what is only read back fills no area"
    assert seen[beat]["sizes"] == [f"{cache:,} bytes", f"{fixed:,} bytes"]


@pytest.mark.parametrize("beat", ["facts", "miss", "blur", "larger"])
def test_the_grids_say_what_is_stored_and_what_is_not(seen: Notes, beat: str) -> None:
    assert seen[beat]["stored"] == "slots, stored"
    assert seen[beat]["answers"] == "answers read back, not stored"


def test_a_larger_state_is_another_model(seen: Notes) -> None:
    assert V.models[SMALL] != V.models[LARGE]
    assert not seen["blur"]["another"]
    assert seen["blur"]["notes"][1] == "toy Mamba-2: one fixed-size state"
    assert not seen["larger"]["notes"][1]
    assert seen["larger"]["another"] == "another toy Mamba-2: larger state"
    assert seen["larger"]["caption"].startswith("Other models")


def test_the_fact_that_the_cache_misses_is_pointed_out(seen: Notes) -> None:
    note, theme = seen["miss"], seen["miss"]["theme"]
    row = V.shown_recall[CACHE, FEW, : FEW + 1]
    lost = V.missed_fact
    assert row.argmin() == lost
    assert row[lost] < 0.5 < np.delete(row, lost).min(), "one of them is missed"
    assert note["missed"] == f"recall {100 * row[lost]:.1f} %" == "recall 14.1 %"
    x, y = note["missed_at"]
    card = note["kept"]["middles"][lost]
    assert x == pytest.approx(card[0], abs=2)
    assert card[1] < y < card[1] + 1.5 * CARD[1], "right below it"
    assert note["caption"].endswith("0 missed in 32 other texts of 5 facts.")
    assert (V.missed_others, V.n_documents, V.missed_read) == (0, 32, 5)
    assert note["miss"] == ["missed: recall below 50 %", "5 facts: a length never trained"]
    assert row[lost] < V.miss_limit == 0.5
    assert V.missed_read not in V.trained_facts
    drawn.assert_colours(note["kept"]["edges"][lost], rgb(theme.ink))
    np.testing.assert_allclose(
        note["kept"]["borders"][: FEW + 1], np.where(np.arange(5) == lost, 3, 1.5)
    )
    for beat in ("facts", "blur", "larger"):
        assert not seen[beat]["missed"]
        assert not any(seen[beat]["miss"])
    borders = seen["blur"]["kept"]["borders"]
    np.testing.assert_allclose(borders, 1.5)


def test_the_legend_is_printed_in_its_own_shares(seen: Notes) -> None:
    np.testing.assert_allclose(inks(seen["blur"], "samples"), SAMPLES, atol=0.01)


def test_toys_are_called_toys(seen: Notes) -> None:
    for beat in ("facts", "miss", "blur", "larger"):
        notes = seen[beat]["notes"]
        names = [name for name in (*notes[:2], seen[beat]["another"]) if name]
        assert len(names) == 2
        assert all(name.removeprefix("another ").startswith("toy ") for name in names)
        assert any(n.startswith("toy task") for n in notes)
    assert seen["chart"]["chart"][0].startswith("toy task")


def test_marks_and_bars_of_the_chart_lie_at_their_values(seen: Notes) -> None:
    left, top, right, bottom = PLOT
    note, theme = seen["chart"], seen["chart"]["theme"]
    share = np.log(V.levels / V.levels[0]) / np.log(V.levels[-1] / V.levels[0])
    for k, (m, marks, bars) in enumerate(zip(CHART, note["marks"], note["bars"], strict=True)):
        np.testing.assert_allclose(marks[:, 0], left + (right - left) * share, atol=0.05)
        y = bottom - (bottom - top) * V.recall[m]
        np.testing.assert_allclose(marks[:, 1], y, atol=0.05)
        low = bottom - (bottom - top) * V.recall_low[m]
        high = bottom - (bottom - top) * V.recall_high[m]
        long = ~np.isnan(bars[:, 0])
        np.testing.assert_allclose(bars[long, 3], low[long], atol=0.05)
        np.testing.assert_allclose(bars[long, 1], high[long], atol=0.05)
        assert (np.abs(low - high)[~long] < 6).all(), "only bars that cannot be seen are left out"
        expected = (left, y.min(), right, y.max())
        np.testing.assert_allclose(note["lines"][k], expected, atol=0.05)
        role = "cache" if V.has_cache[m] else "ssm"
        drawn.assert_colours(note["colours"][k], np.tile(rgb(theme.fill(role)), (len(marks), 1)))
    chance = bottom - (bottom - top) * V.chance
    np.testing.assert_allclose(note["guess"][[1, 3]], chance, atol=0.05)


def test_a_system_has_one_colour_from_the_first_frame_to_the_chart(seen: Notes) -> None:
    theme = seen["chart"]["theme"]
    toy = seen["blur"]["colours_of_names"][:2]
    another = seen["larger"]["colours_of_names"][2]
    chart = seen["chart"]["colours_of_names"][3:]
    blue, green = rgb(theme.text("cache")), rgb(theme.text("ssm"))
    drawn.assert_colours(toy, [blue, green])
    drawn.assert_colours(another, green)
    drawn.assert_colours(chart, [blue, *[green] * (len(CHART) - 1)])
    drawn.assert_colours(seen["chart"]["colours"][0], np.tile(rgb(theme.fill("cache")), (7, 1)))


def test_the_text_that_was_shown_has_its_own_mark(seen: Notes) -> None:
    left, top, right, bottom = PLOT
    share = np.log(V.missed_read / V.levels[0]) / np.log(V.levels[-1] / V.levels[0])
    mean = float(V.shown_mean[CACHE, V.missed_read - 1])
    place = (left + (right - left) * share, bottom - (bottom - top) * mean)
    np.testing.assert_allclose(seen["chart"]["single"], place, atol=0.05)
    assert seen["chart"]["its_name"] == f"the text shown, {V.missed_read} facts: {100 * mean:.1f} %"
    assert seen["miss"]["recalls"][0] == f"{100 * mean:.1f} %" == "82.8 %"


def test_the_chart_names_models_sizes_recall_and_spread(seen: Notes) -> None:
    head, *rest, across = seen["chart"]["chart"]
    kept, names, chance = rest[:2], rest[2:-1], rest[-1]
    assert head == f"toy task: mean recall of {V.n_documents} texts; bars: worst text to best"
    assert kept == ["at 48 facts, never trained:", "memory, recall"]
    assert V.levels[-1] == 48 > max(V.trained_facts)
    assert names == [
        "transformer, 98.3 kB: 99.0 %",
        "Mamba-2, 19.5 kB: 80.6 %",
        "Mamba-2, 10.5 kB: 57.4 %",
        "Mamba-2, 6.0 kB: 29.5 %",
    ]
    printed = [[float(x) for x in re.findall(r"\d+\.\d", name)] for name in names]
    expected = np.column_stack([V.kept_bytes[CHART, -1] / 1e3, 100 * V.recall[CHART, -1]])
    np.testing.assert_allclose(printed, expected, atol=0.051)
    assert chance == "chance: 3.1 %"
    assert across == "facts in a text, log scale; trained on 1, 2, 4, 8, 16, 32"
    assert re.findall(r"\d+", across) == [f"{n}" for n in V.trained_facts]
    assert [text for text, _ in seen["chart"]["ticks"][0]] == ["0 %", "50 %", "100 %"]
    assert [text for text, _ in seen["chart"]["ticks"][1]] == ["1", "4", "16", "48"]


def test_captions_quote_the_values(seen: Notes) -> None:
    assert seen["blur"]["caption"].startswith(f"{N} facts, asked last")
    assert V.shown_mean[CACHE, N - 1] > 0.99 > 0.5 > V.shown_mean[SMALL, N - 1], "sharp, faded"
    means = [V.shown_mean[m, N - 1] for m in (SMALL, MIDDLE, LARGE)]
    assert means == sorted(means), "a larger state keeps a clearer copy"
    states = [SMALL, MIDDLE, LARGE]
    assert (np.diff(V.recall[states][:, 3:], axis=1) < 0).all(), "more facts, less recall"
    assert (np.diff(V.recall[states][:, 3:], axis=0) > 0).all(), "a smaller state, less recall"


def test_commonly_drawn_figures_are_struck_and_counted_ones_stand_beside(seen: Notes) -> None:
    note = seen["erratum"]
    where = {
        w: (int(d), int(c))
        for w, d, c in zip(V.named, V.named_drawn, V.named_positions, strict=True)
    }
    (what, *words), (_, *place), (whose, *state) = note["rows"]
    assert what == "words and marks in the text"
    assert words[:2] == [f"{V.n_words_drawn}", f"{V.n_words}"] == ["65", "51"]
    assert tuple(map(int, place[:2])) == where["acquitted"] == (16, 15)
    assert place[2] == "and “deliberated” is number 32, not 47"
    assert where["deliberated"] == (47, 32)
    assert whose == "numbers in Mamba-2.8B’s state"
    assert state == ["256", "5,242,880", "and 1,310,720 in its convolution; Gu & Dao 2023"]
    assert (V.real_state_numbers, V.real_conv_numbers) == (5_242_880, 1_310_720)
    assert 2 * (V.real_state_numbers + V.real_conv_numbers) == V.real_state_bytes
    assert V.real_state_source == "Gu & Dao 2023"
    for strike, figure in zip(note["strikes"], note["figures"], strict=True):
        assert strike[0] < figure[:, 0].min()
        assert strike[2] > figure[:, 2].max()
