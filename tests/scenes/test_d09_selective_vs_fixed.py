"""What diagram 9 draws, read back from the stage, against its saved values."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from anim_lib.scales import rgb
from anim_lib.storyboard import Beat
from anim_lib.theme import THEMES, Theme
from anim_lib.value_store import load
from scenes.d09_selective_vs_fixed import D09SelectiveVsFixed
from scenes.values.d09_selective_vs_fixed import Values
from tests.drawn import (
    assert_colours,
    bar_lengths,
    boxes,
    edges,
    ends,
    fills,
    lights,
    middles,
    printed,
    ramp_colours,
    sizes,
    texts,
)
from tests.played import run
from tests.read_back import visible

Note = dict[str, Any]
NETS = ("selective", "fixed")
UNDER_BOTH = ("fixed", "aha")
CARD, ANSWERS = 108.8, 360.0  # stage pixels: a column of this sentence, the scale of accuracies


def there(group: Any) -> bool:
    return any(visible(leaf) for leaf in group.get_family())


def wide(shapes: Any) -> np.ndarray:
    """Widths in stage pixels, 0 where nothing is painted."""
    return np.array([sizes([one])[0, 0] if len(one.points) else 0.0 for one in shapes])


def cells(rows: Any) -> list[np.ndarray]:
    """Colours of each row's cells."""
    return [fills(row) for row in rows]


def triangle_of(panel: Any) -> Note:
    """Cells and words of a panel, if it stands."""
    if not there(panel.triangle):
        return {"there": False}
    grid = panel.triangle
    return {
        "there": True,
        "fills": cells(grid.cells),
        "middles": [middles(row) for row in grid.cells],
        "rows": texts(grid.row_labels),
        "heads": [one.text for one in panel.heads if there(one)],
        "head x": np.array([boxes([one])[0, [0, 2]].mean() for one in panel.heads]),
        "names": [one.text for one in (*grid.names, panel.side) if there(one)],
        "fact": panel.fact.text if there(panel.fact) else "",
        "title": panel.title.text,
    }


def track_of(track: Any) -> Note:
    """Everything of a net's track, if it stands."""
    if not there(track.curtain):
        return {"there": False}
    return {
        "there": True,
        "gaps": wide(track.curtain.lights),
        "gap x": boxes([one for one in track.curtain.lights if len(one.points)])[:, [0, 2]].mean(1),
        "light": fills([one for one in track.curtain.lights if len(one.points)]),
        "cells": [
            fills(stretch) if len(stretch[0].points) else None for stretch in track.state.cells
        ],
        "stretches": [boxes(s) if len(s[0].points) else None for s in track.state.cells],
        "kept": wide(track.bars[0].bars),
        "written": wide(track.bars[1].bars),
        "bar x": boxes(track.bars[0].troughs)[:, 0],
        "deltas": texts(track.deltas),
        "names": [one.text for one in track.names if there(one)],
    }


def answers_of(answers: Any) -> Note:
    if not there(answers.title):
        return {"there": False}
    bars = answers.accuracy
    return {
        "there": True,
        "named": texts(answers.answers),
        "bars": bar_lengths(bars.bars, bars.base),
        "figures": printed(answers.figures),
        "marks": [boxes([one])[0, [0, 2]].mean() for one in answers.marks if there(one)],
        "at": middles(answers.answers)[:, 0],
        "told": answers.measured.text,
    }


@pytest.fixture(scope="module", params=THEMES)
def theme(request: pytest.FixtureRequest) -> Theme:
    return THEMES[request.param]


