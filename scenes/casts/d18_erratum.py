"""Diagram 18: where the stamp is commonly drawn, and where it was found."""

from __future__ import annotations

import numpy as np
from manim import Animation

from anim_lib.columns import even_columns, middles
from anim_lib.layout import LEFT, RIGHT
from anim_lib.motion import Posed, Timeline, together
from anim_lib.primitives.attention_arcs import APEX, FOOT, AttentionArcs
from anim_lib.primitives.rule import Rule
from anim_lib.primitives.stamp import Stamp
from anim_lib.primitives.token_row import TokenRow
from anim_lib.theme import Theme
from anim_lib.timing import ENTER, GLANCE, MOVE
from anim_lib.typography import NUMBER, Counter, Label
from scenes.casts.d18_grid import VISIBLE_FROM
from scenes.values.d18_induction_head import Values

CARD, GAP, ROW, TALL = 64.0, 12.0, 440.0, 64.0  # width and gap of cards, centre line, height
REACH, STAMP, HEAD, SHARES = 140.0, 576.0, 190.0, 708.0


class Panel:
    """The row once more, with its own left edge."""

    def __init__(self, v: Values, left: float, theme: Theme) -> None:
        self.n = v.query + 1
        self.columns = even_columns(self.n, left, CARD, GAP)
        self.x, self.foot = middles(self.columns), ROW - TALL / 2
        self.cards = TokenRow(
            v.tokens[: self.n],
            theme=theme,
            y=ROW,
            size=NUMBER,
            height=TALL,
            width=CARD,
            centres=self.x,
        )

    def stamp(self, slot: int, text: str, lead: str, role: str, theme: Theme) -> Stamp:
        """Return a stamp on ``slot`` that does not leave the panel."""
        x = float(self.x[slot])
        made = Stamp(
            text, theme=theme, x=x, y=STAMP, thread=(x, ROW + TALL / 2), role=role, lead=lead
        )
        made.x = max(x, self.columns[0, 0] + made.span / 2)
        return made.set_channels(brief=0.0)


class Erratum:
    """The brief's picture in grey, struck through; the computed one beside it."""

    def __init__(self, v: Values, theme: Theme) -> None:
        a, b = v.tokens[v.first], v.tokens[v.answer]
        wide = (v.query + 1) * (CARD + GAP) - GAP
        drawn, true = Panel(v, LEFT, theme), Panel(v, RIGHT - wide, theme)
        spoken = np.arange(true.n)
        true.cards.set_channels(spoken=np.isin(spoken, [v.found, v.query]))
        drawn.cards.set_channels(strength=0.0)
        self.heads = [
            Label(text, panel.columns[0, 0], HEAD, theme=theme, role=role, weight="SEMIBOLD")
            for text, panel, role in (
                ("commonly drawn", drawn, "muted"),
                ("computed", true, "ink"),
            )
        ]
        start, end = drawn.x[v.drawn_found], drawn.x[v.query]
        turn = np.linspace(0.0, np.pi, 60)
        high = APEX + REACH * (v.query - v.drawn_found) / v.query
        x = (start + end) / 2 - (end - start) / 2 * np.cos(turn)
        path = np.column_stack([x, drawn.foot - FOOT - high * np.sin(turn)])
        arc = Rule(path, theme=theme, role="muted", line=5.0)
        stamp = drawn.stamp(v.drawn_found, b, "after me:", "muted", theme)
        self.drawn: list[Posed] = [self.heads[0], arc, stamp, drawn.cards]
        low, top = STAMP + 70, HEAD + 30
        self.strike = Rule([(LEFT, low), (LEFT + wide, top)], theme=theme, role="wrong", line=5.0)
        row = v.query_row_2[: true.n]
        self.arcs = AttentionArcs(
            row,
            theme=theme,
            asker=v.query,
            columns=true.columns,
            card_top=true.foot,
            reach=REACH,
        ).set_channels(grown=row >= VISIBLE_FROM)
        self.stamp = true.stamp(v.found, a, "before me:", "key", theme).set_channels(brief=1.0)
        self.cards = true.cards
        left = true.columns[0, 0]
        self.shares: list[Posed] = []
        for k, (slot, share, digits) in enumerate(((b, v.found_share, 2), (a, v.first_share, 6))):
            y = SHARES + 54 * k
            self.shares += [
                Label(f"share of {slot}’s slot", left, y, theme=theme),
                Counter(
                    share,
                    left + 300,
                    y,
                    theme=theme,
                    written=f"{{:.{digits}f}}".format,
                    slots=8,
                    role="attention",
                    weight="SEMIBOLD",
                ),
            ]

    @property
    def all(self) -> list[Posed]:
        """Everything, from back to front."""
        true = [self.heads[1], self.arcs, self.stamp, self.cards, *self.shares]
        return [*self.drawn, self.strike, *true]

    def compute(self) -> Animation:
        """Return the animation of the computed picture: row, stamp, arcs, shares."""
        seen = self.arcs.channel("grown")
        bend = self.arcs.drive(
            run_time=MOVE, begin={"presence": 1.0, "grown": 0.0}, presence=1.0, grown=seen
        )
        row = together(self.heads[1].enter(), self.cards.enter(lag=0.0))
        shares = [one.enter(run_time=ENTER) for one in self.shares]
        return Timeline(
            (0.0, row),
            (GLANCE, together(self.stamp.hang(run_time=ENTER), bend)),
            (GLANCE + 0.8 * ENTER, self.stamp.unfold(run_time=ENTER)),
            (GLANCE + MOVE, together(*shares)),
        )
