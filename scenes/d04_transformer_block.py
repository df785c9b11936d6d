"""Diagram 4: each block only adds to a stream that runs straight through."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from anim_lib.storyboard import Beat, Storyboard
from anim_lib.timing import END, REST, reading
from scenes.alt.d04_transformer_block import alt
from scenes.casts.d04_block import Block
from scenes.casts.d04_box import Inside
from scenes.casts.d04_depth import Depth, WayOut
from scenes.casts.d04_norms import Norms
from scenes.values.d04_transformer_block import Values


class D04TransformerBlock(Storyboard[Values]):
    """Each block only adds to a stream that runs straight through.

    The aha frame must show the stream, what attention and the MLP add, and their sum, as bars.
    """

    number = "04"
    title = "Transformer block"
    family = "attention"
    poster = "aha"
    values_type = Values
    square: ClassVar[tuple[float, float, float]] = (60.0, 0.0, 990.0)
    alt = staticmethod(alt)

    def storyboard(self, v: Values) -> Iterator[Beat]:
        """Closed box, streams, one block, the norms' place, all blocks, next words."""
        self.inside, self.block = Inside(v, self.theme), Block(v, self.theme)
        self.norms = Norms(v, self.theme, self.block)
        self.depth = Depth(v, self.theme, self.block)
        self.way_out = WayOut(v, self.theme, self.block)
        self.cast(self.block.stream, *self.norms.spine)  # the line lies behind its joints
        parts = (self.block, self.norms, self.inside, self.depth, self.way_out)
        self.cast(*[one for part in parts for one in part.all])
        self.block.wait()
        self.inside.wait()
        yield Beat("box", "Tokens in, next-word chances out.\nWhat happens inside?")
        yield from self._inside(v)
        yield from self._block(v)
        yield from self._admit(v)

    def _inside(self, v: Values) -> Iterator[Beat]:
        inside = self.inside
        yield Beat("open", "Each token’s stream runs straight through.", *inside.open())
        yield Beat(
            "reads",
            "Attention: each token reads itself and all earlier ones.",
            *inside.read(v),
            tint={"Attention": "attention"},
        )

    def _block(self, v: Values) -> Iterator[Beat]:
        block = self.block
        yield Beat(
            "start",
            f"“{v.tokens[v.shown]}” starts as token plus position.",
            block.arrive(self.inside.leave()),
            *block.begin(),
        )
        yield Beat(
            "attention",
            "Attention reads the stream, then adds.",
            *block.approach(),
            *block.attend(),
            tint={"Attention": "attention"},
        )
        yield Beat(
            "mlp",
            "Then a small network, the MLP, adds.",
            *block.think(),
            tint={"MLP": "accent"},
        )
        yield Beat(
            "aha",
            "A block never replaces the stream; it adds.",
            block.conclude(v.lens_bar),
            hold=REST,
        )

    def _admit(self, v: Values) -> Iterator[Beat]:
        first = "2017: norms on the stream rescale it."
        yield Beat("norms", first, *self.norms.move_on())
        yield Beat(
            "beside",
            f"{first}\nGPT-2 style: beside it; nothing rescales it.",
            *self.norms.move_back(),
        )
        most = int(v.delta_length.argmax())
        name = f"block {most // 2 + 1}’s {('attention', 'MLP')[most % 2]}"
        line = f"{v.n_layers} blocks, {v.delta_length.size} additions:"
        added = f"{name} adds most ({v.delta_length.max():.1f})."
        yield Beat(
            "depth",
            f"{line} {added}",
            *self.depth.pull_back(self.norms.clear()),
            read=reading(line),  # what adds most is a bar, and bars come last
        )
        line = "It ends in chances:"
        yield Beat(
            "out",
            f"{line} “{v.top_words[0]}” gets {v.top_shares[0]:.2f}.",
            *self.way_out.leave_depth(self.depth),
            read=reading(line),  # the chance is a bar, and bars come last
            hold=END,
        )
