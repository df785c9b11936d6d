"""The grammar of the nursery stories: an automaton with a known share for every next word.

A state and a word give exactly one next state, so that after any beginning the true shares of the
next word are known, and with them the entropy that no model can beat. A slot is a function: from
the state to the words that may come now.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from anim_lib.tasks.nursery_words import (
    ANIMALS,
    END,
    LOOKS,
    MEETS,
    MOODS,
    NAMES,
    PLACES,
    PLURAL,
    RESTS,
    SINGULAR,
    is_plural,
    kind,
    pronoun_of,
    stranger,
)

END_SHARES = {2: 0.4, 3: 0.6, 4: 1.0}  # by the number of sentences told
LONGEST = 48  # words of the longest story, without its end


class State(NamedTuple):
    """What decides the next word: where in the sentence we are, and who the story is about."""

    slot: Slot
    hero: tuple[str, ...] = ()  # one or two names, or one noun
    other: str = ""  # the animal that came in beside the hero
    speaks_of_other: bool = False  # whether the sentence's subject is the other
    told: int = 0  # finished sentences
    word: str = ""  # the word before, where it limits the next
    then: Slot | None = None  # the slot after a pair is named


class Option(NamedTuple):
    """One possible next word."""

    share: float
    word: str
    state: State


Options = tuple[Option, ...]
Slot = Callable[[State], Options]


def opening(state: State) -> Options:
    """Begin with a child's name, or with "the"."""
    named = evenly(0.5, NAMES, lambda name: State(first_name, (name,)))
    return (*named, Option(0.5, "the", State(hero_look)))


def first_name(state: State) -> Options:
    """One child, or two."""
    return (Option(0.3, "and", state._replace(slot=second_name)), *scaled(0.7, verb(state)))


def second_name(state: State) -> Options:
    """Name another child."""
    others = [name for name in NAMES if name not in state.hero]
    return evenly(1.0, others, lambda name: state._replace(slot=verb, hero=(*state.hero, name)))


def hero_look(state: State) -> Options:
    """Say how the hero looks, or what it is."""
    looks = evenly(0.3, LOOKS, lambda _: State(hero_noun))
    return (*looks, *scaled(0.7, hero_noun(state)))


def hero_noun(state: State) -> Options:
    """Name the animal that the story is about."""
    return evenly(1.0, ANIMALS, lambda noun: State(hero_whereabouts, (noun,)))


def hero_whereabouts(state: State) -> Options:
    """Put another animal between the hero and its verb, or not."""
    return (Option(0.2, "near", state._replace(slot=near_the)), *scaled(0.8, verb(state)))


def near_the(state: State) -> Options:
    """Come to the neighbour."""
    return (Option(1.0, "the", state._replace(slot=near_noun)),)


def near_noun(state: State) -> Options:
    """Name the neighbour; some kinds are never neighbours, which leaves sentences to test with."""
    apart = (kind(state.hero[0]), stranger(state.hero[0]))
    nouns = [noun for noun in ANIMALS if kind(noun) not in apart]
    return evenly(1.0, nouns, lambda noun: state._replace(slot=verb, other=noun))


def verb(state: State) -> Options:
    """Say what the subject does, or how it is."""
    meets, whom = (MEETS, known) if state.other else (("had", *MEETS), newcomer)
    return (
        *evenly(0.5, RESTS, lambda _: state._replace(slot=preposition)),
        Option(0.25, was_or_were(state), state._replace(slot=mood)),
        *evenly(0.25, meets, lambda _: state._replace(slot=whom)),
    )


def was_or_were(state: State) -> str:
    """Let the verb agree with the sentence's subject."""
    subject = (state.other,) if state.speaks_of_other else state.hero
    return "were" if is_plural(subject) else "was"


def preposition(state: State) -> Options:
    """On, in, under, by."""
    return evenly(1.0, PLACES, lambda word: state._replace(slot=place_the, word=word))


def place_the(state: State) -> Options:
    """Come to the place."""
    return (Option(1.0, "the", state._replace(slot=place)),)


def place(state: State) -> Options:
    """Name a place that fits the preposition."""
    return evenly(1.0, PLACES[state.word], lambda _: state._replace(slot=after_place, word=""))


def after_place(state: State) -> Options:
    """Go on with the same subject, or stop."""
    return (Option(0.3, "and", state._replace(slot=second_verb)), *scaled(0.7, full_stop(state)))


def second_verb(state: State) -> Options:
    """Take a second verb, far from its subject."""
    return (
        Option(0.6, was_or_were(state), state._replace(slot=mood)),
        *evenly(0.4, ("played", "danced"), lambda _: state._replace(slot=full_stop)),
    )


