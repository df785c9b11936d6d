"""What scene 5 draws of other sentences, read back from the stage, against what was computed."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from anim_lib.scales import rgb
from anim_lib.storyboard import Beat
from anim_lib.theme import PAPER
from scenes.commands import own_inputs
from scenes.d05_ssm_state_update import D05SsmStateUpdate
from scenes.inputs import Inputs
from scenes.values.d05_ssm_state_update import Values, compute
from tests import drawn
from tests.played import play, run
from tests.test_frames_are_sane import SPREAD, content, outside, within

pytestmark = pytest.mark.slow
PIXEL = 0.05  # tolerance in stage pixels
FULL = (
    "the cat and a dog sat on the mat and the bird sang to the moon , the king slept on the hill ."
)
CASES = {
    "no word follows": Inputs(sentence="the river ran to the elephant", query="elephant"),
    "three": Inputs(sentence="the cat slept"),
    "seven": Inputs(sentence="The river ran to the elephant.", query="river"),
    "ten": Inputs(sentence="once upon a time there was a giant who sang"),
    "wide": Inputs(sentence="elephant elephant elephant , the elephant elephant elephant"),
    "full": Inputs(sentence=FULL, query="dog"),
    "full, first": Inputs(sentence=FULL, query="the"),
    "full, last but one": Inputs(sentence=FULL, query="hill"),
    "full, last": Inputs(sentence=FULL, query="."),
}
SLUG = "d05_ssm_state_update"


@pytest.fixture(scope="module", params=list(CASES.values()), ids=list(CASES))
def seen(request: Any) -> dict[str, Any]:
    """What is read on the last frames of some beats, and the values that were asked for."""
    notes: dict[str, Any] = {"given": request.param}
    notes["v"] = compute(sentence=request.param.sentence, query=request.param.query)

    def read(scene: Any, beat: Beat) -> None:
        c = scene.c
        notes[beat.name] = {"caption": beat.caption}
        if beat.name == "output":
            notes["blocks"] = drawn.boxes(c.output.blocks.blocks)
            notes["output numbers"] = [drawn.printed(one) for one in c.output.numbers]
            notes["origin"] = [drawn.ends(line.curve) for line in c.output.origin]
        if beat.name != "eight":
            return
        ticks = [(float(drawn.printed(one).replace("−", "-")), one) for one in c.axis.labels]
        read_now = {
            "ticks": [value for value, _ in ticks],
            "tick places": drawn.middles([one for _, one in ticks])[:, 1],
            "zero": drawn.ends(c.axis_line.curve)[0, 1],
            "columns": [drawn.boxes(column) for column in c.layers.layers],
            "fills": [drawn.fills(column) for column in c.layers.layers],
            "tabs": drawn.edges([tab.curve for tab in c.tabs]),
            "tab places": [drawn.ends(tab.curve)[:, 0] for tab in c.tabs],
            "words": [one.text for one in c.words],
            "shares": [drawn.printed(one) for one in c.layers.counters],
            "rows": drawn.boxes(c.rows.layers),
            "row left": [drawn.printed(one) for one in c.left],
            "grey": [drawn.printed(one) for one in c.grey],
            "square": scene.square,
        }
        notes.update(read_now)

    with own_inputs.shown(request.param, [SLUG]):
        scene = run(D05SsmStateUpdate, "paper", read)
    notes["seconds"] = sum(beat.duration for beat in scene.beats_played)
    return notes


def _ends(sizes: Any) -> Any:
    """Low and high end of each signed layer, stacked away from 0."""
    reach, out = {True: 0.0, False: 0.0}, []
    for size in sizes:
        start = reach[size > 0]
        reach[size > 0] = start + size
        out.append(sorted((start, start + size)))
    return np.array(out)


def test_every_layer_is_one_contribution_on_the_axis_that_is_drawn(seen: Any) -> None:
    v: Values = seen["v"]
    values, places, zero = np.array(seen["ticks"]), seen["tick places"], seen["zero"]
    assert len(values) >= 2
    assert 0.0 in values
    tallest = np.abs(values).argmax()
    unit = (zero - places[tallest]) / values[tallest]
    np.testing.assert_allclose(places, zero - unit * values, atol=1.0)
    own = v.contributions[:, :, v.watched]
    exact = _unit(seen, own)
    assert exact == pytest.approx(unit, rel=0.02), "ticks and layers have one scale"
    for t, column in enumerate(seen["columns"]):
        ends = zero - exact * _ends(own[t, : t + 1])
        np.testing.assert_allclose(column[:, [3, 1]], ends, atol=PIXEL)


def _unit(seen: Any, own: Any) -> float:
    """Pixels per 1, from the first word's mark."""
    box = seen["columns"][0][0]
    return float((box[3] - box[1]) / abs(own[0, 0]))


