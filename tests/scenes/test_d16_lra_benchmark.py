"""What scene 16 draws, read back from the stage, against its saved values."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest

from anim_lib.scales import linear, mix, rgb
from anim_lib.storyboard import Beat
from anim_lib.theme import THEMES
from anim_lib.value_store import load
from scenes.casts import d16_grid as at
from scenes.d16_lra_benchmark import D16LraBenchmark
from scenes.values.d16_lra_benchmark import BASELINE, FIRST, PROVENANCE, UPDATED, Values
from tests import drawn
from tests.played import run

pytestmark = pytest.mark.slow
PIXEL = 0.05  # tolerance in stage pixels
SHOWN = (BASELINE, FIRST, UPDATED, "S5")
PALE = (0.0, 0.75, 0.4, 0.0)
RACED = {"transformer": 1, "s4": 2, "all_six": 4}  # models whose bars stand
LEVELLED = ("quoted", "like_for_like")
COMPARED = ("sizes", "pretrained", "rest")

Notes = dict[str, dict[str, Any]]


def _percent(bars: Any) -> np.ndarray:
    """Values at which bars end, read from their edges' outer side; 0 for what is hidden."""
    tops = drawn.boxes(bars)[..., 1] - drawn.line_widths(bars) / 2
    return np.asarray(np.nan_to_num((at.BASE - tops) / (at.BASE - at.TOP) * 100.0))


def _notes(scene: Any, beat: Beat) -> dict[str, Any]:
    """Return everything that is read from the mobjects, as numbers and words."""
    tasks, means = scene.tasks, scene.means
    return {
        "caption": beat.caption,
        "bars": _percent(tasks.bars.bars),
        "places": drawn.boxes(tasks.bars.bars),
        "fills": drawn.fills(tasks.bars.bars),
        "edges": drawn.edges(tasks.bars.bars),
        "counts": [drawn.texts(row) for row in tasks.bars.counters],
        "guess": _percent(tasks.bars.outlines[0][-1:])[0],
        "guess_area": drawn.opacities(tasks.bars.outlines[0][-1]),
        "crosses": drawn.middles([pair[0] for row in tasks.bars.crosses for pair in row]),
        "failed": drawn.texts(list(tasks.bars.words.values())),
        "chance": drawn.boxes(tasks.chance.lines),
        "chance_edges": drawn.edges(tasks.chance.lines),
        "axis_names": drawn.texts([tasks.axis_name, tasks.mean_name, means.axis_name]),
        "chance_name": drawn.printed(tasks.chance_name),
        "ticks": drawn.texts(tasks.axis.labels),
        "hairs": drawn.boxes(tasks.axis.hairs),
        "tasks": drawn.texts(tasks.names),
        "task_places": drawn.middles(tasks.names),
        "lengths": drawn.texts(tasks.lengths),
        "key": drawn.texts([one.label for one in tasks.key]),
        "key_fills": drawn.fills([one.mark for one in tasks.key]),
        "quoted": drawn.texts(tasks.quoted),
        "computed": drawn.texts(tasks.computed),
        "unit": drawn.printed(tasks.unit),
        "means": _percent([row[0] for row in means.bars.bars]),
        "mean_fills": drawn.fills([row[0] for row in means.bars.bars]),
        "mean_places": drawn.boxes([row[0] for row in means.bars.bars]),
        "mean_counts": drawn.texts([row[0] for row in means.bars.counters]),
        "columns": [drawn.texts(column) for column in means.names],
        "column_places": drawn.middles([column[0] for column in means.names]),
        "reached": drawn.boxes([one.curve for one in means.reached]),
        "gap": drawn.boxes([means.gap.arrow]),
        "gap_name": drawn.printed(means.gap_name),
        "stripes": [
            drawn.rectangles(one.stripes) if len(one.stripes.points) else None
            for one in means.stripes
        ],
        "sizes": drawn.texts(means.sizes),
        "notes": drawn.texts(means.notes),
        "what": drawn.printed(means.what),
        "provenance": scene.record.provenance.line,
    }


@pytest.fixture(scope="module", params=sorted(THEMES))
def seen(request: pytest.FixtureRequest) -> Notes:
    """Numbers read from the mobjects on the last frame of each beat, and the theme's name."""
    notes: Notes = {"theme": {"name": request.param}}
    run(D16LraBenchmark, request.param, lambda s, b: notes.update({b.name: _notes(s, b)}))
    return notes


@pytest.fixture(scope="module")
def v() -> Values:
    return load(Values)[0]


@pytest.fixture(scope="module")
def rows(v: Values) -> list[int]:
    """Rows of the values that act one shows."""
    return [v.models.index(model) for model in SHOWN]


