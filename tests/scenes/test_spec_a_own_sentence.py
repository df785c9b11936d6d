"""What special A draws and says of a user's sentence, read back from the stage."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from anim_lib.rendering.square import window
from anim_lib.scales import mix, rgb
from anim_lib.storyboard import Beat
from anim_lib.theme import PAPER
from anim_lib.value_store import load
from scenes.casts import spec_a_says as says
from scenes.casts.own_words import shortened
from scenes.casts.spec_a_grid import PRINTED_FROM
from scenes.casts.spec_a_layout import list_place
from scenes.casts.spec_a_page import Page
from scenes.commands import own_inputs
from scenes.spec_a_bank import SpecABank
from scenes.values.spec_a_bank import Values
from tests import drawn
from tests.played import play, run
from tests.test_frames_are_sane import SPREAD, content, outside, within
from tests.test_own_inputs import CASES

pytestmark = pytest.mark.slow
SLUG = "spec_a_bank"
EACH = CASES[SLUG]
HELD = 0.24  # least share of the square: a longer list, which is left out, has more to it


@pytest.fixture(scope="module", params=EACH, ids=[given.label for given in EACH])
def seen(request: Any, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What is read on the last frames of beats, and the values that they are of."""
    root: Path = tmp_path_factory.mktemp("values")
    notes: dict[str, Any] = {"given": request.param}

    def read(scene: Any, beat: Beat) -> None:
        page, rows, spots, c = scene.c.page, scene.c.rows, scene.c.places, scene.c
        notes[beat.name] = {
            "caption": beat.caption,
            "cards": [text for row in page.cards for text in drawn.texts(row.labels)],
            "outlined": [edge for row in page.cards for edge in drawn.edges(row.cards)],
            "fills": drawn.fills([list(row) for row in page.map.cells]),
            "boxes": drawn.boxes([list(row) for row in page.map.cells]),
            "rows": drawn.texts(list(page.map.row_words.values())),
            "columns": drawn.texts(list(page.map.column_words.values())),
            "numbers": {
                j: drawn.printed(n) for (i, j), n in page.map.numbers.items() if i == page.row
            },
            "starts": [
                drawn.corners(shaft)[0][0] for shaft in page.arrows.shafts if shaft.points.size
            ],
            "tips": [drawn.corners(head)[0] for head in page.arrows.heads if head.points.size],
            "told": drawn.texts(page.told),
            "cells": drawn.fills(rows.lists[0].cells),
            "places": drawn.boxes(rows.lists[0].cells),
            "words": drawn.texts(rows.lists[0].words),
            "weights": drawn.texts(rows.lists[0].numbers),
            "heads": drawn.texts(rows.heads),
            "states": drawn.middles(spots.plane.states),
            "state_fills": drawn.fills(spots.plane.states),
            "means": drawn.middles(spots.plane.hollows),
            "labels": drawn.texts(spots.at),
            "distance": drawn.printed(spots.apart[1]),
            "verdict": drawn.printed(c.verdict),
            "beginning": drawn.texts(c.seen[0].labels),
            "beginning_edges": drawn.edges(c.seen[0].cards),
            "outline": drawn.boxes(c.heads[-1].curve),
            "triangle": (c.triangle.left, c.triangle.top, c.triangle.wide),
        }
        if beat.name == scene.poster:
            notes["square"] = window(scene)

    with own_inputs.shown(request.param, [SLUG], root):
        scene = run(SpecABank, "paper", read)
    notes["v"] = load(Values, root, own_inputs=True)[0]
    notes["seconds"] = sum(beat.duration for beat in scene.beats_played)
    return notes


def test_it_lasts_no_longer_than_a_minute(seen: dict[str, Any]) -> None:
    assert 20 <= seen["seconds"] <= 60


def test_the_question_shows_all_words_and_outlines_the_first_bank(seen: dict[str, Any]) -> None:
    v: Values = seen["v"]
    assert seen["question"]["cards"] == list(v.read_words)
    ink = np.abs(np.array(seen["question"]["outlined"]) - rgb(PAPER.ink)).max(axis=-1) < 1e-6
    assert np.flatnonzero(ink).tolist() == [v.bank - 1]
    assert not any(says.named(w).casefold() == "bank" for w in v.read_words[: v.bank - 1])


def same_words(found: list[str], words: tuple[str, ...], least: int) -> None:
    """Assert that these are the words, or the first letters of long ones."""
    for text, word in zip(found, words, strict=True):
        assert text == shortened(word, len(text)), word
        assert text == word or len(text) >= least, f"{word!r} is cut down to {text!r}"


def test_the_map_is_the_pattern_of_the_words(seen: dict[str, Any]) -> None:
    v: Values = seen["v"]
    note = seen["map"]
    paint = drawn.ramp_colours(v.pattern_money[1:-1], PAPER.attention_ramp, (0.0, v.vmax))
    drawn.assert_colours(note["fills"], paint, "cell of the map")
    same_words(note["columns"], v.words_money, 10)
    named = [shortened(word, 14) for word in v.read_words]
    assert all(any(word.startswith(text.rstrip("…")) for word in named) for text in note["rows"])
    assert shortened(v.words_money[v.bank], 10) in note["rows"]


