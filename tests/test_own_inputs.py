"""Scenes with a user's own numbers and words: laid out as well as with their own."""

from __future__ import annotations

import pytest

import scenes
from scenes import inputs
from scenes.inputs import Inputs
from tests import sane
from tests.alt_texts import faults
from tests.played import play

pytestmark = pytest.mark.slow

GB = 10**9
NUMBERS = (
    Inputs(2**18, 24 * GB, "Llama-3-8B"),  # 256k
    Inputs(1_000, 80 * GB, "GPT-2 124M"),
    Inputs(2**20, 640 * GB, "Llama-2-70B"),
)
SHORT = "the cat slept"
FULL = (
    "the cat and a dog sat on the mat and the bird sang to the moon , the king slept on the hill ."
)
LONG = (
    "The old bridge was closed because the river had risen in the night and the engineers "
    "thought that it would not hold much longer"
)
VERY_LONG_WORDS = (
    "extraordinarily incomprehensible (characteristically) misunderstandings overwhelmed "
    "internationally distinguished representatives: notwithstanding straightforward "
    "recommendations, counterproductive misinterpretations"
)
ALL_BEFORE = (
    "the a once upon there was who and on to . , there was the a who upon once there elephant "
    "house slept river"
)
BOTH_ENDS_LONG = (
    "once upon a time there was a giant and , on the hill there was the . who the king , and a"
)
MISSED = (
    "slept ran cat the , there to there upon on once who there . there and was , , and a the was "
    "house"
)
BANK_FIRST = (
    "Bank robbers stole all of the money that the town had saved for a new school and a small "
    "library near the old church"
)
BANK_LAST = (
    "The engineers thought that it would not hold much longer because the river had risen at night "
    "and had already flooded the lower bank"
)
BANK_OF_LONG_WORDS = (
    "Internationally distinguished representatives: notwithstanding characteristically "
    "counterproductive bank misinterpretations, straightforward recommendations overwhelmed "
    "incomprehensible misunderstandings"
)
CASES: dict[str, tuple[Inputs, ...]] = {
    "d02_attention_heatmap": (
        Inputs(sentence=SHORT),
        Inputs(sentence=SHORT, query="slept"),  # no word comes later
        Inputs(sentence="My grandmother baked bread every morning before the market opened"),
        Inputs(sentence="She said that the small red house on the hill was for sale", query="She"),
        Inputs(sentence=LONG),
        Inputs(sentence=LONG, query="The"),
        Inputs(sentence=LONG, query="longer"),
        Inputs(sentence=VERY_LONG_WORDS, query="misinterpretations"),
        Inputs(sentence="Electroencephalographically speaking, antidisestablishmentarianism"),
        Inputs(sentence="The “naïve” café costs $5 & 100% of {it} <b [sic] _so_ Жизнь *b*"),
        Inputs(query="animal"),
    ),
    "d07_memory_tradeoff": (
        *NUMBERS,
        Inputs(2**20, 24 * GB, "GPT-3 175B"),  # the weights alone do not fit; few tokens cross
        Inputs(1_000, GB, "Mistral-7B"),  # the only bar is the given one
        Inputs(40_001, 2_000 * GB, "Llama-2-70B"),
        Inputs(gpu_memory=GB),
    ),
    "m3_decision_tree": (
        Inputs(2**18, 24 * GB, "Llama-3-8B"),
        Inputs(gpu_memory=6 * GB, model="Llama-3-70B"),  # no text fits: memory is what changes
        Inputs(2**24, 2_000 * GB, "Llama-2-7B"),
        Inputs(64, 24 * 2**30, "Pythia-2.8B"),
        Inputs(2**20, 640 * GB, "Llama-2-70B"),
    ),
    "spec_a_bank": (
        Inputs(sentence="The bank failed"),
        Inputs(sentence="He sat on the bank and watched the water flow for hours"),
        Inputs(sentence="The bank sold the bank beside the bank to a Bank"),  # the first is meant
        Inputs(sentence=BANK_FIRST),
        Inputs(sentence=BANK_LAST),
        Inputs(sentence="Electroencephalographically bank, antidisestablishmentarianism"),
        Inputs(sentence=BANK_OF_LONG_WORDS),
        Inputs(sentence="The “bank” charges $5 & 100% of {it} <b [sic] _so_ Жизнь *b*"),
    ),
    "spec_b_growth_curve": (
        *NUMBERS,
        Inputs(32_768, 24 * GB, "Llama-2-7B"),
        Inputs(2_000_000, 24 * GB, "Llama-2-70B"),  # no text fits
        Inputs(64, GB, "GPT-2 124M"),
        Inputs(2**24, 2_000 * GB, "GPT-3 175B"),
        Inputs(300_001, 141 * GB, "Jamba-v0.1"),
        Inputs(2**20, 6 * GB, "Pythia-2.8B"),
        Inputs(gpu_memory=2_000 * GB),
    ),
    "spec_c_kv_tanks": (
        Inputs(gpu_memory=24 * GB, model="Llama-3-8B"),
        Inputs(2**20, model="Llama-2-70B"),
        Inputs(40_000, model="GPT-2 124M"),
        Inputs(4_000, model="Llama-2-7B"),
    ),
    "d05_ssm_state_update": (
        Inputs(sentence="the river ran to the elephant", query="elephant"),  # no word follows
        Inputs(sentence=SHORT),
        Inputs(sentence="once upon a time there was a giant who sang"),
        Inputs(sentence="elephant elephant elephant , the elephant elephant elephant"),
        Inputs(sentence=FULL, query="dog"),
        Inputs(sentence=FULL, query="."),
        Inputs(sentence=FULL, query="the"),
        Inputs(query="slept"),
    ),
    "d09_selective_vs_fixed": (
        Inputs(sentence="house , dog slept hill"),  # the shortest; a content word's step is short
        Inputs(sentence="the elephant , a giant and the river slept ."),  # answers in two rows
        Inputs(sentence="the the the the cat dog sat mat . . . ."),  # names that crowd
        Inputs(sentence=f"there was a elephant who slept {'. ' * 15}moon , giant"),
        Inputs(sentence=f"the cat and a dog sat on the mat{' the . and' * 5}"),
    ),
    "d12_kv_cache_growth": (
        Inputs(2**18, model="Llama-3-8B"),
        Inputs(18_000, model="GPT-2 124M"),
        Inputs(2**20, model="GPT-3 175B"),
    ),
    "spec_d_river_and_gem": (
        Inputs(sentence="cat dog elephant giant"),  # the shortest: no fillers
        Inputs(sentence="The elephant, who slept on the house, and the giant"),
        Inputs(sentence=ALL_BEFORE),
        Inputs(sentence=BOTH_ENDS_LONG),
        Inputs(sentence=MISSED),  # one answer is wrong
    ),
}
EACH = [(slug, given) for slug in scenes.slugs() for given in CASES.get(slug, ())]


@pytest.mark.parametrize("slug", scenes.slugs())
def test_scenes_that_take_inputs_are_tried_with_some(slug: str) -> None:
    assert bool(inputs.taken(slug)) == bool(CASES.get(slug)), slug


@pytest.mark.parametrize(("slug", "given"), EACH, ids=[f"{s}-{g.label}" for s, g in EACH])
def test_own_inputs_are_laid_out_as_well(slug: str, given: Inputs) -> None:
    played = play(slug, "paper", given)
    sane.everything(f"{slug} with {given.given()}", played.beats)
    assert not faults(played.alt, given.sentence or ""), played.alt
