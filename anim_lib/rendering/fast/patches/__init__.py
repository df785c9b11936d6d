"""Everything this project changes in manim from outside: the same behaviour in less time.

Each module here replaces a few of manim's functions and says why they are slow and why the
replacement is equal: the same objects in the same order, the same floats bit for bit.
Nothing is replaced by importing this package, only by :func:`apply`.

What is not looked for: a method replaced on one single mobject instead of on its class, and a
class whose methods are replaced after the first frame.
"""

from __future__ import annotations

import logging
from typing import Final

import manim

from anim_lib.rendering.fast.patches import families, updaters
from anim_lib.rendering.fast.patches.patch import Patch

CHECKED: Final = ("0.22.0",)  # the releases of manim whose functions were compared
PATCHES: Final[tuple[Patch, ...]] = (*families.PATCHES, *updaters.PATCHES)
_told: set[str] = set()


def apply() -> bool:
    """Replace manim's slow functions; calling it again changes nothing.

    Returns
    -------
    bool
        Whether manim is one of the releases in :data:`CHECKED`. For another release nothing is
        replaced, and one warning per process says so.
    """
    version = manim.__version__
    if version not in CHECKED:
        if version not in _told:
            _told.add(version)
            logging.getLogger("manim").warning(
                "Drawing is slower than it could be: the speed-ups were checked with manim %s, "
                "but manim %s is installed.",
                " and ".join(CHECKED),
                version,
            )
        return False
    for patch in PATCHES:
        patch.apply()
    return True


def remove() -> None:
    """Put manim's own functions back."""
    for patch in PATCHES:
        patch.remove()
