"""The column on the right of visual D: what the gem shows, said in numbers."""

from __future__ import annotations

from anim_lib.motion import Posed
from anim_lib.primitives.bar_strip import BarStrip
from anim_lib.scales import linear
from anim_lib.theme import Theme
from anim_lib.typography import NUMBER, SMALL, Label, scientific
from scenes.casts import spec_d_grid as at
from scenes.values.spec_d_river_and_gem import Values

ROW = 52.0
BASE = 1590.0  # zero of the shares
ZERO = 1806.0  # zero of what one facet holds
UNIT = 210.0  # stage pixels of 1 there


class Panel:
    """Four panels in one place; one is shown at a time."""

    def __init__(self, v: Values, theme: Theme) -> None:
        self.theme = theme
        self.words = [w for w, c in zip(v.first_story, v.is_content[0], strict=True) if c]
        numbers = v.facets.shape[2]
        self.key = [
            self._head("the gem: state h"),
            self._note(f"{numbers} of {v.state_numbers:,} numbers", 1),
            self._note("(real parts)", 2),
            self._note("+  from the rim", 3, "state_pos"),
            self._note("−  from the table", 4, "state_neg"),
            self._note(f"{v.state_bytes:,} bytes, always", 5),
        ]
        self._glow(v)
        self._facet(v)
        self._answers(v)

    def _head(self, text: str) -> Label:
        return Label(text, at.PANEL, at.FIRST, theme=self.theme, weight="SEMIBOLD")

    def _y(self, row: int) -> float:
        return at.FIRST + ROW * row

    def _note(self, text: str, row: int, role: str = "ink") -> Label:
        return Label(text, at.PANEL, self._y(row), theme=self.theme, role=role, size=SMALL)

    def _names(self, words: list[str]) -> list[Label]:
        return [
            Label(
                word,
                at.PANEL,
                self._y(k + 1),
                theme=self.theme,
                role=at.WORDS[k],
                size=NUMBER,
                weight="SEMIBOLD",
                mono=True,
            )
            for k, word in enumerate(words)
        ]

    def _glow(self, v: Values) -> None:
        end = v.n_body - 1
        left = v.left[0, end][v.is_content[0] == 1]
        count = len(self.words)
        self.shares = BarStrip(
            left,
            theme=self.theme,
            along="x",
            base=BASE,
            scale=linear((0, 1), (BASE, BASE + 116.0)),
            places=[self._y(k + 1) - 12.0 for k in range(count)],
            thickness=32.0,
            role=list(at.WORDS),
            written="{:.0%}".format,
        )
        self.glow: list[Posed] = [
            self._head("left of each word"),
            *self._names(self.words),
            self.shares,
            self._note("brightness: share left", count + 1, "muted"),
            self._note("depth: part of a facet", count + 2, "muted"),
            self._note("no law: it follows Ā", count + 3, "muted"),
        ]

    def _facet(self, v: Values) -> None:
        end, count = v.n_body - 1, len(self.words)
        parts = [*v.told_words, v.told_others, v.facets[0, end, v.told]]
        self.parts = BarStrip(
            parts[:-1],
            theme=self.theme,
            along="x",
            base=ZERO,
            scale=lambda value: ZERO + UNIT * value,
            places=[self._y(k + 1) - 12.0 for k in range(count + 1)],
            thickness=32.0,
            role=[*at.WORDS, at.OTHER],
            written="{:.2f}".format,
        )
        self.facet: list[Posed] = [
            self._head("the outlined facet"),
            *self._names(self.words),
            self._note("others", count + 1, "muted"),
            self.parts,
            Label(
                f"sum {parts[-1]:.2f}".replace("-", "−"),
                at.PANEL,
                self._y(count + 2),
                theme=self.theme,
                weight="SEMIBOLD",
                size=NUMBER,
                mono=True,
            ),
            self._note(f"off by ≤ {scientific(v.contribution_gap)}", count + 3, "muted"),
        ]

    def _answers(self, v: Values) -> None:
        answers = [v.vocabulary[i] for i in v.likeliest[0, :, 0]]
        questions = v.first_story[v.n_body :]
        self.answers: list[list[Posed]] = [
            [
                Label(
                    question,
                    at.PANEL,
                    self._y(k + 1),
                    theme=self.theme,
                    size=NUMBER,
                    mono=True,
                ),
                Label(
                    word,
                    at.PANEL + 60.0,
                    self._y(k + 1),
                    theme=self.theme,
                    role=at.WORDS[k],
                    size=NUMBER,
                    weight="SEMIBOLD",
                    mono=True,
                ),
                Label(
                    f"{v.likeliest_share[0, k, 0]:.3f}",
                    at.PANEL + 340.0,
                    self._y(k + 1),
                    theme=self.theme,
                    size=NUMBER,
                    mono=True,
                    anchor="r",
                ),
            ]
            for k, (question, word) in enumerate(zip(questions, answers, strict=True))
        ]
        count = len(answers)
        self.asking: list[Posed] = [
            self._head("asked in order"),
            self._note("toy task; share after", count + 1, "muted"),
            self._note("C, MLP and softmax", count + 2, "muted"),
        ]

    @property
    def all(self) -> list[Posed]:
        """All panels."""
        answers = [part for row in self.answers for part in row]
        return [*self.key, *self.glow, *self.facet, *self.asking, *answers]
