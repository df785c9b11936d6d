"""Diagram 14's formulas: the loop's rule, its unrolling term by term, the kernel, the sum."""

from __future__ import annotations

from anim_lib.formula import Formula
from anim_lib.layout import FORMULA_Y, LEFT
from scenes.casts import d14_grid as at
from scenes.casts.d14_words import Words

START = "{{ y_4 = : s }}"
PLUS = '"" +'  # with an empty letter before it, so that it is set as a sum's


class Unrolled:
    """``pieces[k]`` is the term of lag k; ``tails[k]`` is it before its state is unrolled.

    Terms of one name travel from formula to formula; ``h4`` and ``h3`` are two names, because
    a state that fades and another that comes is true, and one that turns into another is not.
    """

    def __init__(self, words: Words) -> None:
        self.rule = words.maths(
            "h_t = {{ macron(A) h_(t-1) : carry }} + {{ macron(B) u_t : take }}"
            " quad quad {{ y_t = : s }} {{ C : c }} {{ h_t : h4 }}",
            {"carry": "state_pos", "take": "ink", "s": "ink", "c": "state_pos", "h4": "state_pos"},
            lit=False,
        )
        self.tails: list[Formula] = []
        self.pieces: list[Formula] = []
        for lag, power in enumerate(at.POWERS):
            step, own = at.TERMS - lag, at.BY_LAG[lag]
            left = f"{PLUS if lag else START} {{{{ C : c }}}} {power}"
            known = ["c", "a", f"p{lag}"][: min(lag + 1, 3)]
            start = {} if lag else {"s": "ink"}
            piece = f"{left} {{{{ macron(B) : b }}}} {{{{ u_{step} : u }}}}"
            coloured = start | dict.fromkeys([*known, "b", "u"], own)
            x = float(at.LETTER_X[lag]) - words.maths(piece, coloured, 0.0).box("c")[0]
            self.pieces.append(words.maths(piece, coloured, x, FORMULA_Y))
            tail = f"{left} {{{{ h_{step} : h{step} }}}}"
            terms = start | dict.fromkeys(known, "ink") | {f"h{step}": "state_pos"}
            self.tails.append(words.maths(tail, terms, x, FORMULA_Y))
        self.definition = words.maths(
            "{{ macron(K)_k : k }} = {{ C : c }} {{ macron(A) : a }}^k {{ macron(B) : b }}",
            {"k": "accent", "c": "ink", "a": "ink", "b": "ink"},
        )
        self.sum = words.maths(
            "y_t = {{ macron(K)_0 : k0 }} u_t + {{ macron(K)_1 : k1 }} u_(t-1)"
            " + {{ macron(K)_2 : k2 }} u_(t-2) + dots.c",
            dict.fromkeys(("k0", "k1", "k2"), "accent"),
        )


class Cost:
    """Lag 3 into three outputs: the same product of matrices in S4, three others in Mamba."""

    def __init__(self, words: Words) -> None:
        bar_a, bar_b = "macron(A)", "macron(B)"
        letters = (("c", "C"), ("a", bar_a), ("a2", bar_a), ("a3", bar_a), ("b", bar_b))
        same = " ".join(f"{{{{ {letter} : {term} }}}}" for term, letter in letters)
        lit, ink = (dict.fromkeys(dict(letters), role) for role in ("accent", "ink"))
        self.same = [words.maths(same, lit, at.SAME_X, y) for y in at.ROWS]
        self.origins = [words.maths(same, lit, at.SAME_X, y) for y in at.ROWS]
        self.changing = []
        for t, y in enumerate(at.ROWS, at.TERMS):
            changing = " ".join(  # an index on an empty letter leaves the named one in place
                f'{{{{ {letter} : {term} }}}} ""_{index}'
                for (term, letter), index in zip(letters, (t, t, t - 1, t - 2, t - 3), strict=True)
            )
            self.changing.append(words.maths(changing, ink, at.CHANGING_X, y))
        self.rows = [
            words.word(f"u{known} into y{asked}", LEFT, y + 12, "muted")
            for known, asked, y in zip("₁₂₃", "₄₅₆", at.ROWS, strict=True)
        ]
        self.same_name = words.word("S4: the same at every step", at.SAME_X, at.HEADING, "accent")
        self.changing_name = words.word("Mamba: new at every input", at.CHANGING_X, at.HEADING)
        self.one = words.word("one number: filter bar of lag 3", at.SAME_X, at.FOOT, "accent")
        self.none = words.word("three numbers: a scan instead", at.CHANGING_X, at.FOOT)
