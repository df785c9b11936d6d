"""The box hides all behind it until it opens, and says what it is."""

from __future__ import annotations

import numpy as np
import pytest

from anim_lib.primitives.black_box import BlackBox
from anim_lib.theme import INK, PAPER, Theme
from tests import drawn

BOX = (400.0, 300.0, 800.0, 500.0)


def lid(theme: Theme = PAPER, **options: object) -> BlackBox:
    given: dict[str, object] = {
        "out": (400.0, 900.0),
        "name": "model",
        "notes": ["a toy", "of ours"],
        "box": BOX,
    }
    return BlackBox([(300, 350), (300, 450)], theme=theme, **(given | options))  # type: ignore[arg-type]


@pytest.mark.parametrize("theme", [PAPER, INK])
def test_closed_it_covers_its_place_and_can_be_read(theme: Theme) -> None:
    box = lid(theme)
    assert drawn.boxes(box.shade) == pytest.approx(BOX)
    assert drawn.texts(box.words) == ["model", "a toy", "of ours"]
    tips = drawn.boxes(box.arrows)[:, 2]
    assert tips == pytest.approx([392.0, 392.0, 900.0])


def test_the_shutters_part_only_when_the_words_are_gone() -> None:
    box = lid().set_channels(opened=0.2)
    assert drawn.boxes(box.shade) == pytest.approx(BOX)
    assert not any(drawn.texts(box.words))
    box.set_channels(opened=0.6)
    upper, lower = drawn.boxes(box.shutters)
    assert upper == pytest.approx([400, 300, 800, 350])
    assert lower == pytest.approx([400, 450, 800, 500])
    assert not len(box.shade.points)
    box.set_channels(opened=1.0)
    assert not drawn.leaves(box)


def test_it_opens_and_closes() -> None:
    box = lid()
    for move, end in ((box.open(), 1.0), (box.close(), 0.0)):
        move.begin()
        move.finish()
        assert box.level("opened") == end
    assert drawn.texts(box.words)[0] == "model"


def test_arrows_come_in_before_one_goes_out() -> None:
    box = lid().set_channels(flowing=0.5)
    tips = drawn.boxes(box.arrows)[:, 2]
    assert tips[:2] == pytest.approx([392.0, 392.0])
    assert np.isnan(tips[2])


def test_what_cannot_be_drawn_is_refused() -> None:
    with pytest.raises(ValueError, match="has no size"):
        lid(box=(400.0, 300.0, 400.0, 500.0))
    with pytest.raises(ValueError, match="left of it"):
        lid(box=(250.0, 300.0, 800.0, 500.0))
    with pytest.raises(ValueError, match=r"shape \(2,\)"):
        BlackBox([1, 2], theme=PAPER, out=(1, 2), name="a", notes=[], box=BOX)
