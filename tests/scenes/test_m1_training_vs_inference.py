"""What Mermaid 1 draws, read back from the stage, against its saved values."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from anim_lib.primitives.causal_triangle import CausalTriangle
from anim_lib.scales import linear, rgb
from anim_lib.storyboard import Beat
from anim_lib.theme import THEMES, Theme
from anim_lib.value_store import load
from scenes.m1_training_vs_inference import M1TrainingVsInference
from scenes.values.m1_training_vs_inference import Values
from tests.drawn import (
    assert_colours,
    bar_lengths,
    boxes,
    edges,
    fills,
    middles,
    printed,
    ramp_colours,
    shown,
    sizes,
    texts,
)
from tests.played import run
from tests.read_back import visible

PALE, BACK = 0.30, 0.5  # shares of the ground in a frozen row, and in a panel that stepped back
NAT, MIB = 36.0, 1400 / 5000  # stage pixels to one nat and to one MiB, as the scene states them
Note = dict[str, Any]


def cells_of(triangle: CausalTriangle) -> Note:
    """Colours, middles and sizes ``(seq_len, seq_len, ...)`` of cells, NaN where nothing is."""
    count = triangle.seq_len
    found = {"fill": np.full((count, count, 3), np.nan), "at": np.full((count, count, 2), np.nan)}
    found["size"] = np.zeros((count, count, 2))
    if visible_family(triangle):
        for i, row in enumerate(triangle.cells):
            found["fill"][i, : i + 1] = fills(row)
            found["at"][i, : i + 1] = middles(row)
            found["size"][i, : i + 1] = sizes(row)
    return found | {"tabs": [bool(len(tab.points)) for tab in triangle.tabs]}


def visible_family(group: Any) -> bool:
    return any(visible(leaf) for leaf in group.get_family())


@pytest.fixture(scope="module", params=THEMES)
def theme(request: pytest.FixtureRequest) -> Theme:
    return THEMES[request.param]


@pytest.fixture(scope="module")
def seen(theme: Theme) -> dict[str, Note]:
    """What is painted on the last frame of each beat."""
    notes: dict[str, Note] = {}

    def read(scene: Any, beat: Beat) -> None:
        on, first, second = scene.on, scene.on.at_once, scene.on.by_row
        note: Note = {"caption": beat.caption}
        note["first"], note["second"] = cells_of(first.triangle), cells_of(second.triangle)
        note["swatches"] = [cells_of(swatch) for swatch in on.verdict.swatches]
        for name, panel in (("first", first), ("second", second)):
            note[f"{name} rows"] = texts(panel.triangle.row_labels)
            note[f"{name} columns"] = texts(panel.triangle.column_labels)
            count, words = panel.passes.number, (panel.passes.word, panel.passes.words)
            note[f"{name} passes"] = [printed(count), *[w for w in texts(words) if w]]
            flown = [one for side in panel.couriers for one in side]
            note[f"{name} on their way"] = [one for one in flown if visible_family(one)]
        for name, cards in (("targets", first.targets), ("drawn", second.drawn)):
            note[name] = [printed(one.labels[0]) for one in cards]
            note[f"{name} at"] = middles([one.cards[0] for one in cards])
        base = first.losses.base
        for name, bars in (("losses", first.losses), ("stepped", first.stepped)):
            note[name] = bar_lengths(bars.bars, base)
            note[f"{name} at"] = middles(bars.bars)[:, 1]
        note["loss numbers"] = texts(first.losses.counters)
        note["shares"] = texts(second.shares)
        note["hatch"] = bool(len(first.triangle.hatch.points))
        shelf = second.shelf
        note["keys"], note["values"] = (
            [bool(len(box.points)) for box in chips.boxes] for chips in (shelf.keys, shelf.held)
        )
        note["keys at"] = middles(shelf.keys.boxes)
        note["flow"] = texts(on.flow.labels)
        note["lit"] = edges(on.flow.boxes)
        note["walked"] = [len(arrow.tip.points) > 0 for arrow in on.flow.walked]
        note["figures"] = texts([*on.verdict.key, *on.verdict.least, *on.verdict.results])
        note["memory"] = bar_lengths(on.memory.bars.bars, on.memory.bars.base)
        note["memory numbers"] = texts(on.memory.bars.counters)
        note["memory words"] = texts(
            [*on.memory.claim, on.memory.heading, on.memory.work, on.memory.machine]
        )
        note["memory how"] = texts(on.memory.names)
        note["strike"] = shown(on.memory.strike, theme.ground)
        note["strike box"], note["claim box"] = boxes([on.memory.strike, on.memory.claim[1]])
        notes[beat.name] = note

    run(M1TrainingVsInference, theme.name, read)
    return notes


@pytest.fixture(scope="module")
def v() -> Values:
    return load(Values)[0]


def pattern(v: Values, *, stepped: bool) -> np.ndarray:
    """The shown head's weights; NaN above the diagonal, where nothing may be drawn."""
    one = (v.stepped_patterns if stepped else v.patterns)[v.shown_layer - 1, v.shown_head - 1]
    return np.where(np.tri(len(one), dtype=bool), one, np.nan)


