"""Diagram 2's poster in words."""

from __future__ import annotations

from textwrap import shorten

from anim_lib.primitives.heat_grid import PRINTED_FROM
from scenes.alt.words import listed
from scenes.casts.own_words import quoted
from scenes.values.d02_attention_heatmap import Values

QUOTED, NAMED = 140, 3  # letters of a sentence, and cards whose weights are told


def alt(v: Values) -> str:
    """Return the cards, the thickest arcs between them, and the row that these come from."""
    names = [f"“{quoted(word)}”" for word in v.words_tired]
    names[0], names[-1] = (v.words_tired[k].strip("[]") for k in (0, -1))
    others = [k for k in (-v.arcs_tired).argsort() if k != v.asking]
    told = [k for k in others[:NAMED] if k == others[0] or v.arcs_tired[k] >= PRINTED_FROM]
    most, *next_to = (f"{names[k]}, {v.arcs_tired[k]:.2f}" for k in told)
    then = f", then to {listed(next_to)}" if next_to else ""
    sentence = shorten(v.sentence_tired, QUOTED, placeholder="…")
    return (
        f"Cards in a row, one for each word of “{sentence}” between the added marks {names[0]} and "
        f"{names[-1]}. Arcs run from {names[v.asking]}, which asks, to all others, as thick as "
        f"their attention weights: most goes to {most}{then}. The same weights stand below in one "
        f"row, which is lifted out of a table of all words and adds up to one. It is real: layer "
        f"{v.layer}, head {v.head} of the encoder all-MiniLM-L6-v2."
    )
