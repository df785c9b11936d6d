"""Diagram 6's formulas, and the common drawing in which a state makes an input."""

from __future__ import annotations

from typing import Final

from manim import Animation

from anim_lib.formula import Formula
from anim_lib.layout import LEFT, RIGHT
from anim_lib.motion import Posed, enter_all, stagger, together
from anim_lib.primitives.flow import Flow, Node
from anim_lib.primitives.rule import Rule
from anim_lib.theme import Theme
from anim_lib.timing import ENTER, MOVE
from scenes.casts import d06_grid as at
from scenes.casts.d14_words import Words

HOLD, NAMED = 596.0, 692.0  # middle of a formula, and the baseline below it
HOLD_RULE = 60.0
RULE: Final = {"carry": "state_pos", "take": "ink", "read": "ink"}  # terms and their roles
BESIDE_TITLE, SMALL_RULE = 87.0, 50.0  # its middle and its size
HEADING, HIGH, LOW = 412.0, 484.0, 612.0
DRAWN_X, TRUE_X, ASIDE = 170.0, 1140.0, 190.0


def _recurrence(keep: str, take: str) -> str:
    step = f"h_t = {{{{ {keep} h_(t-1) : carry }}}} + {{{{ {take} u_t : take }}}}"
    return step + " quad {{ y_t = C h_t : read }}"


def _beside_title(source: str, terms: dict[str, str], theme: Theme) -> Formula:
    return Formula(
        source, theme=theme, terms=terms, x=RIGHT, y=BESIDE_TITLE, size=SMALL_RULE, anchor="r"
    )


class Rules:
    """The recurrence, beside the title, and its discretisation by zero-order hold."""

    def __init__(self, words: Words) -> None:
        self.rule = _beside_title(_recurrence("macron(A)", "macron(B)"), RULE, words.theme)
        later = _recurrence('macron(A) ""_t', 'macron(B) ""_t')  # so that indices are set apart
        self.selective = _beside_title(later, RULE, words.theme)
        self.kernel = _beside_title(
            "{{ macron(K)_k : kernel }} = C macron(A)^k macron(B)",
            {"kernel": "accent"},
            words.theme,
        )
        self.hold = Formula(
            "macron(A) = e^(Delta A) quad quad macron(B) = (macron(A) - 1) \\/ A dot B",
            theme=words.theme,
            terms={},
            x=at.LANES,
            y=HOLD,
            size=HOLD_RULE,
        )
        named = "u input, h state, y output; Ā and B̄ act over one step of length Δ"
        self.named = words.note(named, at.LANES, NAMED)

    @property
    def known(self) -> list[Posed]:
        """What stands on the first frame."""
        return [self.rule, self.hold, self.named]

    @property
    def all(self) -> list[Posed]:
        """All formulas, and what their letters name."""
        return [self.rule, self.kernel, self.selective, self.hold, self.named]


class Erratum:
    """Left as it is commonly drawn, right as it is computed."""

    def __init__(self, words: Words, theme: Theme) -> None:
        chain = [Node(name, DRAWN_X + k * ASIDE, HIGH + 64.0) for k, name in enumerate(DRAWN)]
        self.drawn = Flow([(0, 1), (1, 2), (2, 3)], theme=theme, nodes=chain)
        nodes = [
            Node("u₁", TRUE_X, HIGH),
            Node("h₁", TRUE_X, LOW, "state_pos"),
            Node("u₂", TRUE_X + ASIDE, HIGH),
            Node("h₂", TRUE_X + ASIDE, LOW, "state_pos"),
        ]
        self.true = Flow([(0, 1), (1, 3), (2, 3)], theme=theme, nodes=nodes)
        ends = [(LEFT, HIGH + 124.0), (DRAWN_X + 3 * ASIDE + 74.0, HIGH + 4.0)]
        self.strike = Rule(ends, theme=theme, role="wrong", line=5.0)
        self.headings = [
            words.word("commonly drawn", LEFT, HEADING, "muted"),
            words.word("computed", TRUE_X - 56.0, HEADING),
        ]

    @property
    def all(self) -> list[Posed]:
        """Everything, from back to front."""
        return [self.drawn, self.true, *self.headings, self.strike]

    def tell(self) -> list[Animation]:
        """Return the steps: the drawing, its strike, what is computed."""
        heading, other = self.headings
        return [
            enter_all(heading, self.drawn),
            self.strike.draw(run_time=ENTER),
            stagger(
                together(other.enter(), self.true.enter()),
                self.true.drive(run_time=MOVE, lit_nodes=1.0, lit_edges=1.0),
                lag=ENTER,
            ),
        ]


DRAWN = ("u₁", "h₁", "u₂", "h₂")