@pytest.fixture(scope="module")
def seen(theme: Theme) -> dict[str, Note]:
    """What is painted on the last frame of each beat."""
    notes: dict[str, Note] = {}

    def read(scene: Any, beat: Beat) -> None:
        on = scene.on
        note: Note = {"caption": beat.caption}
        for name in NETS:
            note[name] = track_of(getattr(on, name))
            note[f"{name} triangle"] = triangle_of(getattr(on.hidden, name))
            note[f"{name} answers"] = answers_of(on.free if name == "selective" else on.bound)
        note["attention"] = triangle_of(on.hidden.attention)
        cards = [card for row in on.rows for card in row.cards]
        standing = there(on.tokens)
        note["words"] = [word for row in on.rows for word in texts(row.labels)] if standing else []
        note["word x"] = middles(cards)[:, 0] if standing else None
        note["rings"] = edges(cards) if standing else None
        note["wanted"] = texts(on.wanted.labels) if there(on.wanted) else []
        note["figures"] = texts(on.rule.figures) if there(on.rule.formula) else []
        note["rule"] = lights(on.rule.formula) if there(on.rule.formula) else {}
        for name in ("filter", "lost"):
            formula = getattr(on.hidden, name)
            note[name] = lights(formula) if there(formula) else {}
        strike = on.hidden.strike
        note["strike"] = ends(strike.curve) if there(strike) else None
        note["struck"] = boxes([on.hidden.lost])[0] if there(strike) else None
        note["moved"] = printed(on.scope) if there(on.scope) else ""
        note["exact"] = on.hidden.exact.text if there(on.hidden.exact) else ""
        for name, one in (("guide", on.hidden.guide), ("scope", [on.lengths.scope])):
            note[name] = [printed(line) for line in one if there(line)]
        chart = on.lengths.chart
        if there(chart):
            note["axes"] = [(a.text, boxes([a])[0]) for axis in chart.axes[:2] for a in axis.labels]
            note["curves"] = [[p.copy() for p in boxes([one])] for one in chart.painters]
            note["points"] = [one.curve.points.copy() for one in chart.painters]
        notes[beat.name] = note

    run(D09SelectiveVsFixed, theme.name, read)
    return notes


@pytest.fixture(scope="module")
def v() -> Values:
    return load(Values)[0]


def state_colours(theme: Theme, states: np.ndarray, vmax: float) -> np.ndarray:
    return ramp_colours(states, theme.state_ramp, (-vmax, vmax))


def read_so_far(v: Values, beat: str) -> int:
    """How many words the selective net has read at the end of ``beat``."""
    return {"shut": 1, "open": 2}.get(beat, v.n_body)


SELECTIVE_BEATS = ("shut", "open", "ranked", *UNDER_BOTH)
DRAWN = [("selective", beat) for beat in SELECTIVE_BEATS] + [("fixed", b) for b in UNDER_BOTH]


@pytest.mark.parametrize(("name", "beat"), DRAWN)
def test_curtains_and_bars_are_as_wide_as_their_values(
    seen: dict[str, Note], v: Values, theme: Theme, name: str, beat: str
) -> None:
    note, n = seen[beat][name], read_so_far(v, beat)
    read = np.arange(v.n_body) < n
    for drawn, field, vmax in (
        ("gaps", "delta", v.delta_vmax),
        ("kept", "kept", 1.0),
        ("written", "written", v.written_vmax),
    ):
        values = getattr(v, f"{name}_{field}")[: v.n_body]
        right = np.where(read, values / vmax * CARD, 0.0)
        right[right < 0.1] = note[drawn][right < 0.1]  # too thin to be sure that it is drawn
        np.testing.assert_allclose(note[drawn], right, atol=0.05, err_msg=drawn)
        assert (note[drawn][(values / vmax * CARD < 0.1) & read] < 0.15).all()
    assert_colours(note["light"], [rgb(theme.fill("accent"))] * len(note["light"]))
    centres = seen[beat]["word x"][: v.n_body]
    open_ones = note["gaps"] > 0
    np.testing.assert_allclose(note["gap x"], centres[open_ones], atol=0.05)
    np.testing.assert_allclose(note["bar x"], centres - CARD / 2, atol=0.05)


@pytest.mark.parametrize(("name", "beat"), DRAWN)
def test_bands_have_the_colours_of_the_state(
    seen: dict[str, Note], v: Values, theme: Theme, name: str, beat: str
) -> None:
    note, n = seen[beat][name], read_so_far(v, beat)
    states = getattr(v, f"{name}_cells")[: v.n_body]
    for i, found in enumerate(note["cells"]):
        if i >= n:
            assert found is None
            continue
        assert_colours(found, state_colours(theme, states[i], v.cell_vmax), f"word {i}")
        left = seen[beat]["word x"][i] - CARD / 2
        np.testing.assert_allclose(note["stretches"][i][:, 0], left, atol=0.05)


