"""Two stories and their gems, side by side; and how often long stories are lost."""

from __future__ import annotations

from manim import Animation

from anim_lib.motion import Posed, Timeline, enter_all, together
from anim_lib.primitives.bar_strip import BarStrip
from anim_lib.primitives.rule import Rule
from anim_lib.primitives.token_row import TokenRow
from anim_lib.scales import linear
from anim_lib.theme import Theme
from anim_lib.timing import ENTER, MOVE
from anim_lib.typography import SMALL, Counter, Label
from scenes.casts import spec_d_grid as at
from scenes.casts.spec_d_gem import Gem, roles
from scenes.values.spec_d_river_and_gem import Values

STEP = 0.15
LINE = 3  # words in the first line of a story's end


class Two:
    """The stories share their beginning, then part."""

    def __init__(self, v: Values, theme: Theme) -> None:
        self.v, self.theme = v, theme
        stories = (v.first_story, v.second_story)
        shared, body, middle = v.same_until, v.n_body, sum(at.TWO_X) / 2
        self.shared = TokenRow(
            v.first_story[:shared], theme=theme, x=middle, y=at.TWO_SHARED, anchor="c"
        )
        cuts = ((shared, shared + LINE), (shared + LINE, body))
        self.ends = [
            [
                TokenRow(words[a:b], theme=theme, x=x, y=y, anchor="c")
                for (a, b), y in zip(cuts, at.TWO_LINES, strict=True)
            ]
            for words, x in zip(stories, at.TWO_X, strict=True)
        ]
        self.tabs: list[list[Rule]] = [[], []]
        for story in (0, 1):
            rows = zip(cuts, self.ends[story], strict=True)
            for (a, b), row in rows:
                own = roles(v, story)
                self.tabs[story] += [
                    self._tab(row, s - a, own[s]) for s in range(a, b) if v.is_content[story, s]
                ]
        first = roles(v, 0)
        self.first_tabs = [
            self._tab(self.shared, s, first[s]) for s in range(shared) if v.is_content[0, s]
        ]
        self.gems = [
            Gem(v, theme, story=story, x=x, y=at.TWO_Y, r=at.TWO_GEM)
            for story, x in enumerate(at.TWO_X)
        ]
        self._told(v)
        self._price(v)

    def _tab(self, row: TokenRow, place: int, role: str) -> Rule:
        y = row.y + 34.0
        ends = [(row.left(place) + 6, y), (row.right(place) - 6, y)]
        return Rule(ends, theme=self.theme, role=role, line=5.0)

    def _note(self, text: str, y: float, role: str = "ink") -> Label:
        return Label(text, at.TWO_PANEL, y, theme=self.theme, role=role, size=SMALL)

    def _told(self, v: Values) -> None:
        numbers = v.facets.shape[2]
        self.key = [
            Label("one gem, two stories", at.TWO_PANEL, 240.0, theme=self.theme, weight="SEMIBOLD"),
            self._note(f"the same {numbers} of {v.state_numbers:,} state numbers", 300.0),
            self._note(f"{v.state_bytes:,} bytes each", 352.0),
            self._note("+  fills from the rim", 430.0, "state_pos"),
            self._note("−  fills from the table", 482.0, "state_neg"),
            self._note("glow: what each word left", 560.0),
        ]
        self.apart = Counter(
            0.0,
            at.TWO_PANEL,
            700.0,
            theme=self.theme,
            written="{:.2f}".format,
            size=44.0,
            weight="SEMIBOLD",
        )
        self.apart_name = [
            self._note("how far apart they are:", 640.0),
            Label(
                "× a state’s length",
                at.TWO_PANEL + 126.0,
                700.0,
                theme=self.theme,
                size=SMALL,
            ),
        ]

    def _price(self, v: Values) -> None:
        values = [*v.accuracy, *v.accuracy_at_128]
        seeds = len(v.accuracy)
        tops = [330.0 + 44.0 * k for k in range(seeds)]
        self.bars = BarStrip(
            values,
            theme=self.theme,
            along="x",
            base=at.TWO_PANEL,
            scale=linear((0, 1), (at.TWO_PANEL, at.TWO_PANEL + 520.0)),
            places=[*tops, *[y + 230.0 for y in tops]],
            thickness=30.0,
            role="ssm",
            written="{:.0%}".format,
        )
        self.price = [
            Label(
                "right answers, 3 seeds", at.TWO_PANEL, 240.0, theme=self.theme, weight="SEMIBOLD"
            ),
            self._note("stories of 16 words", 292.0),
            self._note(f"stories of {v.long_words} words", 522.0),
            self._note(f"toy task, trained on at most {v.trained_words} words", 730.0, "muted"),
        ]

    @property
    def stage(self) -> list[Posed]:
        """Stories and gems as they stand while they are the same."""
        gems = [part for gem in self.gems for part in gem.all]
        return [*gems, self.shared, *self.first_tabs]

    @property
    def rest(self) -> list[Posed]:
        """What comes after."""
        ends = [row for rows in self.ends for row in rows]
        tabs = [tab for tabs in self.tabs for tab in tabs]
        words = [*self.key, *self.apart_name, self.apart, *self.price, self.bars]
        return [*ends, *tabs, *words]

    def change(self, t: int, *, run_time: float = MOVE) -> Animation:
        """Return the animation of both gems to their state after token ``t``."""
        return together(
            *[gem.change(t, run_time=run_time) for gem in self.gems],
            self.apart.drive(run_time=run_time, value=self.v.apart[t]),
        )

    def part(self) -> Animation:
        """Return the animation in which both stories are read to their ends."""
        own = [*self.ends[0], *self.ends[1], *self.tabs[0], *self.tabs[1]]
        parts: list[tuple[float, Animation]] = [(0.0, enter_all(*own))]
        for k in range(self.v.same_until, self.v.n_body):
            start = ENTER + (k - self.v.same_until) * STEP
            parts.append((start, self.change(k, run_time=0.9 * STEP)))
        return Timeline(*parts)
