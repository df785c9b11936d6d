"""The river, the funnel and what stands around them in visual D."""

from __future__ import annotations

from manim import Animation

from anim_lib.formula import Formula
from anim_lib.layout import RIGHT
from anim_lib.motion import Posed, Timeline, together
from anim_lib.primitives.funnel import Funnel
from anim_lib.primitives.read_head import ReadHead
from anim_lib.primitives.warehouse import Warehouse
from anim_lib.theme import Theme
from anim_lib.timing import MOVE
from anim_lib.typography import SMALL, Counter, Label
from scenes.casts import spec_d_grid as at
from scenes.casts.spec_d_drops import river
from scenes.casts.spec_d_gem import Gem, roles
from scenes.values.spec_d_river_and_gem import Values

ARRIVES = 0.9  # of a word's time: its bead has all but reached the gem
FAST = 0.18  # seconds a word in the run
BRIEF, LONG = 1.2, 1.8  # seconds at least of the run, and at most of one kind of words
SLOW = 0.7
ASKED = 0.3


class Stream:
    """From the words to the gem, for the first story."""

    def __init__(self, v: Values, theme: Theme) -> None:
        self.v, self.theme = v, theme
        own = roles(v, 0)
        self.river = river(v, theme)
        self.funnel = Funnel(
            v.written[0],
            vmax=v.written_vmax,
            theme=theme,
            roles=own,
            ball=at.BALL,
            mouth=at.MOUTH,
            neck=at.NECK,
            goal=at.GEM_X - at.GEM,
            y=at.MIDDLE,
            wide=at.WIDE,
            narrow=at.NARROW,
            spout=at.SPOUT,
        )
        self.funnel_name = [
            Label(text, at.NAME, y, theme=theme, size=SMALL, weight="SEMIBOLD", anchor="c")
            for text, y in (("state update", at.MIDDLE + 166), ("(A, B, C)", at.MIDDLE + 210))
        ]
        self.gem = Gem(v, theme, story=0, x=at.GEM_X, y=at.MIDDLE, r=at.GEM)
        self.head = ReadHead(
            "output C", x=at.GEM_X, y=at.HEAD, reach=74.0, role="accent", theme=theme
        )
        self._rule(theme)
        self._warehouse(v, theme)

    def _rule(self, theme: Theme) -> None:
        self.rule = Formula(
            "h_t = {{ macron(A) h_(t-1) : carry }} + {{ macron(B) u_t : take }}"
            " quad y_t = {{ C h_t : read }}",
            theme=theme,
            terms={"carry": "state_pos", "take": "cache", "read": "accent"},
            y=168.0,
            size=56.0,
            lit=False,
        )
        lines = (
            ("u: the word’s numbers · h: state · y: output", 104.0),
            ("Δ: step, set by the word", 150.0),
            ("Ā = exp(ΔA), zero-order hold; B̄ = ΔB, Euler; here B = 1", 196.0),
        )
        self.symbols = [
            Label(
                text,
                RIGHT,
                y,
                theme=theme,
                role="muted",
                size=SMALL,
                weight="NORMAL",
                anchor="r",
            )
            for text, y in lines
        ]

    def _warehouse(self, v: Values, theme: Theme) -> None:
        self.shelf = Warehouse(
            [0.0, v.crossing],
            theme=theme,
            left=at.EDGE,
            tops=[at.SHELF, at.SHELF + at.TALL + 8],
            pitch=at.BOX,
            tall=at.TALL,
            roles=["cache", "state_pos"],
        )
        base = at.SHELF + 2 * at.TALL + 11
        most = (v.long_tokens[-1], v.long_cache_bytes[-1] / v.state_bytes)
        names = (
            (
                "one attention layer as wide keeps every drop: KV cache",
                at.EDGE,
                at.SHELF - 16,
                "cache",
            ),
            (
                f"the gem: {v.state_bytes:,} bytes, as much as {v.crossing} cached words;"
                f" {most[0]:,} words: {most[1]:g} times as much",
                at.EDGE + at.BOX * v.crossing + 18,
                base,
                "state_pos",
            ),
        )
        self.shelf_names = [
            Label(text, x, y, theme=theme, role=role, size=SMALL) for text, x, y, role in names
        ]
        self.kept = [
            Counter(
                0.0,
                RIGHT - at.UNITS[k],
                at.SHELF - 16,
                theme=theme,
                written="{:,.0f}".format,
                slots=9,
                role="cache",
                anchor="r",
            )
            for k in (0, 1)
        ]
        self.units = [
            Label(text, RIGHT - at.UNITS[k] + 12, at.SHELF - 16, theme=theme, size=SMALL)
            for k, text in enumerate(("bytes", "words"))
        ]

    @property
    def source(self) -> list[Posed]:
        """What stands there from the first frame on."""
        return [
            self.river,
            self.funnel,
            *self.funnel_name,
            self.rule,
            *self.symbols,
        ]

    @property
    def works(self) -> list[Posed]:
        """River, funnel, gem and read head: what makes room for the warehouse."""
        return [self.river, self.funnel, *self.funnel_name, *self.gem.all, self.head]

    @property
    def warehouse(self) -> list[Posed]:
        """The inset."""
        return [self.shelf, *self.shelf_names, *self.kept, *self.units]

    def read(self, first: int, last: int, *, each: float) -> Animation:
        """Return the animation in which tokens ``first`` to ``last`` flow into the gem."""
        count = last - first + 1
        length = each * count
        change = min(each, MOVE)
        parts: list[tuple[float, Animation]] = [
            (0.0, self.river.flow(last + 1, run_time=length)),
            (0.0, self.funnel.flow(last + 1, run_time=length)),
        ]
        for k in range(count):
            parts.append((each * (k + ARRIVES), self.gem.change(first + k, run_time=change)))
        return Timeline(*parts)

    def skim(self, run: range, *, each: float) -> Animation:
        """Return the animation in which a run of words flows in; a long one is quicker."""
        return self.read(run.start, run.stop - 1, each=min(each, LONG / len(run)))

    def read_on(self, first: int) -> Animation:
        """Return the animation in which the story flows in from token ``first`` to its end."""
        end = self.v.n_body - 1
        return self.read(first, end, each=max(FAST, BRIEF / (end + 1 - first)))

    def store(self, tokens: float, stored: float, *, run_time: float) -> Animation:
        """Return the animation in which the warehouse grows to ``tokens``, ``stored`` bytes."""
        size, count = self.kept
        return together(
            self.shelf.store([tokens, self.v.crossing], run_time=run_time),
            count.drive(run_time=run_time, value=tokens),
            size.drive(run_time=run_time, value=stored),
        )