def expected(weights: np.ndarray, theme: Theme, *dims: object) -> np.ndarray:
    """Colours of ``weights`` on the ramp, each share of the ground mixed in after the other."""
    colours, ground = ramp_colours(weights, theme.attention_ramp, (0.0, 1.0)), rgb(theme.ground)
    for dim in dims:
        colours = colours + (ground - colours) * np.asarray(dim)
    return np.asarray(colours)


STEPS = ("prompt", "next_row", "all_rows")


def rows_at(v: Values, beat: str) -> int:
    """How many rows inference has filled at the end of ``beat``."""
    return {"prompt": v.n_prompt, "next_row": v.n_prompt + 1, "all_rows": len(v.tokens)}[beat]


@pytest.mark.parametrize("beat", ["sweep", "losses", "aha"])
def test_the_first_triangle_shows_the_weights_of_the_one_pass(
    seen: dict[str, Note], v: Values, theme: Theme, beat: str
) -> None:
    assert_colours(seen[beat]["first"]["fill"], expected(pattern(v, stepped=False), theme))
    assert np.isfinite(seen[beat]["first"]["fill"][..., 0]).sum() == v.triangle
    assert not any(seen[beat]["first"]["tabs"])


@pytest.mark.parametrize("beat", STEPS)
def test_it_steps_back_while_the_other_is_spoken_of(
    seen: dict[str, Note], v: Values, theme: Theme, beat: str
) -> None:
    full = pattern(v, stepped=False)
    assert_colours(seen[beat]["first"]["fill"], expected(full, theme, BACK))


def test_before_the_sweep_it_is_empty_and_what_no_row_sees_is_hatched(
    seen: dict[str, Note], v: Values
) -> None:
    known = seen["known"]
    assert np.isnan(known["first"]["fill"]).all()
    assert known["hatch"]
    assert known["first rows"] == known["first columns"] == list(v.tokens)


@pytest.mark.parametrize("beat", STEPS)
def test_the_second_triangle_has_the_stepped_rows_so_far(
    seen: dict[str, Note], v: Values, theme: Theme, beat: str
) -> None:
    rows, note = rows_at(v, beat), seen[beat]
    weights = pattern(v, stepped=True)
    weights[rows:] = np.nan
    frozen = np.zeros((len(v.tokens), 1, 1))
    frozen[: 0 if beat == "prompt" else rows - 1] = PALE
    assert_colours(note["second"]["fill"], expected(weights, theme, frozen))
    assert note["second"]["tabs"] == (frozen[:, 0, 0] > 0).tolist()
    words = [*v.tokens[:rows], *[""] * (len(v.tokens) - rows)]
    assert note["second rows"] == note["second columns"] == words
    assert not np.isfinite(seen["losses"]["second"]["fill"]).any(), "not there before"


