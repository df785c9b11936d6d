"""What scene 2 draws, read back from the stage, against its saved values."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from anim_lib.motion import DIMMED
from anim_lib.primitives.heat_grid import PRINTED_FROM, ROW_DIM
from anim_lib.scales import linear, mix, rgb
from anim_lib.storyboard import Beat
from anim_lib.theme import THEMES, Theme
from anim_lib.value_store import load
from scenes.casts.d02_pairs import HEIGHT, ZERO
from scenes.d02_attention_heatmap import D02AttentionHeatmap
from scenes.values.d02_attention_heatmap import Values
from tests import drawn
from tests.played import run

V = load(Values)[0]
Notes = dict[str, dict[str, Any]]
NAMES = [word.strip("[]") for word in V.words_tired]
OTHERS = np.where(np.arange(len(NAMES)) == V.asking, 0.0, ROW_DIM)[:, None]
TABLES: dict[str, tuple[np.ndarray, Any, list[int]]] = {  # weights, dimming, lifted rows
    "table": (V.pattern_tired, 0.0, []),
    "merged": (V.pattern_tired, 0.0, []),
    "row": (V.pattern_tired, OTHERS, []),
    "bend": (V.pattern_tired, OTHERS, [V.asking]),
    "aha": (V.pattern_tired, OTHERS, [V.asking]),
    "sink": (V.pattern_tired, OTHERS, [V.asking]),
    "ending": (V.pattern_wide, OTHERS, [V.asking]),
    "reweighed": (V.pattern_wide, OTHERS, [V.asking]),
}
BENT = {name: table[V.asking] for name, (table, _, lifted) in TABLES.items() if lifted}
SWITCH = linear((0.0, V.switch_vmax), (ZERO, ZERO - HEIGHT))
ORDER = np.argsort(V.switches)


@pytest.fixture(scope="module", params=list(THEMES))
def seen(request: pytest.FixtureRequest) -> Notes:
    """What is read from the mobjects on the last frame of each beat; tables are compared there."""
    notes: Notes = {}

    def read(scene: Any, beat: Beat) -> None:
        c, theme = scene.c, scene.theme
        note = notes.setdefault(beat.name, {"caption": beat.caption, "theme": theme})
        if beat.name in TABLES:
            table, dim, lifted = TABLES[beat.name]
            drawn.assert_grid_shows(c.grid, table, theme, dim=dim, lifted=lifted)
        if beat.name in BENT:
            drawn.assert_arcs_show(c.arcs, BENT[beat.name], theme, columns=c.grid.columns)
            assert sorted(c.arcs.arcs) == [j for j in range(len(NAMES)) if j != V.asking]
            top = drawn.boxes(c.grid.cells[V.asking])[:, 1]
            assert top == pytest.approx(c.grid.lifted[0], abs=0.05)
        else:
            assert not [arc for arc in c.arcs.arcs.values() if len(arc.points)]
        if beat.name == "sink":
            drawn.assert_cells_show(c.sink.map.cells, V.start_share_by_head, theme)
        note["weights"] = drawn.texts([c.grid.numbers[V.asking, j] for j in range(len(NAMES))])
        note["cards"] = [
            one or other
            for one, other in zip(
                drawn.texts(c.cards.labels),
                [
                    drawn.printed(c.cards.others[j]) if j in c.cards.others else ""
                    for j in range(13)
                ],
                strict=True,
            )
        ]
        note["boxes"] = drawn.boxes(c.cards.cards)
        note["columns"] = drawn.boxes(c.grid.cells[0])[:, [0, 2]]
        note["borders"] = drawn.edges(c.cards.cards)
        note["rows"] = drawn.texts(c.grid.row_labels)
        note["sides"] = drawn.texts([*c.grid.names, *c.sides])
        note["key"] = drawn.fills(c.key.swatches), drawn.texts(c.key.ticks)
        note["sum"] = drawn.printed(c.sum)
        note["sink"] = drawn.texts([c.sink.heading, c.sink.mean])
        note["ring"] = drawn.boxes(c.sink.map.ring), drawn.boxes(c.sink.map.cells)
        note["bars"] = [
            drawn.boxes(c.pairs.bars.bars),
            drawn.fills(c.pairs.bars.bars),
            drawn.bar_lengths(c.pairs.bars.bars, ZERO, "y"),
        ]
        note["mean"] = drawn.boxes(c.pairs.rule.curve)[[1, 3]], drawn.printed(c.pairs.mean)
        note["ticks"] = [
            (text, float(drawn.boxes(hair)[1]))
            for text, hair in zip(drawn.texts(c.pairs.axis.labels), c.pairs.axis.hairs, strict=True)
        ]
        note["counts"] = drawn.texts(c.pairs.counts)
        note["square"] = drawn.weights(c.causal.square.cells, theme).value
        triangle = c.causal.triangle
        note["open"] = [len(drawn.rectangles(one)) for one in triangle.empties]
        note["filled"] = sum(len(one.points) for row in triangle.cells for one in row)
        note["hatch"] = drawn.corners(triangle.hatch)
        note["at"] = triangle.left, triangle.top, triangle.wide
        note["unseen"] = drawn.texts(c.causal.words), drawn.boxes(c.causal.brackets)
        note["asking"] = drawn.boxes([c.causal.ring, c.causal.square.rings[V.asking]])

    run(D02AttentionHeatmap, request.param, read)
    return notes


def test_tables_and_arcs_are_the_patterns(seen: Notes) -> None:
    """The fixture has compared every cell, and every arc's width, colour and feet."""
    assert set(TABLES) < set(seen)