def mood(state: State) -> Options:
    """Describe a mood, with "very" or without."""
    return (Option(0.3, "very", state._replace(slot=mood_word)), *scaled(0.7, mood_word(state)))


def mood_word(state: State) -> Options:
    """Name the mood."""
    return evenly(1.0, MOODS, lambda _: state._replace(slot=full_stop))


def newcomer(state: State) -> Options:
    """Meet one or two new animals."""
    return (
        Option(0.6, "a", state._replace(slot=new_look, word="a")),
        Option(0.4, "two", state._replace(slot=new_look, word="two")),
    )


def new_look(state: State) -> Options:
    """Say how the new animals look, or what they are."""
    looks = evenly(0.4, LOOKS, lambda _: state._replace(slot=new_noun))
    return (*looks, *scaled(0.6, new_noun(state)))


def new_noun(state: State) -> Options:
    """Name the new animals, of another kind than the hero."""
    nouns: tuple[str, ...] = SINGULAR if state.word == "a" else PLURAL
    if state.hero[0] in ANIMALS:
        nouns = tuple(noun for noun in nouns if kind(noun) != kind(state.hero[0]))
    return evenly(1.0, nouns, lambda noun: state._replace(slot=full_stop, other=noun, word=""))


def known(state: State) -> Options:
    """Meet somebody already in the story: the other meets the hero, the hero the other."""
    if state.speaks_of_other:
        return (hero_by_name(state, full_stop),)
    return (Option(1.0, "the", state._replace(slot=known_noun)),)


def known_noun(state: State) -> Options:
    """Repeat the noun of the one who is met."""
    noun = state.hero[0] if state.speaks_of_other else state.other
    return (Option(1.0, noun, state._replace(slot=full_stop)),)


def full_stop(state: State) -> Options:
    """End the sentence."""
    after = State(next_sentence, state.hero, state.other, told=state.told + 1)
    return (Option(1.0, ".", after),)


def next_sentence(state: State) -> Options:
    """End the story, or take up the hero, by pronoun or by name, or the other."""
    end = END_SHARES.get(state.told, 0.0)
    pronoun = Option(0.45, pronoun_of(state.hero), state._replace(slot=verb))
    by_name = hero_by_name(state, verb)._replace(share=0.3)
    subjects: Options = (pronoun, by_name)
    if state.other and by_name.word == "the":  # both nouns follow the same word
        subjects = (pronoun, by_name._replace(share=0.55))
    elif state.other:
        subjects = (pronoun, by_name, Option(0.25, "the", state._replace(slot=subject_noun)))
    rest = (1.0 - end) / sum(option.share for option in subjects)
    told = (Option(end, END, State(nothing)), *scaled(rest, subjects))
    return tuple(option for option in told if option.share)


def hero_by_name(state: State, then: Slot) -> Option:
    """Take up the hero by name, two names, or "the" and noun."""
    first = state.hero[0]
    if len(state.hero) == 2:
        return Option(1.0, first, state._replace(slot=partner_and, then=then))
    if first in NAMES:
        return Option(1.0, first, state._replace(slot=then))
    slot = subject_noun if then is verb else known_noun
    return Option(1.0, "the", state._replace(slot=slot))


def subject_noun(state: State) -> Options:
    """After "the" at the beginning of a sentence: the hero's noun, or the other's."""
    of_hero = Option(0.3, state.hero[0], state._replace(slot=verb))
    of_other = Option(0.25, state.other, state._replace(slot=verb, speaks_of_other=True))
    options = (
        *([of_hero] if state.hero[0] in ANIMALS else []),
        *([of_other] if state.other else []),
    )
    return scaled(1.0 / sum(option.share for option in options), options)


def partner_and(state: State) -> Options:
    """Come to the second name of a pair."""
    return (Option(1.0, "and", state._replace(slot=partner)),)


def partner(state: State) -> Options:
    """Repeat the second name of a pair."""
    return (Option(1.0, state.hero[1], state._replace(slot=state.then or verb, then=None)),)


def nothing(state: State) -> Options:
    """After the end there are no words."""
    return ()


def evenly(share: float, words: Iterable[str], follow: Callable[[str], State]) -> Options:
    """Give every word the same part of a share."""
    every = tuple(words)
    return tuple(Option(share / len(every), word, follow(word)) for word in every)


def scaled(factor: float, options: Options) -> Options:
    """Multiply every share."""
    return tuple(option._replace(share=factor * option.share) for option in options)
