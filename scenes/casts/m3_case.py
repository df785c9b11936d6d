"""Mermaid 3: what a card stands for, in words beside its home."""

from __future__ import annotations

from anim_lib.motion import Posed
from anim_lib.primitives.chip import Chip
from anim_lib.primitives.decision_tree import CARD, TALL
from anim_lib.theme import Theme
from anim_lib.typography import NUMBER
from scenes.casts.m3_grid import CASE, PAIR, RAIL
from scenes.casts.m3_numbers import whole_gigabytes
from scenes.casts.words import say
from scenes.values.m3_decision_tree import Values

LEAD, UNDER = 46.0, 54.0  # between lines of the case, and from its card to the first
SECOND = LEAD  # from the first card's home down to the second's


class Case:
    """What a card stands for: the card at home, and the rest in words beside and below it."""

    def __init__(self, card: int, v: Values, theme: Theme) -> None:
        tokens, model = f"{v.context[card]:,} tokens", v.transformers[card]
        memory = whole_gigabytes(float(v.gpu_bytes[card]))
        gpu = v.gpus[card] if "GB" in v.gpus[card] else f"{v.gpus[card]}, {memory}"
        facts, beside = f"{v.facts[card]} facts", ""
        lines: tuple[str, ...] = ()
        if v.changed[card] == "GPU" and card == PAIR[1]:
            self.text, beside = memory, "of memory instead"
        elif card == PAIR[1]:
            self.text, beside = f"{v.context[card]:,}", "tokens instead"
        elif v.facts[card] != v.facts[PAIR[0]]:
            # the toy tells nothing of how long a fact is held
            held = ("a fact held as long: Gu & Dao 2023",) * int(v.context[card] <= v.held_over)
            self.text, lines = facts, (f"{tokens} · {model}", gpu, *held)
        else:  # the same chip for every model that is asked: it ends at another one's name
            self.text, beside = f"{v.context[card]:,}", "tokens"
            lines = (f"{facts} · {model}", gpu)
        role = "accent" if card == PAIR[1] else "ink"
        self.y = RAIL + SECOND * (card == PAIR[1])
        self.home = Chip(
            self.text, [(0, self.y), (1, self.y)], theme=theme, role=role, tall=TALL, least=CARD
        )
        self.right = CASE + self.home.wide
        self.home.path[:, 0] += CASE + self.home.wide / 2
        self.home.pose()
        beside_at = (self.right + 16.0, self.y + 0.36 * NUMBER)
        self.beside = [say(beside, *beside_at, theme)] if beside else []
        self.lines = [
            say(line, CASE, RAIL + UNDER + k * LEAD, theme) for k, line in enumerate(lines)
        ]

    @property
    def all(self) -> list[Posed]:
        """The card at home and the words."""
        return [self.home, *self.beside, *self.lines]
