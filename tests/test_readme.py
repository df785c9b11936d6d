"""The README names every scene with its poster, and shows nothing that is not there."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from skimage.metrics import structural_similarity

import scenes
from scenes import inputs
from scenes.__main__ import parser
from tests.golden_frames import GOLDEN

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")


@pytest.mark.parametrize("slug", scenes.slugs())
def test_every_scene_has_a_row_with_its_poster(slug: str) -> None:
    kind = scenes.load(slug)
    row = next((line for line in README.splitlines() if f"`{slug}`" in line and "|" in line), "")
    assert f"tests/golden/{slug}/paper/{kind.poster}.png" in row
    assert kind.idea() in row
    assert kind.family in row


@pytest.mark.parametrize("slug", scenes.slugs())
def test_what_a_scene_takes_is_told(slug: str) -> None:
    told = ", ".join(f"`{inputs.option(name)}`" for name in inputs.taken(slug))
    assert (f"\n| `{slug}` | {told} |\n" in README) == bool(told), slug


def test_the_picture_is_the_poster_as_it_is_now() -> None:
    kind = scenes.load("d11_qkv_attention")
    shown = Image.open(ROOT / "assets" / "pictures" / "d11_qkv_attention.png").convert("RGB")
    golden = Image.open(GOLDEN / "d11_qkv_attention" / "paper" / f"{kind.poster}.png")
    small = np.asarray(shown.resize(golden.size, Image.Resampling.LANCZOS))
    likeness = structural_similarity(small, np.asarray(golden), channel_axis=-1)
    assert likeness > 0.97, f"SSIM {likeness:.3f}: make it again with `seqreel still d11`"


def test_every_link_to_a_file_leads_somewhere() -> None:
    targets = re.findall(r"\]\((?!https:)([^)#]+)\)|src=\"([^\"]+)\"", README)
    assert targets
    for first, second in targets:
        assert (ROOT / (first or second)).is_file(), f"{first or second} does not exist"


def test_commands_named_in_the_readme_exist() -> None:
    known = parser().format_help()
    for command in set(re.findall(r"\./seqreel (\w+)", README)):
        assert command in known, f"./seqreel {command} is not a command"
