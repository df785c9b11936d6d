"""Diagram 5: one channel of a diagonal state space model reads a sentence, token by token."""

from __future__ import annotations

from dataclasses import dataclass

from anim_lib.provenance import Floats, Ints, Provenance, floats, ints, quantity

SENTENCE = ("the", "elephant", "ran", "to", "the", "river", "and", "slept")
FOLLOWED = 1  # "elephant"
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


def compute() -> Values:
    """Take one number of each word's embedding and run the channel over the sentence."""
    import torch

    from anim_lib.models import associative_scan, checkpoint, linear_recurrence, s4
    from anim_lib.tasks import selective_copying

    word_id = {word: i for i, word in enumerate(selective_copying.VOCABULARY)}
    embedding = checkpoint.load(WEIGHTS)["embedding.weight"].double()  # (vocab_size, d_model)
    words = embedding[[word_id[word] for word in SENTENCE]]  # (seq_len, d_model)
    channel = int(words[FOLLOWED].argmax())
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
    own = sizes[FOLLOWED:, FOLLOWED].sum(1)  # (n_later,)
    later = torch.arange(len(SENTENCE) - FOLLOWED)  # (n_later,)

    plan = associative_scan.work_efficient_plan(len(SENTENCE))
    scanned = associative_scan.scan(A_bar, added, plan)  # (seq_len, d_state)
    kernel = s4.ssm_kernel(torch.diag(A_bar[0]), B_bar[0][:, None], C[None], len(SENTENCE))
    y_state = after @ C  # (seq_len,)

    return Values(
        tokens=SENTENCE,
        followed=FOLLOWED,
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
        followed_share=floats(own / sizes[FOLLOWED:].sum(dim=(1, 2))),
        y_state=floats(y_state),
        y_skip=floats(D * u),
        y=floats(y_state + D * u),
        y_contributions=floats(left @ C),
        scan_gap=float((scanned - after).abs().max()),
        convolution_gap=float((s4.convolve(kernel, u) - y_state).abs().max()),
        u_vmax=0.5,
        y_vmax=1.0,
        state_vmax=0.1,
    )
