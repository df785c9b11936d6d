"""Diagram 18's poster in words."""

from __future__ import annotations

from scenes.alt.words import count, counted
from scenes.values.d18_induction_head import Values


def alt(v: Values) -> str:
    """Return the row with its arcs, the stamps that hang loose, and the bars of the proof."""
    asked = v.tokens[: v.query + 1]
    was, row = v.query_row_2[v.answer], v.query_row_2_cut
    most = int(row.argmax())
    whole, cut, other = (f"{mean:.2f}" for mean in v.mean_p)
    heads = len(v.stamping_heads)
    return (
        f"A row of {count(len(asked))} letter cards, {' '.join(asked)}, then a question mark, in a "
        f"toy model of two attention layers with {counted(heads, 'head')} of the first cut. Below "
        f"the row hang the stamps that told each card the one before it, loose. Arcs show where "
        f"the last {v.tokens[v.query]} looks now: {row[most]:.2f} at {v.tokens[most]}, and at "
        f"{v.tokens[v.answer]}, which it should copy, {row[v.answer]:.2f} instead of {was:.2f}. At "
        f"the right, bars of the right next letter’s probability, mean of {v.n_rows} other rows: "
        f"{whole} with nothing cut, {cut} without stamps, {other} with {count(heads)} other heads "
        f"cut."
    )
