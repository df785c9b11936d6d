"""What mermaid 3 draws, read back from the stage, against its values: saved ones and a user's."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from anim_lib.primitives.family_name import FamilyName
from anim_lib.scales import mix
from anim_lib.theme import THEMES
from anim_lib.value_store import load, load_chosen
from scenes.casts.m3_grid import MORE, OTHER, PAIR, STREAM, WIDE, ZERO
from scenes.commands import own_inputs
from scenes.inputs import Inputs
from scenes.m3_decision_tree import M3DecisionTree
from scenes.values.m3_decision_tree import Values
from tests import drawn
from tests.played import run

Notes = dict[str, Any]
PIXEL = 0.05
SEAM = 2.0  # between the zero line and a bar
FIRST, SECOND = PAIR
GB = 10**9
GIVEN = {
    "saved": Inputs(),
    "24 GB": Inputs(2**18, 24 * GB, "Llama-3-8B"),
    "6 GB": Inputs(gpu_memory=6 * GB, model="Llama-3-70B"),
    "short": Inputs(64, 24 * 2**30, "Pythia-2.8B"),
}


def watch(theme_name: str, given: Inputs) -> tuple[Notes, Values]:
    """Play the scene and read the last frame of each beat."""
    notes: Notes = {}
    theme = THEMES[theme_name]

    def read(scene: Any, beat: Any) -> None:
        gates, cards = scene.gates, scene.cards
        notes[beat.name] = {
            "caption": beat.caption,
            "bars": [[drawn.boxes(bar.segments) for bar in row] for row in gates.bars],
            "fills": [[drawn.fills(bar.segments) for bar in row] for row in gates.bars],
            "numbers": [[drawn.printed(bar.number) for bar in row] for row in gates.bars],
            "ticks": [drawn.ends(m)[0, 0] for m in gates.bars[0][0].marks if len(m.points)],
            "posts": [[float(drawn.middles(post.box)[0]) for post in row] for row in gates.posts],
            "limits": [drawn.printed(heading.number) for heading in gates.headings],
            "cards": [(drawn.printed(card.label), drawn.boxes(card.card)) for card in cards.cards],
            "trails": [
                drawn.ends(card.trail.curve) if len(card.trail.curve.points) else None
                for card in cards.cards
            ],
            "widths": [float(drawn.line_widths(card.trail.curve)) for card in cards.cards],
            "bins": [drawn.boxes(one) for one in gates.tree.bins if len(one.points)],
            "kept": drawn.texts([*gates.kept, gates.kept_few]),
            "names": drawn.texts(
                [n.family if isinstance(n, FamilyName) else n for n in gates.names]
            ),
            "notes": [drawn.texts(notes) for notes in gates.notes.beside],
            "measured": drawn.texts(
                [gates.notes.ticks, gates.notes.worst, *gates.notes.trained.values()]
            ),
            "advice": drawn.texts([*scene.advice.heads, *scene.advice.lines]),
            "advice_boxes": drawn.boxes([*scene.advice.heads, *scene.advice.lines]),
            "arrows": [
                drawn.ends(arrow.arrow.shaft)
                for arrow in scene.advice.arrows
                if len(arrow.arrow.shaft.points)
            ],
            "case": [drawn.texts([*case.beside, *case.lines]) for case in cards.cases],
            "theme": theme,
        }

    with own_inputs.shown(given, ["m3_decision_tree"]):
        last = run(M3DecisionTree, theme_name, read).beats_played[-1]
        notes["rest"]["seconds"] = last.start + last.duration
        return notes, load_chosen(Values)[0]


@pytest.fixture(scope="module", params=GIVEN)
def played(request: pytest.FixtureRequest) -> tuple[Notes, Values]:
    return watch("paper", GIVEN[request.param])


@pytest.fixture(scope="module", params=["paper", "ink"])
def saved(request: pytest.FixtureRequest) -> tuple[Notes, Values]:
    return watch(request.param, Inputs())


def amounts(v: Values, card: int) -> list[list[float]]:
    """What the four rows show of a card, straight from the values."""
    state = v.hybrid_bytes[card] - v.hybrid_cache_bytes[card]
    return [
        [v.state_lost[card]],
        [v.transformer_weight_bytes[card], v.transformer_cache_bytes[card]],
        [state, v.hybrid_cache_bytes[card]],
        [v.context[card]],
    ]


def axes(v: Values) -> list[tuple[float, float]]:
    """Zero line, and pixels of one unit, of the four rows."""
    ends = (v.lost_axis, v.bytes_axis, v.bytes_axis, v.tokens_axis)
    return [(ZERO[min(k, 2)], WIDE / end) for k, end in enumerate(ends)]


def shown(row: int, values: list[float]) -> str:
    """The number that a row prints."""
    total = float(sum(values))
    if row == 0:
        return f"{100 * total:.1f} %" if total >= 0.001 else f"{100 * total:.2f} %"
    if row == 3:
        return f"{total:,.0f} tokens" if total < 1e7 else f"{total / 1e6:.2f} M tokens"
    return f"{total / 1e9:,.1f} GB" if total < 1e12 else f"{total / 1e9:,.0f} GB"


def assert_bar(note: Notes, v: Values, card: int, row: int, slot: int) -> None:
    """A bar is as long as its values, part by part, and prints their sum."""
    values, (zero, unit) = amounts(v, card)[row], axes(v)[row]
    start = zero
    for box, value in zip(note["bars"][row][slot], values, strict=True):
        end = start + unit * float(value)
        if end - start > SEAM:
            assert box[0] == pytest.approx(start + SEAM, abs=PIXEL)
            assert box[2] == pytest.approx(end, abs=PIXEL)
        else:
            assert np.isnan(box).all()
        start = end
    assert note["numbers"][row][slot] == shown(row, values)


def way(v: Values, card: int) -> list[int]:
    return [node for node in v.paths[card].tolist() if node >= 0]


def test_the_bars_of_both_cards_are_as_long_as_their_numbers(played: tuple[Notes, Values]) -> None:
    notes, v = played
    for beat in ("aha", "rest"):
        note = notes[beat]
        assert_bar(note, v, FIRST, 0, 0)
        assert_bar(note, v, FIRST, 1, 0)
        assert_bar(note, v, SECOND, 1, 1)
        third = next(card for card in PAIR if 2 in way(v, card))
        assert_bar(note, v, third, 2, 0)
        assert_bar(note, v, third, 3, 0)


def test_posts_stand_at_what_is_allowed(played: tuple[Notes, Values]) -> None:
    notes, v = played
    for beat, card in (("cache", FIRST), ("other", OTHER), ("memory", MORE), ("stream", STREAM)):
        limits = (v.allowed_lost, v.gpu_bytes[card], v.gpu_bytes[card], v.hybrid_limit[card])
        for posts, limit, (zero, unit) in zip(notes[beat]["posts"], limits, axes(v), strict=True):
            np.testing.assert_allclose(posts, zero + unit * float(limit), atol=PIXEL)
        lost, size, again, most = notes[beat]["limits"]
        assert lost == "1 %?"
        assert size == again
        assert float(size.split()[0].replace(",", "")) == pytest.approx(limits[1] / 1e9, abs=0.05)
        assert most == f"{v.hybrid_limit[card]:,}?"
    for note in (notes["aha"], notes["rest"]):
        zero, unit = axes(v)[1]
        expected = [zero + unit * float(v.gpu_bytes[card]) for card in PAIR]
        np.testing.assert_allclose(note["posts"][1], expected, atol=PIXEL)


def test_an_answer_is_on_its_side_of_the_post(played: tuple[Notes, Values]) -> None:
    notes, v = played
    note = notes["aha"]
    for slot, card in enumerate(PAIR):
        end = np.nanmax(note["bars"][1][slot][:, 2])
        assert (end <= note["posts"][1][slot]) == bool(v.passed[card, 1])
    assert (np.nanmax(note["bars"][0][0][:, 2]) <= note["posts"][0][0]) == bool(v.passed[0, 0])
    third = next(card for card in PAIR if 2 in way(v, card))
    inside = [np.nanmax(note["bars"][k][0][:, 2]) <= note["posts"][k][0] for k in (2, 3)]
    assert all(inside) == bool(v.passed[third, 2])


def test_cards_lie_in_the_bins_where_their_paths_end(played: tuple[Notes, Values]) -> None:
    notes, v = played
    for beat, cards in (
        ("aha", PAIR),
        ("other", (OTHER,)),
        ("memory", (MORE,)),
        ("stream", (STREAM,)),
        ("rest", PAIR),
    ):
        note = notes[beat]
        for card in range(len(v.cards)):
            _, box = note["cards"][card]
            if card not in cards:
                assert np.isnan(box).all(), f"{beat}: card {card} is not spoken of"
                continue
            left, top, right, bottom = note["bins"][way(v, card)[-1] - v.n_gates]
            np.testing.assert_allclose(box[[0, 2]], (left, right), atol=PIXEL)
            assert top <= box[1]
            assert box[3] <= bottom
            trail = note["trails"][card][-1]
            assert np.hypot(*(trail - (box[2], (box[1] + box[3]) / 2))) < 11
    ends = {tuple(notes["aha"]["cards"][card][1][:2]) for card in PAIR}
    assert len(ends) == 2, "one number, another branch"


def test_cards_say_what_is_special_about_them(saved: tuple[Notes, Values]) -> None:
    notes, v = saved
    assert [notes["aha"]["cards"][card][0] for card in PAIR] == ["65,536", "1,048,576"]
    assert notes["aha"]["case"][FIRST] == ["tokens", "32 facts · Llama-3.1-8B", "A100 80 GB"]
    assert notes["aha"]["case"][SECOND] == ["tokens instead"]
    for beat, card, gpu in (("other", OTHER, "A100 80 GB"), ("memory", MORE, "H200, 141 GB")):
        assert notes[beat]["cards"][card][0] == "65,536", "the text travels, not the Transformer"
        told = [text for case in notes[beat]["case"] for text in case if text]
        assert told == ["tokens", "32 facts · Llama-3.1-70B", gpu]
    assert notes["stream"]["cards"][STREAM][0] == f"{v.facts[STREAM]} facts"
    stream, _, held = notes["stream"]["case"][STREAM]
    assert stream == f"{v.context[STREAM]:,} tokens · Llama-3.1-8B"
    assert "a fact held as long" in held
    assert v.context[STREAM] <= v.held_over


def test_the_other_cards_are_measured_too(saved: tuple[Notes, Values]) -> None:
    notes, v = saved
    for row in range(4):
        assert_bar(notes["other"], v, OTHER, row, 0)
    assert_bar(notes["memory"], v, MORE, 1, 0)
    assert notes["memory"]["numbers"][2] == [""], "it no longer comes to the third gate"
    assert_bar(notes["stream"], v, STREAM, 0, 0)
    assert notes["stream"]["numbers"][1] == ["", ""]


def test_ticks_mark_the_seeds(saved: tuple[Notes, Values]) -> None:
    notes, v = saved
    zero, unit = axes(v)[0]
    np.testing.assert_allclose(
        sorted(notes["aha"]["ticks"]), zero + unit * np.sort(v.lost_by_seed[FIRST]), atol=PIXEL
    )
    assert max(notes["aha"]["ticks"]) == pytest.approx(notes["aha"]["bars"][0][0][0, 2], abs=PIXEL)
    assert notes["stream"]["ticks"] == []


def test_ticks_are_named_where_there_are_some(played: tuple[Notes, Values]) -> None:
    notes, _ = played
    for beat, note in notes.items():
        n = len(note["ticks"])
        assert note["measured"][0] == (f"· ticks: {n} seeds" if n else ""), beat
        printed = notes[beat]["numbers"][0][0]
        assert note["measured"][1] == ("worst seed" if printed else ""), beat
    assert len(notes["aha"]["ticks"]) == 3


def test_all_weights_are_of_one_precision(played: tuple[Notes, Values]) -> None:
    notes, v = played
    for note in notes.values():
        assert note["notes"][1][0] == f"{v.precision} weights + cache"
        assert note["notes"][2][0] == f"{v.hybrid}, {v.precision} too"


def test_a_published_limit_says_what_it_is(played: tuple[Notes, Values]) -> None:
    notes, v = played
    said = {"fits": "AI21 2024, on 80 GB", "supported": "AI21 2024, supported"}
    for beat, card in (("question", FIRST), ("aha", FIRST), ("memory", MORE), ("stream", STREAM)):
        shown_now = [text for text in notes[beat]["notes"][-1] if text]
        assert shown_now == [said[v.hybrid_limit_kind[card]]], beat


def test_a_transformer_says_how_far_it_was_trained(played: tuple[Notes, Values]) -> None:
    notes, v = played
    for beat, cards in (("aha", PAIR), ("other", (OTHER,)), ("stream", ()), ("advice", ())):
        further = {
            f"trained up to {v.trained_context[card]:,} tokens"
            for card in cards
            if 1 in way(v, card) and v.context[card] > v.trained_context[card]
        }
        assert {text for text in notes[beat]["measured"][2:] if text} == further, beat


def test_parts_are_coloured_by_what_they_are(saved: tuple[Notes, Values]) -> None:
    notes, _ = saved
    theme = notes["aha"]["theme"]
    weights, cache = mix(theme.fill("muted"), theme.ground, 0.45), theme.fill("cache")
    for row, slot in ((1, 0), (1, 1), (2, 0)):
        fills = notes["aha"]["fills"][row][slot]
        drawn.assert_colours(fills[0], weights)
        drawn.assert_colours(fills[1], drawn.ramp_colours(0, [cache, cache], (0, 1)))
    ssm = theme.fill("ssm")
    drawn.assert_colours(notes["aha"]["fills"][0][0], drawn.ramp_colours([0], [ssm, ssm], (0, 1)))


def test_ends_print_what_their_toys_keep(saved: tuple[Notes, Values]) -> None:
    notes, v = saved
    place = v.pairs.tolist().index(32)
    ends = zip(v.leaf_recall_low[:, place], v.leaf_recall_high[:, place], strict=True)
    said = [f"keeps {100 * a:.1f}–{f'{100 * b:.1f}'.removesuffix('.0')} %" for a, b in ends]
    whose = ("toy’s fixed state", "toy", "toy")
    assert notes["aha"]["kept"] == [*[" ".join(p) for p in zip(whose, said, strict=True)], ""]
    few = v.pairs.tolist().index(2)
    low, high = v.leaf_recall_low[0, few], v.leaf_recall_high[0, few]
    few_kept = f"toy’s fixed state keeps {100 * low:.2f}–{100 * high:.0f} %"
    assert notes["stream"]["kept"] == ["", "", "", few_kept]
    assert notes["aha"]["names"][:3] == list(v.nodes[v.n_gates : v.n_gates + 3])
    assert "toy task" in notes["aha"]["notes"][0][0]


def test_advice_is_marked_and_dashed(saved: tuple[Notes, Values]) -> None:
    notes, v = saved
    upper, lower, *lines = notes["advice"]["advice"]
    assert upper == lower == "advice, untested"
    assert lines == [line.split(": ")[0] for line in v.advice]
    up, across = notes["advice"]["arrows"]
    heads, boxes = notes["advice"]["advice_boxes"][:2], notes["advice"]["advice_boxes"][2:]
    assert up[0, 1] < heads[0][1] < boxes[0][1] < boxes[1][1] < heads[1][1] < boxes[2][1]
    assert heads[0][1] - up[0, 1] < 44, "the arrow up begins at its own lines"
    assert boxes[2][2] < across[0, 0] < boxes[2][2] + 24, "the other at its own"
    assert boxes[2][1] < across[0, 1] < boxes[2][3]
    for beat, note in notes.items():
        assert (len(note["arrows"]) > 0) == (beat == "advice")


def test_captions_quote_the_values(played: tuple[Notes, Values]) -> None:
    notes, v = played
    said = {beat: note["caption"] for beat, note in notes.items()}
    assert shown(0, [v.state_lost[FIRST]]) in said["state"]
    assert shown(1, [v.transformer_bytes[FIRST]]) in said["cache"]
    assert ("do not" in said["cache"]) == (not v.passed[FIRST, 1])
    for beat, card in (("other", OTHER), ("memory", MORE)):
        assert said[beat].endswith(f": {v.ends[card].partition(' from ')[0]}.")
        assert ("not fit" in said[beat]) == (not v.passed[card, 1])
    third = next(card for card in PAIR if 2 in way(v, card))
    if v.hybrid_bytes[third] > v.gpu_bytes[third]:
        assert said["hybrid"].endswith("do not fit.")
    else:
        assert ("would" in said["hybrid"]) == (not v.passed[third, 2])
        assert ("makers fit " in said["hybrid"]) == (v.hybrid_limit_kind[third] == "fits")
        assert f"{v.hybrid_limit[third]:,} tokens" in said["hybrid"]
    changed = f"{v.context[SECOND]:,} tokens" if v.changed[SECOND] == "context" else "96 GB"
    assert changed in said["changed"]
    longer = v.context[FIRST] > v.trained_context[FIRST]
    assert (f"{v.trained_context[FIRST]:,} tokens" in said["rest"]) == bool(longer)
    assert (f"read 32 facts in {v.toy_tokens[FIRST]} tokens" in said["rest"]) != bool(longer)


def test_saved_values_were_not_replaced(played: tuple[Notes, Values]) -> None:
    assert load(Values)[0].context[FIRST] == 65_536


def test_no_case_makes_the_film_too_long(played: tuple[Notes, Values]) -> None:
    assert 20 <= played[0]["rest"]["seconds"] <= 50
