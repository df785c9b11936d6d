"""Diagram 13: a token's own x sets delta, B and C of Mamba's S6, and they set the update."""

from __future__ import annotations

from dataclasses import dataclass

from anim_lib.provenance import Floats, Ints, Provenance, floats, ints, quantity

SENTENCE = "there was a river and the elephant sat on the mat ."
PAIR = (5, 6)  # "the" and "elephant": the report's own pair, one after the other
S6, FIXED, DELTA_ONLY = "copying_s6", "copying_constant", "copying_delta"
N_EXAMPLES = 200
REPORTED = "32"  # words: the greatest trained length
SWEEP = (-3.0, 0.5, 70)  # powers of ten, and how many
STOPS = (0.001, 0.01, 0.1, 1.0)  # of delta, when it is dragged
RULE_A, RULE_DELTAS = -1.0, (0.01, 0.1, 0.5, 1.0, 2.0)

PROVENANCE = Provenance(
    line="Toy: Mamba's S6 trained on selective copying, no convolution · seed 0, one channel",
    model="Mamba-1 block (64 channels, N = 16, no convolution) and MLP, d = 32; beside it the "
    "fixed-step net of the same task",
    inputs="a chosen sentence; 200 examples to choose the channel, 200 others to report on it",
    seed=0,
    weights=(S6, FIXED, DELTA_ONLY),
    layer=1,
    sources=(
        "Gu & Dao 2023, arXiv 2312.00752, sections 3.2 and 3.5.2",
        "mamba_simple.py: A_bar = exp(delta A), B_bar = delta B",
    ),
)


