"""What visual D draws of other sentences, read back from the stage, against what was computed."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest

from anim_lib.scales import rgb
from anim_lib.storyboard import Beat
from anim_lib.tasks.selective_copying import CONTENTS
from anim_lib.theme import PAPER
from scenes.casts.spec_d_grid import WORDS
from scenes.casts.spec_d_lines import ELLIPSIS, broken
from scenes.commands import own_inputs
from scenes.inputs import Inputs
from scenes.spec_d_river_and_gem import SpecDRiverAndGem
from scenes.values.spec_d_river_and_gem import Values, compute
from tests import drawn
from tests.played import play, run
from tests.scenes.test_spec_d_river_and_gem import facet_values, glow_values
from tests.test_frames_are_sane import SPREAD, content, outside, within
from tests.test_own_inputs import CASES, MISSED

pytestmark = pytest.mark.slow
SLUG = "spec_d_river_and_gem"
FLOWS = ("question", "filler", "word", "story")  # at their ends words wait before the funnel


@pytest.fixture(scope="module", params=CASES[SLUG], ids=lambda given: given.label)
def seen(request: Any) -> dict[str, Any]:
    """What is read on the last frames of some beats, and the values that were asked for."""
    given: Inputs = request.param
    notes: dict[str, Any] = {"v": compute(sentence=given.sentence), "given": given}
    vmax = notes["v"].facet_vmax

    def read(scene: Any, beat: Beat) -> None:
        s, p, two = scene.stream, scene.panel, scene.two
        notes[beat.name] = {"caption": beat.caption}
        if beat.name in ("story", "aha"):
            gems = two.gems if beat.name == "aha" else [s.gem]
            notes[beat.name]["facets"] = [facet_values(g.stones, PAPER, vmax) for g in gems]
            notes[beat.name]["glow"] = [glow_values(g.glow, g.stones.rim, vmax) for g in gems]
        if beat.name in FLOWS:
            notes[beat.name]["floating"] = {
                k: drawn.boxes(s.river.drops[k])
                for k, label in enumerate(s.river.labels)
                if drawn.printed(label)
            }
            notes["wall"] = drawn.corners(s.funnel.walls[0])
        if beat.name == "glow":
            notes["shares"] = [np.ptp(drawn.boxes(b)[[0, 2]]) for b in p.shares.bars]
            notes["share texts"] = drawn.texts(p.shares.counters)
        if beat.name == "one_facet":
            notes["bars"] = [drawn.boxes(bar) for bar in p.parts.bars]
            notes["numbers"] = drawn.texts(p.numbers) or drawn.texts(p.parts.counters)
            notes["zeros"] = [float(drawn.ends(mark.curve)[0, 0]) for mark in p.zeros]
        if beat.name == "ask":
            notes["answers"] = [drawn.printed(row[1]) for row in p.answers]
            notes["hues"] = [drawn.fills(row[1].submobjects)[0] for row in p.answers]
            notes["asking"] = drawn.texts(p.asking)
        if beat.name == "aha":
            notes["shared"] = [_row(row) for row in two.shared]
            notes["ends"] = [[_row(row) for row in rows] for rows in two.ends]
            notes["tabs"] = [drawn.edges([tab.curve for tab in tabs]) for tabs in two.tabs]
            notes["apart"] = drawn.printed(two.apart)
        if beat.name == "price":
            notes["price"]["texts"] = drawn.texts(two.price)

    with own_inputs.shown(given, [SLUG]):
        scene = run(SpecDRiverAndGem, "paper", read)
    notes["seconds"] = sum(beat.duration for beat in scene.beats_played)
    return notes


def _row(row: Any) -> tuple[float, list[str]]:
    """Return a row's height on the stage, and its words."""
    return float(drawn.middles(row.cards)[:, 1].mean()), drawn.texts(row.labels)


def _places(v: Values) -> list[int]:
    return [t for t in range(v.n_body) if v.is_content[0, t]]