@pytest.mark.parametrize("beat", list(BENT))
def test_printed_are_the_weights_of_the_row_that_are_not_tiny(seen: Notes, beat: str) -> None:
    expected = [f"{w:.2f}" if w >= PRINTED_FROM else "" for w in BENT[beat]]
    assert seen[beat]["weights"] == expected
    assert expected[V.first_noun] == ("0.64" if beat in ("bend", "aha", "sink") else "0.27")


def test_the_table_is_labelled_row_by_row_and_column_by_column(seen: Notes) -> None:
    whole = seen["merged"]
    assert whole["rows"] == whole["cards"] == NAMES
    assert whole["sides"] == ["asks", "is asked", "", ""]
    low = seen["aha"]
    assert low["rows"] == ["it" if i == V.asking else "" for i in range(len(NAMES))]
    assert low["sides"] == ["", "", "is asked", "asks"]


def test_columns_lie_below_their_cards(seen: Notes) -> None:
    for beat in ("merged", "aha"):
        cards, columns = seen[beat]["boxes"][:, [0, 2]], seen[beat]["columns"]
        np.testing.assert_allclose(columns.mean(axis=1), cards.mean(axis=1), atol=3.0)
        assert (np.diff(columns, axis=1) > np.diff(cards, axis=1)).all()


def test_the_last_word_changes_and_no_card_moves(seen: Notes) -> None:
    before, after = seen["sink"], seen["reweighed"]
    assert after["cards"] == [word.strip("[]") for word in V.words_wide]
    np.testing.assert_array_equal(after["boxes"], before["boxes"])


@pytest.mark.parametrize(
    ("beat", "spoken"),
    [
        ("question", {V.asking}),
        ("row", {V.asking}),
        ("aha", {V.asking}),
        ("reweighed", {V.asking, V.ending}),
    ],
)
def test_the_cards_spoken_of_have_an_ink_border(seen: Notes, beat: str, spoken: set[int]) -> None:
    ink = rgb(seen[beat]["theme"].ink)
    found = np.abs(seen[beat]["borders"] - ink).max(axis=-1) < 1e-6
    assert set(np.flatnonzero(found)) == spoken


def test_the_question_is_asked_before_the_marks_are_added(seen: Notes) -> None:
    assert seen["question"]["cards"] == ["", *V.read_words, ""]


def test_the_key_is_the_ramp_from_0_to_1(seen: Notes) -> None:
    note = seen["aha"]
    drawn.assert_colours(note["key"][0], [rgb(c) for c in note["theme"].attention_ramp])
    assert note["key"][1] == ["0", "0.5", "1"]
    assert note["sum"] == "the row adds up to 1"
    assert V.arcs_tired.sum() == pytest.approx(1.0)


