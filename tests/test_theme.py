"""Roles beyond the palette's own names."""

from __future__ import annotations

from pathlib import Path

import pytest

from anim_lib.errors import UserError
from anim_lib.theme import PAPER, chosen


@pytest.mark.parametrize("kind", ["fill", "stroke", "text", "tint"])
def test_past_tokens_are_roles_in_order(kind: str) -> None:
    assert getattr(PAPER, kind)("past 3") == PAPER.past(3, kind)


def test_an_unknown_past_token_is_refused() -> None:
    with pytest.raises(ValueError, match="role 'past x' is not one of"):
        PAPER.fill("past x")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("SEQREEL_THEME", raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_manim_cfg_chooses_and_the_environment_overrides(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert chosen().name == "paper"
    cfg = folder / "manim.cfg"
    cfg.write_text("[CLI]\nquality = low_quality\n")
    assert chosen().name == "paper"
    cfg.write_text("[seqreel]\ntheme = ink\n[CLI]\nmax_files_cached = 100 %\n")
    assert chosen().name == "ink"
    monkeypatch.setenv("SEQREEL_THEME", "paper")
    assert chosen().name == "paper"


def test_an_unknown_theme_is_told_with_its_origin(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "manim.cfg").write_text("[seqreel]\ntheme = blue\n")
    with pytest.raises(UserError, match=r"\[seqreel\] theme is 'blue'; allowed are paper and ink"):
        chosen()
    monkeypatch.setenv("SEQREEL_THEME", "red")
    with pytest.raises(UserError, match="SEQREEL_THEME is 'red'; allowed are paper and ink"):
        chosen()


@pytest.mark.parametrize("content", [b"theme = ink\n", b"[seqreel]\ntheme = \xff\n"])
def test_a_broken_manim_cfg_is_one_sentence(folder: Path, content: bytes) -> None:
    (folder / "manim.cfg").write_bytes(content)
    with pytest.raises(UserError, match=r"^manim\.cfg in this folder cannot be read: .+") as told:
        chosen()
    assert "\n" not in str(told.value)
