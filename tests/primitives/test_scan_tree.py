"""A scan's tree: nodes, lines and counts read back level by level."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from anim_lib.primitives.scan_tree import ScanTree
from anim_lib.theme import PAPER
from tests.drawn import assert_cells_show, ends, fills, middles, printed

COMBINES = [[1, 0, 1], [1, 2, 3], [2, 1, 3], [3, 1, 2]]  # four tokens, in place
COLUMNS = [200.0, 300.0, 400.0, 500.0]
LEVELS = np.linspace(-0.9, 0.9, 4 * 4 * 2).reshape(4, 4, 2)


def tree(values: Any = LEVELS, **more: Any) -> ScanTree:
    given: dict[str, Any] = {
        "vmax": 1.0,
        "combines": COMBINES,
        "columns": COLUMNS,
        "rows": (300.0, 40.0, 460.0),
        "node": (80.0, 20.0),
        "counters": ((96.0, 320.0), (96.0, 370.0)),
    }
    return ScanTree(values, theme=PAPER, **(given | more))


def there(strip: Any) -> bool:
    return bool(np.isfinite(fills(strip.cells)).any())


def show(strip: Any, values: Any) -> None:
    assert_cells_show(strip.cells, values, PAPER, steps=PAPER.state_ramp, domain=(-1.0, 1.0))


def test_every_combine_is_a_node_on_the_line_of_who_takes_in() -> None:
    drawn = tree()
    for node, (level, _, right) in zip(drawn.nodes, COMBINES, strict=True):
        show(node, LEVELS[level, right])
        assert middles(node.frame) == pytest.approx([COLUMNS[right], 300.0 + 40.0 * level])
    for token, leaf in enumerate(drawn.first):
        show(leaf, LEVELS[0, token])


def test_lines_lead_from_where_the_left_part_was_written_last() -> None:
    drawn = tree()
    begun = [ends(edge)[0] for edge in drawn.edges]
    assert np.array(begun) == pytest.approx(
        np.array([[200.0, 300.0], [400.0, 300.0], [300.0, 340.0], [300.0, 340.0]])
    )
    assert ends(drawn.lines[0])[1] == pytest.approx([200.0, 460.0])


def test_levels_come_one_after_the_other_and_are_counted() -> None:
    drawn = tree()
    for done, combines, present in ((0, 0, 0), (1, 2, 2), (2, 3, 3), (3, 4, 4)):
        drawn.set_channels(done=float(done))
        assert [there(node) for node in drawn.nodes] == [k < present for k in range(4)]
        assert [printed(one) for one in drawn.counters] == [str(combines), str(done)]


def test_a_combine_counts_only_once_it_is_complete() -> None:
    drawn = tree().set_channels(done=0.8)
    assert [printed(one) for one in drawn.counters] == ["0", "0"]
    assert there(drawn.nodes[0])
    assert not there(drawn.nodes[2])


def test_planting_leaves_nothing_of_what_was_done() -> None:
    drawn = tree()
    plant = drawn.plant()
    plant.begin()
    plant.finish()
    assert all(there(leaf) for leaf in drawn.first)
    assert not any(there(node) for node in drawn.nodes)
    climb = drawn.climb_to(3.0)
    climb.begin()
    climb.finish()
    assert all(there(node) for node in drawn.nodes)
    assert ends(drawn.lines[0])[1] == pytest.approx([200.0, 420.0])


@pytest.mark.parametrize(
    ("values", "more", "sentence"),
    [
        (LEVELS[0], {}, r"ScanTree values have shape \(4, 2\), expected 3 axes"),
        (LEVELS, {"columns": [1.0]}, r"columns have shape \(1,\), expected \(4,\)"),
        (LEVELS, {"combines": [[1, 0]]}, r"combines have shape \(1, 2\), expected \(n, 3\)"),
        (LEVELS, {"combines": [[4, 0, 1]]}, "reach beyond 3 levels or 4 tokens"),
        (LEVELS, {"combines": [[1, 0, 4]]}, "reach beyond 3 levels or 4 tokens"),
        (LEVELS, {"vmax": 0.5}, "lies beyond its limit 0.5"),
    ],
)
def test_bad_input_is_one_clear_sentence(values: Any, more: Any, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        tree(values, **more)