def test_gems_are_the_states_of_both_stories(seen: Any) -> None:
    v: Values = seen["v"]
    for beat, stories in (("story", [0]), ("aha", [0, 1])):
        for story, facets, glow in zip(
            stories, seen[beat]["facets"], seen[beat]["glow"], strict=True
        ):
            right = v.facets[story, v.n_body - 1]
            np.testing.assert_allclose(facets, right, atol=0.002 * v.facet_vmax + 1e-6)
            parts = np.abs(v.contributions[story, v.n_body - 1])
            np.testing.assert_allclose(glow, parts, atol=5e-3)
    assert seen["apart"] == f"{v.apart[v.n_body - 1]:.2f}"


@pytest.mark.parametrize("story", [0, 1])
def test_both_stories_are_written_out_but_for_fillers(seen: Any, story: int) -> None:
    v: Values = seen["v"]
    rows = [*sorted(seen["shared"]), *sorted(seen["ends"][story])]
    heights, lines = zip(*rows, strict=True)
    assert (np.diff(heights) > 50).all(), "each line below the one before"
    told = [word for line in lines for word in line]
    gap = r"(?:(?!" + "|".join(CONTENTS) + r")\S+ )+"
    pattern = "".join(gap if w == ELLIPSIS else re.escape(w) + " " for w in told)
    words = (v.first_story, v.second_story)[story][: v.n_body]
    assert re.fullmatch(pattern, " ".join(words) + " ")
    if v.n_body <= 11:
        assert ELLIPSIS not in told, "short stories have room"


def test_words_after_the_first_have_their_colours_in_both_stories(seen: Any) -> None:
    roles = [rgb(PAPER.stroke(role)) for role in WORDS[1:]]
    for tabs in seen["tabs"]:
        drawn.assert_colours(tabs, roles)


@pytest.mark.parametrize("beat", FLOWS)
def test_droplets_touch_neither_one_another_nor_the_funnel(seen: Any, beat: str) -> None:
    if beat not in seen:
        assert beat == "filler"
        return
    boxes, mouth = seen[beat]["floating"], seen["wall"][:, 0].min()
    assert len(boxes) >= 4
    for k, (_, top, right, bottom) in boxes.items():
        if k + 3 in boxes:  # the next of its lane
            assert boxes[k + 3][2] < boxes[k][0]
        assert right < mouth, f"droplet {k} is cut by the funnel"
        assert bottom - top > 50


def test_shares_and_parts_are_bars_and_numbers(seen: Any) -> None:
    v: Values = seen["v"]
    left = v.left[0, v.n_body - 1, _places(v)]
    assert seen["share texts"] == [f"{share:.0%}" for share in left]
    long = np.array(seen["shares"]) + 2.0  # bars begin 2 pixels from zero
    np.testing.assert_allclose(long, long[-1] / left[-1] * left, atol=0.1)
    parts = np.array([*v.told_words, v.told_others])
    printed = [text.replace("−", "-") for text in seen["numbers"]]
    assert printed == [f"{round(part, 2) + 0.0:.2f}" for part in parts]
    assert sum(parts) == pytest.approx(v.facets[0, v.n_body - 1, v.told], abs=1e-12)
    assert len(set(np.round(seen["zeros"], 6))) == 1, "one zero for all bars"
    zero = seen["zeros"][0]
    wide = [_signed(bar, zero) for bar in seen["bars"]]
    unit = wide[int(np.abs(parts).argmax())] / parts[int(np.abs(parts).argmax())]
    long_enough = np.abs(parts) * unit > 3
    np.testing.assert_allclose(np.array(wide)[long_enough], unit * parts[long_enough], atol=0.1)


def _signed(bar: Any, zero: float) -> float:
    """Return how far a bar reaches from zero, left of it below 0."""
    if np.isnan(bar).any():
        return 0.0
    return float(bar[2] - zero if bar[0] >= zero else bar[0] - zero)


