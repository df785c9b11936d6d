"""What is written into the page so that it needs no other file: colours, faces, style, script."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from anim_lib.theme import INK, PAPER, Theme

HERE: Final = Path(__file__).parent
# The characters of the scenes' words and of most European ones, from assets/fonts; others are
# set in a face of the reader's system.
FACES: Final = (
    ("Inter", 400, "Inter-Regular.woff"),
    ("Inter", 600, "Inter-SemiBold.woff"),
    ("JetBrains Mono", 400, "JetBrainsMono-Regular.woff"),
)
SURFACES: Final = ("ground", "panel", "ink", "hairline")
TEXTS: Final = ("muted", "accent", "wrong", "attention", "ssm", "hybrid")
MARKS: Final = {"attention": "attention", "state space": "ssm", "trade-offs": "hybrid"}


def mark(family: str) -> str:
    """Return the role whose colour marks a family; ``muted`` for one that has none."""
    return MARKS.get(family, "muted")


def style() -> str:
    """Return the whole style sheet."""
    paper, ink = _colours(PAPER), _colours(INK)
    dark = f"color-scheme: dark; {ink}"
    rules = [
        *_faces(),
        f":root {{ color-scheme: light; {paper} }}",
        f"@media (prefers-color-scheme: dark) {{ :root:not([data-theme=light]) {{ {dark} }} }}",
        f":root[data-theme=dark] {{ {dark} }}",
        *((HERE / name).read_text("utf-8") for name in ("gallery.css", "sheet.css")),
    ]
    return "\n".join(rules)


def script(name: str) -> str:
    """Return one of the page's scripts."""
    return (HERE / name).read_text("utf-8")


def _colours(theme: Theme) -> str:
    surfaces = [f"--{name}: {theme.fill(name)};" for name in SURFACES]
    texts = [f"--{role}: {theme.text(role)};" for role in TEXTS]
    # of controls, whose lines need 3:1 on the ground
    lines = [f"--line: {theme.stroke('muted')};", f"--on-accent: {theme.on(theme.text('accent'))};"]
    return " ".join([*surfaces, *texts, *lines])


def _faces() -> Iterator[str]:
    for family, weight, name in FACES:
        data = base64.b64encode((HERE / name).read_bytes()).decode("ascii")
        yield (
            f'@font-face {{ font-family: "{family}"; font-weight: {weight}; '
            f'src: url(data:font/woff;base64,{data}) format("woff"); }}'
        )
