"""What scene 9 draws of other sentences, read back from the stage, against what was computed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from anim_lib.storyboard import Beat
from anim_lib.theme import PAPER
from anim_lib.value_store import load
from scenes.casts import d09_says as says
from scenes.commands import own_inputs
from scenes.d09_selective_vs_fixed import D09SelectiveVsFixed
from scenes.inputs import Inputs
from scenes.values.d09_selective_vs_fixed import Values
from tests import drawn
from tests.played import play, run
from tests.read_back import visible
from tests.test_frames_are_sane import HELD, SPREAD, content, outside, within
from tests.test_own_inputs import CASES

pytestmark = pytest.mark.slow
PIXEL = 0.05  # tolerance in stage pixels
SLUG = "d09_selective_vs_fixed"
GIVEN = CASES[SLUG]  # the plays of these are those of the layout's checks
NETS = ("selective", "fixed")


def there(one: Any) -> bool:
    return any(visible(leaf) for leaf in one.get_family())


def widths(shapes: Any) -> Any:
    """In stage pixels, 0 where nothing is painted."""
    return np.array([drawn.sizes([one])[0, 0] if len(one.points) else 0.0 for one in shapes])


@pytest.fixture(scope="module", params=GIVEN, ids=[given.label for given in GIVEN])
def seen(request: Any) -> dict[str, Any]:
    """What is read on the last frames of some beats, and the values that were asked for."""
    given: Inputs = request.param
    notes: dict[str, Any] = {"given": given, "beats": []}

    def read(scene: Any, beat: Beat) -> None:
        on = scene.on
        notes["beats"].append(beat.name)
        notes[beat.name] = note = {"caption": beat.caption}
        if beat.name in ("shut", "open"):
            note["read"] = sum(bool(drawn.printed(one)) for one in on.selective.deltas)
            note["figures"] = [drawn.printed(one) for one in on.rule.figures]
        if beat.name == "aha":
            note["square"] = scene.square
            note["words"] = [label.text for label in on.tokens.labels]
            note["word boxes"] = drawn.boxes(on.tokens.labels)
            note["cards"] = drawn.boxes(on.tokens.cards)
            note["blanks"] = [label.text for label in on.blanks.labels]
            for name, answers in zip(NETS, (on.free, on.bound), strict=True):
                note[name] = track(getattr(on, name))
                note[f"{name} answers"] = {
                    "words": [drawn.printed(one) for one in answers.answers],
                    "boxes": drawn.boxes(answers.answers),
                    "marks": [drawn.ends(one.curve) for one in answers.marks],
                    "told": answers.measured.text,
                    "figures": drawn.printed(answers.figures),
                }
        if beat.name in ("filter", "attention"):
            notes["last triangles"] = note
            note["panels"] = [panel(one) for one in on.hidden.panels if there(one.triangle)]
            note["guide"] = [line.text for line in on.hidden.guide]

    with own_inputs.shown(given, [SLUG]):
        scene = run(D09SelectiveVsFixed, "paper", read)
    notes["v"] = scene.shown
    notes["seconds"] = sum(beat.duration for beat in scene.beats_played)
    return notes


def track(one: Any) -> dict[str, Any]:
    return {
        "gaps": widths(one.curtain.lights),
        "kept": widths(one.bars[0].bars),
        "written": widths(one.bars[1].bars),
        "troughs": drawn.boxes(one.bars[0].troughs),
        "cells": [drawn.fills(stretch) for stretch in one.state.cells],
        "stretches": [drawn.boxes(stretch) for stretch in one.state.cells],
        "deltas": [
            drawn.printed(delta) if len(one.deltas) > 1 else delta.text for delta in one.deltas
        ],
        "delta boxes": drawn.boxes(one.deltas),
    }


def panel(one: Any) -> dict[str, Any]:
    grid, rows = (
        one.triangle,
        one.triangle.row_labels or [r for r in one.rows if hasattr(r, "text")],
    )
    return {
        "fills": [drawn.fills(row) for row in grid.cells],
        "boxes": [drawn.boxes(row) for row in grid.cells],
        "rows": [label.text for label in rows],
        "row y": drawn.middles(rows)[:, 1],
        "heads": [label.text for label in one.heads],
        "head x": drawn.middles(one.heads)[:, 0],
        "leaders": [drawn.ends(line.curve) for line in one.rows if not hasattr(line, "text")],
        "title": one.title.text,
    }


def test_words_and_answers_are_the_sentences(seen: Any) -> None:
    v: Values = seen["v"]
    note = seen["aha"]
    assert note["words"] == list(v.tokens[: v.n_body]) == seen["given"].sentence.split()
    assert note["blanks"] == [":", "_", "_", "_"]
    for name in NETS:
        answers = note[f"{name} answers"]
        assert answers["words"] == list(getattr(v, f"{name}_named"))
        wrong = getattr(v, f"{name}_right") == 0
        marks = np.array([mark[:, 0].mean() for mark in answers["marks"]])
        middles = answers["boxes"][wrong][:, [0, 2]].mean(1)
        np.testing.assert_allclose(marks, middles, atol=2.0)
        assert answers["told"] == f"right in tests, {v.shown_length} words"
        assert answers["figures"] == " ".join(f"{s:.2f}" for s in getattr(v, f"{name}_shown"))


def test_each_word_lies_on_its_card_over_its_column(seen: Any) -> None:
    note = seen["aha"]
    for word, card, trough in zip(
        note["word boxes"], note["cards"], note["selective"]["troughs"], strict=True
    ):
        assert (word[:2] > card[:2]).all(), "the word lies on its card"
        assert (word[2:] < card[2:]).all(), "the word lies on its card"
        np.testing.assert_allclose(card[[0, 2]], trough[[0, 2]], atol=2.0)


@pytest.mark.parametrize("name", NETS)
def test_curtains_bars_and_states_show_their_values(seen: Any, name: str) -> None:
    v: Values = seen["v"]
    note, n = seen["aha"][name], v.n_body
    column = note["troughs"][:, 2] - note["troughs"][:, 0]
    assert np.ptp(column) < PIXEL, "one scale for all words"
    for shape, field, vmax in (
        ("gaps", "delta", v.delta_vmax),
        ("kept", "kept", 1.0),
        ("written", "written", v.written_vmax),
    ):
        values = getattr(v, f"{name}_{field}")[:n]
        assert values.max() <= vmax
        scale = values / vmax * column.mean()
        np.testing.assert_allclose(note[shape], scale, atol=0.15 + 0.001 * column.mean())
    for found, state, box in zip(
        note["cells"], getattr(v, f"{name}_cells")[:n], note["stretches"], strict=True
    ):
        right = drawn.ramp_colours(state, PAPER.state_ramp, (-v.cell_vmax, v.cell_vmax))
        drawn.assert_colours(found, right)
        assert (np.diff(box[:, 1]) > 3).all(), "16 bands, each to be seen"


@pytest.mark.parametrize("name", NETS)
def test_deltas_are_printed_over_their_curtains_or_once_for_all(seen: Any, name: str) -> None:
    v: Values = seen["v"]
    note, cards = seen["aha"][name], seen["aha"]["cards"]
    deltas = [f"{delta:.3f}" for delta in getattr(v, f"{name}_delta")[: v.n_body]]
    if name == "fixed" and len(note["deltas"]) == 1:
        assert note["deltas"] == [f"{deltas[0]} at every word"]
        assert len(set(deltas)) == 1
        return
    assert note["deltas"] == deltas
    middles = note["delta boxes"][:, [0, 2]].mean(1)
    np.testing.assert_allclose(middles, cards[:, [0, 2]].mean(1), atol=1.5)


def test_every_triangle_shows_its_weights_and_names_rows_and_columns(seen: Any) -> None:
    v: Values = seen["v"]
    note, n = seen["last triangles"], v.n_body
    every = [
        (v.fixed_hidden, PAPER.state_ramp, v.fixed_hidden_vmax),
        (v.selective_hidden, PAPER.state_ramp, v.selective_hidden_vmax),
    ]
    assert ("attention" in seen["beats"]) == (len(v.attention) == n)
    if len(v.attention):
        every.append((v.attention, PAPER.attention_ramp, 1.0))
    assert len(note["panels"]) == len(every)
    thin = len(note["panels"][0]["rows"]) < n
    named = [k for k in range(n) if v.is_content[k] or not thin]
    assert ("named beside it: the content words" in note["guide"]) == thin
    for one, (weights, steps, vmax) in zip(note["panels"], every, strict=True):
        low = 0.0 if steps is PAPER.attention_ramp else -vmax
        for i, row in enumerate(one["fills"]):
            drawn.assert_colours(row, drawn.ramp_colours(weights[i, : i + 1], steps, (low, vmax)))
        assert one["rows"] == one["heads"] == [v.tokens[k] for k in named]
        rows = np.array([one["boxes"][k][0, [1, 3]].mean() for k in named])
        columns = np.array([one["boxes"][-1][k, [0, 2]].mean() for k in named])
        if not thin:
            # the middle of a word; a full stop or a comma stands lower on its line
            near = np.array([10.0 if v.tokens[k].isalpha() else 20.0 for k in named])
            assert (np.abs(one["row y"] - rows) < near).all()
            assert (np.abs(one["head x"] - columns) < near).all()
            continue
        ends = np.array(one["leaders"])  # from the name to its row, from the name to its column
        np.testing.assert_allclose(ends[0::2, -1, 1], rows, atol=PIXEL)
        np.testing.assert_allclose(ends[1::2, -1, 0], columns, atol=PIXEL)
        np.testing.assert_allclose(ends[0::2, 0, 1], one["row y"], atol=10.0)
        np.testing.assert_allclose(ends[1::2, 0, 0], one["head x"], atol=10.0)
        assert (np.diff(one["row y"]) > 20).all()
        assert (np.diff(one["head x"]) > 30).all()


def test_the_slow_words_are_the_first_and_the_first_unlike_it(seen: Any) -> None:
    v: Values = seen["v"]
    unlike = next(k for k in range(v.n_body) if v.is_content[k] != v.is_content[0])
    order = ("open", "shut") if v.is_content[0] else ("shut", "open")
    assert tuple(seen["beats"][1:3]) == order
    for beat, place in zip(order, (0, unlike), strict=True):
        note = seen[beat]
        assert note["read"] == place + 1
        assert f"“{v.tokens[place]}”" in note["caption"]
        figures = [f"{v.selective_kept[place]:.3f}", f"{v.selective_written[place]:.2f}"]
        assert note["figures"] == figures
    content = 0 if v.is_content[0] else unlike
    large = v.selective_delta[content] >= v.delta_content.min()
    told = seen["open"]["caption"] + seen["shut"]["caption"]
    assert ("large " in told) == large
    assert ("larger " in told) == (not large)


def test_captions_count_fillers_after_the_first_content_word(seen: Any) -> None:
    v: Values = seen["v"]
    first = v.tokens.index(v.wanted[0])
    fillers = [k for k in range(first, v.n_body) if not v.is_content[k]]
    moved = {name: getattr(v, f"{name}_share_moved")[np.array(fillers) - 1] for name in NETS}
    for beat, name in (("aha", "selective"), ("fixed", "fixed")):
        caption = seen[beat]["caption"]
        span = [f"{moved[name].min():.0%}", f"{moved[name].max():.0%}"]
        told = " to ".join(dict.fromkeys(span))
        if beat == "aha":
            assert f"the state moves {told}.\n" in caption
        else:
            assert " the state," in caption
            assert caption.endswith(f"{told}.")
        assert (f"after “{v.tokens[first]}”" in caption) == (first > 1 and len(fillers) > 1)
    single = f"One Δ: “{v.tokens[fillers[0]]}” turns the state,"
    assert (single in seen["fixed"]["caption"]) == (len(fillers) == 1)
    order = sorted(v.wanted, key=lambda word: -v.selective_delta[v.tokens.index(word)])
    assert seen["ranked"]["caption"] == f"Longest measured Δ: {', '.join(order)}."


def test_the_film_is_no_longer_than_a_minute(seen: Any) -> None:
    assert 20 < seen["seconds"] < 60


def test_no_text_is_cut_by_the_square_of_the_poster(seen: Any) -> None:
    left, top, side = seen["aha"]["square"]
    square = (left, top, left + side, top + side)
    assert 640 <= side <= 1080
    beat = next(b for b in play(SLUG, "paper", seen["given"]).beats if b.name == "aha")
    inside = [text for text in beat.texts if within(text.box, square)]
    assert len(inside) >= 2
    share, spread = content(beat.frame, PAPER.ground, square)
    assert share >= HELD
    assert min(spread) >= SPREAD
    for text in beat.texts:
        assert text in inside or outside(text.box, square), f"{text.text!r} is cut"


def test_a_single_filler_after_the_first_content_word_is_named() -> None:
    words = ("the", "cat", "and", "dog", "sat", "mat")
    v = replace(
        load(Values)[0],
        tokens=words,
        n_body=len(words),
        is_content=np.array([word not in ("the", "and") for word in words], dtype=np.int64),
        fixed_filler_moves_least=1.35,
        fixed_filler_moves_most=1.354,
    )
    assert says.fixed(v) == "One Δ: “and” turns the state, 135%."
