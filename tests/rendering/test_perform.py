"""Frames come from the scene and its format alone."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from manim import config, tempconfig
from manim.constants import RendererType

from anim_lib.errors import UserError
from anim_lib.formats import FRAME
from anim_lib.rendering.preview import panes
from tests.reel.d01_tiny import Tiny
from tests.test_storyboard import Counting


def frame(settings: dict[str, Any]) -> np.ndarray:
    with tempconfig(settings):
        _, (pane,) = panes(Counting, FRAME, "same")
    return pane.frame


def test_settings_of_another_project_change_no_picture() -> None:
    foreign = {"frame_height": 4.0, "frame_width": 7.0, "background_opacity": 0.3}
    np.testing.assert_array_equal(frame(foreign), frame({}))


def test_another_renderer_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(config._d, "renderer", RendererType.OPENGL)
    with pytest.raises(UserError, match="drawn by manim's cairo renderer, but opengl is set"):
        Tiny()
