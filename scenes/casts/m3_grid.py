"""Mermaid 3: where gates, ends and cards stand, and what each gate measures of a card."""

from __future__ import annotations

from dataclasses import dataclass

from anim_lib.primitives.decision_tree import CARD, Gate
from anim_lib.scales import Scale, linear
from scenes.values.m3_decision_tree import Values

ZERO = (352.0, 716.0, 1090.0)  # zero lines of the gates
WIDE = 364.0  # of every axis
BESIDE = 18.0  # from an axis to the number beside it
RAIL = 134.0  # the way from the case to the first gate
CASE = 1240.0  # left edge of the case
PITCH, HALF = 42.0, 32.0  # of bars, and from the last one to the floor
HEAD = 34.0  # from a heading's baseline to the first bar's middle
NEXT = 60.0  # from a bar's middle to the next heading of its gate
FIRST = 188.0  # baseline of the first heading
DROP = 76.0  # from a floor to the next heading
LOW = (112.0, 66.0, 76.0)  # from each floor to the middle of the bins below it
NAME = 57.0  # from there to an end's name
BY = 18.0  # from a way to the bin beside it
LAST = 1772.0  # the way to the last end
PAIR = (0, 3)  # the two cards of the poster: the first, and what varies it
OTHER, STREAM, MORE, LESS = 1, 2, 4, 5  # another model, few facts, another GPU for that model


@dataclass(frozen=True)
class Row:
    """One condition of a gate: its heading's baseline and the middles of its bars."""

    gate: int
    heading: float
    ys: tuple[float, ...]
    scale: Scale


class Grid:
    """Positions in stage pixels."""

    def __init__(self, v: Values) -> None:
        self.v = v
        lost, size, tokens = (
            [linear((0.0, axis), (x, x + WIDE)) for x in ZERO]
            for axis in (v.lost_axis, v.bytes_axis, v.tokens_axis)
        )
        self.rows: list[Row] = []
        self.ends: list[tuple[float, float]] = []  # left edges and middles of the bins
        gates: list[Gate] = []
        first = FIRST
        for gate, (counts, scales) in enumerate(
            (((1,), (lost[0],)), ((2,), (size[1],)), ((1, 1), (size[2], tokens[2])))
        ):
            top = RAIL if gate == 0 else gates[-1].floor
            heading = first
            for count, scale in zip(counts, scales, strict=True):
                ys = tuple(heading + HEAD + k * PITCH for k in range(count))
                self.rows.append(Row(gate, heading, ys, scale))
                heading = ys[-1] + NEXT
            floor = self.rows[-1].ys[-1] + HALF
            first = floor + DROP
            low, at = floor + LOW[gate], ZERO[gate]
            if gate < len(ZERO) - 1:
                ends, across = [(at - BY - CARD, low)], ZERO[gate + 1]
            else:
                ends, across = [(at + BY, low), (LAST - BY - CARD, low)], LAST
            self.ends += ends
            gates.append(Gate(at, top, floor, across, first + HEAD, *ends))
        self.gates = tuple(gates)

    def deciding(self, card: int, gate: int) -> int:
        """Return the row on which a card rolls through a gate: the one that decides."""
        return gate + int(self.v.hybrid_judge[card]) if gate == len(ZERO) - 1 else gate

    def read_on(self, card: int, gate: int) -> bool:
        """Return whether a gate asks more below the row that decides on a card."""
        k = self.deciding(card, gate)
        return any(row.gate == gate for row in self.rows[k + 1 :])

    def slot(self, card: int, gate: int) -> int:
        """Return which bar of a gate's rows is a card's: only the second gate asks both."""
        return int(card == PAIR[1] and gate == 1)

    def amounts(self, card: int, row: int) -> list[float]:
        """Return the parts of a card's bar in a row."""
        v = self.v
        state = v.hybrid_bytes[card] - v.hybrid_weight_bytes - v.hybrid_cache_bytes[card]
        return [
            [float(v.state_lost[card])],
            [float(v.transformer_weight_bytes[card]), float(v.transformer_cache_bytes[card])],
            [float(v.hybrid_weight_bytes + state), float(v.hybrid_cache_bytes[card])],
            [float(v.context[card])],
        ][row]

    def limit(self, card: int, row: int) -> float:
        """Return what a row allows a card."""
        v = self.v
        size = float(v.gpu_bytes[card])
        return [v.allowed_lost, size, size, float(v.hybrid_limit[card])][row]