def test_the_axis_runs_from_zero_to_a_hundred(seen: Notes) -> None:
    for note in list(seen.values())[1:]:
        assert note["ticks"] == ["0", "50", "100"]
        middle = (at.BASE + at.TOP) / 2
        np.testing.assert_allclose(note["hairs"][:, 1], [at.BASE, middle, at.TOP], atol=PIXEL)


def test_bars_are_as_long_as_accuracies(seen: Notes, v: Values, rows: list[int]) -> None:
    right = np.where(v.failed[rows], 0.0, v.scores[rows])  # a failed run has no bar
    for beat, count in RACED.items():
        expected = np.where(np.arange(4)[:, None] < count, right, 0.0)
        np.testing.assert_allclose(seen[beat]["bars"], expected, atol=0.02, err_msg=beat)
        for row, texts, there in zip(rows, seen[beat]["counts"], expected, strict=True):
            printed = [f"{s:.0f}" if b else "" for s, b in zip(v.scores[row], there, strict=True)]
            assert texts == printed
    assert not seen["chance"]["bars"].any()


def test_bars_stand_in_their_task_in_the_order_of_years(
    seen: Notes, v: Values, rows: list[int]
) -> None:
    box = seen["all_six"]["places"]
    middles = (box[..., 0] + box[..., 2]) / 2
    assert (np.diff(v.year[rows]) > 0).all()
    there = ~np.isnan(middles[0])
    assert (np.diff(middles[:, there], axis=0) > 0).all()
    names = seen["all_six"]["task_places"][:, 0]
    np.testing.assert_allclose(middles[:, there].mean(axis=0), names[there], atol=1.0)
    wide = (box[..., 2] - box[..., 0])[~np.isnan(middles)]
    np.testing.assert_allclose(wide, wide[0], atol=PIXEL)


def test_bars_and_names_have_the_same_colours(seen: Notes, v: Values, rows: list[int]) -> None:
    theme, note = THEMES[seen["theme"]["name"]], seen["all_six"]
    kinds = [v.kind[row] for row in rows]
    right = [mix(theme.fill(k), theme.ground, p) for k, p in zip(kinds, PALE, strict=True)]
    drawn.assert_colours(note["key_fills"], right)
    for task in range(len(v.tasks) - 1):
        drawn.assert_colours(note["fills"][:, task], right)
        drawn.assert_colours(note["edges"][:, task], [rgb(theme.stroke(k)) for k in kinds])
    names = ["transformer", "S4", "S4 updated", "S5"]
    assert note["key"] == [f"{n}, {v.year[r]}" for n, r in zip(names, rows, strict=True)]
    assert not any("Mamba" in name for name in note["key"])


def test_a_failed_run_is_a_cross_and_a_word(seen: Notes, v: Values, rows: list[int]) -> None:
    failed = np.argwhere(v.failed[rows])
    assert failed.tolist() == [[0, len(v.tasks) - 1]]
    for beat in RACED:
        there = ~np.isnan(seen[beat]["crosses"][:, 0]).reshape(len(rows), -1)
        assert np.argwhere(there).tolist() == failed.tolist()
        assert seen[beat]["failed"] == ["failed"]
        assert seen[beat]["guess"] == 0, "no bar of 50"


def test_chance_is_marked_for_every_task(seen: Notes, v: Values) -> None:
    theme, note = THEMES[seen["theme"]["name"]], seen["all_six"]
    to_y = linear((0, 100), (at.BASE, at.TOP))
    heights = [to_y(float(chance)) for chance in v.chance]
    np.testing.assert_allclose(note["chance"][:, 1], heights, atol=PIXEL)
    np.testing.assert_allclose(note["chance"][:, 3], heights, atol=PIXEL)
    for line, place in zip(note["chance"], note["task_places"], strict=True):
        assert line[0] < place[0] < line[2]
    drawn.assert_colours(note["chance_edges"], [rgb(theme.ink)] * len(heights))
    assert note["chance_name"] == "chance"
    figures = sorted({f"{chance:.0f}" for chance in v.chance})
    assert re.findall(r"\d+", seen["chance"]["caption"]) == figures
    joined = seen["rest"]["chance"]
    np.testing.assert_allclose(joined[:, 1], to_y(v.chance_six), atol=PIXEL)
    assert seen["question"]["chance_name"] == ""
    for beat in LEVELLED:
        assert np.isnan(seen[beat]["chance"]).all(), "chance of a task is not that of a mean"
        assert seen[beat]["chance_name"] == ""