@pytest.mark.parametrize("beat", STEPS)
def test_the_shelf_holds_key_and_value_of_every_word_that_was_read(
    seen: dict[str, Note], v: Values, beat: str
) -> None:
    rows, note = rows_at(v, beat), seen[beat]
    there = [i < rows for i in range(len(v.tokens))]
    assert note["keys"] == note["values"] == there
    columns = note["second"]["at"][rows - 1, :rows, 0]
    np.testing.assert_allclose(note["keys at"][:rows, 0], columns, atol=0.1)


@pytest.mark.parametrize("beat", STEPS)
def test_passes_are_counted_and_drawn_words_stand_in_the_next_column(
    seen: dict[str, Note], v: Values, beat: str
) -> None:
    rows, note = rows_at(v, beat), seen[beat]
    steps = rows - v.n_prompt + 1
    assert note["second passes"] == [str(steps), "pass" if steps == 1 else "passes"]
    assert v.row_pass[rows - 1] == steps - 1
    words = [*v.written[:steps], *[""] * (v.n_passes - steps)]
    assert note["drawn"] == words
    shares = [f"{share:.2f}" for share in v.written_shares[:steps]]
    assert note["shares"] == [*shares, *[""] * (v.n_passes - steps)]
    at, pitch = note["second"]["at"], np.array([76.0, 0.0])
    ends = np.array([at[i, i] for i in range(v.n_prompt - 1, rows)]) + pitch
    np.testing.assert_allclose(note["drawn at"][:steps], ends, atol=0.1)


def test_all_passes_are_the_saved_number(seen: dict[str, Note], v: Values) -> None:
    assert seen["all_rows"]["second passes"][0] == str(v.n_passes)
    assert seen["losses"]["first passes"] == ["1", "pass"]


def test_true_words_stand_where_no_row_can_see_them(seen: dict[str, Note], v: Values) -> None:
    note = seen["losses"]
    assert note["targets"] == list(v.targets)
    ends = np.array([note["first"]["at"][i, i] for i in range(len(v.tokens))])
    np.testing.assert_allclose(note["targets at"], ends + np.array([76.0, 0.0]), atol=0.1)


@pytest.mark.parametrize("beat", ["losses", "aha"])
def test_bars_of_losses_are_as_long_as_the_losses(
    seen: dict[str, Note], v: Values, beat: str
) -> None:
    note = seen[beat]
    drawn = v.losses * NAT
    np.testing.assert_allclose(note["losses"], np.where(drawn > 2, drawn, 0), atol=0.05)
    assert note["loss numbers"] == [f"{loss:.2f}" for loss in v.losses]
    rows = [note["first"]["at"][i, 0, 1] for i in np.flatnonzero(drawn > 2)]
    np.testing.assert_allclose(note["losses at"][drawn > 2], rows, atol=0.1)
    assert f"{len(v.losses)} losses" in seen["losses"]["caption"]


def test_all_losses_come_at_one_time(seen: dict[str, Note]) -> None:
    assert not np.any(seen["sweep"]["losses"])
    assert not any(seen["sweep"]["loss numbers"])


@pytest.mark.parametrize("beat", STEPS)
def test_no_loss_stands_beside_the_rows_of_inference(seen: dict[str, Note], beat: str) -> None:
    assert not np.any(seen[beat]["losses"])
    assert not any(seen[beat]["loss numbers"])


def test_the_poster_lays_one_triangle_on_the_other(
    seen: dict[str, Note], v: Values, theme: Theme
) -> None:
    note = seen["aha"]
    assert_colours(note["second"]["fill"], expected(pattern(v, stepped=True), theme))
    lower = np.tri(len(v.tokens), dtype=bool)
    inner, outer = note["second"], note["first"]
    np.testing.assert_allclose(inner["at"][lower], outer["at"][lower], atol=0.1)
    assert (inner["size"][lower] < 0.55 * outer["size"][lower]).all(), "the outer cell is seen"
    stepped = v.stepped_losses * NAT
    np.testing.assert_allclose(note["stepped"], np.where(stepped > 2, stepped, 0), atol=0.05)
    assert not any(note["second rows"])
    assert not any(note["keys"])