def test_answers_are_those_of_the_net_in_the_colours_of_their_words(seen: Any) -> None:
    v: Values = seen["v"]
    told = [v.vocabulary[i] for i in v.likeliest[0, :, 0]]
    asked = [v.first_story[t] for t in _places(v)]
    assert seen["answers"] == told
    drawn.assert_colours(seen["hues"], [rgb(PAPER.text(WORDS[asked.index(w)])) for w in told])
    wrong = [k + 1 for k in range(4) if told[k] != asked[k]]
    note = f"wrong: no. {', '.join(map(str, wrong))}"
    caption = seen["ask"]["caption"]
    assert (note in seen["asking"]) == bool(wrong)
    right = 4 - len(wrong)
    assert caption == (
        f"Asked, it names {right} of the 4 coloured words in order."
        if wrong
        else "Asked, it names the coloured words."
    )
    assert bool(wrong) == (seen["given"].sentence == MISSED)


def test_captions_say_what_was_computed(seen: Any) -> None:
    v: Values = seen["v"]
    places, words, end = _places(v), v.first_story, v.n_body - 1
    first, last = places[0], places[-1]
    assert f"“{words[first]}” keeps {v.left[0, end, first]:.0%}" in seen["glow"]["caption"]
    assert f"“{words[last]}” {v.left[0, end, last]:.0%}" in seen["glow"]["caption"]
    assert v.left[0, end, first] < v.left[0, end, last], "it says that the old fades"
    assert seen["aha"]["caption"] == "3 words replaced: same facets, other fill."
    assert "other stories of 16 words" in seen["price"]["texts"]
    written = seen["word"]["caption"]
    quoted = re.findall(r"“(.*)”", written)[0].split()
    run = range(first, first + len(quoted))
    assert quoted == list(words[first : run.stop])
    own = float(v.delta[0, list(run)].min())
    if len(run) == 1:
        assert written.endswith(f" writes: Δ {own:.2f}.")
    else:
        assert 0 <= own - float(written.split(" write: Δ ≥ ")[1].removesuffix(".")) < 0.01
    assert all(v.is_content[0, t] for t in run)
    if places == [0, 1, 2, 3]:
        assert "filler" not in seen
        return
    start = 0 if first else run.stop
    stop = first or next(t for t in places if t > start)
    steps, said = v.delta[0, start:stop], seen["filler"]["caption"]
    if len(steps) == 1:
        assert said == f"“{words[start]}” hardly writes: Δ {steps[0]:.4f}."
    else:
        assert (
            0 <= float(said.split(" hardly writes: Δ ≤ ")[1].removesuffix(".")) - max(steps) < 1e-4
        )
    assert said.startswith(f"“{words[start]}")
    assert max(steps) < 0.02 * v.delta[0, first]


def test_the_film_is_no_longer_than_a_minute(seen: Any) -> None:
    assert 20 < seen["seconds"] < 60


def test_no_text_is_cut_by_the_square_of_the_poster(seen: Any) -> None:
    left, top, side = SpecDRiverAndGem.square
    square = (left, top, left + side, top + side)
    beat = next(b for b in play(SLUG, "paper", seen["given"]).beats if b.name == "aha")
    for text in beat.texts:
        assert within(text.box, square) or outside(text.box, square), text.text
    _, spread = content(beat.frame, PAPER.ground, square)
    assert min(spread) >= SPREAD


def test_words_give_way_only_where_there_is_no_room() -> None:
    story = ["the", "cat", "and", "the", "dog", "."]
    asked = [word in CONTENTS for word in story]

    def lines(room: float, rows: int) -> list[str]:
        found = broken([story], 0, 6, asked=asked, room=room, rows=rows)
        return [" ".join("…" if t is None else story[t] for t in line) for line in found]

    assert lines(900.0, 2) == ["the cat and the dog ."]
    assert lines(300.0, 2) == ["the cat and", "the dog ."]
    assert lines(345.0, 1) == ["the cat … dog ."]
    assert lines(305.0, 1) == ["… cat … dog ."]
    with pytest.raises(ValueError, match="no room"):
        lines(100.0, 1)