def test_words_stand_under_their_columns(seen: Any) -> None:
    v: Values = seen["v"]
    assert seen["words"] == list(v.tokens)
    for t, (tab, column) in enumerate(zip(seen["tab places"], seen["columns"], strict=True)):
        np.testing.assert_allclose(sorted(tab), column[t, [0, 2]], atol=PIXEL)


def test_colours_tell_words_apart_or_the_followed_one_from_grey_ones(seen: Any) -> None:
    v: Values = seen["v"]
    n, f = len(v.tokens), v.followed
    roles = [f"past {s}" for s in range(n)]
    if n > len(PAPER.past_tokens):
        roles = ["past 1" if s == f else "muted" for s in range(n)]
    assert seen["grey"] == (["grey: all other words"] if n > len(PAPER.past_tokens) else [])
    drawn.assert_colours(seen["tabs"], [rgb(PAPER.stroke(role)) for role in roles])
    for t in range(n):
        drawn.assert_colours(seen["fills"][t][t], rgb(PAPER.fill(roles[t])))
        if t > f:
            drawn.assert_colours(seen["fills"][t][f], rgb(PAPER.fill(roles[f])))


def test_shares_are_printed_where_they_have_room(seen: Any) -> None:
    v: Values = seen["v"]
    right = [f"{part:.0%}" for part in v.followed_left[:, v.watched]]
    shown = [k for k, printed in enumerate(seen["shares"]) if printed]
    crowded = len(v.tokens) == 24 and len(right) == 2
    assert shown[0] == (1 if crowded else 0)
    for printed, share in zip(seen["shares"], right, strict=True):
        assert printed in ("", share)
    assert shown[-1] == len(right) - 1
    assert sum(map(bool, seen["shares"])) >= len(right) / 2


def test_caption_says_what_is_left(seen: Any) -> None:
    v: Values = seen["v"]
    after, word = len(v.later) - 1, v.tokens[v.followed]
    caption = seen["eight"]["caption"]
    assert ("run" in seen) == (after > 0)
    if not after:
        assert f"“{word}” came last" in caption
        assert "comes last" in seen["question"]["caption"]
        return
    again = v.tokens.count(word) > 1
    assert (f"the first “{word}”" in caption) == again
    assert (f"the first “{word}”" in seen["question"]["caption"]) == again
    assert caption.startswith(f"{after} word")
    assert ("words later" in caption) == (after > 1)


def test_output_is_drawn_from_its_zero(seen: Any) -> None:
    v: Values = seen["v"]
    f, blocks = v.followed, seen["blocks"]
    printed = [f"{n:.2f}".replace("-", "−") for n in (v.y_state[f], v.y_skip[f], v.y[f])]
    assert [text.replace("-", "−") for text in seen["output numbers"]] == printed
    wide = blocks[:, 2] - blocks[:, 0]
    unit = wide[-2] / v.y_skip[f]
    state = float(np.ptp(blocks[:-2, [0, 2]]))
    np.testing.assert_allclose([state, wide[-1]], unit * np.abs([v.y_state[f], v.y[f]]), atol=0.1)
    zero = blocks[-1, 0] if v.y[f] > 0 else blocks[-1, 2]
    assert blocks[-2, 0] == pytest.approx(zero + unit * v.y_state[f], abs=0.1)
    assert bool(seen["origin"]) == (min(v.y_state[f], v.y[f]) < 0)
    for line in seen["origin"]:
        np.testing.assert_allclose(line[:, 0], zero, atol=PIXEL)


def test_all_state_numbers_have_one_scale(seen: Any) -> None:
    v: Values = seen["v"]
    wide = seen["rows"][..., 2] - seen["rows"][..., 0]
    sizes = np.abs(v.contributions[-1].T)
    drawn_ones = ~np.isnan(wide)
    unit = np.nanmax(wide) / sizes.max()
    np.testing.assert_allclose(wide[drawn_ones], unit * sizes[drawn_ones], atol=PIXEL)
    left = [f"{p:.0%}" if p >= 0.0995 else f"{p:.1%}" for p in v.followed_left[-1]]
    assert seen["row left"] == ["<0.1%" if part == "0.0%" else part for part in left]


def test_the_film_is_no_longer_than_a_minute(seen: Any) -> None:
    assert 20 < seen["seconds"] < 60


def test_no_text_is_cut_by_the_square_of_the_poster(seen: Any) -> None:
    left, top, side = seen["square"]
    square = (left, top, left + side, top + side)
    assert side >= 640
    beat = next(b for b in play(SLUG, "paper", seen["given"]).beats if b.name == "eight")
    inside = [text for text in beat.texts if within(text.box, square)]
    assert len(inside) >= 2
    _, spread = content(beat.frame, PAPER.ground, square)
    assert min(spread) >= SPREAD
    for text in beat.texts:
        assert text in inside or outside(text.box, square), f"{text.text!r} is cut"
