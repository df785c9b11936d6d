"""The project's trained GPT: its sizes, and its weights once trained."""

from __future__ import annotations

from anim_lib.models import checkpoint
from anim_lib.models.gpt import GPT, GPTConfig

NAME = "tiny_gpt"
CONFIG = GPTConfig(vocab_size=64, context=64, d_model=64, n_layers=4, n_heads=4, n_kv_heads=4)


def trained() -> GPT:
    """Load the kept weights; float64, ready to evaluate.

    Raises
    ------
    UserError
        The weights are not there, or not the recorded ones.
    """
    return checkpoint.load_into(GPT(CONFIG), NAME)
