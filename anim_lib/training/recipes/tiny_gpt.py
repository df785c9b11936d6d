"""A small GPT on nursery stories that are told anew for every batch."""

from __future__ import annotations

from functools import lru_cache

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from anim_lib.models.gpt import GPT
from anim_lib.models.tiny_gpt import CONFIG, NAME
from anim_lib.tasks import nursery
from anim_lib.tasks.nursery_words import IDS, NAMES, encode
from anim_lib.training.recipe import Metrics, Recipe

BATCH = 32  # stories
WARM_UP = 100  # steps
TEST_SEED, TEST_STORIES = 12_345, 1_000


def warm_up_and_fall(step: int, steps: int) -> float:
    """Rise over 100 steps, then fall in a straight line to nothing."""
    return min(step / WARM_UP, (steps + 1 - step) / (steps + 1 - WARM_UP))


def loss(model: nn.Module, generator: torch.Generator) -> Tensor:
    """Mean surprise at the next words of new stories, in nats, a scalar."""
    tokens = nursery.stories(BATCH, generator)  # (batch, seq_len)
    logits = model(tokens[:, :-1])  # (batch, seq_len - 1, vocab_size)
    asked = nursery.asks(tokens)  # (batch, seq_len - 1)
    return F.cross_entropy(logits[asked], tokens[:, 1:][asked])


@lru_cache(maxsize=1)
def held_out() -> tuple[Tensor, Tensor]:
    """Stories of another seed, ``(n, seq_len)``, and the true shares of their next words."""
    tokens = nursery.stories(TEST_STORIES, torch.Generator().manual_seed(TEST_SEED))
    return tokens, nursery.true_shares(tokens)  # (n, seq_len - 1, vocab_size)


def metrics(model: nn.Module) -> Metrics:
    """Compare the model with the grammar, in nats per word, on stories of another seed."""
    tokens, truth = held_out()
    asked = nursery.asks(tokens)  # (n, seq_len - 1)
    log_shares = F.log_softmax(model(tokens[:, :-1]).double(), dim=-1)  # (n, seq_len - 1, vocab)
    of_word = tokens[:, 1:, None]  # (n, seq_len - 1, 1)
    surprise = -log_shares.gather(-1, of_word)[..., 0][asked]  # (n_words,)
    true_surprise = -truth.gather(-1, of_word)[..., 0][asked].log()  # (n_words,)
    p, log_q = truth[asked], log_shares[asked]  # each (n_words, vocab_size)
    divergence = (torch.xlogy(p, p) - p * log_q).sum(-1)  # (n_words,)
    named = nursery.repeated_names(tokens)  # (n, seq_len - 1)
    names = torch.tensor([IDS[name] for name in NAMES])  # (n_names,)
    guess = names[log_shares[named][:, names].argmax(-1)]  # (n_repeated,)
    test_loss, entropy = float(surprise.mean()), float(true_surprise.mean())
    return {
        "test_words": int(asked.sum()),
        "loss": test_loss,
        "grammar_entropy": entropy,
        "loss_over_entropy": test_loss / entropy,
        "perplexity": float(surprise.mean().exp()),
        "grammar_perplexity": float(true_surprise.mean().exp()),
        "kl_to_grammar": float(divergence.mean()),
        "agreement_accuracy": agreement_accuracy(model),
        "repeated_names": int(named.sum()),
        "repeated_name_accuracy": float((guess == tokens[:, 1:][named]).double().mean()),
    }


def agreement_accuracy(model: nn.Module) -> float:
    """Share of held-out pairs in which the right verb is the likelier one."""
    pairs = nursery.agreement_pairs()
    right = 0
    for beginning, verb, wrong in pairs:
        logits = model(encode(beginning)[None])[0, -1]  # (vocab_size,)
        right += bool(logits[IDS[verb]] > logits[IDS[wrong]])
    return right / len(pairs)


RECIPES = (
    Recipe(
        name=NAME,
        task="next word of nursery stories (64 words; 4 layers, 4 heads, width 64, context 64)",
        build=lambda: GPT(CONFIG),
        loss=loss,
        metrics=metrics,
        steps=2_500,
        learning_rate=2e-3,
        schedule=warm_up_and_fall,
    ),
)
