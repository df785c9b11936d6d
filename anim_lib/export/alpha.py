"""Frames that were drawn on a ground which is not there, as colours and how much each covers."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from anim_lib.scales import rgb

OPAQUE = 255


def pixel(colour: str) -> NDArray[np.uint8]:
    """Return a hex colour as a camera paints it: shape (3,), 0 to 255."""
    return np.array([int(OPAQUE * share) for share in rgb(colour)], np.uint8)


def straight(drawn: NDArray[Any], ground: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return a frame with straight alpha: laid over ``ground`` it is the opaque frame again.

    Drawing adds up premultiplied colours. On a ground of alpha 0 whose colour is kept all the
    same, it leaves the colours of the opaque frame beside the share of each pixel that is covered.

    Parameters
    ----------
    drawn
        Shape (height, width, 4), 0 to 255: the opaque frame's colours, and coverage.
    ground
        Shape (3,): the colour that was drawn on. Where nothing covers it, it stays, so that an
        encoder blurs no other colour into an edge.
    """
    frame = np.empty(drawn.shape, np.uint8)
    frame[..., :3], frame[..., 3] = ground, drawn[..., 3]
    covered = drawn[..., 3] > 0
    share = drawn[covered, 3:].astype(np.float32) / OPAQUE
    colour = ground + (drawn[covered, :3] - ground.astype(np.float32)) / share
    frame[covered, :3] = np.rint(np.clip(colour, 0, OPAQUE))
    return frame
