"""Diagram 1: four families read the same tokens; what each keeps, and what it costs."""

from __future__ import annotations

from collections.abc import Iterator

from anim_lib.motion import Timeline, enter_all, leave_all, stagger, together
from anim_lib.storyboard import Beat, Storyboard
from anim_lib.timing import BEND, END, ENTER, GLANCE, REST, SETTLE
from scenes.alt.d01_architecture_spectrum import alt
from scenes.casts.d01_hybrids import Hybrids
from scenes.casts.d01_lanes import Lanes
from scenes.casts.d01_tables import decoding, training
from scenes.values.d01_architecture_spectrum import Values

LAG = 0.065  # seconds from token to token in the run
COLUMNS = {"columns": "cache", "column": "cache"}


class D01ArchitectureSpectrum(Storyboard[Values]):
    """A transformer keeps a column for every token; the others keep a block of one size, or both.

    The aha frame must show 64 columns beside blocks that are as large as they were at token 1.
    """

    number = "01"
    title = "Architecture spectrum"
    family = "trade-offs"
    poster = "aha"
    square = (60.0, 24.0, 960.0)
    values_type = Values
    alt = staticmethod(alt)

    def storyboard(self, v: Values) -> Iterator[Beat]:
        """Read 64 tokens, compare; then training, decoding, and two kinds of hybrid."""
        on = self.on = Lanes(v, self.theme)
        self.tables = (training(v, self.theme), decoding(v, self.theme))
        self.hybrids = Hybrids(v, self.theme)
        self.cast(*on.reading, *on.names, *self.hybrids.all_of_it)
        for table in self.tables:
            self.cast(*table.all_of_it)
        for one in (on.row, *on.lanes, *on.names):
            one.set_channels(presence=1.0)
        count = len(v.tokens)
        yield Beat("question", f"Four models read {count} tokens: what do they keep?")
        yield from self._read(count)
        yield from self._costs(v)
        on.shown_read(count)
        yield Beat(
            "rest",
            "Keep every token, one block, or both.",
            Timeline(
                (0.0, leave_all(*self.hybrids.all_of_it)),
                (GLANCE, enter_all(*on.names, *on.reading)),
            ),
            read=SETTLE,  # the picture that it speaks of has to come first
            hold=END + BEND,
        )

    def _read(self, count: int) -> Iterator[Beat]:
        on = self.on
        yield Beat(
            "first",
            "Token 1 fills a block, adds a column, or both.",
            together(
                enter_all(on.head, on.note),
                on.row.drive(run_time=GLANCE, line=1.0),
                on.step(1, run_time=BEND),
            ),
            tint=COLUMNS,
        )
        yield Beat(
            "second",
            "Token 2 rewrites blocks and adds columns.",
            on.step(2, run_time=BEND),
            tint=COLUMNS,
        )
        yield Beat(
            "run",
            f"On to token {count}.",
            together(on.read(count, run_time=ENTER, lag=LAG), on.light(True)),
        )
        yield Beat(
            "aha",
            "Blocks never grew.\nColumns keep every token.",
            together(on.light(False), on.row.drive(run_time=GLANCE, line=0.0)),
            enter_all(*on.held),
            hold=REST,
            tint={"Columns": "cache"},
        )

    def _costs(self, v: Values) -> Iterator[Beat]:
        train, decode = self.tables
        on = self.on
        yield Beat(
            "training",
            "All at once: attention looks back at all before.",
            Timeline((0.0, leave_all(*on.reading)), (GLANCE, enter_all(train.title, train.note))),
            train.first.come(),
            hold=SETTLE,
        )
        yield Beat(
            "depth",
            f"The LSTM takes {v.training_depth[0, -1]:,} steps in a row.",
            train.second.come(),
            hold=ENTER,
        )
        yield Beat(
            "decoding",
            "Decoding, token by token: more columns, more time.",
            Timeline(
                (0.0, leave_all(*train.all_of_it)), (GLANCE, enter_all(decode.title, decode.note))
            ),
            stagger(decode.first.come(), decode.second.come(), lag=ENTER),
            hold=ENTER,
        )
        yield Beat(
            "hybrids",
            f"One hybrid grows; one stops growing at {v.window:,} tokens.",
            leave_all(*decode.all_of_it, *on.names),
            self.hybrids.come(),
            hold=ENTER,
        )
