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
from scenes.casts.spec_d_lines import Line, broken, text
from scenes.casts.spec_d_says import replaced
from scenes.values.spec_d_river_and_gem import Values

STEP, BRIEF = 0.15, 1.0  # seconds of a word, and at least of all together


class Two:
    """The stories share their beginning, then part."""

    def __init__(self, v: Values, theme: Theme) -> None:
        self.v, self.theme = v, theme
        self.shared: list[TokenRow] = []
        self.ends: list[list[TokenRow]] = [[], []]
        self.first_tabs: list[Rule] = []
        self.tabs: list[list[Rule]] = [[], []]
        self._lay()
        self.gems = [
            Gem(v, theme, story=story, x=x, y=at.TWO_Y, r=at.TWO_GEM)
            for story, x in enumerate(at.TWO_X)
        ]
        self._told(v)
        self._price(v)

    def _lay(self) -> None:
        """Make the rows of words: what both stories share, then each one's own end."""
        v, middle = self.v, sum(at.TWO_X) / 2
        stories = (v.first_story, v.second_story)
        asked = [bool(v.is_content[:, t].any()) for t in range(v.n_body)]
        common = broken(
            stories[:1], 0, v.same_until, asked=asked, room=at.TWO_ROOM, rows=at.TWO_ROWS
        )
        own = broken(
            stories, v.same_until, v.n_body, asked=asked, room=at.TWO_COLUMN, rows=at.TWO_ROWS
        )
        for story, x in enumerate(at.TWO_X):
            for k, line in enumerate(own):
                y = at.TWO_LAST - at.TWO_LEAD * (len(own) - 1 - k)
                self._row(line, story, x, y, self.ends[story], self.tabs[story])
        lowest = at.TWO_LAST - at.TWO_LEAD * (len(own) - 1) - at.TWO_PART
        for k, line in enumerate(reversed(common)):
            self._row(line, 0, middle, lowest - at.TWO_CLOSE * k, self.shared, self.first_tabs)

    def _row(
        self, line: Line, story: int, x: float, y: float, rows: list[TokenRow], tabs: list[Rule]
    ) -> None:
        words = (self.v.first_story, self.v.second_story)[story]
        row = TokenRow(
            [text(words, t) for t in line],
            theme=self.theme,
            x=x,
            y=y,
            anchor="c",
            special=[i for i, t in enumerate(line) if t is None],
        )
        own = roles(self.v, story)
        rows.append(row)
        tabs += [
            self._tab(row, i, own[t])
            for i, t in enumerate(line)
            if t is not None and self.v.is_content[story, t]
        ]

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
        other = "other " if replaced(v) else ""  # than the given one
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
            self._note(f"{other}stories of 16 words", 292.0),
            self._note(f"{other}stories of {v.long_words} words", 522.0),
            self._note(f"toy task, trained on at most {v.trained_words} words", 730.0, "muted"),
        ]

    @property
    def stage(self) -> list[Posed]:
        """Stories and gems as they stand while they are the same."""
        gems = [part for gem in self.gems for part in gem.all]
        return [*gems, *self.shared, *self.first_tabs]

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
        first, stop = self.v.same_until, self.v.n_body
        step = max(STEP, BRIEF / (stop - first))
        for k in range(first, stop):
            parts.append((ENTER + (k - first) * step, self.change(k, run_time=0.9 * step)))
        return Timeline(*parts)
