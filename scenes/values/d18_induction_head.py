"""Diagram 18: a stamp in layer 1, the head that finds it in layer 2, and both cut and forming."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from anim_lib.provenance import Floats, Ints, Provenance, floats, ints, quantity

SHOWN_SEED, PERIOD = 18, 8
LETTERS = "KABTMSER"
# The row's very first token has none before it: layer 1 can only look at itself and stamps it
# with itself. The shown A is therefore the second token.
A = 1
N_CHOOSING = N_REPORTED = 256
PARTS = ("the token itself", "the stamp", "other heads")
PERIODS = ("8", "16", "24", "31")
ATTENTION, ONE_LAYER, MAMBA_2 = "induction_attention", "induction_one_layer", "induction_mamba2"
DRAWN_FOUND = A

PROVENANCE = Provenance(
    line="toy model: 2 attention layers, trained here on repeated random tokens · weights 7dbba3c",
    model="attention only: 2 layers, 4 heads, width 64, rotary positions",
    inputs=f"a row of {PERIOD} random tokens, twice (seed {SHOWN_SEED}, the first one drawn)",
    seed=0,
    weights=(ATTENTION, ONE_LAYER, MAMBA_2),
    sources=("Elhage et al. 2021", "Olsson et al. 2022, arXiv 2209.11895"),
)


@dataclass(frozen=True, eq=False)
class Values:
    """Every number of the scene. Positions count from 0, heads from 1; rows of patterns ask."""

    tokens: tuple[str, ...] = quantity(
        "(seq_len,)", "letter", "chosen: a name for each token, in no order; the row twice"
    )
    token_ids: Ints = quantity("(seq_len,)", "token", "what the model reads: drawn, seed 18")
    period: int = quantity("()", "token", "chosen: length of the row")
    first: int = quantity("()", "position", "the first A: chosen, the row's second token")
    query: int = quantity("()", "position", "the second A, which asks")
    answer: int = quantity("()", "position", "the first B, which follows the first A")
    found: int = quantity("()", "position", "largest share of the second A's row in layer 2")
    drawn_found: int = quantity("()", "position", "input: the first A, as commonly drawn (D18)")

    stamps_above: float = quantity(
        "()", "share", "chosen: a layer-1 head stamps if it gives the token before more than this"
    )
    stamping_heads: Ints = quantity(
        "(n_stamping,)", "head", "of layer 1, from 1; chosen on 256 other sequences"
    )
    induction_head: int = quantity(
        "()", "head", "of layer 2, from 1; highest induction score on 256 other sequences"
    )
    previous_token_scores: Floats = quantity(
        "(n_heads,)", "share", "layer 1: mean share of the token before, 256 sequences"
    )
    induction_scores: Floats = quantity(
        "(n_heads,)", "share", "layer 2: mean share of the tokens that came next before"
    )
    same_token_scores: Floats = quantity(
        "(n_heads,)", "share", "layer 2: mean share of earlier places of the same token"
    )

    stamp_pattern: Floats = quantity(
        "(seq_len, seq_len)", "share", "mean of the stamping heads' patterns"
    )
    induction_pattern: Floats = quantity(
        "(seq_len, seq_len)", "share", "the induction head's pattern"
    )
    stamp_share_mean: float = quantity(
        "()", "share", "stamp_pattern on the token before, mean of the shown row's tokens"
    )
    found_share_mean: float = quantity(
        "()", "share", "induction_pattern on what came next before, mean of where a token repeats"
    )
    stamp_share: float = quantity("()", "share", "stamp_pattern from the first B to the first A")
    query_row_1: Floats = quantity("(seq_len,)", "share", "stamp_pattern, row of the second A")
    query_row_2: Floats = quantity("(seq_len,)", "share", "induction_pattern, row of the second A")
    found_share: float = quantity("()", "share", "query_row_2 at the first B")
    first_share: float = quantity(
        "()", "share", "query_row_2 at the first A, where drawn_found points"
    )

    part_names: tuple[str, ...] = quantity("(n_parts,)", "name", "what wrote the keys of layer 2")
    score_parts: Floats = quantity(
        "(n_parts, n_asked)",
        "1",
        "second A's query · each part of a key / sqrt(d_head), positions up to the second A",
    )
    scores: Floats = quantity("(n_asked,)", "1", "sum of score_parts; its softmax is the row")

    letters: tuple[str, ...] = quantity("(period,)", "letter", "the row's tokens")
    next_shares: Floats = quantity(
        "(period,)", "probability", "of each letter after the second A; the rest: other tokens"
    )
    next_shares_cut: Floats = quantity("(period,)", "probability", "with the stamping heads cut")
    next_shares_others_cut: Floats = quantity(
        "(period,)", "probability", "control: with as many other heads of layer 1 cut"
    )
    answer_shares: Floats = quantity(
        "(n_cuts,)", "probability", "of B in this one row, in mean_p's three cases: see those means"
    )
    query_row_2_cut: Floats = quantity(
        "(seq_len,)", "share", "query_row_2 with the stamping heads cut"
    )
    mean_p: Floats = quantity(
        "(n_cuts,)",
        "probability",
        "mean of the right next token, 256 sequences: whole, stamping cut, as many others cut",
    )
    n_rows: int = quantity("()", "sequence", "chosen: how many the means are over")
    mean_p_after_first: float = quantity(
        "()",
        "probability",
        "as mean_p, whole, where the row's first token comes again: it was stamped with itself",
    )
    accuracy: Floats = quantity(
        "(n_cuts,)", "share", "right next tokens, in the three cases of mean_p"
    )
    cut_accuracy_by_seed: Floats = quantity(
        "(n_seeds, n_cuts)", "share", "as accuracy, every seed with its own heads (training record)"
    )

    seeds: Ints = quantity("(n_seeds,)", "seed", "every training run; the first is shown")
    curve_step: Ints = quantity("(n_probes,)", "step", "when it was measured (training record)")
    curve_loss: Floats = quantity(
        "(n_seeds, n_probes)", "nat", "loss where the next token is determined"
    )
    curve_accuracy: Floats = quantity("(n_seeds, n_probes)", "share", "right there")
    curve_stamp: Floats = quantity(
        "(n_seeds, n_probes)", "share", "previous-token score, mean of the seed's stamping heads"
    )
    curve_induction: Floats = quantity(
        "(n_seeds, n_probes)", "share", "induction score of the seed's induction head"
    )
    cliff_step: Ints = quantity(
        "(n_seeds,)", "step", "the measurement after which curve_loss falls most until the next"
    )
    snapshot_step: Ints = quantity("(n_snapshots,)", "step", "weights kept on the way, float16")
    snapshot_stamp: Floats = quantity(
        "(n_snapshots, seq_len, seq_len)", "share", "stamp_pattern then, of the named heads"
    )
    snapshot_induction: Floats = quantity(
        "(n_snapshots, seq_len, seq_len)", "share", "induction_pattern then, of the named head"
    )
    snapshot_next_shares: Floats = quantity(
        "(n_snapshots, period)", "probability", "next_shares with the weights of then"
    )

    one_layer_accuracy: Floats = quantity(
        "(n_seeds,)", "share", "control: one attention layer, training record"
    )
    one_layer_steps: int = quantity("()", "step", "of that training")
    one_layer_curve_step: Ints = quantity("(n_one_layer_probes,)", "step", "when it was measured")
    one_layer_curve_accuracy: Floats = quantity(
        "(n_seeds, n_one_layer_probes)", "share", "right there, one attention layer"
    )
    periods: Ints = quantity("(n_periods,)", "token", "lengths of the row, chosen")
    attention_by_period: Floats = quantity(
        "(n_seeds, n_periods)", "share", "right next tokens, two attention layers"
    )
    mamba_by_period: Floats = quantity(
        "(n_seeds, n_periods)", "share", "right next tokens, Mamba-2 of the same size"
    )
    mamba_accuracy: Floats = quantity("(n_seeds,)", "share", "right next tokens, 256 sequences")
    mamba_curve_step: Ints = quantity("(n_mamba_probes,)", "step", "when it was measured")
    mamba_curve_accuracy: Floats = quantity("(n_seeds, n_mamba_probes)", "share", "right there")
    attention_half_step: Ints = quantity(
        "(n_seeds,)", "step", "first measurement with more than half right, two attention layers"
    )
    mamba_half_step: Ints = quantity("(n_seeds,)", "step", "the same, Mamba-2")
    mamba_longest: Floats = quantity(
        "(2,)", "share", "least and most of mamba_by_period over the seeds, longest rows"
    )
    attention_parameters: int = quantity("()", "number", "trained numbers, two attention layers")
    mamba_parameters: int = quantity("()", "number", "trained numbers, Mamba-2")
    loss_vmax: float = quantity("()", "nat", "drawing limit of the losses: chosen")


def compute() -> Values:
    """Read the circuit in the trained model on the shown row, cut it, and watch it form."""
    import torch

    from anim_lib.models import checkpoint
    from anim_lib.models import induction_circuit as circuit
    from anim_lib.models.induction_models import build
    from anim_lib.tasks import induction as task

    model = checkpoint.load_into(build(ATTENTION), ATTENTION)
    stamping, induction = circuit.choose_heads(model, task.choosing_set(N_CHOOSING).inputs)
    cut = circuit.without_heads(model, 0, stamping)
    choices = circuit.control_cuts(stamping, len(cut[0]))
    (others_cut,) = (circuit.without_heads(model, 0, heads) for heads in choices)

    drawn = task.draw(1, torch.Generator().manual_seed(SHOWN_SEED), PERIOD)
    shown = drawn.tokens[:, : 2 * PERIOD]  # (1, seq_len)
    row, query, answer = shown[0, :PERIOD], A + PERIOD, A + 1  # the second A asks for B
    first, second = (seen["pattern"][0] for seen in model.look(shown))  # (n_heads, seq_len, …)
    stamp = first[stamping].mean(0)  # (seq_len, seq_len)
    row_means = (
        circuit.previous_token_score(first[None])[stamping].mean(),
        circuit.induction_score(second[None], shown)[induction],
    )
    asked = second[induction, query]  # (seq_len,)
    asked_cut = model.look(shown, cut)[1]["pattern"][0, induction, query]  # (seq_len,)
    parts = circuit.score_parts(model, shown, stamping)  # (n_parts, 1, n_heads, seq_len, seq_len)
    parts = parts[:, 0, induction, query, : query + 1]  # (n_parts, n_asked)
    probabilities = [
        model(shown, keep)[0, query].softmax(-1)[row] for keep in (None, cut, others_cut)
    ]  # each (period,)

    reported = task.report_set(N_REPORTED)
    logits = [model(reported.inputs, keep) for keep in (None, cut, others_cut)]
    again = torch.arange(N_REPORTED), reported.periods  # where a row begins for the second time
    looked = [seen["pattern"] for seen in model.look(reported.inputs)]

    formed = []
    snapshots = checkpoint.load_snapshots(ATTENTION)
    for weights in snapshots.values():
        young = build(ATTENTION).double()
        young.load_state_dict(weights)
        patterns = [seen["pattern"][0].detach() for seen in young.look(shown)]
        formed.append(
            (
                patterns[0][stamping].mean(0),
                patterns[1][induction],
                young(shown)[0, query].detach().softmax(-1)[row],
            )
        )

    record = checkpoint.record(ATTENTION)
    runs = record["seeds"]
    curves = {
        name: torch.tensor([run["curve"][name] for run in runs], dtype=torch.float64)
        for name in ("determined_loss", "accuracy")
    }  # each (n_seeds, n_probes)
    stamp_curves = [
        torch.tensor(
            [run["curve"][f"previous_token_{head}"] for head in run["metrics"]["stamping_heads"]]
        ).mean(0)
        for run in runs
    ]  # each (n_probes,)
    steps = runs[0]["curve"]["step"]
    steepest = (-curves["determined_loss"].diff(dim=1)).argmax(1).tolist()  # (n_seeds,)
    one_layer, mamba = checkpoint.record(ONE_LAYER), checkpoint.record(MAMBA_2)
    longest = [run["metrics"]["accuracy_by_period"][PERIODS[-1]] for run in mamba["seeds"]]

    return Values(
        tokens=tuple(2 * LETTERS),
        token_ids=ints(shown[0]),
        period=PERIOD,
        first=A,
        query=query,
        answer=answer,
        found=int(asked.argmax()),
        drawn_found=DRAWN_FOUND,
        stamps_above=circuit.STAMPS_ABOVE,
        stamping_heads=ints([head + 1 for head in stamping]),
        induction_head=induction + 1,
        previous_token_scores=floats(circuit.previous_token_score(looked[0])),
        induction_scores=floats(circuit.induction_score(looked[1], reported.inputs)),
        same_token_scores=floats(circuit.share_on(looked[1], circuit.same_token(reported.inputs))),
        stamp_pattern=floats(stamp),
        induction_pattern=floats(second[induction]),
        stamp_share_mean=float(row_means[0]),
        found_share_mean=float(row_means[1]),
        stamp_share=float(stamp[answer, A]),
        query_row_1=floats(stamp[query]),
        query_row_2=floats(asked),
        found_share=float(asked[answer]),
        first_share=float(asked[DRAWN_FOUND]),
        part_names=PARTS,
        score_parts=floats(parts),
        scores=floats(parts.sum(0)),
        letters=tuple(LETTERS),
        next_shares=floats(probabilities[0]),
        next_shares_cut=floats(probabilities[1]),
        next_shares_others_cut=floats(probabilities[2]),
        answer_shares=floats([float(each[answer]) for each in probabilities]),
        query_row_2_cut=floats(asked_cut),
        mean_p=floats([task.probability_of_next(each, reported) for each in logits]),
        n_rows=N_REPORTED,
        mean_p_after_first=float(task.shares_of_next(logits[0], reported)[again].mean()),
        accuracy=floats([task.accuracy(each, reported) for each in logits]),
        cut_accuracy_by_seed=floats(
            [
                [
                    run["metrics"]["accuracy"],
                    run["metrics"]["cut"]["stamping"]["accuracy"],
                    run["metrics"]["cut"]["others"]["accuracy"],
                ]
                for run in runs
            ]
        ),
        seeds=ints([run["seed"] for run in runs]),
        curve_step=ints(steps),
        curve_loss=floats(curves["determined_loss"]),
        curve_accuracy=floats(curves["accuracy"]),
        curve_stamp=floats(torch.stack(stamp_curves)),
        curve_induction=floats(
            [run["curve"][f"induction_{run['metrics']['induction_head']}"] for run in runs]
        ),
        cliff_step=ints([steps[i] for i in steepest]),
        snapshot_step=ints(list(snapshots)),
        snapshot_stamp=floats(torch.stack([each[0] for each in formed])),
        snapshot_induction=floats(torch.stack([each[1] for each in formed])),
        snapshot_next_shares=floats(torch.stack([each[2] for each in formed])),
        one_layer_accuracy=floats([run["metrics"]["accuracy"] for run in one_layer["seeds"]]),
        one_layer_steps=one_layer["seeds"][0]["steps"],
        one_layer_curve_step=ints(one_layer["seeds"][0]["curve"]["step"]),
        one_layer_curve_accuracy=floats([run["curve"]["accuracy"] for run in one_layer["seeds"]]),
        periods=ints([int(period) for period in PERIODS]),
        attention_by_period=floats(
            [[run["metrics"]["accuracy_by_period"][p] for p in PERIODS] for run in runs]
        ),
        mamba_by_period=floats(
            [[run["metrics"]["accuracy_by_period"][p] for p in PERIODS] for run in mamba["seeds"]]
        ),
        mamba_accuracy=floats([run["metrics"]["accuracy"] for run in mamba["seeds"]]),
        mamba_curve_step=ints(mamba["seeds"][0]["curve"]["step"]),
        mamba_curve_accuracy=floats([run["curve"]["accuracy"] for run in mamba["seeds"]]),
        attention_half_step=ints(_half_steps(runs)),
        mamba_half_step=ints(_half_steps(mamba["seeds"])),
        mamba_longest=floats([min(longest), max(longest)]),
        attention_parameters=record["parameters"],
        mamba_parameters=mamba["parameters"],
        loss_vmax=5.0,
    )


def _half_steps(runs: list[dict[str, Any]]) -> list[int]:
    """Return for each training run the first measured step with more than half right."""
    curves = [run["curve"] for run in runs]
    return [
        next(s for s, share in zip(c["step"], c["accuracy"], strict=True) if share > 0.5)
        for c in curves
    ]
