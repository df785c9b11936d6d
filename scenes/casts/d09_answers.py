"""What one net of diagram 9 names when it is asked, and how often it is right."""

from __future__ import annotations

import numpy as np
from manim import Animation

from anim_lib.columns import middles
from anim_lib.motion import Posed, enter_all, stagger, together
from anim_lib.primitives.bar_strip import BarStrip
from anim_lib.primitives.rule import Rule
from anim_lib.scales import linear
from anim_lib.theme import Theme
from anim_lib.timing import ENTER
from anim_lib.typography import NUMBER, Label, width
from scenes.casts import d09_grid as at
from scenes.casts.d09_place import Place
from scenes.casts.d09_track import Net
from scenes.casts.d09_words import Words
from scenes.values.d09_selective_vs_fixed import Values


class Answers:
    """Stands from ``top`` on under the read-out, in the columns of ``place``.

    The shares are those of held-out examples about as long, never of the sentence.
    """

    def __init__(
        self,
        net: Net,
        v: Values,
        words: Words,
        place: Place,
        top: float,
        title: str,
        theme: Theme,
        role: str,
    ) -> None:
        left, right = float(place.asked[0, 0]), float(place.asked[-1].sum())
        wide = [width(word, NUMBER, mono=True) for word in net.named]
        lower = at.TURN if (wide > place.asked[:, 1]).any() else 0.0  # the second and fourth
        top -= at.RAISED if lower else 0.0
        self.title = words.word(title, left, top + 26.0, strong=True)
        y = top + 88.0
        self.answers, self.marks = [], []
        middle = middles(place.asked).tolist()
        for k, (word, fine) in enumerate(zip(net.named, net.right, strict=True)):
            half = wide[k] / 2
            label = Label(
                word,
                min(max(middle[k], left + half), right - half),
                y + lower * (k % 2),
                theme=theme,
                role="ink" if fine else "wrong",
                size=NUMBER,
                mono=True,
                anchor="c",
            )
            self.answers.append(label)
            if not fine:
                ends = [(label.left, label.y + 13.0), (label.right, label.y + 13.0)]
                self.marks.append(Rule(ends, theme=theme, role="wrong", line=5))
        y += lower
        seeds = len(net.shown)
        self.measured = words.note(f"right in tests, {v.shown_length} words", left, y + 64.0)
        self.accuracy = BarStrip(
            net.shown,
            theme=theme,
            along="x",
            base=left,
            scale=linear((0.0, 1.0), (left, right)),
            places=y + 94.0 + 20.0 * np.arange(seeds),
            thickness=15.0,
            role=role,
            axis=(y + 82.0, y + 86.0 + 20.0 * seeds),
        )
        figures = " ".join(f"{share:.2f}" for share in net.shown)
        self.figures = Label(
            figures, left, y + 124.0 + 20.0 * seeds, theme=theme, mono=True, size=NUMBER
        )

    @property
    def all(self) -> list[Posed]:
        """Everything, from back to front."""
        measured = [self.measured, self.accuracy, self.figures]
        return [self.title, *self.answers, *self.marks, *measured]

    def tell(self) -> Animation:
        """Return the animation in which the net names the words, and how often it is right."""
        marks = [mark.draw(run_time=ENTER) for mark in self.marks]
        return stagger(
            together(self.title.enter(), stagger(*[a.enter() for a in self.answers], lag=0.1)),
            *([together(*marks)] if marks else []),
            together(enter_all(self.measured, self.figures), self.accuracy.grow()),
            lag=0.5,
        )
