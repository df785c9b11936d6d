"""Diagram 5: one channel of a diagonal state space model reads a sentence, token by token."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from anim_lib.provenance import Floats, Ints, Provenance, floats, ints, quantity
from scenes.own_words import place_of_query
from scenes.task_words import TaskWords

TAKES: Final = ("sentence", "query")
SENTENCE = ("the", "elephant", "ran", "to", "the", "river", "and", "slept")
SHORTEST = 3  # words of a sentence
D_STATE = 8
WATCHED = 1  # of the state numbers, from 0
DELTA = 0.1
WEIGHTS = "copying_delta"

PROVENANCE = Provenance(
    line="diagonal SSM, A = −1 … −8, Δ = 0.1, zero-order hold, untrained · u from learned words",
    model="A = -1 ... -8 (Mamba's first values), B = 1, C = 1, D = 1, delta = 0.1; not trained",
    inputs="a sentence of the selective-copying vocabulary; u from that model's embedding",
    weights=(WEIGHTS,),
    sources=(
        "Gu et al. 2022, arXiv 2206.11893 (S4D)",
        "Gu & Dao 2023, arXiv 2312.00752 (first values of A and D)",
    ),
)


@dataclass(frozen=True, eq=False)
class Values:
    """Every number of the scene; tokens count from 0, the state before the first is 0."""

    tokens: tuple[str, ...] = quantity("(seq_len,)", "word", "chosen")
    followed: int = quantity("()", "token", "place of the word that is followed: elephant")
    channel: int = quantity(
        "()",
        "number of the embedding",
        "index from 0, where the embedding of the followed word is largest",
    )
    watched: int = quantity("()", "number of the state", "from 0; the one drawn as layers: chosen")
    u: Floats = quantity("(seq_len,)", "1", "that number of each word's learned embedding")

    A: Floats = quantity("(d_state,)", "1 / state time", "-1 ... -8: where Mamba's training starts")
    delta: float = quantity("()", "state time", "step length of every token: chosen")
    A_bar: Floats = quantity("(d_state,)", "1", "exp(delta A): the share kept in one step")
    B_bar: Floats = quantity("(d_state,)", "1", "(A_bar - 1) / A: zero-order hold, B = 1")
    C: Floats = quantity("(d_state,)", "1", "1 each: reads the sum of the state; chosen")
    D: float = quantity("()", "1", "weight of the input that skips the state: 1, as Mamba's starts")
    half_life: Floats = quantity("(d_state,)", "token", "ln 2 / (-delta A)")

    h_before: Floats = quantity("(seq_len, d_state)", "1", "state before each token")
    h_faded: Floats = quantity("(seq_len, d_state)", "1", "A_bar h_before")
    h_added: Floats = quantity("(seq_len, d_state)", "1", "B_bar u: the new token's mark")
    h_after: Floats = quantity("(seq_len, d_state)", "1", "h_faded + h_added")
    contributions: Floats = quantity(
        "(seq_len, seq_len, d_state)",
        "1",
        "[t, s]: A_bar^(t-s) B_bar u_s, what token s still adds after token t; 0 where s is later",
    )
    contribution_gap: float = quantity(
        "()", "1", "rounding: max |sum of contributions over s - h_after|"
    )
    shares: Floats = quantity(
        "(seq_len, seq_len, d_state)",
        "share",
        "[t, s]: |contribution| over the sum of |contributions| to the same state number",
    )

    later: Ints = quantity("(n_later,)", "token", "steps after the followed word, from 0")
    followed_left: Floats = quantity(
        "(n_later, d_state)", "share", "A_bar^k: what is left of its own mark k steps later"
    )
    followed_share: Floats = quantity(
        "(n_later,)",
        "share",
        "its |contributions| over everyone's, all numbers together; rises where others fade more",
    )

    y_state: Floats = quantity("(seq_len,)", "1", "C h_after")
    y_skip: Floats = quantity("(seq_len,)", "1", "D u")
    y: Floats = quantity("(seq_len,)", "1", "C h_after + D u")
    y_contributions: Floats = quantity(
        "(seq_len, seq_len)", "1", "[t, s]: C contributions, what token s still says in y_state"
    )
    scan_gap: float = quantity(
        "()", "1", "rounding: max |h_after - associative scan|, all state numbers"
    )
    convolution_gap: float = quantity("()", "1", "rounding: max |y_state - convolution|")

    u_vmax: float = quantity("()", "1", "drawing limit of an input: chosen")
    y_vmax: float = quantity("()", "1", "drawing limit of an output: chosen")
    state_vmax: float = quantity("()", "1", "drawing limit of one state number: chosen")


def provenance(*, sentence: str | None = None, query: str | None = None) -> Provenance:
    """What is said of the values of a user's inputs; without any, of the scene's own."""
    if sentence is None and query is None:
        return PROVENANCE
    from anim_lib.tasks.selective_copying import CONTENTS, FILLERS, N_HIDDEN

    tokens, followed = _read(sentence, query, TaskWords(FILLERS, CONTENTS, N_HIDDEN))
    given = "your sentence" if sentence is not None else "your word"
    return replace(
        PROVENANCE,
        line=f"{given} · diagonal SSM, A = −1 … −8, Δ = 0.1, ZOH, untrained · u from learned words",
        inputs=f"{PROVENANCE.inputs}; given: {' '.join(tokens)}; followed: {tokens[followed]}, "
        f"word {followed + 1}",
    )


def _read(sentence: str | None, query: str | None, task: TaskWords) -> tuple[tuple[str, ...], int]:
    """Return the words, and which of them is followed.

    Followed is the first place of ``query``, else the first content word of the task, else the
    first word.
    """
    tokens = SENTENCE if sentence is None else task.read(sentence, "d05", SHORTEST)
    if query is not None:
        return tokens, place_of_query(query, tokens)
    asked = task.contents_of(tokens)
    return tokens, tokens.index(asked[0]) if asked else 0


def compute(*, sentence: str | None = None, query: str | None = None) -> Values:
    """Take one number of each word's embedding and run the channel over the sentence.

    Parameters
    ----------
    sentence
        3 to 24 words of the selective-copying task; None: the scene's own.
    query
        The word that is followed, at its first place; None: the first word that the task may ask
        for (no filler), else the first word.

    Raises
    ------
    UserError
        When a word is unknown, there are too few or too many, or the query is none of them.
    """
    import torch

    from anim_lib.models import associative_scan, checkpoint, linear_recurrence, s4
    from anim_lib.tasks import selective_copying as task

    words_known = TaskWords(task.FILLERS, task.CONTENTS, task.N_HIDDEN)
    tokens, followed = _read(sentence, query, words_known)
    word_id = {word: i for i, word in enumerate(task.VOCABULARY)}
    embedding = checkpoint.load(WEIGHTS)["embedding.weight"].double()  # (vocab_size, d_model)
    words = embedding[[word_id[word] for word in tokens]]  # (seq_len, d_model)
    channel = int(words[followed].argmax())
    u = words[:, channel]  # (seq_len,)

    A = -torch.arange(1, D_STATE + 1, dtype=torch.float64)  # (d_state,)
    C = torch.ones_like(A)  # (d_state,)
    D = 1.0
    A_bar, B_bar = linear_recurrence.hold_diagonal(
        A, torch.ones_like(A), torch.full_like(u, DELTA)
    )  # (seq_len, d_state) each, every row the same
    added = B_bar * u[:, None]  # (seq_len, d_state)
    after = linear_recurrence.recur(A_bar, added)  # (seq_len, d_state)
    before = torch.cat([torch.zeros(1, D_STATE, dtype=torch.float64), after[:-1]])
    left = linear_recurrence.contributions(A_bar, added)  # (seq_len, seq_len, d_state)
    sizes = left.abs()  # (seq_len, seq_len, d_state)
    own = sizes[followed:, followed].sum(1)  # (n_later,)
    later = torch.arange(len(tokens) - followed)  # (n_later,)

    plan = associative_scan.work_efficient_plan(len(tokens))
    scanned = associative_scan.scan(A_bar, added, plan)  # (seq_len, d_state)
    kernel = s4.ssm_kernel(torch.diag(A_bar[0]), B_bar[0][:, None], C[None], len(tokens))
    y_state = after @ C  # (seq_len,)

    return Values(
        tokens=tokens,
        followed=followed,
        channel=channel,
        watched=WATCHED,
        u=floats(u),
        A=floats(A),
        delta=DELTA,
        A_bar=floats(A_bar[0]),
        B_bar=floats(B_bar[0]),
        C=floats(C),
        D=D,
        half_life=floats(-torch.log(torch.tensor(2.0, dtype=torch.float64)) / (DELTA * A)),
        h_before=floats(before),
        h_faded=floats(A_bar * before),
        h_added=floats(added),
        h_after=floats(after),
        contributions=floats(left),
        contribution_gap=float((left.sum(1) - after).abs().max()),
        shares=floats(sizes / sizes.sum(1, keepdim=True)),
        later=ints(later),
        followed_left=floats(A_bar[0] ** later[:, None]),
        followed_share=floats(own / sizes[followed:].sum(dim=(1, 2))),
        y_state=floats(y_state),
        y_skip=floats(D * u),
        y=floats(y_state + D * u),
        y_contributions=floats(left @ C),
        scan_gap=float((scanned - after).abs().max()),
        convolution_gap=float((s4.convolve(kernel, u) - y_state).abs().max()),
        u_vmax=max(0.5, float(u.abs().max())),
        y_vmax=max(1.0, float((y_state + D * u).abs().max()), float(y_state.abs().max())),
        state_vmax=max(0.1, float(after.abs().max()), float(sizes.max())),
    )