@pytest.mark.parametrize(("name", "beat"), DRAWN)
def test_deltas_are_printed_over_the_curtains(
    seen: dict[str, Note], v: Values, name: str, beat: str
) -> None:
    n = read_so_far(v, beat)
    told = [f"{d:.3f}" for d in getattr(v, f"{name}_delta")[:n]]
    assert seen[beat][name]["deltas"] == told + [""] * (v.n_body - n)
    channel = getattr(v, f"{name}_channel")
    assert f"ch. {channel}" in seen[beat][name]["names"]


def test_the_question_shows_words_and_what_will_be_asked(seen: dict[str, Note], v: Values) -> None:
    note = seen["question"]
    assert note["words"] == list(v.tokens)
    assert note["wanted"] == list(v.wanted)
    assert note["caption"].startswith(f"{len(v.wanted)} words")
    assert not note["selective"]["there"]


@pytest.mark.parametrize("beat", ["shut", "open", "ranked"])
def test_the_rule_prints_what_the_word_keeps_and_writes(
    seen: dict[str, Note], v: Values, beat: str
) -> None:
    last = read_so_far(v, beat) - 1
    figures = [f"{v.selective_kept[last]:.3f}", f"{v.selective_written[last]:.2f}"]
    assert seen[beat]["figures"] == figures
    assert seen[beat]["rule"] == pytest.approx({"kept": 1.0, "write": 1.0})


def test_rings_and_caption_follow_the_ranking(
    seen: dict[str, Note], v: Values, theme: Theme
) -> None:
    ringed = np.where(v.is_content == 1, 1, 0)
    for edge, ring in zip(seen["ranked"]["rings"], ringed, strict=True):
        assert_colours(edge, rgb(theme.ink if ring else theme.hairline))
    assert ", ".join(v.told[: v.n_told_content]) in seen["ranked"]["caption"]
    deltas = np.array([float(told) for told in seen["ranked"]["selective"]["deltas"]])
    ranked = [v.tokens[k] for k in np.argsort(-deltas)[: v.n_told_content]]
    assert list(v.told[: v.n_told_content]) == ranked, "as printed over the curtains"


def test_a_small_step_keeps_and_a_large_one_overwrites(seen: dict[str, Note], v: Values) -> None:
    small, large = 0, 1  # the words that are read slowly
    told = seen["open"]["caption"]
    assert told == f"A small Δ keeps, a large Δ writes: “{v.tokens[large]}”."
    gaps, kept, written = (seen["open"]["selective"][name] for name in ("gaps", "kept", "written"))
    assert gaps[small] < gaps[large]
    assert kept[small] > kept[large]
    assert written[small] < written[large]


@pytest.mark.parametrize("name", NETS)
def test_the_poster_shows_answers_and_every_seed(
    seen: dict[str, Note], v: Values, name: str
) -> None:
    note = seen["aha"][f"{name} answers"]
    assert note["named"] == list(getattr(v, f"{name}_named"))
    shares = getattr(v, f"{name}_shown")
    np.testing.assert_allclose(note["bars"], shares * ANSWERS, atol=0.05)
    assert note["figures"] == " ".join(f"{share:.2f}" for share in shares)
    assert note["told"] == f"right in tests, {v.shown_length} words"
    wrong = note["at"][getattr(v, f"{name}_right") == 0]
    np.testing.assert_allclose(note["marks"], wrong, atol=1.0)
    np.testing.assert_allclose(note["at"], seen["aha"]["word x"][v.n_body :], atol=1.0)
    assert not seen["fixed"][f"{name} answers"]["there"]


def test_captions_give_the_movement_of_the_state(seen: dict[str, Note], v: Values) -> None:
    least, most = v.fixed_filler_moves_least, v.fixed_filler_moves_most
    assert f"{least:.0%} to {most:.0%}" in seen["fixed"]["caption"]
    least, most = v.selective_filler_moves_least, v.selective_filler_moves_most
    assert f"{least:.0%} to {most:.0%}" in seen["aha"]["caption"]
    for beat in UNDER_BOTH:
        assert seen[beat]["moved"] == f"%: |change of h| / |h|, all {v.n_channels} channels"
    assert not seen["ranked"]["moved"]
    assert v.selective_content_moves_least > 1, "open, more than the whole of it changes"


TRIANGLES = [
    ("selective triangle", "hidden"),
    ("selective triangle", "filter"),
    ("selective triangle", "attention"),
    ("fixed triangle", "filter"),
    ("fixed triangle", "attention"),
    ("attention", "attention"),
]


