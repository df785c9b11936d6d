"""Diagram 2: one real attention head on one sentence with two endings, and how far to trust it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from anim_lib.encoder_files import MODEL_SHA256
from anim_lib.provenance import Floats, Ints, Provenance, floats, ints, quantity
from scenes import own_words

TAKES: Final = ("sentence", "query")
BEGINNING = "The animal didn't cross the street because it was too"
ENDINGS = ("tired", "wide")  # with the first, "it" is the animal; with the second, the street
OWN = f"{BEGINNING} {ENDINGS[0]}"
NOUNS = ("animal", "street")
USUAL = "it"  # who asks, unless a user says another; the head was chosen by this word
LAYER, HEAD = 4, 2  # counted from 1; chosen in heads_it.csv
SINK_FROM: Final = 2.0

PROVENANCE = Provenance(
    line=f"all-MiniLM-L6-v2 · layer {LAYER}, head {HEAD}: chosen on 24 pairs, measured on 24 more",
    model="all-MiniLM-L6-v2, an encoder of 6 layers: every word sees the whole sentence",
    inputs=f"{BEGINNING} {ENDINGS[0]} / {ENDINGS[1]}",
    weights_sha256=MODEL_SHA256,
    layer=LAYER,
    head=HEAD,
    sources=(
        "huggingface.co/sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0)",
        "assets/sentences/it_pairs.csv",
        f"assets/tables/heads_it.csv:layer {LAYER}, head {HEAD}",
    ),
)


@dataclass(frozen=True, eq=False)
class Values:
    """Every number of the scene; words are with [CLS] and [SEP], layers and heads count from 1."""

    sentence_tired: str = quantity("()", "text", "the report's sentence, or the user's")
    sentence_wide: str = quantity("()", "text", "the same with another ending; a user's: unchanged")
    n_endings: int = quantity("()", "ending", "2: read with both; 1: a user's, read as it is")
    words_tired: tuple[str, ...] = quantity("(n_words,)", "word", "as written, in [CLS] and [SEP]")
    words_wide: tuple[str, ...] = quantity("(n_words,)", "word", "as written, in [CLS] and [SEP]")
    pieces_tired: tuple[str, ...] = quantity(
        "(n_pieces,)", "piece", "WordPiece: a word is one or more"
    )
    word_of_piece: Ints = quantity("(n_pieces,)", "word", "the word that each piece belongs to")
    asking: int = quantity("()", "word", "position of it, or of the word that a user follows")
    first_noun: int = quantity("()", "word", "position of animal; -1 in a user's sentence")
    second_noun: int = quantity("()", "word", "position of street; -1 in a user's sentence")
    ending: int = quantity("()", "word", "position of tired or wide; -1 in a user's sentence")

    layer: int = quantity("()", "layer", "from 1; largest mean switch on the choosing half")
    head: int = quantity("()", "head", "from 1; largest mean switch on the choosing half")
    n_layers: int = quantity("()", "layer", "of the encoder")
    n_heads: int = quantity("()", "head", "in each layer")
    piece_pattern_tired: Floats = quantity(
        "(n_pieces, n_pieces)", "share", "the head's pattern before pieces are merged, row = query"
    )
    pattern_tired: Floats = quantity(
        "(n_words, n_words)", "share", "word by word: columns of pieces summed, rows averaged"
    )
    pattern_wide: Floats = quantity(
        "(n_words, n_words)", "share", "word by word: columns of pieces summed, rows averaged"
    )
    arcs_tired: Floats = quantity("(n_words,)", "share", "row asking of pattern_tired")
    arcs_wide: Floats = quantity("(n_words,)", "share", "row asking of pattern_wide")
    arcs_change: Floats = quantity("(n_words,)", "share", "arcs_wide - arcs_tired")

    mean_arcs_tired: Floats = quantity("(n_words,)", "share", "row asking, mean of all heads")
    mean_arcs_wide: Floats = quantity("(n_words,)", "share", "row asking, mean of all heads")
    start_share_by_head: Floats = quantity(
        "(n_layers, n_heads)", "share", "what asking gives to [CLS] in every head"
    )
    start_share: float = quantity("()", "share", "mean of start_share_by_head")
    equal_share: float = quantity("()", "share", "1 / n_words: if all words were given as much")
    sink_from: float = quantity("()", "equal share", "a sink's least start_share: chosen")
    sink: int = quantity("()", "1", "1: start_share is sink_from equal shares or more")

    read_words: tuple[str, ...] = quantity("(n_read,)", "word", "the sentence without [CLS], [SEP]")
    causal_allowed: Ints = quantity(
        "(n_read, n_read)", "1", "1 where a causal model's word may look: column <= row"
    )
    unseen_by_it: tuple[str, ...] = quantity(
        "(n_unseen,)", "word", "what asking cannot see in a causal model: the words after it"
    )

    n_pairs: int = quantity("()", "pair", "minimal pairs in the reporting half of it_pairs.csv")
    switches: Floats = quantity(
        "(n_pairs,)", "share", "[a(N1) - a(N2)] with ending 1 minus the same with ending 2"
    )
    switch_mean: float = quantity("()", "share", "mean of switches")
    switch_std: float = quantity("()", "share", "standard deviation of switches, n - 1")
    positive_pairs: int = quantity("()", "pair", "switches above 0: the attention moves rightly")
    negative_pairs: int = quantity("()", "pair", "the others: it moves the wrong way, or not")
    positive_p: float = quantity("()", "1", "chance of as many or more by a fair coin, one-sided")
    right_share: float = quantity("()", "share", "mean share of the noun that is right")
    wrong_share: float = quantity("()", "share", "mean share of the other noun")
    right_ahead: float = quantity("()", "share", "of the sentences: right noun above the wrong one")
    flips: Ints = quantity("(n_pairs,)", "1", "1: right noun ahead with both endings, a full flip")
    both_right: int = quantity("()", "pair", "sum of flips")
    one_noun_ahead: int = quantity(
        "()", "pair", "switch above 0 without a flip: the same noun is ahead with both endings"
    )
    switch_by_head: Floats = quantity(
        "(n_layers, n_heads)", "share", "mean switch of every head on the reporting half"
    )
    shown_switch: float = quantity("()", "share", "of the shown sentence; 0 with one ending")
    hidden_layers: int = quantity("()", "layer", "it cannot look at the ending in layers 1 to this")
    hidden_switches: Floats = quantity("(n_pairs,)", "share", "switches with the ending hidden so")
    hidden_switch_mean: float = quantity("()", "share", "mean of hidden_switches")
    hidden_positive_pairs: int = quantity("()", "pair", "hidden_switches above 0")

    tempting_layer: int = quantity(
        "()", "layer", "of the largest it-animal share beside the head; 0: a user's"
    )
    tempting_head: int = quantity(
        "()", "head", "of the largest it-animal share beside the head; 0: a user's"
    )
    tempting_share: float = quantity(
        "()", "share", "its it-animal share, ending tired; 0: a user's"
    )
    tempting_switch: float = quantity(
        "()", "share", "its mean switch on the reporting half; 0: a user's"
    )

    vmax: float = quantity("()", "share", "drawing limit of the map and the arcs: chosen")
    switch_vmax: float = quantity("()", "share", "drawing limit of the switches: chosen")


def provenance(*, sentence: str | None = None, query: str | None = None) -> Provenance:
    """What is said of the values of a user's sentence; without one, of the scene's own."""
    if sentence is None and query is None:
        return PROVENANCE
    return replace(
        PROVENANCE,
        line=f"all-MiniLM-L6-v2 · layer {LAYER}, head {HEAD}, chosen on 24 pairs · your sentence",
        inputs=f"your sentence: {sentence or OWN}; asking: {query or 'by default'}",
    )


def compute(*, sentence: str | None = None, query: str | None = None) -> Values:
    """Read both sentences, and the reporting half with the ending seen and hidden.

    Parameters
    ----------
    sentence
        3 to 24 words; None: the scene's own. When it or ``query`` is given, one ending is read.
    query
        The word that asks, at its first place; None: "it", or in a sentence without it the word
        of the largest weight on another word in the head.

    Raises
    ------
    UserError
        When the sentence is too short or too long, a word of it cannot be read or drawn, or
        ``query`` is none of them.
    """
    import torch

    from anim_lib import sentences
    from anim_lib.models import attention, encoder, it_switch
    from anim_lib.models.wordpiece import place_of

    model = encoder.load_encoder()
    own = sentence is not None or query is not None
    if own:
        own_words.check(sentence or OWN, "d02")
        with own_words.told_of_option():
            tired = wide = encoder.read(model, sentence or OWN)
    else:
        tired, wide = (encoder.read(model, f"{BEGINNING} {ending}") for ending in ENDINGS)
    words = tired.text.words
    first_noun, second_noun, ending = (
        -1 if own else place_of(word, words) for word in (*NOUNS, ENDINGS[0])
    )
    patterns = [
        reading.word_patterns for reading in (tired, wide)
    ]  # (n_layers, n_heads, word, word)
    pattern_tired, pattern_wide = (x[LAYER - 1, HEAD - 1] for x in patterns)  # (n_words, n_words)
    asking = _asking(words, floats(pattern_tired), query)
    rows = [x[:, :, asking] for x in patterns]  # each (n_layers, n_heads, n_words)
    lead = [
        0.0 if own else float(x[asking, first_noun] - x[asking, second_noun])
        for x in (pattern_tired, pattern_wide)
    ]

    pairs = sentences.reporting(sentences.it_pairs())
    shares = it_switch.noun_shares(model, pairs)  # (n_pairs, 2, 2, n_layers, n_heads)
    by_head = it_switch.switch(shares)  # (n_pairs, n_layers, n_heads)
    chosen = shares[..., LAYER - 1, HEAD - 1]  # (n_pairs, 2 endings, 2 nouns)
    switches = it_switch.switch(chosen)  # (n_pairs,)
    right, wrong = it_switch.right_and_wrong(chosen)  # each (n_pairs, 2 endings)
    hidden_shares = it_switch.noun_shares(model, pairs, range(LAYER - 1))
    hidden = it_switch.switch(hidden_shares[..., LAYER - 1, HEAD - 1])  # (n_pairs,)
    positive = int((switches > 0).sum())
    flips = (right > wrong).all(dim=1)  # (n_pairs,)

    mean_switches = floats(by_head.mean(dim=0))  # (n_layers, n_heads)
    tempting = (0, 0, 0.0, 0.0)
    if not own:
        tempting = _tempting(floats(rows[0][:, :, first_noun]), mean_switches)
    start_share, equal_share = float(rows[0][:, :, 0].mean()), 1 / len(words)
    read_words = words[1:-1]
    return Values(
        sentence_tired=" ".join(words[1:-1]),
        sentence_wide=" ".join(wide.text.words[1:-1]),
        n_endings=1 if own else len(ENDINGS),
        words_tired=words,
        words_wide=wide.text.words,
        pieces_tired=tired.text.pieces,
        word_of_piece=ints(tired.text.word_of),
        asking=asking,
        first_noun=first_noun,
        second_noun=second_noun,
        ending=ending,
        layer=LAYER,
        head=HEAD,
        n_layers=encoder.N_LAYERS,
        n_heads=encoder.N_HEADS,
        piece_pattern_tired=floats(tired.patterns[LAYER - 1, HEAD - 1]),
        pattern_tired=floats(pattern_tired),
        pattern_wide=floats(pattern_wide),
        arcs_tired=floats(pattern_tired[asking]),
        arcs_wide=floats(pattern_wide[asking]),
        arcs_change=floats(pattern_wide[asking] - pattern_tired[asking]),
        mean_arcs_tired=floats(rows[0].mean(dim=(0, 1))),
        mean_arcs_wide=floats(rows[1].mean(dim=(0, 1))),
        start_share_by_head=floats(rows[0][:, :, 0]),
        start_share=start_share,
        equal_share=equal_share,
        sink_from=SINK_FROM,
        sink=int(start_share >= SINK_FROM * equal_share),
        read_words=read_words,
        causal_allowed=ints(attention.causal_mask(len(read_words)).to(torch.int64)),
        unseen_by_it=read_words[asking:],
        n_pairs=len(pairs),
        switches=floats(switches),
        switch_mean=float(switches.mean()),
        switch_std=float(switches.std()),
        positive_pairs=positive,
        negative_pairs=len(pairs) - positive,
        positive_p=it_switch.chance_of_at_least(positive, len(pairs)),
        right_share=float(right.mean()),
        wrong_share=float(wrong.mean()),
        right_ahead=float((right > wrong).double().mean()),
        flips=ints(flips.to(torch.int64)),
        both_right=int(flips.sum()),
        one_noun_ahead=int(((switches > 0) & ~flips).sum()),
        switch_by_head=mean_switches,
        shown_switch=lead[0] - lead[1],
        hidden_layers=LAYER - 1,
        hidden_switches=floats(hidden),
        hidden_switch_mean=float(hidden.mean()),
        hidden_positive_pairs=int((hidden > 0).sum()),
        tempting_layer=tempting[0],
        tempting_head=tempting[1],
        tempting_share=tempting[2],
        tempting_switch=tempting[3],
        vmax=1.0,
        switch_vmax=0.8,
    )


def _tempting(to_animal: Floats, switches: Floats) -> tuple[int, int, float, float]:
    """Return layer and head of the largest share beside ours, with its share and its switch."""
    others = to_animal.copy()  # (n_layers, n_heads), as switches
    others[LAYER - 1, HEAD - 1] = -1.0
    layer, head = divmod(int(others.argmax()), others.shape[1])
    return layer + 1, head + 1, float(others[layer, head]), float(switches[layer, head])


def _asking(words: tuple[str, ...], pattern: Floats, query: str | None) -> int:
    """Return the position of the word that asks, in a pattern of the words in [CLS] and [SEP]."""
    read_words = words[1:-1]
    if query is not None:
        return own_words.place_of_query(query, read_words) + 1
    usual = own_words.place(USUAL, read_words)
    if usual is not None:
        return usual + 1
    among = pattern[1:-1, 1:-1] * (1 - np.eye(len(read_words)))
    return int(among.max(axis=1).argmax()) + 1
