"""What scene 2 draws of other sentences, read back from the stage, against what was computed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import pytest

from anim_lib.export.sheet import STAGE_ROWS
from anim_lib.layout import HEIGHT, stage
from anim_lib.primitives.heat_grid import PRINTED_FROM, ROW_DIM
from anim_lib.rendering.square import window
from anim_lib.scales import rgb
from anim_lib.storyboard import Beat
from anim_lib.theme import PAPER
from scenes.casts.own_words import quoted, shortened
from scenes.commands import own_inputs
from scenes.d02_attention_heatmap import D02AttentionHeatmap
from scenes.values.d02_attention_heatmap import Values, compute
from tests import drawn
from tests.played import play, run
from tests.test_frames_are_sane import HELD, SPREAD, content, outside, within
from tests.test_own_inputs import CASES

pytestmark = pytest.mark.slow
SLUG = "d02_attention_heatmap"
# What is laid out in ways of its own: no later word, words that just fit, upright ones, long ones,
# signs that could be markup; all of CASES are laid out in tests/test_own_inputs.py
EACH = [CASES[SLUG][k] for k in (1, 3, 4, 7, 9)]


def texts(labels: Iterable[Any]) -> list[str]:
    """What is printed, upright or level."""
    return [drawn.printed(label) for label in labels]


@pytest.fixture(scope="module", params=EACH, ids=[given.label for given in EACH])
def seen(request: Any) -> dict[str, Any]:
    """What is read on the last frames of beats, and the values that were asked for."""
    given = request.param
    v = compute(sentence=given.sentence, query=given.query)
    others = np.where(np.arange(len(v.words_tired)) == v.asking, 0.0, ROW_DIM)[:, None]
    notes: dict[str, Any] = {"given": given, "v": v}

    def read(scene: Any, beat: Beat) -> None:
        c = scene.c
        note = notes.setdefault(beat.name, {"caption": beat.caption})
        if beat.name in ("table", "merged"):
            drawn.assert_grid_shows(c.grid, v.pattern_tired, scene.theme)
        if beat.name in ("bend", "aha", "sink"):
            dim, lifted = others, [v.asking]
            drawn.assert_grid_shows(c.grid, v.pattern_tired, scene.theme, dim=dim, lifted=lifted)
            left, _, right, _ = drawn.boxes(c.cards.cards)[v.asking]
            full = min(58.0, c.grid.columns[v.asking, 1])  # weight 1 fills a narrow card
            assert full <= right - left + 1e-6
            places = c.grid.columns
            drawn.assert_arcs_show(c.arcs, v.arcs_tired, scene.theme, columns=places, full=full)
        if beat.name == scene.poster:
            note["key"] = drawn.boxes([c.key.heading, *c.key.swatches, *c.key.ticks])
            arcs = [c.arcs.arcs[j] for j in c.arcs.targets]
            note["arcs"] = np.array([stage(p) for arc in arcs for p in arc.points])
        if beat.name == "sink":
            drawn.assert_cells_show(c.sink.map.cells, v.start_share_by_head, scene.theme)
            note["below"] = texts([c.sink.mean, *c.sink.even])
            note["map"], note["arc"] = drawn.boxes(c.sink.map.cells), drawn.boxes([c.arcs.arcs[0]])
        if beat.name == "question":
            rows = c.lines.rows if c.lines else [c.cards]
            note["words"] = [text for row in rows for text in texts(row.labels)]
            note["borders"] = np.concatenate([drawn.edges(row.cards) for row in rows])
        note["cards"] = texts(c.cards.labels)
        note["boxes"] = drawn.boxes(c.cards.cards)
        note["borders"] = note.get("borders", drawn.edges(c.cards.cards))
        note["columns"] = drawn.boxes(c.grid.cells[0])[:, [0, 2]]
        note["rows"] = texts(c.grid.row_labels)
        note["numbers"] = texts([c.grid.numbers[v.asking, j] for j in range(len(v.words_tired))])
        note["open"] = [len(drawn.rectangles(one)) for one in c.causal.triangle.empties]
        note["over"] = texts(c.causal.words)
        note["brackets"] = drawn.boxes(list(c.causal.brackets))
        note["at"] = c.causal.triangle.left, c.causal.triangle.wide
        if beat.name == "causal":
            square = drawn.weights(c.causal.square.cells, scene.theme).value
            np.testing.assert_allclose(square, v.pattern_tired, atol=2e-3)
        if beat.name == scene.poster:
            notes["square"] = window(scene)
            askers = [c.cards.cards[v.asking], c.grid.row_labels[v.asking]]
            notes["askers"] = drawn.boxes(askers)
            numbers = [c.grid.numbers[v.asking, j] for j in range(len(v.words_tired))]
            notes["numbers_at"] = drawn.boxes(numbers)

    with own_inputs.shown(given, [SLUG]):
        scene = run(D02AttentionHeatmap, "paper", read)
    notes["seconds"] = sum(beat.duration for beat in scene.beats_played)
    return notes


def same_words(found: list[str], words: tuple[str, ...]) -> None:
    """Assert that these are the words, or the first letters of long ones."""
    for text, word in zip(found, words, strict=True):
        assert text == shortened(word, len(text)), word
        assert text == word or len(text) >= 10, f"{word!r} is cut down to {text!r}"


def test_only_what_one_ending_can_show_is_told(seen: dict[str, Any]) -> None:
    beats = {name for name, note in seen.items() if isinstance(note, dict) and "caption" in note}
    assert beats == {"question", "table", "merged", "row", "bend", "aha", "sink", "causal"}
    assert 20 <= seen["seconds"] <= 60


def test_the_question_shows_every_word_whole_and_borders_the_one_that_asks(
    seen: dict[str, Any],
) -> None:
    v: Values = seen["v"]
    note = seen["question"]
    words = [word for word in note["words"] if word]  # marks are not there yet
    assert words == list(v.read_words)
    ink = np.abs(note["borders"] - rgb(PAPER.ink)).max(axis=-1) < 1e-6
    first = len(note["borders"]) - len(v.read_words)  # 1 where cards of the marks wait
    assert np.flatnonzero(ink).tolist() == [v.asking - 1 + (first > 0)]


def test_cards_and_rows_name_the_words(seen: dict[str, Any]) -> None:
    v: Values = seen["v"]
    words = ("CLS", *v.read_words, "SEP")
    for beat in ("merged", "aha"):
        same_words(seen[beat]["cards"], words)
    named = seen["merged"]["rows"]
    assert named[v.asking]
    for row, word in zip(named, words, strict=True):
        assert not row or row == shortened(word, len(row))
    low = seen["aha"]["rows"]
    assert [i for i, row in enumerate(low) if row] == [v.asking]


def test_columns_lie_below_their_cards(seen: dict[str, Any]) -> None:
    for beat in ("merged", "aha"):
        cards, columns = seen[beat]["boxes"][:, [0, 2]], seen[beat]["columns"]
        np.testing.assert_allclose(columns.mean(axis=1), cards.mean(axis=1), atol=3.0)


def test_printed_are_the_weights_of_the_row_that_are_not_tiny(seen: dict[str, Any]) -> None:
    v: Values = seen["v"]
    expected = [f"{w:.2f}" if w >= PRINTED_FROM else "" for w in v.arcs_tired]
    assert seen["aha"]["numbers"] == expected


def test_captions_quote_the_values(seen: dict[str, Any]) -> None:
    v: Values = seen["v"]
    asking = quoted(v.read_words[v.asking - 1])
    assert seen["question"]["caption"] == f"Which words does “{asking}” look at?"
    assert f"“{asking}”" in seen["aha"]["caption"]
    chosen = f"Layer {v.layer}, head {v.head} was chosen on other sentences, for “it”."
    assert seen["sink"]["caption"].split("\n")[1] == chosen
    counts = np.bincount(v.word_of_piece)
    merged = seen["merged"]["caption"]
    if counts.max() == 1:
        assert "merged" not in merged
    elif (counts > 1).sum() == 1:
        word = quoted(v.words_tired[counts.argmax()])
        assert f"“{word}”: {counts.max()} pieces, merged" in merged
    else:
        assert f"{(counts > 1).sum()} words come in pieces" in merged


def test_the_mark_is_called_a_sink_only_where_all_heads_give_it_twice_an_even_share(
    seen: dict[str, Any],
) -> None:
    v: Values = seen["v"]
    here, mean, even = v.arcs_tired[0], v.start_share_by_head.mean(), 1 / len(v.words_tired)
    said = seen["sink"]["caption"].split("\n")[0]
    if mean < 2 * even:
        assert said == f"CLS gets {here:.2f}; all 72 heads give {mean:.2f} on average."
    elif here < even:
        assert said == f"CLS gets {here:.2f} here; all 72 heads average {mean:.2f}: a “sink”."
    else:
        assert said == f"The “sink” CLS gets {here:.2f}; all 72 heads give {mean:.2f} on average."
    assert seen["sink"]["below"] == [f"mean {mean:.2f}", f"even {even:.2f}"]


def test_arcs_keep_below_the_key_and_the_key_within_what_a_sheet_shows(
    seen: dict[str, Any],
) -> None:
    along, high = seen["aha"]["arcs"].T
    for left, top, right, bottom in seen["aha"]["key"]:
        assert top > STAGE_ROWS[0] * HEIGHT
        over = (left - 15 <= along) & (along <= right + 15)
        assert (high[over] > bottom + 15).all()


def test_the_map_of_all_heads_stands_left_of_the_arcs(seen: dict[str, Any]) -> None:
    note = seen["sink"]
    assert note["map"][..., 2].max() < note["arc"][..., 0].min()


def test_the_triangle_hides_what_comes_after_the_word_that_asks(seen: dict[str, Any]) -> None:
    v: Values = seen["v"]
    note, unseen = seen["causal"], len(v.unseen_by_it)
    assert note["open"] == list(range(1, len(v.read_words) + 1))
    caption, over = note["caption"], note["over"][:-1]
    if not unseen:
        assert "only the last word sees all" in caption
        assert over == []
        return
    told = " ".join(quoted(word) for word in v.unseen_by_it)
    counted = f"{unseen} later word{'s' if unseen > 1 else ''}"
    assert f"cannot see “{told}”" in caption or f"cannot see the {counted}" in caption
    assert over[0] == over[1]
    if over[0] != counted:
        same_words(over[0].split(), v.unseen_by_it)
    left, cell = note["at"]
    ends = (note["brackets"][1, [0, 2]] - left) / cell
    np.testing.assert_allclose(ends, [v.asking, len(v.read_words)], atol=5.0 / cell)


def test_the_square_of_the_poster_stands_alone(seen: dict[str, Any]) -> None:
    left, top, side = seen["square"]
    square = (left, top, left + side, top + side)
    beat = next(b for b in play(SLUG, "paper", seen["given"]).beats if b.name == "aha")
    inside = [text for text in beat.texts if within(text.box, square)]
    assert inside
    for text in beat.texts:
        assert text in inside or outside(text.box, square), f"{text.text!r} is cut"
    assert any(left <= box[0] and box[2] <= left + side for box in seen["askers"]), "who asks"
    heaviest = seen["numbers_at"][seen["v"].arcs_tired.argmax()]
    assert left <= heaviest[0], "what most goes to"
    assert heaviest[2] <= left + side
    share, spread = content(beat.frame, PAPER.ground, square)
    assert share >= HELD
    assert min(spread) >= SPREAD