@pytest.mark.parametrize(("name", "beat"), TRIANGLES)
def test_triangles_show_their_weights(
    seen: dict[str, Note], v: Values, theme: Theme, name: str, beat: str
) -> None:
    note, net = seen[beat][name], name.split()[0]
    if name == "attention":
        right = ramp_colours(v.attention, theme.attention_ramp, (0.0, 1.0))
    else:
        vmax = getattr(v, f"{net}_hidden_vmax")
        right = state_colours(theme, getattr(v, f"{net}_hidden"), vmax)
    words = list(v.tokens[: v.n_body])
    assert note["rows"] == note["heads"] == words
    for i, row in enumerate(note["fills"]):
        assert_colours(row, right[i, : i + 1], f"row {i}")
    last = note["middles"][-1]
    assert (np.abs(note["head x"] - last[:, 0]) < 10).all(), "each stands over its own column"
    np.testing.assert_allclose(np.diff(last[:, 0]), last[1, 0] - last[0, 0], atol=0.05)
    sides = ["asks", "is asked"] if name == "attention" else ["output", "input"]
    assert note["names"] == sides


def test_triangles_come_one_after_the_other(seen: dict[str, Note]) -> None:
    for beat, standing in (("aha", 0), ("hidden", 1), ("filter", 2), ("attention", 3)):
        note = seen[beat]
        names = ("selective triangle", "fixed triangle", "attention")
        assert sum(note[name]["there"] for name in names) == standing, beat


def number(text: str) -> float:
    """Read a figure such as 3.0 × 10⁻⁷."""
    digits, power = text.split()[-3], text.split("10")[-1]
    return float(digits) * 10.0 ** int(power.translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")))


def test_differences_and_facts_are_printed(seen: dict[str, Note], v: Values) -> None:
    off = max(v.selective_hidden_difference, v.fixed_hidden_difference)
    assert number(seen["hidden"]["exact"]) == pytest.approx(off, rel=0.02)
    note = seen["filter"]
    assert number(note["fixed triangle"]["fact"]) == pytest.approx(v.fixed_spread, rel=0.05)
    assert note["selective triangle"]["fact"].endswith(f"{v.selective_spread:.1f}")
    assert f"a filler weighs at most {v.filler_weight_most:.3f}" in seen["hidden"]["guide"]
    title = seen["attention"]["attention"]["title"]
    assert title.endswith(f"{v.attention_layer}.{v.attention_head}")
    for net in NETS:
        assert f"ch. {getattr(v, f'{net}_channel')}" in note[f"{net} triangle"]["title"]


def test_only_the_selective_nets_filter_is_struck_out(seen: dict[str, Note]) -> None:
    for beat in ("filter", "attention"):
        assert set(seen[beat]["filter"].values()) == {1.0}
        assert set(seen[beat]["lost"].values()) == {0.0}
        left, top, right, bottom = seen[beat]["struck"]
        corners = [[left, bottom], [right, top]]
        np.testing.assert_allclose(seen[beat]["strike"][:, :2], corners, atol=1.0)
    assert not seen["hidden"]["filter"]
    assert seen["hidden"]["strike"] is None


def test_the_curves_are_the_accuracies_by_length(seen: dict[str, Note], v: Values) -> None:
    note = seen["limits"]
    at = {text: (box[[0, 2]].mean(), box[[1, 3]].mean()) for text, box in note["axes"]}
    first, last = at[str(v.lengths[0])][0], at[str(v.lengths[-1])][0]
    low, high = at["0"][1], at["1"][1]
    shares = np.concatenate([v.fixed_accuracy, v.selective_accuracy])
    where = np.log(v.lengths / v.lengths[0]) / np.log(v.lengths[-1] / v.lengths[0])
    for points, row in zip(note["points"], shares, strict=True):
        corners = np.concatenate([points[::4], points[-1:]])
        x = corners[:, 0] * 1080 / 8 + 960
        y = 540 - corners[:, 1] * 1080 / 8
        np.testing.assert_allclose(x, first + where * (last - first), atol=1.5)
        np.testing.assert_allclose(y, low + row * (high - low), atol=1.5)
    last = v.selective_longest
    told = f"Own Δ at {v.lengths[-1]} words: {last[0]:.2f} to {last[-1]:.2f}."
    assert told in note["caption"]
    assert seen["limits"]["scope"] == ["Mamba makes B and C depend on the word, too"]
