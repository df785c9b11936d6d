"""The list of sentences about banks, read once: what every sentence of a user's is set beside."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from torch import Tensor

from anim_lib import sentences
from anim_lib.models import bank_sense, encoder


@dataclass(frozen=True, eq=False)
class BankList:
    """What the encoder makes of the reporting half, in the planes of the choosing half."""

    cue: Tensor  # (n_sentences, n_layers, n_heads), share per cue word
    neutral: Tensor  # the same per neutral word
    sign: Tensor  # (n_sentences,), +1 for money, -1 for a river
    states: Tensor  # (n_sentences, n_layers + 1, d_model)
    cues_hidden: Tensor  # the same with the cue words hidden
    neutral_hidden: Tensor  # the same with the neutral words hidden
    centroids: Tensor  # (2, n_layers + 1, d_model), money and river, of the choosing half
    averaged: int  # sentences in each of them
    origins: Tensor  # (n_layers + 1, d_model)
    axes: Tensor  # (n_layers + 1, 2, d_model)

    def margins(self) -> tuple[Tensor, Tensor, Tensor]:
        """Return margins as they are, with cues and with neutral words hidden.

        Each is ``(n_sentences, n_layers + 1)``.
        """
        one, two, three = (
            bank_sense.margin(x, self.sign, self.centroids)
            for x in (self.states, self.cues_hidden, self.neutral_hidden)
        )
        return one, two, three

    def in_plane(self, states: Tensor) -> Tensor:
        """Return places ``(..., n_layers + 1, 2)`` of states ``(..., n_layers + 1, d_model)``."""
        return bank_sense.in_plane(states, self.origins, self.axes)


@cache
def read_list() -> BankList:
    """Read both halves of the list with the installed encoder; a second call costs nothing.

    Raises
    ------
    UserError
        The encoder's files are missing or others.
    """
    model, listed = encoder.load_encoder(), sentences.bank_sentences()
    choosing, reporting = sentences.choosing(listed), sentences.reporting(listed)
    cue, neutral = bank_sense.cue_and_neutral_shares(model, reporting)
    chosen, sign = bank_sense.bank_states(model, choosing), bank_sense.signs(choosing)
    origins, axes = bank_sense.sense_axes(chosen, sign)
    return BankList(
        cue=cue,
        neutral=neutral,
        sign=bank_sense.signs(reporting),
        states=bank_sense.bank_states(model, reporting),
        cues_hidden=bank_sense.bank_states(model, reporting, "cues"),
        neutral_hidden=bank_sense.bank_states(model, reporting, "neutral"),
        centroids=bank_sense.centroids(chosen, sign),
        averaged=int((sign > 0).sum()),
        origins=origins,
        axes=axes,
    )
