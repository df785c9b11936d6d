"""Diagram 6's stage: parameters and inputs, three lanes, and the row they drop into."""

from __future__ import annotations

import numpy as np
from manim import Animation

from anim_lib.layout import LEFT, RIGHT
from anim_lib.motion import Posed
from anim_lib.primitives.lanes import MergingLanes
from anim_lib.primitives.samples import Samples
from anim_lib.primitives.scan_tree import ScanTree
from anim_lib.primitives.signed_key import SignedKey
from anim_lib.primitives.state_chain import StateChain
from anim_lib.primitives.token_row import TokenRow
from anim_lib.theme import Theme
from anim_lib.typography import COUNTER, Label, scientific
from scenes.casts import d06_grid as at
from scenes.casts.d14_words import Words
from scenes.values.d06_three_modes import Values

NAME_DROP = 12.0  # from a row's middle to the baseline of its name


class Cast:
    """Built from the saved values and placed; see d06_moves for what moves."""

    def __init__(self, v: Values, theme: Theme) -> None:
        self.words = words = Words(theme)
        model = [f"{n} = {at.listed(x)}" for n, x in (("A", v.A), ("B", v.B), ("C", v.C))]
        self.model = TokenRow(model, theme=theme, x=LEFT, y=at.CARD)
        hold = [f"Δ = {v.delta:g}", "zero-order hold"]
        self.hold = TokenRow(hold, theme=theme, x=RIGHT, y=at.CARD, anchor="r")
        self.inputs = self._cards([at.minus(f"{u:.1f}") for u in v.u], at.INPUTS, theme)
        self.steps = self._cards([f"{one:.2f}" for one in v.selective_delta], at.CARD, theme)
        self.unknown = TokenRow(
            ["?"] * at.SEQ,
            theme=theme,
            y=at.OUTPUT,
            centres=at.COLUMNS,
            width=104.0,
            height=at.TALL,
            special=range(at.SEQ),
        )
        self.input_name = words.word("input u", LEFT, at.INPUTS + NAME_DROP)
        self.step_name = words.word("step Δ", LEFT, at.CARD + NAME_DROP)
        self.output_name = words.word("output y", LEFT, at.OUTPUT + NAME_DROP)
        self.chain = StateChain(
            v.states,
            theme=theme,
            vmax=v.state_vmax,
            columns=at.COLUMNS,
            top=at.INPUTS + at.TALL / 2 + 4.0,
            box=at.STRIP,
        ).set_channels(done=0.0)
        name, right, y = at.KEY
        self.key: tuple[Posed, ...] = (
            words.note("state h", LEFT, name),
            SignedKey(v.state_vmax, theme=theme, right=right, y=y, written="{:.1f}".format),
        )
        self._convolution(v, theme)
        self.tree = ScanTree(
            v.partial_h,
            theme=theme,
            vmax=v.state_vmax,
            combines=v.combines,
            columns=at.COLUMNS,
            rows=at.TREE,
            node=at.NODE,
            counters=((at.COUNT_RIGHT, at.COUNTS[0]), (at.COUNT_RIGHT, at.COUNTS[1])),
        )
        self.lanes = MergingLanes(
            [v.y_recurrence, v.y_convolution, v.y_scan],
            theme=theme,
            roles=at.ROLES,
            columns=at.COLUMNS,
            sources=at.FALLS_FROM,
            base=at.OUTPUT,
            unit=at.UNIT,
            axis=(at.LANES, RIGHT),
            written=lambda y: at.minus(f"{y:.2f}"),
        )
        self._names(v, words)

    def _cards(self, texts: list[str], y: float, theme: Theme) -> TokenRow:
        return TokenRow(texts, theme=theme, y=y, centres=at.COLUMNS, width=104.0, height=at.TALL)

    def _convolution(self, v: Values, theme: Theme) -> None:
        shown, lags = at.SHOWN, np.arange(len(v.kernel))
        self.kernel = Samples(
            v.kernel,
            x=at.COLUMNS[shown] - at.PITCH * lags,
            base=at.KERNEL_ZERO,
            unit=at.KERNEL_UNIT,
            wide=at.KERNEL_WIDE,
            roles=["accent"] * len(v.kernel),
            axis=(at.LANES, RIGHT),
            role_later="muted",
            theme=theme,
        )
        self.kernel.set_channels(window=(at.LANES, RIGHT))
        self.products = Samples(
            v.convolution_terms[shown, : shown + 1],
            x=at.COLUMNS[: shown + 1],
            base=at.KERNEL_ZERO,
            unit=at.KERNEL_UNIT,
            wide=at.KERNEL_WIDE,
            roles=["accent"] * (shown + 1),
            theme=theme,
        )

    def _names(self, v: Values, words: Words) -> None:
        names = zip(("recurrence", "convolution", "scan"), at.NAMES, at.ROLES, strict=True)
        self.names = [words.word(text, LEFT, y, role) for text, y, role in names]
        below = [y + at.NOTE for y in at.NAMES]
        self.waits = words.note(f"{int(v.updates[0])} steps, in turn", LEFT, below[0])
        self.one_kernel = words.note("one kernel K̄", LEFT, below[1])
        self.no_kernel = words.note("no single kernel", LEFT, below[1])
        x = at.COUNT_RIGHT + 14.0
        self.counted = [
            words.note(text, x, y)
            for text, y in zip(("combines", "levels"), at.COUNTS, strict=True)
        ]
        self.found = self._difference("largest difference, FFT too:", v.max_difference)
        later = self._difference("largest difference:", v.selective_difference)
        forced = f"input 1’s kernel: up to {v.forced_error:.2f} off"
        x = later[1].right + 40.0
        self.found_later = [*later, words.note(forced, x, at.FOUND)]

    def _difference(self, text: str, value: float) -> list[Label]:
        name = self.words.note(text, at.LANES, at.FOUND)
        number = Label(
            scientific(value),
            name.right + 18.0,
            at.FOUND,
            theme=self.words.theme,
            size=COUNTER,
            weight="SEMIBOLD",
        )
        return [name, number]

    @property
    def furniture(self) -> list[Posed]:
        """What stands at the edges of all three lanes."""
        return [self.inputs, self.input_name, self.output_name, *self.names]

    @property
    def working(self) -> list[Posed]:
        """The lanes' insides and their notes, from back to front."""
        notes = [self.waits, self.one_kernel, *self.counted, *self.key]
        return [self.tree, self.kernel, self.chain, *self.lanes.rows, *notes]

    @property
    def back_to_front(self) -> list[Posed]:
        """Everything here."""
        words = [self.no_kernel, *self.found, *self.found_later]
        later = [self.step_name, self.steps, self.products, self.unknown]
        return [*self.working, *later, *self.furniture, self.model, self.hold, *words]

    def light(self, lane: int) -> list[Animation]:
        """Return the animations that bring one lane's name forward and dim the others'."""
        return [
            name.step_forward() if k == lane else name.step_back()
            for k, name in enumerate(self.names)
        ]
