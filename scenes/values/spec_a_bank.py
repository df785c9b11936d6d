"""Special A: where "bank" looks in two sentences, and where its state goes, layer by layer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from anim_lib.encoder_files import MODEL_SHA256
from anim_lib.errors import UserError
from anim_lib.provenance import Floats, Ints, Provenance, floats, ints, quantity
from scenes import own_words

TAKES: Final = ("sentence",)
MONEY = "The bank can guarantee deposits will eventually cover future tuition costs"
RIVER = "The bank of the river was muddy after the heavy rain"
LAYER, HEAD = 6, 8  # counted from 1; chosen in heads_bank.csv
N_ARROWS = 3  # where there are as many other words
FOLLOWED = "bank"
PLANE_VMAX, DISTANCE_VMAX, MARGIN_VMAX = 3.0, 8.0, 1.0
DRAWN_WORDS = ("deposits", "guarantee", "cover")

PROVENANCE = Provenance(
    line=f"all-MiniLM-L6-v2 · layer {LAYER}, head {HEAD}: chosen on 24 sentences, "
    "measured on 24 more",
    model="all-MiniLM-L6-v2, an encoder of 6 layers: every word sees the whole sentence",
    inputs=f"{MONEY} / {RIVER}",
    weights_sha256=MODEL_SHA256,
    layer=LAYER,
    head=HEAD,
    sources=(
        "huggingface.co/sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0)",
        "assets/sentences/bank_pairs.csv",
        f"assets/tables/heads_bank.csv:layer {LAYER}, head {HEAD}",
    ),
)


@dataclass(frozen=True, eq=False)
class Values:
    """Every number of the scene; a level is the input or what a layer leaves, 7 in all.

    A user's sentence stands in the place of the money one, and everything named so is its own,
    whatever it says; ``plane_centroids`` and all that is counted in sentences are of our list.
    """

    sentence_money: str = quantity("()", "text", "the report's sentence, or the user's")
    sentence_river: str = quantity("()", "text", "chosen: as long as the report's, bank as there")
    words_money: tuple[str, ...] = quantity("(n_words,)", "word", "as written, in [CLS] and [SEP]")
    words_river: tuple[str, ...] = quantity("(n_river,)", "word", "as written, in [CLS] and [SEP]")
    bank: int = quantity("()", "word", "position of bank, the first one, in words_money")
    layer: int = quantity("()", "layer", "from 1; largest mean lead on the choosing half")
    head: int = quantity("()", "head", "from 1; largest mean lead on the choosing half")
    n_layers: int = quantity("()", "layer", "of the encoder")
    n_heads: int = quantity("()", "head", "in each layer")

    pattern_money: Floats = quantity(
        "(n_words, n_words)", "share", "the head's pattern, row = query, word pieces merged"
    )
    pattern_river: Floats = quantity(
        "(n_river, n_river)", "share", "the head's pattern, row = query, word pieces merged"
    )
    row_money: Floats = quantity("(n_words,)", "share", "row bank of pattern_money")
    row_river: Floats = quantity("(n_river,)", "share", "row bank of pattern_river")
    arrows_money: Ints = quantity(
        "(n_arrows,)", "word", "largest cells of row_money, without bank, [CLS] and [SEP]"
    )
    arrows_river: Ints = quantity(
        "(n_river_arrows,)", "word", "largest cells of row_river, without bank, [CLS] and [SEP]"
    )
    mean_row_money: Floats = quantity("(n_words,)", "share", "row bank, mean of all heads")
    mean_row_river: Floats = quantity("(n_river,)", "share", "row bank, mean of all heads")
    start_share: float = quantity("()", "share", "[CLS] in mean_row_money: the sink")
    drawn_words: tuple[str, ...] = quantity(
        "(n_drawn,)", "word", "input: highlighted in the report (special A); a user's: none"
    )
    computed_shares: Floats = quantity("(n_drawn,)", "share", "row_money at drawn_words")

    read_words: tuple[str, ...] = quantity(
        "(n_read,)", "word", "the money sentence without [CLS], [SEP]"
    )
    causal_allowed: Ints = quantity(
        "(n_read, n_read)", "1", "1 where a causal model's word may look: column <= row"
    )
    seen_causally: tuple[str, ...] = quantity(
        "(n_seen,)", "word", "all that bank could see in a causal model, in words_money"
    )

    n_sentences: int = quantity("()", "sentence", "in the reporting half of bank_pairs.csv")
    cue_share: float = quantity("()", "share", "the head's bank-to-cue share, mean per cue word")
    neutral_share: float = quantity("()", "share", "the same for neutral content words")
    cue_ahead: int = quantity("()", "sentence", "cue share above neutral share, in the head")
    cue_ahead_p: float = quantity("()", "1", "chance of as many or more by a fair coin, one-sided")
    all_cue_share: float = quantity("()", "share", "cue share, mean of all heads")
    all_neutral_share: float = quantity("()", "share", "neutral share, mean of all heads")
    heads_with_lead: int = quantity("()", "head", "heads whose mean cue share is above neutral")

    distance: Floats = quantity(
        "(n_levels,)", "1", "between the two shown states of bank, in all dimensions"
    )
    plane_money: Floats = quantity(
        "(n_levels, 2)",
        "1",
        "state of bank, each level in its own plane: along the centroids' difference (at the input "
        "the next level's), and along most of what is left",
    )
    plane_river: Floats = quantity("(n_levels, 2)", "1", "the same for the river sentence")
    plane_centroids: Floats = quantity(
        "(2, n_levels, 2)", "1", "mean states of the choosing half: money, river"
    )
    plane_reporting: Floats = quantity(
        "(n_sentences, n_levels, 2)", "1", "states of bank in the reporting half"
    )
    reporting_is_money: Ints = quantity("(n_sentences,)", "1", "1 money, 0 river")
    centroid_sentences: int = quantity("()", "sentence", "averaged in each centroid")
    plane_money_hidden: Floats = quantity(
        "(n_levels, 2)", "1", "plane_money when bank cannot look at arrows_money, in any layer"
    )
    plane_river_hidden: Floats = quantity(
        "(n_levels, 2)", "1", "plane_river when bank cannot look at arrows_river, in any layer"
    )
    distance_hidden: Floats = quantity("(n_levels,)", "1", "distance between those two states")
    row_money_hidden: Floats = quantity(
        "(n_words,)", "share", "row_money when bank cannot look at arrows_money, in any layer"
    )
    row_river_hidden: Floats = quantity(
        "(n_river,)", "share", "row_river when bank cannot look at arrows_river, in any layer"
    )
    plane_cues_hidden: Floats = quantity(
        "(n_sentences, 2)", "1", "plane_reporting after the last layer, with the cue words hidden"
    )
    plane_neutral_hidden: Floats = quantity(
        "(n_sentences, 2)", "1", "the same with the neutral words hidden instead"
    )
    margin_money: Floats = quantity(
        "(n_levels,)", "1", "place between the centroids: 0.5 at money's, -0.5 at the river's"
    )
    margin_river: Floats = quantity("(n_levels,)", "1", "0.5 at the river's, -0.5 at money's")
    margin: Floats = quantity("(n_levels,)", "1", "mean of the reporting half: 0.5 at the own one")
    margin_cues_hidden: Floats = quantity(
        "(n_levels,)", "1", "the same when bank cannot look at the cue words, in any layer"
    )
    margin_neutral_hidden: Floats = quantity(
        "(n_levels,)", "1", "the same when bank cannot look at the neutral words instead"
    )
    accuracy: Floats = quantity(
        "(n_levels,)", "share", "of the reporting half nearer to its own centroid, a tie half"
    )
    accuracy_cues_hidden: Floats = quantity("(n_levels,)", "share", "with the cue words hidden")
    accuracy_neutral_hidden: Floats = quantity(
        "(n_levels,)", "share", "with the neutral words hidden"
    )
    nearer: float = quantity(
        "()", "sentence", "of the reporting half, nearer to their own centroid after the last layer"
    )
    nearer_cues_hidden: float = quantity("()", "sentence", "the same with the cue words hidden")
    nearer_neutral_hidden: float = quantity("()", "sentence", "with the neutral words hidden")
    cues_hurt_more: int = quantity(
        "()", "sentence", "last margin lower with the cues hidden than with the neutral words"
    )

    margin_vmax: float = quantity("()", "1", "drawing limit of the margins: chosen")
    vmax: float = quantity("()", "share", "drawing limit of the maps: chosen")
    plane_vmax: float = quantity("()", "1", "drawing limit of the plane, both axes: at least 3")
    distance_vmax: float = quantity("()", "1", "drawing limit of the distance: at least 8")

    @property
    def is_own(self) -> bool:
        """Tell whether the first sentence is a user's."""
        return self.sentence_money != MONEY

    @property
    def bank_river(self) -> int:
        """Return the position of bank in ``words_river``."""
        return self.words_river.index(FOLLOWED)


