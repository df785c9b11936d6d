"""Everything this project changes in manim from outside: the same behaviour in less time.

Each module here replaces a few of manim's functions and says why they are slow and why the
replacement is equal: the same objects in the same order, the same floats bit for bit.
Nothing is replaced by importing this package, only by :func:`apply`.

What is not looked for: a method replaced on one single mobject instead of on its class, and a
class whose methods are replaced after the first frame.

Interpolation is manim's own, because what makes it faster is not equal. ``(1 - a) * x + a * x``
is often a neighbour of ``x``, so equal colours may not be skipped. A path along an arc
multiplies by a rotation matrix, and BLAS rounds the same row differently in a longer array, so a
family may not be moved as one array. ``FadeTransform`` changes its starting mobject after the
first frame, so nothing may be kept between frames. What is left, straight paths and colours of
a family laid end to end, took as long as manim's loop over the members.

``TransformMatchingShapes`` differs between two processes without any of this: it goes through
a set of hashes of bytes, whose order is another in each process unless ``PYTHONHASHSEED`` is set.
"""

from __future__ import annotations

import logging
from typing import Final

import manim

from anim_lib.rendering.fast.patches import copies, families, lengths, updaters
from anim_lib.rendering.fast.patches.patch import Patch

CHECKED: Final = ("0.22.0",)  # the releases of manim whose functions were compared
PATCHES: Final[tuple[Patch, ...]] = (
    *families.PATCHES,
    *updaters.PATCHES,
    *copies.PATCHES,
    *lengths.PATCHES,
)
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
