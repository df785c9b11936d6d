"""What one word does to the state in diagram 13: x, its three taps, and sixteen cells."""

from __future__ import annotations

from manim import Animation

from anim_lib.columns import even_columns, middles
from anim_lib.motion import Posed, enter_all, leave_all, stagger, together
from anim_lib.primitives.bar_strip import BarStrip
from anim_lib.primitives.column_bars import ColumnBars
from anim_lib.primitives.rule import Rule
from anim_lib.primitives.signed_strip import SignedStrip
from anim_lib.scales import linear
from anim_lib.theme import Theme
from anim_lib.timing import MOVE
from scenes.casts import d13_grid as at
from scenes.casts.d05_words import Words, share, signed
from scenes.values.d13_mamba_gating import Values

KINDS = ("filler", "content word")
TAP_ROLES = ("accent", "key", "query")


class Panel:
    """One word of the pair, ``k`` 0 the filler and 1 the content word."""

    def __init__(self, v: Values, k: int, words: Words, theme: Theme) -> None:
        left = at.PANELS[k]
        token = v.tokens[int(v.pair[k])]
        self.token = token
        self.head = words.word(f"“{token}”, a {KINDS[k]}", left, at.HEAD)
        self.x = SignedStrip(
            v.x[k],
            theme=theme,
            role="ink",
            vmax=v.x_vmax,
            box=(left, at.X_TOP, at.WIDE, at.X_TALL),
        )
        spots = [(left + a, wide) for a, wide in at.TAPS]
        middle = left + at.WIDE / 2
        self.fan = [
            Rule([(middle, at.FAN[0]), (a + wide / 2, at.FAN[1])], theme=theme, role=role, line=3)
            for (a, wide), role in zip(spots, TAP_ROLES, strict=True)
        ]
        texts = (f"Δ {v.delta[k]:.3f}", "B", "C")
        self.names = [
            words.number(text, a + wide / 2, at.TAP_NAMES, role, "c")
            for text, (a, wide), role in zip(texts, spots, TAP_ROLES, strict=True)
        ]
        self.delta = ColumnBars(
            [v.delta[k]],
            theme=theme,
            columns=[spots[0]],
            vmax=v.delta_vmax,
            top=at.TAP_TOP,
            height=at.TAP_TALL,
            role="accent",
        )
        self.B, self.C = (
            SignedStrip(
                numbers,
                theme=theme,
                role=role,
                vmax=v.B_vmax,
                box=(spot[0], at.TAP_TOP, spot[1], at.TAP_TALL),
            )
            for numbers, role, spot in ((v.B[k], "key", spots[1]), (v.C[k], "query", spots[2]))
        )
        self.before, self.added, self.after = (
            SignedStrip(
                numbers,
                theme=theme,
                role="ink",
                vmax=v.cell_vmax,
                box=(left, top, at.WIDE, at.CELL),
            )
            for numbers, top in (
                (v.state_before[k], at.BEFORE),
                (v.state_added[k], at.ADDED),
                (v.state_after[k], at.AFTER),
            )
        )
        count = len(v.A)
        pitch = at.WIDE / count
        self.keep = BarStrip(
            v.A_bar[k],
            theme=theme,
            along="y",
            base=at.KEEP_BASE,
            scale=linear((0.0, 1.0), (at.KEEP_BASE, at.KEEP_BASE - at.KEEP_TALL)),
            places=middles(even_columns(count, left, pitch)),
            thickness=pitch - 8.0,
            role="state_pos",
            axis=(left, left + at.WIDE),
        )
        kept = f"kept {share(v.kept_share[k])}, written {v.write_strength[k]:.3f}"
        self.figures = [
            words.number(kept, left, at.FIGURES[0]),
            words.number(f"read: C h = {signed(v.y_state[k])}", left, at.FIGURES[1], "query"),
        ]

    @property
    def taps(self) -> list[Posed]:
        """What x sets."""
        return [*self.names, self.delta, self.B, self.C]

    @property
    def all(self) -> list[Posed]:
        """Everything, from back to front."""
        cells = [self.before, self.keep, self.added, self.after]
        return [self.head, self.x, *self.fan, *self.taps, *cells, *self.figures]

    def tap(self) -> Animation:
        """Return the animation in which x comes and fans out to its three taps."""
        return stagger(
            together(self.head.enter(), self.x.fill()),
            *[line.draw(run_time=0.6 * MOVE) for line in self.fan],
            enter_all(*self.taps),
            lag=0.35,
        )

    def keeps(self) -> Animation:
        """Return the animation in which the old numbers meet what is kept of each."""
        return stagger(self.before.fill(), self.keep.grow(lag=0.02), lag=0.6)

    def gains(self) -> Animation:
        """Return the animation in which the write comes, and the new state is there."""
        return stagger(self.added.fill(), self.after.fill(), self.figures[0].enter(), lag=0.6)

    def leave(self) -> Animation:
        """Return the animation in which all of it goes."""
        return leave_all(*self.all)
