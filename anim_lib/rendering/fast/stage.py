"""One buffer that shows picture after picture, painting only what is not there yet."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import VMobject
from manim.camera.camera import Camera
from manim.typing import PixelArray

from anim_lib.rendering.fast.leaf import Leaf
from anim_lib.rendering.fast.regions import Boxes, merged, overlap_closure
from anim_lib.rendering.fast.tap import Area
from anim_lib.rendering.fast.view import View

ALL_ABOVE = 0.5  # share of the leaves from which painting all of them is quicker


class Stage:
    """Draws leaves into the camera's own pixel array, through its own cairo context.

    Parameters
    ----------
    camera
        A plain ``Camera``.
    """

    def __init__(self, camera: Camera) -> None:
        self._camera = camera
        self._leaves: dict[int, Leaf] = {}
        self._view: View | None = None
        self._buffer: PixelArray | None = None
        self.forget()

    def _look(self) -> View:
        """Return the camera's view as it is now; with another one all leaves are others."""
        view = self._view
        if (
            view is None
            or self._buffer is not self._camera.pixel_array
            or not view.is_of(self._camera)
        ):
            self._view = view = View(self._camera)
            self._buffer = self._camera.pixel_array
            self._leaves.clear()
            self.forget()
        return view

    def forget(self) -> None:
        """Know nothing of what the buffer shows: somebody else has painted it."""
        self._shown: list[Leaf] | None = None
        self._ground: PixelArray | None = None

    def leaves(self, mobjects: Sequence[VMobject]) -> list[Leaf]:
        """Return how ``mobjects`` look now, those that can be seen, in order."""
        view, kept = self._look(), self._leaves
        found = []
        for mobject in mobjects:
            if not len(mobject.points):
                continue
            leaf = kept.get(id(mobject))
            if leaf is None or leaf.mobject is not mobject:
                leaf = Leaf.of(mobject, view)
                kept[id(mobject)] = leaf
            else:
                now = leaf.refreshed(view)
                if now is not leaf:
                    kept[id(mobject)] = leaf = now
            if leaf.box is not None:
                found.append(leaf)
        return found

    def show(
        self, leaves: list[Leaf], ground: PixelArray, *, afresh: bool
    ) -> tuple[Area, ...] | None:
        """Make the camera's pixel array show ``leaves`` on ``ground``.

        Parameters
        ----------
        leaves
            What is to be seen, from back to front.
        ground
            Shape of the pixel array: what is behind them.
        afresh
            Whether to paint all of it: somebody may have painted on the buffer.

        Returns
        -------
        tuple of areas or None
            Where the picture may differ from the one before; None when nothing is known.
        """
        if afresh:  # let go of what has left the stage
            self._leaves = {id(leaf.mobject): leaf for leaf in leaves}
        before = self._shown
        if before is None or ground is not self._ground:
            self._paint_all(leaves, ground)
            self._shown, self._ground = leaves, ground
            return None
        if leaves == before and not afresh:  # leaves are compared by identity
            return ()
        stay = set(before).intersection(leaves)
        gone = [leaf for leaf in before if leaf not in stay]
        come = [leaf for leaf in leaves if leaf not in stay]
        self._shown = leaves
        if len(stay) + len(come) != len(leaves) or _order(before, stay) != _order(leaves, stay):
            self._paint_all(leaves, ground)
            return None
        if afresh or len(come) > ALL_ABOVE * len(leaves):
            self._paint_all(leaves, ground)
        else:
            self._paint(leaves, _boxes_of(gone + come), ground)
        return merged(_boxes_of(gone + come).tolist(), *self._look().size)

    def picture_of(self, leaves: list[Leaf], ground: PixelArray) -> PixelArray:
        """Return ``leaves`` on ``ground`` as a picture of their own."""
        picture = ground.copy()
        context = self._camera.get_cairo_context(picture)
        for leaf in leaves:
            leaf.draw(context)
        self._camera.pixel_array_to_cairo_context.pop(id(picture), None)
        return picture

    def _paint_all(self, leaves: list[Leaf], ground: PixelArray) -> None:
        np.copyto(self._camera.pixel_array, ground)
        context = self._camera.get_cairo_context(self._camera.pixel_array)
        for leaf in leaves:
            leaf.draw(context)

    def _paint(self, leaves: list[Leaf], dirty: Boxes, ground: PixelArray) -> None:
        boxes = _boxes_of(leaves)
        again = overlap_closure(dirty, boxes)
        if again.sum() > ALL_ABOVE * len(leaves):
            self._paint_all(leaves, ground)
            return
        picture = self._camera.pixel_array
        for left, top, right, bottom in np.concatenate([dirty, boxes[again]]).tolist():
            picture[top:bottom, left:right] = ground[top:bottom, left:right]
        context = self._camera.get_cairo_context(picture)
        for number in np.flatnonzero(again).tolist():
            leaves[number].draw(context)


def _boxes_of(leaves: list[Leaf]) -> Boxes:
    return np.array([leaf.box for leaf in leaves], dtype=np.int64).reshape(-1, 4)


def _order(leaves: list[Leaf], stay: set[Leaf]) -> list[Leaf]:
    return [leaf for leaf in leaves if leaf in stay]