def test_the_row_prints_what_is_large_or_pointed_at(seen: dict[str, Any]) -> None:
    v: Values = seen["v"]
    told = {*np.flatnonzero(v.row_money >= PRINTED_FROM), *v.arrows_money}
    assert seen["row"]["numbers"] == {k: f"{v.row_money[k]:.2f}" for k in sorted(told)}


def test_arrows_come_down_on_the_words_looked_at_most(seen: dict[str, Any]) -> None:
    v: Values = seen["v"]
    note = seen["arrows"]
    box = note["boxes"][v.bank - 1]
    tips, starts = np.array(note["tips"])[:, 0], np.array(note["starts"])
    np.testing.assert_allclose(tips, box[v.arrows_money][:, [0, 2]].mean(axis=1), atol=0.05)
    left = v.arrows_money < v.bank
    if left.any() and not left.all():
        assert starts[left].max() < starts[~left].min(), "to both sides, and none crosses another"
    attends = note["told"] == ["bank is attending to these words"]
    assert attends == (v.row_money[v.arrows_money].min() >= says.LEAST)


def test_the_list_is_the_row_thin_where_words_have_no_room(seen: dict[str, Any]) -> None:
    v: Values = seen["v"]
    note = seen["aha"]
    paint = drawn.ramp_colours(v.row_money, PAPER.attention_ramp, (0.0, v.vmax))
    drawn.assert_colours(note["cells"], paint, "cell of the list")
    tall = np.ptp(note["places"][:, 1::2], axis=1)
    named = tall > 30.0
    assert [bool(word) for word in note["words"]] == named.tolist()
    assert len(set(tall[named].round(3))) == 1, "all of one height: arcs of both lists compare"
    shown = [word if n else "" for word, n in zip(v.words_money, named, strict=True)]
    same_words(note["words"], tuple(shown), 12)
    assert named[[v.bank, *v.arrows_money]].all()
    numbers = [
        f"{w:.2f}" if n and w >= PRINTED_FROM else ""
        for w, n in zip(v.row_money, named, strict=True)
    ]
    assert note["weights"] == numbers
    none = np.zeros(len(v.row_money))
    unseen = list_place(replace(v, row_money=none, row_money_hidden=none))
    assert {v.bank, *v.arrows_money} <= set(unseen.named), "spoken of, whatever their weights"
    if not named.all():
        assert v.row_money[~named].max() <= v.row_money[named].max()
        assert note["heads"][-1] == "thin rows: smaller weights"
    assert note["heads"][:2] == ["your sentence", "river"]


def test_states_lie_between_the_means_where_the_margins_say(seen: dict[str, Any]) -> None:
    v: Values = seen["v"]
    note = seen["aha"]
    money, river = note["means"][:, 0]
    shares = (note["states"][:, 0] - (money + river) / 2) / (money - river)
    np.testing.assert_allclose(shares, [v.margin_money[-1], -v.margin_river[-1]], atol=1e-3)
    colours = [rgb(PAPER.ink), rgb(PAPER.stroke("state_pos"))]
    drawn.assert_colours(note["state_fills"], colours, "state")
    assert note["labels"] == ["bank", "bank"]
    assert seen["start"]["distance"] == f"{v.distance[0]:.1f}"
    assert note["distance"] == f"{v.distance[-1]:.1f}"
    assert seen["hidden"]["distance"] == f"{v.distance_hidden[-1]:.1f}"


def test_words_hidden_are_those_of_the_arrows(seen: dict[str, Any]) -> None:
    v: Values = seen["v"]
    expected = drawn.ramp_colours(v.row_money_hidden, PAPER.attention_ramp, (0.0, v.vmax))
    for k in v.arrows_money:
        expected[k] = mix(expected[k], PAPER.ground, 0.7)
    drawn.assert_colours(seen["hidden"]["cells"], expected, "cell of the list")


def test_captions_quote_the_values(seen: dict[str, Any]) -> None:
    v: Values = seen["v"]
    again = sum(says.named(word).casefold() == "bank" for word in v.read_words) > 1
    assert ("the first “bank”" in seen["question"]["caption"]) == again
    first = seen["row"]["caption"]
    assert f"{v.row_money[v.arrows_money[0]]:.2f}" in first
    assert f"{v.row_money[0]:.2f} to start mark [CLS]" in first
    side = "money" if v.margin_money[-1] > 0 else "river"
    assert (
        f"nearer to {side}’s mean: margin {v.margin_money[-1]:+.2f}".replace("-", "−")
        in (seen["aha"]["caption"])
    )
    assert f"River’s: −{v.margin_river[-1]:.2f}." in seen["aha"]["caption"]
    apart = "start from one point" if v.distance[0] == 0 else f"start {v.distance[0]:.1f} apart"
    assert apart in seen["start"]["caption"]
    assert "ours" in seen["head"]["caption"]
    assert "ours" in seen["counted"]["caption"]