def test_the_axis_says_what_bars_show(seen: Notes, v: Values) -> None:
    mean = f"mean of six tasks, %; a failed run counts as {v.guess:.0f}"
    for beat in ("question", *RACED):
        assert seen[beat]["axis_names"] == ["right answers, %", "", ""]
    for beat in LEVELLED:
        assert seen[beat]["axis_names"] == ["", "mean of its tasks, %", ""]
    for beat in ("gather", "others", *COMPARED):
        assert seen[beat]["axis_names"] == ["", "", mean]
    assert (v.scores[v.failed == 1] == v.guess).all()


def test_tasks_and_lengths(seen: Notes, v: Values) -> None:
    note = seen["question"]
    assert note["tasks"] == [name.split(" (")[0] for name in v.tasks]
    lengths = ["2,000", "4,000", "2 × 4,000", "1,024", "1,024", "16,384"]
    assert note["lengths"] == lengths
    parts = [text.replace(",", "").split(" × ") for text in lengths]
    assert [int(one[-1]) for one in parts] == v.length.tolist()
    assert [int(one[0]) if len(one) > 1 else 1 for one in parts] == v.documents.tolist()
    assert f"{v.length.max():,}" in note["caption"]


def test_captions_of_the_race(seen: Notes, v: Values, rows: list[int]) -> None:
    caption = seen["transformer"]["caption"]
    assert str(v.year[0]) in caption
    assert v.tasks[-1] in caption
    assert f"{v.scores[rows[1], -1]:.0f}% on {v.tasks[-1]}." in seen["s4"]["caption"]
    assert v.first_path_x == FIRST
    assert (v.scores[rows[1:]] > v.scores[rows[0]]).all(), "on every task"
    assert (v.lra_path_x_size < v.s4_path_x_size).all(), "small, and smaller"


def test_bars_level_out_at_the_mean_of_five(seen: Notes, v: Values, rows: list[int]) -> None:
    bars = seen["quoted"]["bars"]
    np.testing.assert_allclose(bars[0, :-1], v.five[rows[0]], atol=0.02)
    assert bars[0, -1] == 0
    np.testing.assert_allclose(bars[1:], np.tile(v.six[rows[1:]], (6, 1)).T, atol=0.02)
    heads, quoted = ["transformer", "S4 updated"], ["54.4", "5 tasks", "86.1", "6 tasks"]
    assert seen["quoted"]["quoted"] == [*heads, "often quoted:", *quoted]
    assert v.averaged_over.tolist() == [5, 6, 6]
    assert v.drawn_averages[0] == pytest.approx(v.five[rows[0]], abs=0.05)
    assert v.drawn_averages[1] == pytest.approx(v.six[rows[2]], abs=0.05)
    assert not any(any(texts) for texts in seen["quoted"]["counts"])


def test_like_for_like_all_six_count(seen: Notes, v: Values, rows: list[int]) -> None:
    note = seen["like_for_like"]
    np.testing.assert_allclose(note["bars"][0, :-1], v.six[rows[0]], atol=0.02)
    assert note["guess"] == pytest.approx(v.six[rows[0]], abs=0.02)
    assert note["guess_area"] == 0, "an outline, no bar"
    assert note["computed"] == ["like for like:", "53.66", "6 tasks", "86.09", "6 tasks"]
    assert "53.66" in note["caption"]
    assert "54.4" in note["caption"]


@pytest.mark.parametrize("beat", LEVELLED)
def test_no_task_is_named_where_bars_are_means(seen: Notes, beat: str) -> None:
    assert not any([*seen[beat]["tasks"], *seen[beat]["lengths"], seen[beat]["unit"]])
    assert all(seen["all_six"]["tasks"])


def test_columns_are_means_of_six(seen: Notes, v: Values, rows: list[int]) -> None:
    means = np.array([*v.six, v.pretrained_six])
    known = np.isin(np.arange(len(means)), rows)
    steps = {"gather": known, "others": np.arange(7) < 6, "pretrained": np.ones(7, bool)}
    for beat, there in steps.items():
        np.testing.assert_allclose(seen[beat]["means"], np.where(there, means, 0), atol=0.02)
        printed = [f"{m:.1f}" if t else "" for m, t in zip(means, there, strict=True)]
        assert seen[beat]["mean_counts"] == printed
        names = [bool(column[0]) for column in seen[beat]["columns"]]
        assert names == there.tolist()
    assert not seen["others"]["bars"].any(), "act one's bars are gone"
    box, places = seen["rest"]["mean_places"], seen["rest"]["column_places"]
    np.testing.assert_allclose((box[:, 0] + box[:, 2]) / 2, places[:, 0], atol=2.0)


