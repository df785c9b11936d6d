"""Diagram 12: one sentence between two lanes, one without a cache and one with it."""

from __future__ import annotations

import numpy as np

from anim_lib.layout import LEFT, RIGHT, Points
from anim_lib.motion import Posed
from anim_lib.primitives.axis import name
from anim_lib.primitives.cache_shelf import CacheShelf
from anim_lib.primitives.step_bar import StepBar
from anim_lib.primitives.token_row import HEIGHT, PAD, TokenRow
from anim_lib.primitives.vector_chips import VectorChips
from anim_lib.scales import linear
from anim_lib.theme import Theme
from anim_lib.typography import NUMBER, Label, scientific, width
from scenes.values.d12_kv_cache_growth import HEAD, LAYER, Values

SPINE = 432.0  # centre line of the sentence
ABOVE, BELOW = SPINE - HEIGHT / 2, SPINE + HEIGHT / 2
CHIP, TALL = 116.0, 46.0
START = 160.0  # of the columns; the rows' letters stand left of them
NEAR = (69.0, 124.0, 183.0)  # from the sentence to queries, keys and values, on both sides
SHELF = BELOW + 68.0
BARS, THICK = (197.0, 676.0), 26.0
HEADS = (164.0, 733.0)
UNIT = 350.0  # room of the words behind the count
KINDS = ("query", "key", "value")
NOTE = 812.0


def centres(v: Values) -> tuple[Points, Points]:
    """Return the cards' centres and widths: as narrow as chips allow, all across the stage."""
    wide = np.array([max(CHIP + 4, width(t, NUMBER, mono=True) + 2 * PAD) for t in v.tokens])
    gap = (RIGHT - START - wide.sum()) / (len(wide) - 1)
    lefts = START + np.concatenate([[0.0], np.cumsum(wide + gap)[:-1]])
    return lefts + wide / 2, wide


class Lanes:
    """The sentence, what each lane makes of it, and what that costs."""

    def __init__(self, v: Values, theme: Theme) -> None:
        at, wide = centres(v)
        self.start = v.n_prompt
        self.tokens = TokenRow(
            v.tokens, theme=theme, y=SPINE, width=wide, centres=at, special=[len(at) - 1]
        )
        self.asked = TokenRow(
            ["?"],
            theme=theme,
            y=SPINE,
            width=float(wide[v.n_prompt]),
            centres=at[v.n_prompt : v.n_prompt + 1],
            special=[0],
        )
        read = at[: v.read[-1]]
        columns = np.column_stack([read - CHIP / 2, np.full(len(read), CHIP)])
        vectors = {"query": v.query, "key": v.key, "value": v.value}
        limits = {"query": v.vector_vmax, "key": v.vector_vmax, "value": v.value_vmax}
        self.made = {
            kind: VectorChips(
                vectors[kind],
                theme=theme,
                role=kind,
                columns=columns,
                y=SPINE - away,
                height=TALL,
                vmax=limits[kind],
                source=ABOVE,
            )
            for kind, away in zip(KINDS, NEAR, strict=True)
        }
        self.query = VectorChips(
            v.query,
            theme=theme,
            role="query",
            columns=columns,
            y=SPINE + NEAR[0],
            height=TALL,
            vmax=v.vector_vmax,
            source=BELOW,
        )
        self.shelf = CacheShelf(
            v.key,
            v.value,
            theme=theme,
            columns=columns,
            top=SHELF,
            height=TALL,
            vmax=v.vector_vmax,
            values_vmax=v.value_vmax,
            source=BELOW,
        )
        self.columns = columns
        self._letters(theme)
        self._costs(v, theme)
        self._words(v, theme)
        self.clear()

    def _letters(self, theme: Theme) -> None:
        boards = (SPINE + NEAR[0], self.shelf.row(0), self.shelf.row(1))
        self.letters = [
            [
                VectorChips(
                    None,
                    theme=theme,
                    role=kind,
                    columns=[(LEFT, TALL)],
                    y=y,
                    height=TALL,
                    vmax=1.0,
                    source=SPINE,
                )
                for kind, y in zip(KINDS, rows, strict=True)
            ]
            for rows in ([SPINE - away for away in NEAR], boards)
        ]

    def _costs(self, v: Values, theme: Theme) -> None:
        scale = linear((0.0, v.work_vmax), (LEFT, RIGHT))
        self.bars = [
            StepBar(
                work,
                theme=theme,
                scale=scale,
                y=y,
                thickness=THICK,
                role=role,
                counter=(RIGHT - UNIT, head),
            )
            for work, y, head, role in (
                (v.recomputed_work, BARS[0], HEADS[0], "muted"),
                (v.cached_work, BARS[1], HEADS[1], "cache"),
            )
        ]

    def _words(self, v: Values, theme: Theme) -> None:
        names = (("without a cache", "ink"), ("with a cache", "cache"))
        self.heads = [
            Label(said, LEFT, y, theme=theme, role=role, weight="SEMIBOLD")
            for (said, role), y in zip(names, HEADS, strict=True)
        ]
        self.units = [
            name("multiplications so far", RIGHT, y, theme=theme, anchor="r") for y in HEADS
        ]
        self.note = name(
            f"strips: {v.d_head} numbers each, layer {LAYER} of {v.n_layers}, head {HEAD} of"
            f" {v.n_kv_heads} · counted: all of this tiny GPT",
            LEFT,
            NOTE,
            theme=theme,
        )
        self.writes = name("a tiny GPT, trained here, writes on", START, SPINE - 56, theme=theme)
        beside = float(self.columns[v.read[1]].sum()) + 64
        self.same: list[Posed] = [
            name(text, beside, SPINE - away + 12, theme=theme)
            for text, away in (
                (f"largest change, float64: {scientific(v.kept_change)}", NEAR[2]),
                ("no word sees what comes after it", NEAR[1]),
            )
        ]

    def clear(self) -> None:
        """Take away, at once, what is not there before the first step."""
        self.tokens.set_channels(shown=np.arange(len(self.tokens.tokens)) < self.start)
        for row in (*self.made.values(), self.query):
            row.set_channels(out=0.0)
        self.shelf.set_channels(keys_in=0.0, values_in=0.0)
        for bar in self.bars:
            bar.set_channels(spent=0.0)

    @property
    def back_to_front(self) -> list[Posed]:
        """Vectors come out from behind the sentence."""
        rows = [self.made[kind] for kind in reversed(KINDS)]
        letters = [one for lane in self.letters for one in lane]
        words = [*self.heads, *self.units, self.note, self.writes, *self.same, *self.bars]
        return [*rows, self.shelf, self.query, *letters, *words, self.tokens, self.asked]

    def lane(self, lane: int) -> list[Posed]:
        """What stands in a lane before anything happens in it."""
        return [*self.letters[lane], self.heads[lane], self.units[lane], self.bars[lane]]
