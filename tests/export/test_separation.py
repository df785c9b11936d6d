"""Inks: what they look like by the model, and by a profile that the model does not know."""

from __future__ import annotations

import subprocess
from pathlib import Path

import numpy as np
import pytest
from manim import Square
from PIL import Image

from anim_lib.export import inks, separation, vector_pdf
from anim_lib.layout import PX, point
from anim_lib.rendering import vector
from anim_lib.scales import rgb
from anim_lib.theme import INK, PAPER, ROLES, Theme
from tests.export.drawn import NOTES
from tests.machine import program

ROWS = 4


def test_solids_are_those_of_the_standard() -> None:
    white, cyan, red, black = (0, 0, 0, 0), (1, 0, 0, 0), (0, 1, 1, 0), (0, 0, 0, 1)
    found = separation.printed(np.array([white, cyan, red, black], dtype=float))
    assert found[0] == pytest.approx([100, 0, 0], abs=1e-6)
    assert found[1] == pytest.approx([58, -39, -50], abs=0.5)  # 55, -37, -50 beside paper of L* 95
    assert found[2] == pytest.approx([50, 71, 51], abs=0.5)
    assert found[3] == pytest.approx([17, 0, 1], abs=1)


@pytest.mark.parametrize("given", [(0.8, 0, 0.5, 0.3), (0, 0.6, 0.9, 0.1), (0.3, 0.7, 0, 0)])
def test_inks_are_found_again(given: separation.Inks) -> None:
    cyan, magenta, yellow = separation.printed(np.array(given)).tolist()
    assert separation.inks_of((cyan, magenta, yellow)) == pytest.approx(given, abs=0.01)


def test_black_alone_is_as_light_as_asked() -> None:
    for lightness in (90.0, 60.0, 30.0):
        black = separation.black_alone(lightness)
        assert separation.printed(np.array([0, 0, 0, black]))[0] == pytest.approx(
            lightness, abs=0.1
        )
    assert separation.black_alone(5.0) == 1


@pytest.mark.parametrize("theme", [PAPER, INK], ids=["paper", "ink"])
def test_roles_look_alike_in_print(theme: Theme, tmp_path: Path) -> None:
    """By ghostscript and its profile of another press: hues within 20 degrees, and as light."""
    roles = [role for role in ROLES if role != "muted"]
    places = [(160 + 240 * (k // ROWS), 160 + 240 * (k % ROWS)) for k in range(len(roles))]
    swatches = [
        Square(200 * PX, fill_color=theme.fill(role), fill_opacity=1, stroke_width=0).move_to(
            point(*place)
        )
        for role, place in zip(roles, places, strict=True)
    ]
    target = tmp_path / "roles.pdf"
    drawing = vector.draw("Roles", swatches, theme.ground)
    vector_pdf.write(drawing, target, NOTES, width_mm=180, space=inks.CMYK)
    command = [program("gs"), "-q", "-o", tmp_path / "roles.png", "-sDEVICE=png16m", "-r72"]
    subprocess.run([*command, target], check=True)
    seen = np.asarray(Image.open(tmp_path / "roles.png").convert("RGB"))
    scale = seen.shape[1] / 1920
    for role, (x, y) in zip(roles, places, strict=True):
        lightness, a, b = inks.lab(seen[round(y * scale), round(x * scale)] / 255)
        wanted, wanted_a, wanted_b = inks.lab(rgb(theme.fill(role)))
        turned = np.angle(complex(a, b) / complex(wanted_a, wanted_b), deg=True)
        assert abs(turned) < 20, role
        assert abs(lightness - wanted) < 10, role