def number(text: str) -> float:
    """Read a figure such as 3.0 × 10⁻⁷."""
    digits, power = text.split(" × 10")
    return float(digits) * 10.0 ** int(power.translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")))


def test_differences_and_work_are_printed(seen: dict[str, Note], v: Values) -> None:
    figures = seen["aha"]["figures"]
    found = [number(text) for text in figures if " × 10" in text]
    expected = [
        v.pattern_difference_float32,
        v.loss_difference_float32,
        v.logit_difference_float32,
    ]
    np.testing.assert_allclose(found, expected, rtol=0.02)
    work = [int(t.split()[0].replace(",", "")) for t in figures if "multiply-adds" in t]
    assert work == [v.one_pass_multiply_adds, v.stepped_multiply_adds]
    assert any(text.endswith(f"{v.n_passes} passes") for text in figures)


def test_the_key_shows_one_cell_of_each_way(seen: dict[str, Note], v: Values, theme: Theme) -> None:
    outer, inner = seen["aha"]["swatches"]
    for swatch, stepped in ((outer, False), (inner, True)):
        assert_colours(
            swatch["fill"][0, 0], expected(pattern(v, stepped=stepped)[:1, :1], theme)[0, 0]
        )
    assert (inner["size"][0, 0] < 0.55 * outer["size"][0, 0]).all()


def test_the_flow_chart_lights_what_has_been_done(
    seen: dict[str, Note], v: Values, theme: Theme
) -> None:
    assert seen["question"]["flow"][2] == f"{len(v.losses)} losses"
    lit = {"question": 0, "known": 1, "sweep": 2, "losses": 3, "prompt": 6, "aha": 6}
    for beat, count in lit.items():
        for k, edge in enumerate(seen[beat]["lit"]):
            assert_colours(edge, rgb(theme.ink if k < count else theme.hairline), f"{beat} {k}")
    again = [seen[beat]["walked"][-1] for beat in ("prompt", "next_row")]
    assert again == [False, True], "the way back is walked when a drawn word is read"


@pytest.mark.parametrize("beat", ["known", *STEPS, "aha"])
def test_words_that_travelled_have_arrived(seen: dict[str, Note], beat: str) -> None:
    assert not seen[beat]["first on their way"]
    assert not seen[beat]["second on their way"]


def test_memory_is_drawn_to_scale(seen: dict[str, Note], v: Values) -> None:
    note = seen["memory"]
    mib = np.array([v.far_stored_mib, v.far_fused_mib])
    scale: Callable[[float], float] = linear((0, 1), (0, MIB))
    np.testing.assert_allclose(note["memory"], [scale(m) for m in mib], atol=0.05)
    assert note["memory numbers"] == [f"{m:,.0f} MiB" for m in mib]
    assert f"{mib[1]:,.0f} MiB, not {mib[0]:,.0f}." in note["caption"]
    claim = " ".join(note["memory words"])
    assert f"{v.far:,} tokens" in claim
    squares = v.far_stored_mib * 2**20 / (4 * v.far**2)
    assert f"as much as {squares:.1f} squares of N × N scores" in note["memory how"]
    assert v.machine in claim
    assert v.measured_on in claim


def test_what_is_commonly_drawn_is_struck_out(seen: dict[str, Note]) -> None:
    note = seen["memory"]
    assert note["strike"]
    (left, top, right, bottom), claim = note["strike box"], note["claim box"]
    assert left < claim[0]
    assert right > claim[2]
    assert top < claim[1] + 2
    assert bottom > claim[3] - 12