@dataclass(frozen=True, eq=False)
class Values:
    """Every number of the scene; rows of a pair: filler, content word. Channels count from 1."""

    tokens: tuple[str, ...] = quantity("(seq_len,)", "word", 'chosen sentence, then ":" and blanks')
    is_content: Ints = quantity("(seq_len,)", "0 or 1", "1 where the task will ask for the word")
    named: tuple[str, ...] = quantity("(n_hidden,)", "word", "what the net answers, in order")
    pair: Ints = quantity(
        "(2,)", "position", "chosen: indices of the shown filler and content word"
    )
    channel: int = quantity(
        "()", "channel", "from 1; holds most of the content words at the end of 200 other examples"
    )
    channel_share: float = quantity(
        "()", "share", "of all channels' hold on the content words, on those examples"
    )
    channel_delta: Floats = quantity(
        "(2,)", "1", "held-out mean of the channel's delta: fillers, content words"
    )
    channel_delta_auc: float = quantity(
        "()", "share", "held-out: chance that a content word's delta exceeds a filler's"
    )

    x: Floats = quantity("(2, d_model)", "1", "what the layer reads: the normed residual stream")
    u: Floats = quantity("(2,)", "1", "the channel's input, SiLU of a projection of x")
    delta: Floats = quantity("(2,)", "1", "softplus(bias + low-rank projection of all u)")
    A: Floats = quantity("(d_state,)", "1", "learned, the same for every token")
    A_bar: Floats = quantity("(2, d_state)", "share", "exp(delta A): kept of each cell")
    B: Floats = quantity("(2, d_state)", "1", "projection of all u; shared by the channels")
    B_bar: Floats = quantity("(2, d_state)", "1", "delta B: Euler's rule, as in Mamba's code")
    C: Floats = quantity("(2, d_state)", "1", "projection of all u; shared by the channels")
    state_before: Floats = quantity("(2, d_state)", "1", "the channel's cells as the token comes")
    state_kept: Floats = quantity("(2, d_state)", "1", "A_bar state_before")
    state_added: Floats = quantity("(2, d_state)", "1", "B_bar u")
    state_after: Floats = quantity("(2, d_state)", "1", "state_kept + state_added")
    y_state: Floats = quantity("(2,)", "1", "C state_after")
    y_skip: Floats = quantity("(2,)", "1", "D u")
    gate: Floats = quantity("(2,)", "1", "SiLU(z): what y_state + y_skip is multiplied by")
    y: Floats = quantity("(2,)", "1", "(y_state + y_skip) gate: goes to the output projection")
    kept_share: Floats = quantity("(2,)", "share", "|state_kept| / |state_before|")
    write_strength: Floats = quantity("(2,)", "1", "|state_added|, this channel")

    row_delta: Floats = quantity("(seq_len,)", "1", "the channel's delta at every token")
    row_delta_mean: Floats = quantity("(seq_len,)", "1", "mean of all channels' delta")
    row_written: Floats = quantity("(seq_len,)", "1", "|delta B u| of the channel")
    row_cells: Floats = quantity("(seq_len, d_state)", "1", "the channel's state after each token")
    row_remains: Floats = quantity(
        "(n_asked,)", "1", 'what the channel still holds of each token as ":" is read, its length'
    )

    fixed_channel: int = quantity(
        "()", "channel", "from 1; of the fixed-step net, chosen by the same criterion"
    )
    fixed_delta: Floats = quantity("(2,)", "1", "its step length: the same for both tokens")
    fixed_A_bar: Floats = quantity(
        "(n_modes, 2)", "1", "exp(delta A), real and imaginary part: one for all tokens"
    )
    fixed_kept: Floats = quantity("(n_modes,)", "share", "|fixed_A_bar|: kept of each number")
    fixed_B_bar: float = quantity("()", "1", "delta B, B = 1: one for all tokens")
    fixed_C: Floats = quantity("(n_modes, 2)", "1", "real and imaginary part: one for all tokens")

    sweep_delta: Floats = quantity(
        "(n_sweep,)", "1", "delta dragged: 0, then 0.001 ... 3.16, chosen"
    )
    sweep_A_bar: Floats = quantity("(n_sweep, d_state)", "share", "exp(delta A) of the channel")
    sweep_added: Floats = quantity(
        "(n_sweep, d_state)", "1", "delta B u with the content word's B and u: Euler, without bound"
    )
    sweep_added_zoh: Floats = quantity(
        "(n_sweep, d_state)", "1", "(exp(delta A) - 1) / A B u: zero-order hold, bounded"
    )
    sweep_cells: Floats = quantity(
        "(n_sweep, d_state)", "1", "sweep_A_bar state_before + sweep_added, content word"
    )
    sweep_cells_zoh: Floats = quantity("(n_sweep, d_state)", "1", "the same with sweep_added_zoh")
    sweep_kept_share: Floats = quantity(
        "(n_sweep,)", "share", "|sweep_A_bar state_before| / |state_before|"
    )

    sweep_old: Floats = quantity(
        "(n_sweep, d_state)",
        "share",
        "|kept| / (|kept| + |sweep_added|) of each cell: what is left of the old number",
    )
    sweep_stops: Ints = quantity(
        "(n_stops,)", "index", "of the sweep: nearest to 0.001, 0.01, 0.1 and 1, chosen"
    )

    rule_A: float = quantity("()", "1", "-1: chosen")
    rule_delta: Floats = quantity("(n_rule,)", "1", "chosen")
    rule_A_bar: Floats = quantity("(n_rule,)", "share", "exp(delta A)")
    rule_B_zoh: Floats = quantity("(n_rule,)", "1", "(exp(delta A) - 1) / A, B = 1")
    rule_B_euler: Floats = quantity("(n_rule,)", "1", "delta B, B = 1: what Mamba computes")

    seed_delta: Floats = quantity(
        "(n_seeds, 2)", "1", "record: delta, mean of all channels; fillers, content words"
    )
    seed_delta_auc: Floats = quantity(
        "(n_seeds,)", "share", "record: chance that a content word's exceeds a filler's"
    )
    seed_written: Floats = quantity("(n_seeds, 2)", "1", "record: |delta B u|, all channels")
    seed_written_auc: Floats = quantity("(n_seeds,)", "share", "record: as above")
    seed_memory_delta: Floats = quantity(
        "(n_seeds, 2)",
        "1",
        "record: delta, channels weighed by what they hold of content words at the end",
    )
    seed_memory_delta_auc: Floats = quantity("(n_seeds,)", "share", "record: as above")
    seed_memory_written: Floats = quantity(
        "(n_seeds, 2)", "1", "record: |delta B u|, channels weighed in the same way"
    )
    seed_memory_written_auc: Floats = quantity("(n_seeds,)", "share", "record: as above")
    seed_remains: Floats = quantity("(n_seeds, 2)", "1", 'record: what is left at ":", its length')
    seed_remains_auc: Floats = quantity("(n_seeds,)", "share", "record: as above")
    seed_norm_B: Floats = quantity("(n_seeds, 2)", "1", "record: |B|")
    seed_norm_B_auc: Floats = quantity("(n_seeds,)", "share", "record: as above")
    seed_longer: Ints = quantity(
        "(n_seeds,)", "channel", "record: of 64, those whose delta is longer at content words"
    )
    seed_memory_in_longer: Floats = quantity(
        "(n_seeds,)", "share", "record: their part of the hold on content words"
    )
    seed_accuracy: Floats = quantity("(n_seeds,)", "share", "record: right answers at 32 words")
    delta_only: Floats = quantity(
        "(n_seeds, 2)", "1", "record: delta of the net where delta alone is selective"
    )

    x_vmax: float = quantity("()", "1", "drawing limit of x: chosen")
    delta_vmax: float = quantity("()", "1", "drawing limit of delta: chosen")
    cell_vmax: float = quantity("()", "1", "drawing limit of a state number: chosen")
    sweep_vmax: float = quantity("()", "1", "drawing limit of sweep_cells_zoh: chosen")
    sweep_euler_vmax: float = quantity("()", "1", "drawing limit of sweep_cells: chosen")
    written_vmax: float = quantity(
        "()", "1", "drawing limit of row_written and row_remains: chosen"
    )
    B_vmax: float = quantity("()", "1", "drawing limit of B and C: chosen")


