"""What special A draws, read back from the stage, against its saved values."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest

from anim_lib.scales import mix, rgb
from anim_lib.storyboard import Beat
from anim_lib.theme import THEMES, Theme
from anim_lib.value_store import load
from scenes.casts.spec_a_grid import (
    ACROSS,
    FRAME,
    MONEY,
    PRINTED_FROM,
    RIVER,
    SENSES,
    UP,
)
from scenes.spec_a_bank import SpecABank
from scenes.values.spec_a_bank import Values
from tests import drawn
from tests.played import run

V = load(Values)[0]
ASKERS = range(1, 12)  # the eleven words; [CLS] and [SEP] do not ask
BANK_ROW = V.bank - 1
FLOOR = {"paper": 0.62, "ink": 0.5}  # the first step of the ramp with 3:1
ROWS = {MONEY: V.row_money, RIVER: V.row_river}
HIDDEN = {MONEY: V.row_money_hidden, RIVER: V.row_river_hidden}
Notes = dict[str, dict[str, Any]]


def cells(grid: Any) -> dict[str, Any]:
    """Return the colours and boxes of all cells of a map, and the outline of its rows."""
    rows = [list(row) for row in grid.cells]
    return {
        "fills": drawn.fills(rows),
        "boxes": drawn.boxes(rows),
        "rings": drawn.boxes(grid.rings),
        "rows": drawn.texts(list(grid.row_words.values())),
        "columns": drawn.texts(list(grid.column_words.values())),
        "centres": {j: drawn.boxes(w.submobjects) for j, w in grid.column_words.items()},
        "numbers": {k: drawn.printed(n) for (_, k), n in grid.numbers.items()},
    }


def arrows(looks: Any) -> dict[str, Any]:
    """Return widths, colours and tips of arrows."""
    return {
        "widths": drawn.line_widths(looks.shafts),
        "colours": drawn.edges(looks.shafts),
        "heads": drawn.fills(looks.heads),
        "tips": np.array([drawn.corners(head)[0] for head in looks.heads if len(head.points)]),
    }


def bands(arcs: Any) -> dict[int, tuple[float, Any, Any]]:
    """Return width at the asker, rim and core colour of every arc that is there."""
    return {
        j: (
            float(drawn.band_widths(arc)[-1]),
            drawn.fills(arc),
            drawn.fills(arcs.cores[j]),
        )
        for j, arc in arcs.arcs.items()
        if len(arc.points)
    }


def places(shapes: Any) -> np.ndarray:
    """Return where shapes ``(n,)`` lie in the plane, ``(n, 2)``; NaN for what is hidden."""
    away = (drawn.middles(shapes) - np.array([FRAME.x, FRAME.y])) / FRAME.unit
    return np.asarray(away * (1, -1))


@pytest.fixture(scope="module", params=list(THEMES))
def seen(request: pytest.FixtureRequest) -> Notes:
    """Numbers read from the mobjects on the last frame of each beat."""
    notes: Notes = {"theme": {"theme": THEMES[request.param]}}

    def read(scene: Any, beat: Beat) -> None:
        page, rows, spots, c = scene.c.page, scene.c.rows, scene.c.places, scene.c
        plane = spots.plane
        notes[beat.name] = {
            "caption": beat.caption,
            "sentences": [drawn.texts(row.labels) for row in page.sentences],
            "map": cells(page.map),
            "small": cells(page.small),
            "arrows": arrows(page.arrows),
            "looks": arrows(page.looks),
            "told": drawn.texts(page.told),
            "headings": drawn.texts(page.headings),
            "ticks": drawn.texts(page.key.ticks),
            "swatches": drawn.fills(page.key.swatches),
            "bars": drawn.bar_lengths(page.shares.bars, page.shares.base),
            "shares": drawn.texts(page.shares.counters),
            "lines": drawn.texts(page.lines),
            "cells": [drawn.fills(one.cells) for one in rows.lists],
            "borders": [drawn.line_widths(one.cells) for one in rows.lists],
            "words": [drawn.texts(one.words) for one in rows.lists],
            "numbers": [drawn.texts(one.numbers) for one in rows.lists],
            "bands": [bands(one) for one in rows.arcs],
            "states": places(plane.states),
            "state_fills": drawn.fills(plane.states),
            "ghosts": places(plane.ghosts),
            "means": places(plane.hollows),
            "mean_edges": drawn.edges(plane.hollows),
            "steps": np.array([places(row) for row in plane.steps]),
            "ticks_at": [drawn.texts(axis.labels) for axis in spots.axes],
            "distance": drawn.printed(spots.apart[1]),
            "layer": drawn.printed(spots.layers[1]),
            "names": drawn.texts(spots.names),
            "looks_at": drawn.texts(spots.looks),
            "cloud": places(spots.cloud.marks),
            "cloud_fills": drawn.fills(spots.cloud.marks),
            "counts": [drawn.texts(row) for row in c.counts.counters],
            "cases": drawn.texts(c.cases),
            "shown": drawn.texts(c.shown),
            "least": drawn.printed(rows.least),
            "weighed": drawn.boxes(c.triangle.cells[1]),
            "outline": drawn.boxes(c.heads[-1].curve),
            "triangle": drawn.texts(c.triangle.row_labels),
            "beginnings": [drawn.texts(row.labels) for row in c.seen],
        }

    run(SpecABank, request.param, read)
    return notes


@pytest.fixture
def theme(seen: Notes) -> Theme:
    found = seen["theme"]["theme"]
    assert isinstance(found, Theme)
    return found


def ramp(values: Any, theme: Theme) -> np.ndarray:
    return drawn.ramp_colours(np.asarray(values, float), theme.attention_ramp, (0.0, V.vmax))


def assert_map(found: dict[str, Any], pattern: np.ndarray, theme: Theme, *, lit: bool) -> None:
    expected = ramp(pattern[list(ASKERS)], theme)
    if lit:
        for i in set(range(11)) - {BANK_ROW}:
            expected[i] += (rgb(theme.ground) - expected[i]) * 0.42
    drawn.assert_colours(found["fills"], expected, "cell of the map")
    box = found["boxes"]
    assert (np.diff(box[:, :, 1], axis=0) > 0).all(), "a row lies below the one before"
    assert (np.diff(box[:, :, 0], axis=1) > 0).all(), "a column lies right of the one before"
    gaps = box[0, 1:, 0] - box[0, :-1, 2]
    assert gaps[[0, -1]].min() > gaps[1:-1].max() + 1.0, "[CLS] and [SEP] are set apart"
    np.testing.assert_allclose(np.ptp(box[..., 2] - box[..., 0]), 0, atol=1e-6)


def test_the_question_shows_both_sentences(seen: Notes) -> None:
    said = [" ".join(row) for row in seen["question"]["sentences"]]
    assert said == [V.sentence_money, V.sentence_river]
    assert np.isnan(seen["question"]["map"]["boxes"]).all()


def test_the_map_is_the_pattern(seen: Notes, theme: Theme) -> None:
    found = seen["map"]["map"]
    assert_map(found, V.pattern_money, theme, lit=False)
    assert found["rows"] == list(V.words_money[1:-1])
    assert found["columns"] == list(V.words_money)
    middles = (found["boxes"][0, :, 0] + found["boxes"][0, :, 2]) / 2
    for j, letters in found["centres"].items():
        assert abs((letters[:, 0].min() + letters[:, 2].max()) / 2 - middles[j]) < 6.0


@pytest.mark.parametrize("beat", ["row", "arrows", "head", "page"])
def test_row_bank_is_lit_and_adds_up_to_1(seen: Notes, theme: Theme, beat: str) -> None:
    found = seen[beat]["map"]
    assert_map(found, V.pattern_money, theme, lit=True)
    lit = found["boxes"][BANK_ROW]
    left, top, right, low = found["rings"][BANK_ROW]
    assert left < lit[:, 0].min()
    assert right > lit[:, 2].max()
    assert top < lit[:, 1].min()
    assert low > lit[:, 3].max()
    assert np.isnan(np.delete(found["rings"], BANK_ROW, axis=0)).all()
    read = drawn.on_ramp(found["fills"][BANK_ROW], theme.attention_ramp, (0.0, 1.0))
    assert abs(read.value.sum() - 1.0) < read.within.sum()
    wanted = {k for k, w in enumerate(V.row_money) if w >= PRINTED_FROM}
    wanted |= {V.words_money.index(word) for word in V.drawn_words}
    wanted |= set(V.arrows_money.tolist())
    assert found["numbers"] == {k: f"{V.row_money[k]:.2f}" for k in wanted}


def assert_arrows(
    found: dict[str, Any], grid: dict[str, Any], row: Any, to: Any, theme: Theme
) -> None:
    np.testing.assert_allclose(found["widths"], 40.0 * row[to], atol=1e-6)
    paint = ramp(np.maximum(row[to], FLOOR[theme.name]), theme)
    drawn.assert_colours(found["colours"], paint, "arrow")
    drawn.assert_colours(found["heads"], paint, "head of arrow")
    box = grid["boxes"][BANK_ROW]
    np.testing.assert_allclose(found["tips"][:, 0], (box[to, 0] + box[to, 2]) / 2, atol=0.05)
    assert (found["tips"][:, 1] < box[to, 1]).all()


@pytest.mark.parametrize("beat", ["arrows", "head", "page"])
def test_arrows_lead_to_the_largest_weights(seen: Notes, theme: Theme, beat: str) -> None:
    note = seen[beat]
    assert_arrows(note["arrows"], note["map"], V.row_money, V.arrows_money, theme)
    assert " ".join(note["told"]) == "bank is attending to these words"


def test_the_page_has_a_second_map_and_a_key(seen: Notes, theme: Theme) -> None:
    note = seen["page"]
    assert_map(note["small"], V.pattern_river, theme, lit=True)
    assert_arrows(note["looks"], note["small"], V.row_river, V.arrows_river, theme)
    assert note["small"]["rows"] == ["bank"]
    named = [V.bank, *sorted(V.arrows_river.tolist())]
    assert note["small"]["columns"] == [V.words_river[k] for k in sorted(named)]
    assert " ".join(note["headings"][1:]) == V.sentence_river
    assert note["ticks"] == ["0", "0.5", "1"]
    drawn.assert_colours(note["swatches"], ramp(np.linspace(0, 1, 11), theme), "swatch")


def test_the_statistic_is_the_held_out_one(seen: Notes) -> None:
    note = seen["head"]
    longer, shorter = note["bars"]
    assert longer / shorter == pytest.approx(V.cue_share / V.neutral_share, rel=1e-9)
    assert note["shares"] == [f"{V.cue_share:.2f}", f"{V.neutral_share:.2f}"]
    assert note["lines"][-1] == f"clues lead: {V.cue_ahead} of {V.n_sentences}"
    assert f"{V.n_sentences} other" in note["caption"]
    assert not any(seen["page"]["lines"])


@pytest.mark.parametrize("beat", ["start", "drift", "aha"])
def test_the_lists_are_the_rows(seen: Notes, theme: Theme, beat: str) -> None:
    note = seen[beat]
    for k, (row, words) in enumerate(
        zip(ROWS.values(), (V.words_money, V.words_river), strict=True)
    ):
        drawn.assert_colours(note["cells"][k], ramp(row, theme), "cell of a list")
        assert note["words"][k] == list(words)
        assert note["numbers"][k] == [f"{w:.2f}" if w >= PRINTED_FROM else "" for w in row]
        assert int(np.argmax(note["borders"][k])) == V.bank
    assert not any(seen["page"]["words"][0])


def assert_bands(found: dict[int, Any], row: np.ndarray, theme: Theme) -> None:
    there = {j for j, w in enumerate(row) if w >= PRINTED_FROM and j != V.bank}
    assert set(found) == there
    for j, (width, rim, core) in found.items():
        assert width == pytest.approx(40.0 * row[j], abs=0.05), "a cell is 40 pixels high"
        floor = max(row[j], FLOOR[theme.name])
        drawn.assert_colours(rim, ramp(floor, theme), "rim of arc")
        if not np.isnan(core).any():
            drawn.assert_colours(core, ramp(row[j], theme), "arc")


def test_arcs_are_as_wide_as_weights(seen: Notes, theme: Theme) -> None:
    for k, row in ROWS.items():
        assert_bands(seen["aha"]["bands"][k], row, theme)
        assert_bands(seen["hidden"]["bands"][k], HIDDEN[k], theme)
        assert not seen["drift"]["bands"][k]
    for beat in ("aha", "hidden"):
        assert seen[beat]["least"] == f"arcs: weights ≥ {PRINTED_FROM:g}"


def test_the_poster_names_the_other_word_that_each_looks_at_most(seen: Notes) -> None:
    for text, words, row in zip(
        seen["aha"]["looks_at"],
        (V.words_money, V.words_river),
        (V.row_money, V.row_river),
        strict=True,
    ):
        first = max(set(ASKERS) - {V.bank}, key=lambda k: row[k])
        assert text == f"looks at {words[first]}"
    assert not any(seen["hidden"]["looks_at"])


def test_both_states_start_at_one_point(seen: Notes) -> None:
    note = seen["start"]
    np.testing.assert_allclose(note["states"], [V.plane_money[0], V.plane_river[0]], atol=1e-3)
    np.testing.assert_allclose(note["states"][0], note["states"][1], atol=1e-3)
    assert (note["distance"], note["layer"]) == ("0.0", "0")


@pytest.mark.parametrize("beat", ["drift", "aha"])
def test_the_states_travel_through_their_planes(seen: Notes, theme: Theme, beat: str) -> None:
    note, paths = seen[beat], np.array([V.plane_money, V.plane_river])
    np.testing.assert_allclose(note["states"], paths[:, -1], atol=1e-3)
    np.testing.assert_allclose(note["steps"][:, :-1], paths[:, :-1], atol=1e-3)
    np.testing.assert_allclose(note["means"], V.plane_centroids[:, -1], atol=1e-3)
    strokes = [rgb(theme.stroke(sense.role)) for sense in SENSES]
    drawn.assert_colours(note["state_fills"], strokes, "state")
    drawn.assert_colours(note["mean_edges"], strokes, "mean")
    assert note["distance"] == f"{V.distance[-1]:.1f}"
    assert note["layer"] == str(V.n_layers)
    assert f"mean of {V.centroid_sentences} other sentences" in note["names"][-1]
    assert note["ticks_at"] == [["−2", "0", "2"], ["0", "2"]]


def test_hidden_words_are_gone_from_rows_and_places(seen: Notes, theme: Theme) -> None:
    note, looked_at = seen["hidden"], (V.arrows_money, V.arrows_river)
    for k, row in HIDDEN.items():
        np.testing.assert_allclose(row[looked_at[k]], 0.0, atol=1e-9)
        expected = ramp(row, theme)
        for j in looked_at[k]:
            expected[j] = mix(expected[j], theme.ground, 0.7)
        drawn.assert_colours(note["cells"][k], expected, "cell of a list")
    ends = [V.plane_money_hidden[-1], V.plane_river_hidden[-1]]
    np.testing.assert_allclose(note["states"], ends, atol=1e-3)
    before = [V.plane_money[-1], V.plane_river[-1]]
    np.testing.assert_allclose(note["ghosts"], before, atol=1e-3)
    assert note["distance"] == f"{V.distance_hidden[-1]:.1f}"
    assert V.distance_hidden[-1] < 0.5 * V.distance[-1], "draw together"


def test_marks_that_are_counted_lie_on_their_own_side(seen: Notes, theme: Theme) -> None:
    note = seen["counted"]
    np.testing.assert_allclose(note["cloud"], V.plane_cues_hidden, atol=1e-3)
    is_money = V.reporting_is_money == 1
    own = np.where(is_money, note["cloud"][:, 0], -note["cloud"][:, 0]) > 0
    assert own.sum() == V.nearer_cues_hidden == V.n_sentences / 2, "as by a coin toss"
    fills = [rgb(theme.fill(SENSES[MONEY if m else RIVER].role)) for m in is_money]
    drawn.assert_colours(note["cloud_fills"], fills, "mark")
    counted = (V.nearer, V.nearer_neutral_hidden, V.nearer_cues_hidden)
    assert note["counts"] == [[f"{n:.0f}"] for n in counted]
    assert note["cases"] == ["as they are", "other words hidden", "clue words hidden"]
    assert note["shown"] == ["", "", f"marks: layer {V.n_layers}, clue words hidden"]
    said = f"without clue words, {V.nearer_cues_hidden:.0f} are right"
    assert note["caption"] == f"{V.n_sentences} others show it: {said}."
    assert "prove" not in note["caption"]
    assert np.isnan(note["states"]).all(), "only the mean states stay"


def test_nothing_leaves_what_the_axes_span() -> None:
    drawn_places = (V.plane_money, V.plane_river, V.plane_money_hidden, V.plane_river_hidden)
    clouds = (V.plane_reporting[:, -1], V.plane_cues_hidden, V.plane_neutral_hidden)
    for at in (*drawn_places, *clouds, *V.plane_centroids):
        assert (at >= (ACROSS[0], UP[0])).all()
        assert (at <= (ACROSS[1], UP[1])).all()


def test_a_causal_model_reads_two_words_and_weighs_none_here(seen: Notes) -> None:
    note = seen["causal"]
    assert np.isnan(note["weighed"]).all(), "no weight of a causal model was computed"
    assert note["triangle"] == list(V.read_words)
    left, top, right, low = note["outline"]
    assert (right - left) / (low - top) == pytest.approx(len(V.seen_causally))
    assert [row[:2] for row in note["beginnings"]] == [list(V.seen_causally)] * 2
    assert "“" + " ".join(V.seen_causally) + "”" in note["caption"]


def test_captions_quote_the_rows(seen: Notes) -> None:
    for beat, row, words, said in (
        ("row", V.row_money, V.words_money, (V.arrows_money[0], 0)),
        ("page", V.row_river, V.words_river, (V.bank, 0, V.arrows_river[0])),
    ):
        for k in said:
            assert f"{row[k]:.2f}" in seen[beat]["caption"]
            assert ("itself" if k == V.bank else words[k]) in seen[beat]["caption"]
        told = [float(number) for number in re.findall(r"\d\.\d\d", seen[beat]["caption"])]
        assert told == sorted(told, reverse=True), "the larger first"
        rest = np.delete(row, [*said, V.bank])
        assert rest.max() < min(told), "and none that is larger is left out, but its own"


def test_places_are_read_in_the_unit_of_the_axes() -> None:
    from anim_lib.shapes import Disc

    disc = Disc()
    disc.place(FRAME.x + 2 * FRAME.unit, FRAME.y - FRAME.unit, 10.0, "#000000")
    np.testing.assert_allclose(places([disc]), [[2.0, 1.0]], atol=1e-9)