def test_the_sink_is_told_with_its_mean_over_all_heads(seen: Notes) -> None:
    note = seen["sink"]
    assert note["sink"] == [f"all {V.start_share_by_head.size} heads", f"mean {V.start_share:.2f}"]
    assert f"CLS gets {V.arcs_tired[0]:.2f}" in note["caption"]
    heads = V.start_share_by_head.size
    assert f"all {heads} heads give {V.start_share:.2f} on average" in note["caption"]
    ring, cells = note["ring"]
    inside = (cells[..., :2] > ring[:2]).all(axis=-1) & (cells[..., 2:] < ring[2:]).all(axis=-1)
    np.testing.assert_array_equal(np.argwhere(inside), [[V.layer - 1, V.head - 1]])
    assert V.start_share_by_head[inside] == pytest.approx(V.arcs_tired[0])


def test_captions_quote_the_values(seen: Notes) -> None:
    said = seen["reweighed"]["caption"]
    before, after = V.arcs_tired[V.first_noun], V.arcs_wide[V.first_noun]
    assert f"“animal” falls from {before:.2f} to {after:.2f}" in said
    assert f"still above “street” {V.arcs_wide[V.second_noun]:.2f}" in said
    assert before > after > V.arcs_wide[V.second_noun], "it is no full flip, and says so"
    pieces = int((V.word_of_piece == V.words_tired.index("didn't")).sum())
    assert f"“didn't”: {pieces} pieces, merged" in seen["merged"]["caption"]
    counts = f"{V.positive_pairs} of {V.n_pairs} other sentence pairs"
    assert counts in seen["pairs"]["caption"]
    assert f"only {V.both_right} flip" in seen["pairs"]["caption"]


def test_every_pair_has_its_bar_and_full_flips_their_full_colour(seen: Notes) -> None:
    box, paint, lengths = seen["pairs"]["bars"]
    expected = ZERO - np.array([SWITCH(s) for s in V.switches[ORDER]])
    hidden = np.abs(expected) <= 2.0
    np.testing.assert_allclose(lengths, np.where(hidden, 0.0, expected), atol=0.05)
    there = ~np.isnan(box[:, 0])
    assert (np.diff(box[there, 0]) > 0).all()
    theme: Theme = seen["pairs"]["theme"]
    for k in np.flatnonzero(there):
        role = "attention" if V.switches[ORDER][k] > 0 else "muted"
        back = DIMMED * (1 - V.flips[ORDER][k])
        drawn.assert_colours(paint[k], mix(theme.fill(role), theme.ground, back))


def test_mean_ticks_and_counts_of_the_pairs(seen: Notes) -> None:
    note = seen["pairs"]
    assert note["mean"][0] == pytest.approx([SWITCH(V.switch_mean)] * 2, abs=0.05)
    assert note["mean"][1] == f"mean {V.switch_mean:.2f}"
    for text, y in note["ticks"]:
        assert y == pytest.approx(SWITCH(float(text)), abs=0.05)
    counts = [int(text.split()[0]) for text in note["counts"]]
    assert counts == [V.both_right, V.one_noun_ahead, V.negative_pairs]
    assert sum(counts) == V.n_pairs


def test_the_causal_triangle_has_no_weights_and_hides_what_comes_later(seen: Notes) -> None:
    note = seen["causal"]
    np.testing.assert_allclose(note["square"], V.pattern_tired, atol=2e-3)
    assert note["open"] == V.causal_allowed.sum(axis=1).tolist()
    assert note["filled"] == 0
    left, top, cell = note["at"]
    cols, rows = ((note["hatch"] - (left, top)) / cell).T
    assert len(cols)
    assert (cols >= rows - 1e-6).all()


def test_the_words_that_it_cannot_see_are_bracketed_and_hatched(seen: Notes) -> None:
    note = seen["causal"]
    texts, brackets = note["unseen"]
    assert texts == [" ".join(V.unseen_by_it)] * 2 + ["it"]
    left, top, cell = note["at"]
    first, last = (brackets[1, [0, 2]] - left) / cell
    hidden = np.flatnonzero(V.causal_allowed[V.read_words.index("it")] == 0)
    assert (round(first), round(last)) == (hidden[0], hidden[-1] + 1)
    ring, square = note["asking"]
    assert ring[[1, 3]] == pytest.approx(square[[1, 3]], abs=2.0)
    assert (ring[1] - top) / cell == pytest.approx(V.read_words.index("it"), abs=0.1)
