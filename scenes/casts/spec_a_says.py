"""What special A says of the sentence that it follows: the scene's own, or a user's."""

from __future__ import annotations

from anim_lib.layout import LEFT, RIGHT
from anim_lib.primitives.meaning_plane import Sense
from anim_lib.typography import CAPTION, width
from scenes.casts.own_words import quoted
from scenes.casts.spec_a_grid import MONEY, NAMES, RIVER, SENSES, YOUR_NAME, YOURS
from scenes.own_words import MARKS
from scenes.values.spec_a_bank import FOLLOWED, Values

LEAST = 0.01  # of a weight that is told as a look
FEW = 4  # words that a caption quotes


def who(v: Values) -> tuple[tuple[str, str], tuple[Sense, ...], tuple[int, int]]:
    """Return the names of both sentences, how states are drawn, and which of these theirs are."""
    if v.is_own:
        return (YOUR_NAME, NAMES[RIVER]), (*SENSES, YOURS), (len(SENSES), RIVER)
    return NAMES, SENSES, (MONEY, RIVER)


def named(word: str) -> str:
    """Return a word as a caption quotes it: without marks at its ends, long ones shortened."""
    return quoted(word.strip(MARKS) or word)


def _signed(value: float) -> str:
    """Return a number with its sign and two decimals; what rounds to 0 has none."""
    told = f"{value:+.2f}".replace("-", "−")
    return "0.00" if told[1:] == "0.00" else told


def question(v: Values) -> str:
    """Return what the film asks."""
    if not v.is_own:
        return "The same word twice. Where does “bank” look?"
    again = [named(word).casefold() for word in v.read_words].count(FOLLOWED) > 1
    return f"The same word in two sentences. Where does {'the first ' * again}“bank” look?"


def row(v: Values) -> str:
    """Return what row bank of the first sentence gives to the word it looks at most."""
    most, mark = v.arrows_money[0], v.words_money[0]
    bank, word = named(v.words_money[v.bank]), named(v.words_money[most])
    another = "another " * (word.casefold() == FOLLOWED)
    return (
        f"Row “{bank}”: {v.row_money[most]:.2f} to {another}“{word}”, "
        f"{v.row_money[0]:.2f} to start mark {mark}."
    )


def other(v: Values) -> str:
    """Return what row bank of the river sentence gives: itself, the start mark, most else."""
    row, words, most = v.row_river, v.words_river, v.arrows_river[0]
    return (
        f"In another sentence: itself {row[v.bank_river]:.2f}, {words[0]} {row[0]:.2f}, "
        f"“{words[most]}” {row[most]:.2f}."
    )


def told(v: Values) -> tuple[str, ...]:
    """Return what stands at the arrows, in lines."""
    if not v.is_own:
        return "bank is attending", "to these words"
    if v.row_money[v.arrows_money].min() >= LEAST:
        return ("bank is attending to these words",)
    return ("bank’s largest weights on other words",)


def tested(v: Values) -> str:
    """Return what the statistic is about."""
    if not v.is_own:
        return f"Luck? Tested on {v.n_sentences} other sentences."
    return f"Does this head look at clues? Tested on {v.n_sentences} sentences of ours."


def start(v: Values) -> str:
    """Return where both states are before any layer."""
    if v.distance[0] == 0.0:
        return f"Both “{named(v.words_money[v.bank])}” start from one point."
    apart = f"they start {v.distance[0]:.1f} apart"
    if v.bank != v.bank_river:
        return f"Word {v.bank} in yours, word {v.bank_river} in river’s: {apart}."
    return f"Word {v.bank} in both, but pieces differ: {apart}."


def drift(v: Values) -> str:
    """Return what the layers do to them."""
    if v.distance[0] == 0.0:
        return "Layer by layer, they part."
    return f"Layer by layer, the distance goes to {v.distance[-1]:.1f}."


def aha(v: Values) -> str:
    """Return what the film has shown: of a user's sentence, nearer to which mean it ends."""
    if not v.is_own:
        return "Two sentences, two patterns, two places."
    at = _signed(float(v.margin_money[-1]))
    side = "money" if v.margin_money[-1] > 0 else "river"
    where = f"nearer to {side}’s mean" if at != "0.00" else "half way between the means"
    return (
        f"Your “bank” ends {where}: margin {at}.\n"
        f"River’s: {_signed(-float(v.margin_river[-1]))}. Margin: 0 half way, ±0.5 at the means."
    )


def hidden(v: Values) -> str:
    """Return what hiding the words looked at does to the distance."""
    before, after = f"{v.distance[-1]:.1f}", f"{v.distance_hidden[-1]:.1f}"
    if before == after:
        return f"Hide those words: the distance stays {after}."
    verb = "falls" if v.distance_hidden[-1] < v.distance[-1] else "rises"
    return f"Hide those words: distance {before} {verb} to {after}."


def counted(v: Values) -> str:
    """Return what the same does to our other sentences."""
    right = f"without clue words, {v.nearer_cues_hidden:.0f} are right."
    if not v.is_own:
        return f"{v.n_sentences} others show it: {right}"
    return f"{v.n_sentences} sentences of ours: {right}"


def causal(v: Values) -> str:
    """Return what a causal model's bank would have read."""
    bank, later = named(v.words_money[v.bank]), len(v.read_words) - v.bank
    line = f"A GPT’s “{bank}” has read only “{' '.join(map(named, v.seen_causally))}”."
    if not later:
        return f"A GPT’s “{bank}” would have read your whole sentence: it comes last."
    if len(v.seen_causally) > FEW or width(line, CAPTION) > RIGHT - LEFT:
        return f"A GPT’s “{bank}” would not have read the {_words(later)} after it."
    return line


def verdict(v: Values) -> str:
    """Return what follows from that."""
    seen = [word.casefold() for word in v.seen_causally]
    if seen == [word.casefold() for word in v.words_river[1 : v.bank_river + 1]]:
        return "the same words, so the same state"
    looks, later = len(v.arrows_money), int((v.arrows_money > v.bank).sum())
    if later == looks:
        return "the words it looked at most come later"
    if not later:
        return "the words it looked at most come before it"
    return f"of {looks} words it looked at most, {later} come{'s' * (later == 1)} later"


def _words(count: int) -> str:
    """Return so many words; of one, only that it is a word."""
    return f"{count} words" if count > 1 else "word"
