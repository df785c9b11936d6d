"""Where things stand in diagram 20, in stage pixels, and what its families look like."""

from __future__ import annotations

from typing import Final

from anim_lib.layout import LEFT
from anim_lib.primitives.layer_tower import Place
from scenes.casts.d08_plane import BOX
from scenes.values.d20_hybrid_sweet_spot import Values

COLUMN = 576.0  # pitch of the three towers' columns
NAMES: Final = 172.0
ANSWER, SAID, BEHIND = 291.0, (304.0, 356.0), 120.0  # chip's middle, baselines; to its verdict
GROUND, PITCH, ROOM = 664.0, 70.0, 230.0
BALCONY: Final = 150.0  # stage pixels of what an attention floor keeps of the shown document
DOCUMENT, WAY = 792.0, 712.0  # centre lines: of the cards, and of keys on their way to the towers
BARS: Final = (740.0, 808.0)  # top and bottom
BARS_NAME: Final = 710.0

ICON: Final = (48.0, 62.0)  # a tower beside its mark
WAITING, BESIDE = (30.0, 34.0), 112.0  # a tower in its row of the table, and where there
UNDER: Final = 38.0  # from a mark, or the end of its error bar, to its tower
HEAD, ROWS, ROW = 312.0, 360.0, 44.0  # baselines of the table on the plane
TABLE: Final = BOX[0] + 24.0
NOTES: Final = (560.0, 606.0, 652.0, 698.0)


def column(place: int) -> float:
    """Return the left edge of one of the three towers' columns."""
    return LEFT + COLUMN * place


def family(v: Values, stack: int) -> str:
    """Return the role of a stack: by how many of its layers are attention."""
    if not v.n_attention[stack]:
        return "ssm"
    return "transformer" if v.is_attention[stack].all() else "hybrid"


def of(v: Values, stack: int) -> str:
    """Return how many of a stack's layers are attention, as it is printed everywhere."""
    return f"{v.n_attention[stack]} of {v.is_attention.shape[1]}"


def percent(share: float) -> str:
    """Return a share as text."""
    return f"{100 * share:.1f} %"


def size(count: float) -> str:
    """Return bytes as kB (10^3), MB (10^6) or GB (10^9)."""
    if count >= 1e9:
        return f"{count / 1e9:.2f} GB"
    return f"{count / 1e3:.1f} kB" if count < 1e6 else f"{count / 1e6:.1f} MB"


def icon(x: float, ground: float) -> Place:
    """Return the place of a small tower that stands with its middle at ``x``."""
    return x - ICON[0] / 2, ground, *ICON