def test_a_causal_model_has_read_what_comes_before(seen: dict[str, Any]) -> None:
    v: Values = seen["v"]
    note, later = seen["causal"], len(v.read_words) - v.bank
    left, top, side = note["triangle"]
    x0, y0, x1, y1 = note["outline"]
    np.testing.assert_allclose([x0, x1], [left, left + side * v.bank], atol=3.0)
    np.testing.assert_allclose([y0, y1], [top + side * (v.bank - 1), top + side * v.bank], atol=3.0)
    told = {
        "it comes last": later == 0,
        f"would not have read the {later} words after it": later > 1 and v.bank > says.FEW,
        "has read only": later > 0 and v.bank <= says.FEW,
    }
    for text, there in told.items():
        assert (text in note["caption"]) == there, text
    beginning = [word for word in note["beginning"] if word != "…"]
    at = [says.named(word).casefold() for word in beginning].index("bank")
    ink = np.abs(note["beginning_edges"] - rgb(PAPER.ink)).max(axis=-1) < 1e-6
    assert [says.named(note["beginning"][k]).casefold() for k in np.flatnonzero(ink)] == ["bank"]
    around = v.read_words[v.bank - 1 - at : v.bank - 1 - at + len(beginning)]
    same_words(beginning, around, 14)


def test_the_square_of_the_poster_stands_alone(seen: dict[str, Any]) -> None:
    left, top, side = seen["square"]
    square = (left, top, left + side, top + side)
    beat = next(b for b in play(SLUG, "paper", seen["given"]).beats if b.name == "aha")
    inside = [text for text in beat.texts if within(text.box, square)]
    for text in beat.texts:
        assert text in inside or outside(text.box, square), f"{text.text!r} is cut"
    assert [text.text for text in inside].count("bank") == 2
    share, spread = content(beat.frame, PAPER.ground, square)
    assert share >= HELD
    assert min(spread) >= SPREAD


def test_words_pass_no_other_on_the_way_to_their_rows(seen: dict[str, Any]) -> None:
    page = Page(seen["v"], PAPER)
    move = page.seat()
    move.begin()
    for share in np.linspace(0.0, 1.0, 21):
        move.interpolate(float(share))
        boxes = [drawn.boxes(word.submobjects) for word in page.map.row_words.values()]
        places = [(*box[:, :2].min(axis=0), *box[:, 2:].max(axis=0)) for box in boxes]
        for a, b in combinations(places, 2):
            across, down = (min(a[k + 2], b[k + 2]) - max(a[k], b[k]) for k in (0, 1))
            assert across <= 0 or down <= 0, f"words lie on each other at {share:.0%} of the way"


OWN = load(Values)[0]
YOURS = replace(OWN, sentence_money="yours")


def ends(margin: float) -> Values:
    """Return values of a user's sentence whose bank ends at ``margin``."""
    margins = OWN.margin_money.copy()
    margins[-1] = margin
    return replace(YOURS, margin_money=margins)


@pytest.mark.parametrize(
    ("margin", "said"),
    [
        (0.314, "ends nearer to money’s mean: margin +0.31."),
        (-0.314, "ends nearer to river’s mean: margin −0.31."),
        (-1.2, "ends nearer to river’s mean: margin −1.20."),
        (-0.004, "ends half way between the means: margin 0.00."),
        (0.006, "ends nearer to money’s mean: margin +0.01."),
    ],
)
def test_what_is_said_of_the_end_follows_the_margin(margin: float, said: str) -> None:
    assert says.aha(ends(margin)).split("\n")[0] == f"Your “bank” {said}"


@pytest.mark.parametrize(
    ("after", "said"),
    [
        (3.04, "distance 6.9 falls to 3.0."),
        (8.26, "distance 6.9 rises to 8.3."),
        (6.92, "stays 6.9."),
    ],
)
def test_what_is_said_of_hiding_follows_the_distance(after: float, said: str) -> None:
    distances = OWN.distance_hidden.copy()
    distances[-1] = after
    assert says.hidden(replace(YOURS, distance_hidden=distances)).endswith(said)


def test_of_the_scenes_own_sentence_is_said_what_was() -> None:
    assert says.aha(OWN) == "Two sentences, two patterns, two places."
    assert says.tested(OWN) == "Luck? Tested on 24 other sentences."
    assert says.verdict(OWN) == "the same words, so the same state"


def test_small_weights_are_not_called_looks() -> None:
    row = OWN.row_money.copy()
    row[OWN.arrows_money[-1]] = 0.004
    assert says.told(replace(YOURS, row_money=row)) == ("bank’s largest weights on other words",)
