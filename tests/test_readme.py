"""The README names every scene with its poster, and shows nothing that is not there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import scenes
from scenes.__main__ import parser

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")


@pytest.mark.parametrize("slug", scenes.slugs())
def test_every_scene_has_a_row_with_its_poster(slug: str) -> None:
    kind = scenes.load(slug)
    row = next((line for line in README.splitlines() if f"`{slug}`" in line and "|" in line), "")
    assert f"tests/golden/{slug}/paper/{kind.poster}.png" in row
    assert kind.idea() in row
    assert kind.family in row


def test_every_link_to_a_file_leads_somewhere() -> None:
    targets = re.findall(r"\]\(([^)#]+)\)|src=\"([^\"]+)\"", README)
    assert targets
    for first, second in targets:
        assert (ROOT / (first or second)).is_file(), f"{first or second} does not exist"


def test_commands_named_in_the_readme_exist() -> None:
    known = parser().format_help()
    for command in set(re.findall(r"\./seqreel (\w+)", README)):
        assert command in known, f"./seqreel {command} is not a command"