def test_bars_end_where_their_columns_begin(seen: Notes, v: Values, rows: list[int]) -> None:
    """Six equal bars of a model lie under its column when it takes over."""
    box = seen["gather"]["mean_places"][rows]
    own = seen["gather"]["places"]
    np.testing.assert_allclose(own[1:], np.tile(box[1:, None], (1, 6, 1)), atol=PIXEL)
    np.testing.assert_allclose(own[0, :-1], np.tile(box[0], (5, 1)), atol=PIXEL)
    drawn.assert_colours(seen["gather"]["fills"][:, 0], seen["gather"]["mean_fills"][rows])


def test_columns_say_name_kind_and_year(seen: Notes, v: Values) -> None:
    columns = seen["rest"]["columns"]
    years = [*map(str, v.year), "2024"]
    assert [column[2] for column in columns] == years
    assert "2024" in v.pretrained_source
    names = ["transformer", "Luna-256", "S4", "S4 updated", "Mega", "S5", "transformer"]
    assert [column[0] for column in columns] == names
    state, kinds = "state space", {"transformer": "transformer", "hybrid": "hybrid"}
    assert [column[1] for column in columns[1:-1]] == [kinds.get(k, state) for k in v.kind[1:]]
    assert (columns[0][1], columns[-1][1]) == ("Arena’s own", "pretrained")


def test_new_models_are_told_in_words_while_they_come(seen: Notes, v: Values) -> None:
    named = [model.partition("-")[0] for model in v.models if model not in SHOWN]
    told = seen["others"]["what"]
    assert named == ["Luna", "Mega"]
    assert re.findall(r"(\w+):", told) == named
    kinds = dict(zip(v.models, v.kind, strict=True))
    assert [kinds[model] for model in ("Luna-256 (re-run)", "Mega")] == ["transformer", "hybrid"]
    for beat in ("gather", *COMPARED):
        assert not seen[beat]["what"]


def test_the_gap_and_the_height_that_is_met(seen: Notes, v: Values) -> None:
    to_y = linear((0, 100), (at.BASE, at.TOP))
    updated = v.models.index(UPDATED)
    low, high = to_y(v.six[0]), to_y(v.six[updated])
    for beat in ("others", *COMPARED):
        note = seen[beat]
        np.testing.assert_allclose(note["reached"][:, [1, 3]], high, atol=PIXEL)
        np.testing.assert_allclose(note["gap"][0, [1, 3]], [high, low], atol=PIXEL)
        assert note["gap_name"] == f"{v.gap_from_scratch:.1f} points"
    assert f"{v.gap_from_scratch:.0f} points" in seen["gather"]["caption"]
    assert v.gap_from_scratch == pytest.approx(v.six[updated] - v.six[0])
    assert abs(v.gap_pretrained) < 0.2, "the last bar meets the line"


def test_what_is_not_compared_steps_back(seen: Notes, v: Values) -> None:
    theme = THEMES[seen["theme"]["name"]]
    spoken = {0, v.models.index(UPDATED), len(v.models)}
    for beat in COMPARED:
        for k, fill in enumerate(seen[beat]["mean_fills"]):
            if np.isnan(fill).any():
                continue
            role = (*v.kind, "transformer")[k]
            pale = dict(zip(SHOWN, PALE, strict=True)).get((*v.models, "")[k], 0.0)
            full = mix(theme.fill(role), theme.ground, pale)
            right = full if k in spoken else mix(full, theme.ground, 0.5)
            drawn.assert_colours([fill], [right])


def test_layers_are_drawn_to_one_scale(seen: Notes, v: Values) -> None:
    pairs = zip(seen["sizes"]["stripes"], (v.lra_path_x_size, v.s4_path_x_size), strict=True)
    for box, (layers, width) in pairs:
        assert len(box) == layers
        np.testing.assert_allclose(box[:, 2] - box[:, 0], width, atol=PIXEL)
    assert seen["sizes"]["sizes"] == ["1 layer, 32 numbers wide", "6 layers, 256 numbers wide"]
    assert seen["rest"]["stripes"] == [None, None]


def test_the_end_says_what_the_comparison_is(seen: Notes, v: Values) -> None:
    note = seen["rest"]
    assert f"{v.pretrained_six}%" in note["caption"]
    assert note["notes"][1].endswith(f"without pretraining: {v.beside_it_s4:.1f}")
    assert f"gained “roughly {v.small_gain:.0f}%”" in note["notes"][1]
    for word in ("own data", "larger"):
        assert word in note["notes"][0]
        assert word in v.pretrained_condition
    for source in ("Tay et al. 2020", "Ma et al. 2022", "Smith et al. 2023", "Amos et al. 2024"):
        assert source in note["provenance"]
        assert any(source in each for each in (*v.sources, v.pretrained_source))
    assert len(PROVENANCE.line) <= 100
