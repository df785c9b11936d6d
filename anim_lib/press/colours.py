"""The sheet of colours: every role of a theme with its screen colour and its inks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from anim_lib.export import inks
from anim_lib.export.drawing import Drawing
from anim_lib.press.page import MARGIN_MM, MM, WIDE_MM, Page
from anim_lib.primitives.chart_marks import point
from anim_lib.primitives.family_name import MARKS
from anim_lib.scales import rgb
from anim_lib.shapes import Shape
from anim_lib.theme import PAST, ROLES, Theme

GROUNDS: Final = ("ground", "panel", "ink", "hairline")
TOP_MM: Final = 40.0
ROW_MM: Final = 14.0
SWATCH_MM, TALL_MM = 12.0, 8.6
USE_MM: Final = 50.0  # width of a column
NAME_MM, SHORT_MM = 42.0, 33.0  # widths of the names, left and right
USES: Final = {"fill": "areas", "text": "words", "tint": "pale areas"}
RIGHT_MM: Final = 220.0  # where the second block begins
STEP_MM: Final = 10.6  # of a ramp
UNDER_MM, LEAD_MM = 3.6, 4.2  # baseline of the first line below a swatch's top; between lines


def colours(theme: Theme, title: str) -> Drawing:
    """Return the sheet of a theme.

    Parameters
    ----------
    theme
        Whose colours are shown, on its own ground.
    title
        At the head of the page.
    """
    page = Page(title, theme)
    note = "hex: sRGB · inks in %, C M Y K, for coated offset (FOGRA39)"
    page.write(note, WIDE_MM - MARGIN_MM, 24.0, role="muted", anchor="r")
    _block(page, theme, {role: role.replace("_", " ") for role in ROLES}, MARGIN_MM, NAME_MM)
    past = {f"{PAST}{k}": f"past token {k + 1}" for k in range(len(theme.past_tokens))}
    y = _block(page, theme, past, RIGHT_MM, SHORT_MM) + 6.0
    for k, role in enumerate(GROUNDS):
        x = RIGHT_MM + k * 46.0
        page.write(role, x, y, weight="SEMIBOLD")
        _one(page, theme, theme.fill(role), x, y + 2.5)
    y += 2.5 + ROW_MM + 8.0
    y = _ramp(page, theme, "attention, from 0 to 1", theme.attention_ramp, y)
    _ramp(page, theme, "state, from −1 over 0 to +1", theme.state_ramp, y)
    return page.drawing()


def written(colour: str, ground: str) -> tuple[str, str]:
    """Return a colour's hex and its inks in per cent, such as ``0 71 87 28``."""
    shares = inks.cmyk(rgb(colour), rgb(ground))
    return colour, " ".join(f"{100 * share:.0f}" for share in shares)


def _block(page: Page, theme: Theme, roles: Mapping[str, str], x: float, names: float) -> float:
    """Show roles with their names, one below the other; return where the block ends."""
    for k, use in enumerate(USES.values()):
        page.write(use, x + names + k * USE_MM, TOP_MM - 3.0, role="muted")
    for row, (role, name) in enumerate(roles.items()):
        y = TOP_MM + row * ROW_MM
        left, base = x, y + TALL_MM / 2 + 1.2
        if role in MARKS:
            mark = Shape()
            outline = point(MARKS[role], (x + 1.6) * MM, (base - 1.2) * MM, 14.0)
            mark.put(outline, theme.fill(role))
            page.add(mark)
            left += 5.0
        page.write(name, left, base, weight="SEMIBOLD")
        for k, use in enumerate(USES):
            if use == "tint" and role == "muted":  # the only role without pale areas
                continue
            shown = {"fill": theme.fill, "text": theme.text, "tint": theme.tint}[use](role)
            _one(page, theme, shown, x + names + k * USE_MM, y, words=use == "text")
    return TOP_MM + len(roles) * ROW_MM


def _one(page: Page, theme: Theme, colour: str, x: float, y: float, *, words: bool = False) -> None:
    """Show one colour with its two names; one of words as words."""
    if words:
        page.write("Aa", x + 0.5, y + 6.8, colour=colour, size=80.0, weight="SEMIBOLD")
    else:
        page.swatch(x, y, SWATCH_MM, TALL_MM, colour, 1.0)
    for k, name in enumerate(written(colour, theme.ground)):
        role = "muted" if k else "ink"
        page.write(name, x + SWATCH_MM + 3.0, y + UNDER_MM + k * LEAD_MM, mono=True, role=role)


def _ramp(page: Page, theme: Theme, name: str, ramp: Sequence[str], y: float) -> float:
    """Show the steps of a ramp; return where the next one may begin."""
    page.write(name, RIGHT_MM, y, weight="SEMIBOLD")
    for k, colour in enumerate(ramp):
        x = RIGHT_MM + k * (STEP_MM + 3.8)
        page.swatch(x, y + 3.0, STEP_MM + 3.8, TALL_MM, colour)
        below = y + 3.0 + TALL_MM + 4.6
        hexa, shares = written(colour, theme.ground)
        page.write(hexa.removeprefix("#"), x + 0.5, below, mono=True)
        for line, two in enumerate(_in_two(shares), start=1):
            page.write(two, x + 0.5, below + line * LEAD_MM, mono=True, role="muted")
    return y + 3.0 + TALL_MM + 4.6 + 3 * LEAD_MM + 8.0


def _in_two(shares: str) -> tuple[str, str]:
    """Return the four inks as two lines: cyan and magenta, yellow and black."""
    cyan, magenta, yellow, black = shares.split()
    return f"{cyan} {magenta}", f"{yellow} {black}"