def compute() -> Values:
    """Read the sentence with the trained S6; open one channel at two tokens; drag delta."""
    import torch

    from anim_lib.models import checkpoint, copying_nets, selectivity
    from anim_lib.models.layers.mamba1 import Mamba1
    from anim_lib.tasks import selective_copying as task

    def hold(name: str) -> torch.Tensor:
        """Return the channels' shares of what is held of other examples, ``(d_inner,)``."""
        others = task.choosing(N_EXAMPLES, task.LONGEST)
        seen = nets[name].look(others.tokens[:, : 1 - task.N_HIDDEN])[0]  # the body and ":"
        left = selectivity.remains(seen["delta"], seen["A"], selectivity.gates(seen)[1])
        return selectivity.memory_shares(left[:, :-1], task.is_content(others.body))

    nets = {name: checkpoint.load_into(copying_nets.build(name), name) for name in (S6, FIXED)}
    shares = hold(S6)  # (d_inner,)
    channel = int(shares.argmax())
    fresh = task.held_out(N_EXAMPLES, task.LONGEST)
    fresh_delta = nets[S6].look(fresh.body)[0]["delta"][..., channel]  # (n_examples, seq_len)
    apart = selectivity.contrast(fresh_delta, task.is_content(fresh.body))

    examples = task.encode(SENTENCE)
    block = nets[S6].layers[0]
    if not isinstance(block, Mamba1):
        raise TypeError(f"{S6} must start with Mamba1, not {type(block).__name__}")
    look = nets[S6].look(examples.tokens)[0]
    A_bar, added = selectivity.gates(look)  # each (1, seq_len, d_inner, d_state)
    found = selectivity.before(look["states"])[0, :, channel]  # (seq_len, d_state)
    pair, A = list(PAIR), look["A"][channel]  # A: (d_state,)
    u, delta = look["u"][0, :, channel], look["delta"][0, :, channel]  # each (seq_len,)
    cells = look["states"][0, :, channel]  # (seq_len, d_state)
    y_state = (cells * look["C"][0]).sum(-1)  # (seq_len,)
    y_skip = block.D[channel] * u  # (seq_len,)
    gate = torch.nn.functional.silu(look["gate"][0, :, channel])  # (seq_len,)
    kept = A_bar[0, :, channel] * found  # (seq_len, d_state)
    n_asked = examples.body.shape[1] + 1
    left = selectivity.remains(look["delta"][:, :n_asked], look["A"], added[:, :n_asked])

    swept = torch.cat([torch.zeros(1), torch.logspace(*SWEEP)]).double()[:, None]  # (n_sweep, 1)
    content = PAIR[1]
    swept_A_bar = torch.exp(swept * A)  # (n_sweep, d_state)
    driven = look["B"][0, content] * u[content]  # (d_state,)
    swept_added = swept * driven  # (n_sweep, d_state)
    swept_zoh = torch.expm1(swept * A) / A * driven  # (n_sweep, d_state)
    swept_kept = swept_A_bar * found[content]  # (n_sweep, d_state)
    rule = torch.tensor(RULE_DELTAS, dtype=torch.float64)  # (n_rule,)

    fixed_channel = int(hold(FIXED).argmax())
    fixed_look = nets[FIXED].look(examples.tokens)[0]
    fixed_delta = fixed_look["delta"][0, pair, fixed_channel]  # (2,)
    fixed_A_bar = torch.exp(fixed_delta[0] * fixed_look["A"][fixed_channel])  # (n_modes,)
    fixed_C = dict(nets[FIXED].layers[0].named_parameters())["C"][fixed_channel]  # (n_modes, 2)

    seeds = [seed["metrics"] for seed in checkpoint.record(S6)["seeds"]]
    only = [seed["metrics"] for seed in checkpoint.record(DELTA_ONLY)["seeds"]]

    def pairs(key: str) -> list[list[float]]:
        return [[seed[key]["filler"], seed[key]["content"]] for seed in seeds]

    def auc(key: str) -> list[float]:
        return [seed[key]["auc"] for seed in seeds]

    return Values(
        tokens=task.words_of(examples.tokens[0]),
        is_content=ints(task.is_content(examples.tokens[0])),
        named=task.words_of(nets[S6](examples.tokens)[0, -task.N_HIDDEN :].argmax(-1)),
        pair=ints(pair),
        channel=channel + 1,
        channel_share=float(shares[channel]),
        channel_delta=floats([apart["filler"], apart["content"]]),
        channel_delta_auc=apart["auc"],
        x=floats(nets[S6].norms[0](nets[S6].embed(examples.tokens))[0, pair]),
        u=floats(u[pair]),
        delta=floats(delta[pair]),
        A=floats(A),
        A_bar=floats(A_bar[0, pair, channel]),
        B=floats(look["B"][0, pair]),
        B_bar=floats(delta[pair, None] * look["B"][0, pair]),
        C=floats(look["C"][0, pair]),
        state_before=floats(found[pair]),
        state_kept=floats(kept[pair]),
        state_added=floats(added[0, pair, channel]),
        state_after=floats(cells[pair]),
        y_state=floats(y_state[pair]),
        y_skip=floats(y_skip[pair]),
        gate=floats(gate[pair]),
        y=floats(((y_state + y_skip) * gate)[pair]),
        kept_share=floats(kept[pair].norm(dim=-1) / found[pair].norm(dim=-1)),
        write_strength=floats(added[0, pair, channel].norm(dim=-1)),
        row_delta=floats(delta),
        row_delta_mean=floats(look["delta"][0].mean(-1)),
        row_written=floats(added[0, :, channel].norm(dim=-1)),
        row_cells=floats(cells),
        row_remains=floats(left[0, :, channel].norm(dim=-1)),
        fixed_channel=fixed_channel + 1,
        fixed_delta=floats(fixed_delta),
        fixed_A_bar=floats(torch.view_as_real(fixed_A_bar)),
        fixed_kept=floats(fixed_A_bar.abs()),
        fixed_B_bar=float(fixed_delta[0]),
        fixed_C=floats(fixed_C),
        sweep_delta=floats(swept[:, 0]),
        sweep_A_bar=floats(swept_A_bar),
        sweep_added=floats(swept_added),
        sweep_added_zoh=floats(swept_zoh),
        sweep_cells=floats(swept_kept + swept_added),
        sweep_cells_zoh=floats(swept_kept + swept_zoh),
        sweep_kept_share=floats(swept_kept.norm(dim=-1) / found[content].norm()),
        sweep_old=floats(swept_kept.abs() / (swept_kept.abs() + swept_added.abs())),
        sweep_stops=ints([int((swept[:, 0] - stop).abs().argmin()) for stop in STOPS]),
        rule_A=RULE_A,
        rule_delta=floats(rule),
        rule_A_bar=floats(torch.exp(rule * RULE_A)),
        rule_B_zoh=floats(torch.expm1(rule * RULE_A) / RULE_A),
        rule_B_euler=floats(rule),
        seed_delta=floats(pairs("delta")),
        seed_delta_auc=floats(auc("delta")),
        seed_written=floats(pairs("write")),
        seed_written_auc=floats(auc("write")),
        seed_memory_delta=floats(pairs("delta_in_memory")),
        seed_memory_delta_auc=floats(auc("delta_in_memory")),
        seed_memory_written=floats(pairs("write_in_memory")),
        seed_memory_written_auc=floats(auc("write_in_memory")),
        seed_remains=floats(pairs("remains")),
        seed_remains_auc=floats(auc("remains")),
        seed_norm_B=floats(pairs("norm_B")),
        seed_norm_B_auc=floats(auc("norm_B")),
        seed_longer=ints([seed["channels_longer_at_content"] for seed in seeds]),
        seed_memory_in_longer=floats([seed["memory_in_them"] for seed in seeds]),
        seed_accuracy=floats([seed["accuracy"][REPORTED] for seed in seeds]),
        delta_only=floats([[each["delta"]["filler"], each["delta"]["content"]] for each in only]),
        x_vmax=2.5,
        delta_vmax=0.2,
        cell_vmax=1.5,
        sweep_vmax=8.0,
        sweep_euler_vmax=25.0,
        written_vmax=2.5,
        B_vmax=5.0,
    )
