"""Colours by role, in two themes: ``paper`` for reports and print, ``ink`` for slides.

The colours live in ``palette.json``; ``tests/test_palette.py`` holds them to their
contrast and colour-blindness limits. Scenes name roles and never a colour.
"""

from __future__ import annotations

import configparser
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from anim_lib.errors import UserError
from anim_lib.scales import contrast, rgb

PALETTE: Final = Path(__file__).with_name("palette.json")
ROLES: Final = [
    "muted",
    "accent",
    "query",
    "key",
    "value",
    "state_pos",
    "state_neg",
    "transformer",
    "recurrent",
    "ssm",
    "hybrid",
    "cache",
    "overflow",
    "wrong",
    "attention",
]

PAST: Final = "past "  # "past 0" is the role of the first past token


@dataclass(frozen=True)
class Theme:
    """One set of colours. All are ``#RRGGBB`` strings.

    Roles are those of :data:`ROLES`, ``ink``, ``ground``, ``panel``, ``hairline``, and
    ``past 0``, ``past 1``, … for the past tokens in order.

    ``ground`` is the background, ``panel`` a quiet card on it, ``ink`` the text,
    ``hairline`` the faintest line. ``attention_ramp`` has 11 steps from weight 0 to 1,
    ``state_ramp`` 9 steps from -1 over 0 to +1.
    """

    name: str
    ground: str
    panel: str
    ink: str
    hairline: str
    attention_ramp: tuple[str, ...]
    state_ramp: tuple[str, ...]
    roles: dict[str, dict[str, str]]
    past_tokens: tuple[dict[str, str], ...]

    def _colour(self, role: str, kind: str) -> str:
        if role in ("ink", "ground", "panel", "hairline"):
            return str(getattr(self, role))
        if role.startswith(PAST) and role.removeprefix(PAST).isdecimal():
            return self.past(int(role.removeprefix(PAST)), kind)
        if role not in self.roles:
            raise ValueError(f"role {role!r} is not one of ink, ground, panel, {', '.join(ROLES)}")
        return self.roles[role][kind]

    def fill(self, role: str) -> str:
        """Return the colour of areas of ``role`` (at least 3:1 on the ground)."""
        return self._colour(role, "fill")

    def stroke(self, role: str) -> str:
        """Return the colour of lines of ``role`` (at least 3:1 on the ground)."""
        return self._colour(role, "stroke")

    def text(self, role: str) -> str:
        """Return the colour of words of ``role`` (at least 4.5:1 on ground and panel)."""
        return self._colour(role, "text")

    def tint(self, role: str) -> str:
        """Return the pale colour of large areas of ``role``."""
        return self._colour(role, "tint")

    def past(self, i: int, kind: str = "fill") -> str:
        """Return the colour of the ``i``-th past token; repeats after eight."""
        return self.past_tokens[i % len(self.past_tokens)][kind]

    def on(self, colour: str) -> str:
        """Return pure white or pure black, whichever reads better on ``colour``."""
        return max(("#FFFFFF", "#000000"), key=lambda c: contrast(rgb(c), rgb(colour)))


def _theme(name: str, entry: dict[str, Any]) -> Theme:
    return Theme(
        name=name,
        ground=entry["ground"],
        panel=entry["panel"],
        ink=entry["ink"],
        hairline=entry["hairline"],
        attention_ramp=tuple(entry["attention_ramp"]),
        state_ramp=tuple(entry["state_ramp"]),
        roles={role: entry[role] for role in ROLES},
        past_tokens=tuple(entry["past"]),
    )


THEMES: Final = {n: _theme(n, e) for n, e in json.loads(PALETTE.read_text("utf-8")).items()}
PAPER: Final = THEMES["paper"]
INK: Final = THEMES["ink"]


def _configured() -> str | None:
    parser = configparser.ConfigParser(interpolation=None)  # manim writes % signs as they are
    try:
        parser.read("manim.cfg", encoding="utf-8")
    except (configparser.Error, UnicodeDecodeError) as error:
        why = " ".join(str(error).split())
        raise UserError(f"manim.cfg in this folder cannot be read: {why}") from error
    return parser.get("seqreel", "theme", fallback=None)


def chosen() -> Theme:
    """Return the theme asked for: ``SEQREEL_THEME``, a ``manim.cfg`` entry, or ``paper``.

    The entry is ``theme = ink`` in a section ``[seqreel]`` of the ``manim.cfg`` in the
    working folder.

    Raises
    ------
    UserError
        When the name is not one of the themes, or ``manim.cfg`` cannot be read.
    """
    name, origin = os.environ.get("SEQREEL_THEME"), "SEQREEL_THEME"
    if name is None:
        name, origin = _configured() or PAPER.name, "manim.cfg [seqreel] theme"
    if name not in THEMES:
        raise UserError(f"{origin} is {name!r}; allowed are {' and '.join(THEMES)}")
    return THEMES[name]
