"""Special A's poster in words."""

from __future__ import annotations

from anim_lib.provenance import Floats
from scenes.own_words import MARKS
from scenes.values.spec_a_bank import Values

BANK = "bank"


def alt(v: Values) -> str:
    """Return where “bank” looks in both sentences, and where its states go in the plane."""
    one = _looks(v.words_money, v.row_money, v.bank, int(v.arrows_money[0]))
    other = _looks(v.words_river, v.row_river, v.words_river.index(BANK), int(v.arrows_river[0]))
    start = "one point" if v.distance[0] == 0.0 else "where they are before any layer"
    ends = [
        "money" if margin > 0 else "the river"
        for margin in (v.margin_money[-1], -v.margin_river[-1])
    ]
    return (
        f"Two sentences with the word “{BANK}”, each as a list of words, and a plane beside them, "
        f"from the encoder all-MiniLM-L6-v2. Arcs show what one of its heads gives the other words "
        f"when “{BANK}” asks: in the first sentence {one}, in the second {other}. In the plane two "
        f"paths of “{BANK}” lead from {start}, layer by layer, to {v.distance[-1]:.1f} apart after "
        f"layer {v.n_layers}. The first ends nearer to the mean of {v.centroid_sentences} other "
        f"sentences about {ends[0]}, the second to that of as many about {ends[1]}."
    )


def _looks(words: tuple[str, ...], row: Floats, bank: int, most: int) -> str:
    """Return what a row gives to the word itself, and to another one most."""
    word = words[most].strip(MARKS) or words[most]
    another = "another " * (word.casefold() == BANK)
    return f"{row[most]:.2f} to {another}“{word}” and {row[bank]:.2f} to itself"
