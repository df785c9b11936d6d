"""The translators: what their records say, seen again on fresh sentences, and that they learn."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
import torch

from anim_lib.models import checkpoint, seq2seq
from anim_lib.tasks import alignment as task
from anim_lib.training.loop import train
from anim_lib.training.recipes import alignment as recipes

TRAINED = ("1", "2", "3", "4", "5")


def kept(name: str) -> seq2seq.Seq2Seq:
    return checkpoint.load_into(seq2seq.build(name), name)


def fresh(n_phrases: int) -> task.Sentences:
    """Sentences that neither training nor reporting has drawn."""
    generator = torch.Generator().manual_seed(77)
    return task.draw(torch.full((150,), n_phrases), generator, held_out=True)


def all_seeds(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = [each["metrics"] for each in checkpoint.record(name)["seeds"]]
    assert len(found) == 3
    return found


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_with_attention_length_is_no_trouble(seed: int) -> None:
    told = all_seeds("alignment_attention")[seed]
    for n in TRAINED:
        assert told["exact"][n] >= 0.97
        assert told["alignment_accuracy"][n] >= 0.7
        assert told["true_share"][n] >= 0.7
    assert told["exact"]["7"] < 0.1  # never trained


def test_words_of_content_are_found() -> None:
    """Determiners and conjunctions less so: read both ways, their neighbours know them as well."""
    sentences = fresh(3)
    _, shares = kept("alignment_attention")(sentences.source, sentences.target)
    small = [word for _, word in (*task.DETERMINERS, *task.CONJUNCTIONS)]
    is_small = torch.tensor([word in small for word in task.TARGET_WORDS])[sentences.target]
    found = (shares.argmax(-1) == sentences.alignment).double()  # (batch, tgt_len)
    assert found[sentences.is_word & ~is_small].mean() >= 0.98
    assert found[sentences.is_word & is_small].mean() >= 0.5


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_through_the_bottleneck_long_sentences_are_lost(seed: int) -> None:
    told = all_seeds("alignment_bottleneck")[seed]
    assert told["exact"]["1"] >= 0.95
    assert told["exact"]["3"] < 0.6
    assert told["exact"]["5"] < 0.1
    assert told["token_accuracy"]["5"] < 0.8
    assert "true_share" not in told


@pytest.mark.parametrize("n_phrases", [1, 3, 5])
@pytest.mark.parametrize("name", ["alignment_attention", "alignment_bottleneck"])
def test_figures_hold_on_fresh_sentences(name: str, n_phrases: int) -> None:
    model, sentences = kept(name), fresh(n_phrases)
    told = all_seeds(name)[0]
    translated, _ = model.translate(sentences.source, sentences.target.shape[1])
    exact = task.exact(translated, sentences)
    assert exact == pytest.approx(told["exact"][str(n_phrases)], abs=0.12)
    words = task.token_accuracy(translated, sentences)
    assert words == pytest.approx(told["token_accuracy"][str(n_phrases)], abs=0.05)


def test_the_held_out_phrase_is_turned_round() -> None:
    source = task.encode("cette banque signe la zone économique européenne")
    words, shares = kept("alignment_attention").translate(source, 8)
    assert task.target_words(words[0]) == (
        *("this", "bank", "signs", "the", "european", "economic", "area"),
    )
    assert shares[0].argmax(-1).tolist()[4:7] == [6, 5, 4]


@pytest.mark.parametrize("recipe", recipes.RECIPES, ids=lambda recipe: recipe.name)
def test_a_short_training_lowers_the_loss(recipe: recipes.Recipe) -> None:
    alone = replace(recipe, probe=None, metrics=lambda model: {})
    losses = train(alone, seed=5, steps=40).curve["loss"]
    assert losses[0] > 3.3  # ln 32 is 3.47
    assert losses[-1] < 2.9  # mean of the 40 steps
