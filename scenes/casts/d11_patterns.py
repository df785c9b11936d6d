"""Diagram 11, second act: the patterns of all heads of the layer, large, then in one line."""

from __future__ import annotations

from manim import Animation

from anim_lib.layout import RIGHT
from anim_lib.motion import Posed, enter_all, leave_all, stagger, together
from anim_lib.primitives.colour_key import ColourKey
from anim_lib.primitives.pattern_picture import PatternPicture
from anim_lib.primitives.signed_strip import SignedStrip
from anim_lib.theme import Theme
from anim_lib.timing import GLANCE, MOVE, STAGGER
from anim_lib.typography import NUMBER, Anchor, Label
from scenes.casts.d11_real_grid import (
    ACROSS,
    APART,
    BASE,
    GUTTER,
    HEADS,
    LARGE,
    LINES,
    NAMES,
    OUTPUTS,
    OVER,
    PATTERNS,
    PITCH,
    SIDE,
    TICK,
    note,
)
from scenes.values.d11_qkv_attention import Values


class Patterns:
    """Every head's pattern, and below it what the head answers the word that asks."""

    def __init__(self, v: Values, theme: Theme) -> None:
        count, side = v.real_n_heads, SIDE * len(v.real_pieces)
        self.shown, half = v.real_head - 1, -(-v.real_n_heads // 2)
        self.large = [
            (HEADS + ACROSS * (h % half), LINES + APART * (h // half), LARGE) for h in range(count)
        ]
        self.small = [(HEADS + PITCH * h, PATTERNS, SIDE) for h in range(count)]
        self.right = self.small[-1][0] + side
        self.pictures = [
            PatternPicture(pattern, theme=theme, place=place, row=v.real_asking)
            for pattern, place in zip(v.real_patterns, self.large, strict=True)
        ]
        self.titles = [
            self._name(f"head {h + 1}", x + LARGE * len(v.real_pieces), y - OVER, h, theme, "r")
            for h, (x, y, _) in enumerate(self.large)
        ]
        self.names = [
            self._name(str(h + 1), x + side / 2, NAMES, h, theme, "c")
            for h, (x, _, _) in enumerate(self.small)
        ]
        self.answers = [
            SignedStrip(
                out,
                theme=theme,
                role="muted",
                vmax=v.real_output_vmax,
                box=(x, OUTPUTS, side, TICK),
            )
            for out, (x, _, _) in zip(v.real_head_outputs, self.small, strict=True)
        ]
        asking, middle = v.real_pieces[v.real_asking], v.real_asking + 0.5
        self.askers = [
            self._asker(asking, LINES + APART * line + LARGE * middle, theme) for line in (0, 1)
        ]
        self.sink = note(v.real_pieces[0], HEADS, LINES - OVER, theme, mono=True, size=NUMBER)
        self.asker = self._asker(asking, PATTERNS + SIDE * middle, theme)
        self.gutter = [
            note("head", GUTTER, NAMES, theme, anchor="r"),
            note("answer", GUTTER, OUTPUTS + TICK / 2 + BASE, theme, anchor="r"),
        ]
        self.key = ColourKey("share", theme=theme, top=132.0)
        self.sides = note("row asks, column is asked", RIGHT, 240.0, theme, anchor="r")

    def _name(self, text: str, x: float, y: float, h: int, theme: Theme, anchor: Anchor) -> Label:
        spoken = h == self.shown
        return Label(
            text,
            x,
            y,
            theme=theme,
            role="ink" if spoken else "muted",
            size=NUMBER,
            weight="SEMIBOLD" if spoken else "MEDIUM",
            anchor=anchor,
        )

    def _asker(self, text: str, y: float, theme: Theme) -> Label:
        return Label(
            text,
            GUTTER,
            y + BASE,
            theme=theme,
            size=NUMBER,
            mono=True,
            weight="SEMIBOLD",
            anchor="r",
        )

    @property
    def back_to_front(self) -> list[Posed]:
        """Answers come out from behind the patterns."""
        words = [self.sink, *self.titles, *self.names, *self.askers, self.asker, *self.gutter]
        return [*self.answers, *self.pictures, *words, self.key, self.sides]

    def open_shown(self) -> Animation:
        """Return the animation in which the head shown so far gets its other rows."""
        opening = self.pictures[self.shown].open()
        return together(opening, self.titles[self.shown].enter(), enter_all(*self.askers))

    def open_others(self) -> Animation:
        """Return the animation in which all other heads come."""
        others = [h for h in range(len(self.pictures)) if h != self.shown]
        coming = [together(self.pictures[h].open(), self.titles[h].enter()) for h in others]
        return together(stagger(*coming, lag=STAGGER), enter_all(self.key, self.sides, self.sink))

    def line_up(self) -> Animation:
        """Return the animation in which the patterns shrink into one line, and answer below it."""
        shrink = [
            picture.move_to_place(place, run_time=MOVE)
            for picture, place in zip(self.pictures, self.small, strict=True)
        ]
        answer = []
        for strip, picture, place in zip(self.answers, self.pictures, self.small, strict=True):
            box, row = strip.channel("box"), picture.row_boxes(place)
            begin = (row[0, 0], row[0, 1], box[2], row[0, 3])
            answer.append(
                strip.drive(
                    run_time=MOVE,
                    begin={"presence": 1.0, "box": begin},
                    presence=1.0,
                    box=box,
                )
            )
        gone = leave_all(self.sink, *self.titles, *self.askers)
        return stagger(
            stagger(gone, together(*shrink), lag=0.7 * GLANCE),
            together(*answer, enter_all(*self.names, self.asker, *self.gutter)),
            lag=0.9 * MOVE,
        )
