"""The column on the right of visual D: what the gem shows, said in numbers."""

from __future__ import annotations

from anim_lib.motion import Posed
from anim_lib.primitives.bar_strip import BarStrip
from anim_lib.scales import linear
from anim_lib.theme import Theme
from scenes.casts import spec_d_grid as at
from scenes.casts.spec_d_facet import Facet
from scenes.casts.spec_d_words import Words, widest, y
from scenes.values.spec_d_river_and_gem import Values

BASE, FULL = 1590.0, 116.0  # zero of the shares, and stage pixels of a whole one
CLEAR, END = 15.0, 1724.0  # least from a word to its bar; right end of a whole one at most


class Panel:
    """Four panels in one place; one is shown at a time."""

    def __init__(self, v: Values, theme: Theme) -> None:
        self.theme, self.texts = theme, Words(theme)
        self.words = [w for w, c in zip(v.first_story, v.is_content[0], strict=True) if c]
        numbers, note = v.facets.shape[2], self.texts.note
        self.key = [
            self.texts.head("the gem: state h"),
            note(f"{numbers} of {v.state_numbers:,} numbers", 1),
            note("(real parts)", 2),
            note("+  from the rim", 3, "state_pos"),
            note("−  from the table", 4, "state_neg"),
            note("glow: what words left", 5),
            note(f"{v.state_bytes:,} bytes, always", 6),
        ]
        self._glow(v)
        facet = Facet(v, theme, self.words)
        self.parts, self.facet = facet.bars, facet.all
        self.numbers, self.zeros = facet.numbers, facet.zeros
        self._answers(v)

    def _glow(self, v: Values) -> None:
        left = v.left[0, v.n_body - 1][v.is_content[0] == 1]
        count, note = len(self.words), self.texts.note
        base = max(BASE, at.PANEL + widest(self.words) + CLEAR)
        self.shares = BarStrip(
            left,
            theme=self.theme,
            along="x",
            base=base,
            scale=linear((0, 1), (base, min(base + FULL, END))),
            places=[y(k + 1) - 12.0 for k in range(count)],
            thickness=32.0,
            role=list(at.WORDS),
            written="{:.0%}".format,
        )
        self.glow: list[Posed] = [
            self.texts.head("left of each word"),
            *self.texts.names(self.words),
            self.shares,
            note("brightness: share left", count + 1, "muted"),
            note("depth: part of a facet", count + 2, "muted"),
            note("no law: it follows Ā", count + 3, "muted"),
        ]

    def _answers(self, v: Values) -> None:
        answers = [v.vocabulary[i] for i in v.likeliest[0, :, 0]]
        colour = dict(zip(self.words, at.WORDS, strict=True))  # whatever it is asked for
        number = self.texts.number
        self.answers: list[list[Posed]] = [
            [
                number(question, at.PANEL, k + 1),
                number(
                    word,
                    at.PANEL + 60.0,
                    k + 1,
                    role=colour.get(word, at.OTHER),
                    weight="SEMIBOLD",
                ),
                number(f"{v.likeliest_share[0, k, 0]:.3f}", at.PANEL + 340.0, k + 1, anchor="r"),
            ]
            for k, (question, word) in enumerate(
                zip(v.first_story[v.n_body :], answers, strict=True)
            )
        ]
        count, note = len(answers), self.texts.note
        missed = [str(k + 1) for k in range(count) if v.likeliest[0, k, 0] != v.wanted[0, k]]
        self.asking: list[Posed] = [
            self.texts.head("asked in order"),
            note("toy task; share after", count + 1, "muted"),
            note("C, MLP and softmax", count + 2, "muted"),
            *([note(f"wrong: no. {', '.join(missed)}", count + 3, "wrong")] if missed else []),
        ]

    @property
    def all(self) -> list[Posed]:
        """All panels."""
        answers = [part for row in self.answers for part in row]
        return [*self.key, *self.glow, *self.facet, *self.asking, *answers]
