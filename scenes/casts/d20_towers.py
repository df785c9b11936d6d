"""Diagram 20: stacks of four layers as towers, which read one document and are asked for a key."""

from __future__ import annotations

import numpy as np
from manim import Animation

from anim_lib.layout import LEFT
from anim_lib.motion import Posed, Timeline, together
from anim_lib.primitives.chip import Chip
from anim_lib.primitives.family_name import FamilyName
from anim_lib.primitives.layer_tower import LayerTower
from anim_lib.theme import Theme
from anim_lib.timing import COUNT, GLANCE, MOVE, glide
from scenes.casts import d20_grid as at
from scenes.casts.d20_document import Document
from scenes.casts.words import say
from scenes.values.d20_hybrid_sweet_spot import Values

FLOORS = {"attention": "attention", "ssm": "Mamba-2"}
SAYS = 96.0  # width of a chip that says a value
PASS = 0.6  # seconds: a key to its tower, through it, a value out of it
SMALLEST = 1e-6  # stage pixels per byte: balconies of a tower that is a mark's


class Towers:
    """Four towers, of which three answer; the document, keys asked and values said."""

    def __init__(self, v: Values, theme: Theme) -> None:
        self.v = v
        self.shown = [0, 1, len(v.stacks) - 1]  # stacks in the three columns
        unit = at.BALCONY / float(v.lookup_layer_bytes.max())
        self.all_ = [self._tower(stack, unit, theme) for stack in range(len(v.stacks))]
        self.towers = [self.all_[stack] for stack in self.shown]
        self.names = [
            FamilyName(
                self._called(stack),
                self._made(stack),
                at.column(k),
                at.NAMES,
                role=at.family(v, stack),
                theme=theme,
            )
            for k, stack in enumerate(self.shown)
        ]
        self.key, self.right = (
            f"k{v.lookup_keys[v.lookup_pair]}",
            f"v{v.lookup_values[v.lookup_pair]}",
        )
        self.document = Document(v, theme)
        middles = [at.column(k) + at.ROOM / 2 for k in range(len(self.shown))]
        asked = float(self.document.cards.centres[-2])
        self.keys = [
            Chip(
                self.key,
                [(asked, at.DOCUMENT), (asked, at.WAY), (x, at.WAY)],
                theme=theme,
                role="query",
            )
            for x in middles
        ]
        roof = at.GROUND - self.towers[0].tall(at.PITCH)
        self.said = [
            Chip(
                f"v{v.lookup_said[stack]}",
                [(x, roof), (x, at.ANSWER), (at.column(k) + SAYS / 2, at.ANSWER)],
                theme=theme,
                role="value",
                least=SAYS,
            )
            for k, (x, stack) in enumerate(zip(middles, self.shown, strict=True))
        ]
        self._verdicts(theme)

    def _tower(self, stack: int, unit: float, theme: Theme) -> LayerTower:
        mixers = ["attention" if here else "ssm" for here in self.v.is_attention[stack]]
        before, _ = self.v.lookup_layer_bytes[:, stack]
        tower = LayerTower(
            before,
            theme=theme,
            mixers=mixers,
            place=(LEFT, at.GROUND, at.ROOM, at.PITCH),
            unit=unit,
            names=[FLOORS[mixer] for mixer in mixers],
            written=at.size,
        )
        if stack in self.shown:
            left = at.column(self.shown.index(stack))
            tower.set_channels(place=(left, at.GROUND, at.ROOM, tower.tall(at.PITCH)))
        return tower

    def _called(self, stack: int) -> str:
        label = self.v.labels[stack]
        return label if stack < 2 else f"{label}: all attention"

    def _made(self, stack: int) -> str:
        attention = int(self.v.n_attention[stack])
        mamba = self.v.is_attention.shape[1] - attention
        if not mamba:
            return "a short convolution in front"
        return f"{mamba} Mamba-2" + (f", {attention} attention" if attention else "")

    def _verdicts(self, theme: Theme) -> None:
        v = self.v
        self.verdicts, self.means = [], []
        for k, stack in enumerate(self.shown):
            left, good = at.column(k), v.lookup_said[stack] == v.lookup_values[v.lookup_pair]
            text = "right" if good else f"wrong: {self.key} has {self.right}"
            role = "ink" if good else "wrong"
            self.verdicts.append(
                say(text, left + at.BEHIND, at.SAID[0], theme, role=role, strong=True)
            )
            share, mean = at.percent(v.lookup_right[stack]), at.percent(v.lookup_mean[stack])
            self.means.append(say(f"{self.right}: {share}; mean {mean}", left, at.SAID[1], theme))

    @property
    def all(self) -> list[Posed]:
        """Everything, from back to front."""
        texts = [*self.names, *self.document.all, *self.verdicts, *self.means]
        return [*self.keys, *self.said, *self.all_, *texts]

    def begin(self) -> list[Posed]:
        """Close the three towers, and return what stands on stage at first."""
        for tower in self.towers:
            tower.set_channels(opened=0.0, values=0.0 * tower.values, presence=1.0)
        first = [*self.names, *self.document.all]
        for one in first:
            one.set_channels(presence=1.0)
        return [*self.towers, *first]

    def open(self) -> Animation:
        """Return the animation in which all floors show their kinds, and what they keep always."""
        opened = [tower.open(run_time=MOVE) for tower in self.towers]
        kept = [
            tower.keep(self.v.lookup_layer_bytes[0, stack], run_time=MOVE)
            for stack, tower in zip(self.shown, self.towers, strict=True)
        ]
        return together(*opened, *kept)

    def read(self) -> Animation:
        """Return the animation in which the document is read: attention floors keep more."""
        after = self.v.lookup_layer_bytes[1]
        return together(
            *[
                tower.drive(
                    run_time=COUNT, rate_func=glide, values=after[stack], printed=self._told(stack)
                )
                for stack, tower in zip(self.shown, self.towers, strict=True)
            ]
        )

    def _told(self, stack: int) -> np.ndarray:
        """Return the highest floor of each kind, whose bytes are printed."""
        kinds = self.v.is_attention[stack]
        last = [int(np.flatnonzero(kinds == kind).max()) for kind in set(kinds.tolist())]
        return np.isin(np.arange(len(kinds)), last).astype(float)

    def quiet(self) -> Animation:
        """Return the animation in which the printed bytes go."""
        return together(*[one.drive(run_time=GLANCE, printed=0.0) for one in self.towers])

    def ask(self, k: int) -> Animation:
        """Return the animation in which column ``k`` is asked, and says a value."""
        begin = {"presence": 1.0, "along": 0.0}
        key, said = (
            one.drive(run_time=PASS, begin=begin, presence=1.0, along=1.0)
            for one in (self.keys[k], self.said[k])
        )
        through = self.towers[k].visit(run_time=PASS)
        return Timeline(
            (0.0, key),
            (PASS, self.keys[k].leave()),
            (PASS, through),
            (2 * PASS - GLANCE, said),
            (3 * PASS - GLANCE, self.verdicts[k].enter()),
        )