def provenance(*, sentence: str | None = None) -> Provenance:
    """What is said of the values of a user's sentence; without one, of the scene's own."""
    if sentence is None:
        return PROVENANCE
    return replace(
        PROVENANCE,
        line=f"all-MiniLM-L6-v2 · layer {LAYER}, head {HEAD}, chosen on 24 sentences · "
        "your sentence and ours",
        inputs=f"your sentence: {sentence} / ours: {RIVER}",
    )


def compute(*, sentence: str | None = None) -> Values:
    """Read both sentences, and both halves of the list with cues seen and hidden.

    Parameters
    ----------
    sentence
        3 to 24 words, "bank" among them, at its first place; None: the scene's own about money.

    Raises
    ------
    UserError
        When the sentence is too short or too long, has no "bank", is the river one, or a word of
        it cannot be read or drawn.
    """
    if sentence is not None:
        _place_of_bank(own_words.check(sentence, "spec_a"))
    import torch

    from anim_lib.models import attention, bank_list, bank_sense, encoder
    from anim_lib.models.it_switch import chance_of_at_least
    from anim_lib.models.word_merge import hide

    model, texts = encoder.load_encoder(), (sentence or MONEY, RIVER)
    with own_words.told_of_option():
        readings = [encoder.read(model, text) for text in texts]
    if readings[0].text.ids == readings[1].text.ids:
        raise UserError("--sentence is the one that spec_a compares it with; give it another one")
    words_money, words_river = (reading.text.words for reading in readings)
    banks = [_place_of_bank(words) for words in (words_money, words_river)]
    bank = banks[0]
    patterns = [reading.word_patterns for reading in readings]  # (n_layers, n_heads, word, word)
    shown = [pattern[LAYER - 1, HEAD - 1] for pattern in patterns]  # (n_words, n_words)
    rows = [pattern[at] for pattern, at in zip(shown, banks, strict=True)]  # (n_words,)
    mean_rows = [
        pattern[:, :, at].mean(dim=(0, 1)) for pattern, at in zip(patterns, banks, strict=True)
    ]  # (n_words,)
    arrows = []
    for row, at in zip(rows, banks, strict=True):
        others = row.clone()  # (n_words,)
        others[[0, at, -1]] = -1
        arrows.append(others.argsort(descending=True)[: min(N_ARROWS, len(row) - 3)])  # (n_arrows,)

    ours = bank_list.read_list()
    head_cue, head_neutral = (
        x[:, LAYER - 1, HEAD - 1] for x in (ours.cue, ours.neutral)
    )  # (n_sentences,)
    cue_ahead = int((head_cue > head_neutral).sum())
    margin, margin_cues, margin_neutral = ours.margins()  # each (n_sentences, n_levels)
    accuracies = [bank_sense.accuracy(x) for x in (margin, margin_cues, margin_neutral)]
    nearer, nearer_cues, nearer_neutral = (
        float(x[-1]) * len(ours.sign) for x in accuracies
    )  # sentences
    both = torch.stack(
        [reading.word_states[:, at] for reading, at in zip(readings, banks, strict=True)]
    )  # (2, n_levels, d_model)
    both_sign = torch.tensor([1.0, -1.0], dtype=torch.float64)  # (2,)
    both_margin = bank_sense.margin(both, both_sign, ours.centroids)  # (2, n_levels)
    both_plane = ours.in_plane(both)  # (2, n_levels, 2)
    masks = [
        hide(reading.text.word_of, at, looked_at.tolist())
        for reading, at, looked_at in zip(readings, banks, arrows, strict=True)
    ]  # each (n_pieces, n_pieces)
    blinded = [
        encoder.read(model, text, dict.fromkeys(range(encoder.N_LAYERS), mask))
        for text, mask in zip(texts, masks, strict=True)
    ]
    both_hidden = torch.stack(
        [reading.word_states[:, at] for reading, at in zip(blinded, banks, strict=True)]
    )  # (2, n_levels, d_model)
    distance, distance_hidden = ((x[0] - x[1]).norm(dim=-1) for x in (both, both_hidden))
    drawn_words = DRAWN_WORDS if texts[0] == MONEY else ()
    both_hidden_plane = ours.in_plane(both_hidden)  # (2, n_levels, 2)
    return Values(
        sentence_money=texts[0],
        sentence_river=RIVER,
        words_money=words_money,
        words_river=words_river,
        bank=bank,
        layer=LAYER,
        head=HEAD,
        n_layers=encoder.N_LAYERS,
        n_heads=encoder.N_HEADS,
        pattern_money=floats(shown[0]),
        pattern_river=floats(shown[1]),
        row_money=floats(rows[0]),
        row_river=floats(rows[1]),
        arrows_money=ints(arrows[0]),
        arrows_river=ints(arrows[1]),
        mean_row_money=floats(mean_rows[0]),
        mean_row_river=floats(mean_rows[1]),
        start_share=float(mean_rows[0][0]),
        drawn_words=drawn_words,
        computed_shares=floats([rows[0][words_money.index(x)] for x in drawn_words]),
        read_words=words_money[1:-1],
        causal_allowed=ints(attention.causal_mask(len(words_money) - 2).to(torch.int64)),
        seen_causally=words_money[1 : bank + 1],
        distance=floats(distance),
        plane_money=floats(both_plane[0]),
        plane_river=floats(both_plane[1]),
        plane_money_hidden=floats(both_hidden_plane[0]),
        plane_river_hidden=floats(both_hidden_plane[1]),
        distance_hidden=floats(distance_hidden),
        row_money_hidden=floats(blinded[0].word_patterns[LAYER - 1, HEAD - 1, banks[0]]),
        row_river_hidden=floats(blinded[1].word_patterns[LAYER - 1, HEAD - 1, banks[1]]),
        margin_money=floats(both_margin[0]),
        margin_river=floats(both_margin[1]),
        margin_vmax=max(MARGIN_VMAX, float(both_margin.abs().max())),
        vmax=1.0,
        plane_vmax=max(PLANE_VMAX, float(torch.stack([both_plane, both_hidden_plane]).abs().max())),
        distance_vmax=max(DISTANCE_VMAX, float(torch.stack([distance, distance_hidden]).max())),
        n_sentences=len(ours.sign),
        cue_share=float(head_cue.mean()),
        neutral_share=float(head_neutral.mean()),
        cue_ahead=cue_ahead,
        cue_ahead_p=chance_of_at_least(cue_ahead, len(ours.sign)),
        all_cue_share=float(ours.cue.mean()),
        all_neutral_share=float(ours.neutral.mean()),
        heads_with_lead=int(((ours.cue - ours.neutral).mean(dim=0) > 0).sum()),
        plane_centroids=floats(ours.in_plane(ours.centroids)),
        plane_reporting=floats(ours.in_plane(ours.states)),
        reporting_is_money=ints((ours.sign > 0).long()),
        centroid_sentences=ours.averaged,
        plane_cues_hidden=floats(ours.in_plane(ours.cues_hidden)[:, -1]),
        plane_neutral_hidden=floats(ours.in_plane(ours.neutral_hidden)[:, -1]),
        margin=floats(margin.mean(dim=0)),
        margin_cues_hidden=floats(margin_cues.mean(dim=0)),
        margin_neutral_hidden=floats(margin_neutral.mean(dim=0)),
        accuracy=floats(accuracies[0]),
        accuracy_cues_hidden=floats(accuracies[1]),
        accuracy_neutral_hidden=floats(accuracies[2]),
        nearer=nearer,
        nearer_cues_hidden=nearer_cues,
        nearer_neutral_hidden=nearer_neutral,
        cues_hurt_more=int((margin_cues < margin_neutral)[:, -1].sum()),
    )


def _place_of_bank(words: tuple[str, ...]) -> int:
    """Return the place of the first word that is "bank", whatever its capitals and marks.

    Raises
    ------
    UserError
        There is none.
    """
    found = [k for k, word in enumerate(words) if own_words.place(FOLLOWED, (word,)) == 0]
    if not found:
        raise UserError(
            f"--sentence: spec_a follows the word {FOLLOWED!r}, which must be one of its words; "
            f"it has {', '.join(dict.fromkeys(words))}"
        )
    return found[0]
