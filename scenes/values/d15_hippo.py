"""Diagram 15: HiPPO's coefficients of a signal, the past redrawn from them, and errors by age."""

from __future__ import annotations

from dataclasses import dataclass

from anim_lib.provenance import Floats, Ints, Provenance, floats, ints, quantity

SEQ_LEN, N_TONES, N_SIGNALS, SEED = 1_000, 20, 60, 0
SHOWN = 0  # the first signal drawn, not a picked one
ORDERS = (8, 32, 64)
SPLIT = 32  # coefficients of the split screen
FRAMES = tuple(range(50, SEQ_LEN + 1, 50))
RUN_STEP = 10  # inputs from one saved moment of the film to the next
N_POINTS = 400
N_FINE = 801  # of the finest curve, crowded at both ends as its lobes are
OLDEST = 50  # the inputs whose error is followed
LEGT_WINDOW = 200  # inputs
LAGT_SPAN, S4_SPAN = 40.0, 4.0  # length of the whole history in the measure's time unit
SPIKE_HEIGHT, SPIKE_STEPS = 5.0, 10
MOVED = 0.005  # a smaller change does not show in two digits
WEIGHED_ORDERS = (0, 1, 7, 31, 63)
BURST_STEPS, BURST_PERIODS = 50, 3
BAND_STARTS = (0, 2, 16, 48)
DRAWN_CLAIMS = (
    "Recent inputs are approximated at HIGH resolution",
    "Distant inputs are approximated at LOW resolution",
    "Fine recent detail: captured in cₙ₋₂, cₙ₋₁, cₙ",
)

PROVENANCE = Provenance(
    line="HiPPO on 20 tones, 1,000 inputs · LegS by exact hold, others bilinear · untrained",
    model="HiPPO-LegS (with 1/t, exact hold); LegT, LagT and S4's LegS without 1/t (bilinear)",
    inputs="60 signals of 1 ... 20 periods, variance 1; the first one is shown, errors are of all",
    seed=SEED,
    sources=(
        "Gu et al. 2020, arXiv 2008.07669 (HiPPO)",
        "Gu et al. 2022, arXiv 2206.12037 (S4's LegS is exponentially warped Legendre)",
    ),
)


@dataclass(frozen=True, eq=False)
class Values:
    """Every number of the scene; a place is 0 at the first input and 1 now."""

    seq_len: int = quantity("()", "input", "length of the whole history: chosen")
    signal: Floats = quantity("(n_inputs,)", "1", "20 tones, amplitudes N(0, 1/periods), seed 0")
    orders: Ints = quantity("(n_orders,)", "coefficient", "how many are kept: chosen")
    frame_times: Ints = quantity("(n_frames,)", "input", "how many inputs have been read: chosen")
    coefficients: Floats = quantity(
        "(n_frames, d_state)",
        "1",
        "LegS: c_k = exp(A log(k/(k-1))) c_(k-1) + …; the first N are the state of size N",
    )
    places: Floats = quantity("(n_points,)", "history", "where the curves are evaluated")
    past_8: Floats = quantity("(n_frames, n_points)", "1", "LegS, sum of 8 c_n sqrt(2n+1) P_n")
    past_32: Floats = quantity("(n_frames, n_points)", "1", "LegS, 32 coefficients")
    past_64: Floats = quantity("(n_frames, n_points)", "1", "LegS, 64 coefficients")
    frame_rmse: Floats = quantity("(n_orders, n_frames)", "1", "of LegS, all inputs so far")
    oldest_inputs: int = quantity("()", "input", "the first ones, followed below: chosen")
    oldest_rmse: Floats = quantity(
        "(n_orders, n_frames)", "1", "of LegS, at the first inputs only, as the history grows"
    )
    run_times: Ints = quantity("(n_run,)", "input", "moments of the film, then each of the spike")
    run_coefficients: Floats = quantity(
        "(n_run, d_state)", "1", "LegS after so many inputs, the spike's among the last"
    )
    basis: Floats = quantity("(d_state, n_points)", "1", "sqrt(2n+1) P_n(2 place - 1)")
    terms_8: Floats = quantity("(8, n_points)", "1", "c_n times its curve, last frame")
    sums_8: Floats = quantity("(8, n_points)", "1", "of the first terms: the last row is the fit")
    finest_places: Floats = quantity(
        "(n_fine,)", "history", "(1 - cos)/2 of equal angles, from 0 to 1, both ends included"
    )
    finest_curve: Floats = quantity("(n_fine,)", "1", "P_31(2 finest_places - 1), from -1 to 1")

    split_size: int = quantity("()", "coefficient", "of each measure on the split screen")
    split_measures: tuple[str, ...] = quantity("(3,)", "name", "rows of weights")
    weights: Floats = quantity(
        "(3, n_points)", "1/history", "by place: LegS 1; LegT within its window; S4 span exp(-age)"
    )
    legt_window: int = quantity("()", "input", "length of LegT's window: chosen")
    lagt_span: float = quantity("()", "LagT time", "length of the history for LagT: chosen")
    s4_span: float = quantity("()", "time constant", "length of the history for S4: chosen")
    legt_coefficients: Floats = quantity("(n_frames, split_size)", "1", "LegT, bilinear")
    lagt_coefficients: Floats = quantity("(n_frames, split_size)", "1", "LagT, bilinear")
    s4_coefficients: Floats = quantity("(n_frames, split_size)", "1", "LegS without 1/t, bilinear")
    legt_past: Floats = quantity(
        "(n_frames, n_points)",
        "1",
        "LegT's window: place 0 is window inputs ago, 1 is now; 0 stands before the first input",
    )
    lagt_past: Floats = quantity("(n_frames, n_points)", "1", "LagT, the whole history so far")
    s4_past: Floats = quantity("(n_frames, n_points)", "1", "S4's LegS, the whole history so far")

    measures: tuple[str, ...] = quantity("(n_measures,)", "name", "rows of the errors below")
    n_signals: int = quantity("()", "signal", "how many the errors are of")
    rmse_tenths: Floats = quantity(
        "(n_measures, n_orders, 10)",
        "1",
        "by age, oldest first, all signals; LegT stands for 0 before its window",
    )
    rmse_quarters: Floats = quantity("(n_measures, n_orders, 4)", "1", "the same by quarter")
    rmse_fifths: Floats = quantity("(n_measures, n_orders, 5)", "1", "the same by fifth")
    oldest_over_newest: Floats = quantity(
        "(n_measures,)",
        "1",
        "error of the oldest fifth over the newest's, split_size coefficients",
    )
    drawn_claims: tuple[str, ...] = quantity(
        "(n_claims,)", "text", "input: as commonly said (report, D15); oldest_over_newest answers"
    )
    legs_is_projection: float = quantity(
        "()", "1", "rounding: max |LegS online - least-squares coefficients|, all signals"
    )
    bilinear_gap: float = quantity(
        "()", "1", "max |LegS by the paper's bilinear rule - exact|, shown signal, 64 coefficients"
    )

    spike_height: float = quantity("()", "1", "of new inputs after the last frame: chosen")
    spike_steps: int = quantity("()", "input", "how many: chosen")
    spike_coefficients: Floats = quantity("(2, split_size)", "1", "LegS before and after the spike")
    spike_change: Floats = quantity("(split_size,)", "1", "after - before")
    spike_least_change: float = quantity("()", "1", "smallest |spike_change|: every one moves")
    spike_moved_least: float = quantity("()", "1", "a change that shows in two digits: chosen")
    spike_moved: int = quantity("()", "coefficient", "how many change by at least that")
    spike_past: Floats = quantity(
        "(2, n_points)", "1", "the past before and after, each over its own whole history"
    )
    spike_rmse_tenths: Floats = quantity(
        "(2, 10)", "1", "at the inputs before the spike, oldest first, before and after it"
    )

    weighed_orders: Ints = quantity("(n_weighed,)", "order", "chosen")
    order_weights: Floats = quantity(
        "(n_weighed, 4)", "share", "of the integral of P_n² by quarter, oldest first: symmetric"
    )
    burst_places: tuple[str, ...] = quantity("(3,)", "name", "rows of burst_energy")
    burst_energy: Floats = quantity(
        "(3, d_state)", "share", "c_n² of a burst of 3 periods in 5 % of the history"
    )
    band_starts: Ints = quantity("(4,)", "order", "first order of each band: chosen")
    burst_bands: Floats = quantity("(3, 4)", "share", "burst_energy summed by band")

    signal_vmax: float = quantity("()", "1", "drawing limit of signal and past: chosen")
    spike_vmax: float = quantity("()", "1", "drawing limit of the spike and its past: chosen")
    coefficient_vmax: float = quantity("()", "1", "drawing limit of LegS, S4 coefficients: chosen")
    legt_coefficient_vmax: float = quantity("()", "1", "the same of LegT: chosen")
    lagt_coefficient_vmax: float = quantity("()", "1", "the same of LagT: chosen")
    basis_vmax: float = quantity("()", "1", "drawing limit of a basis curve: chosen")
    weight_vmax: float = quantity("()", "1/history", "drawing limit of a weight: chosen")
    rmse_vmax: float = quantity("()", "1", "drawing limit of an error: chosen")


def compute() -> Values:
    """Run every measure over all signals; keep the shown one's frames and all signals' errors."""
    import torch

    from anim_lib.models import hippo_measures, hippo_memory
    from anim_lib.models import hippo_online as online
    from anim_lib.tasks import band_limited

    u = band_limited.draw(N_SIGNALS, SEQ_LEN, N_TONES, torch.Generator().manual_seed(SEED))
    shown = u[:, SHOWN : SHOWN + 1]  # (seq_len, 1)
    legs, legt, lagt, s4 = memories = (
        hippo_memory.legs(),
        hippo_memory.legt(LEGT_WINDOW),
        hippo_memory.lagt(SEQ_LEN / LAGT_SPAN),
        hippo_memory.s4(SEQ_LEN / S4_SPAN),
    )
    most = max(ORDERS)
    states = {("LegT", n): hippo_memory.keep(legt.run(u, n), FRAMES) for n in ORDERS}
    for memory in (legs, lagt, s4):  # lower triangular A: smaller states are parts of the largest
        largest = hippo_memory.keep(memory.run(u, most), FRAMES)  # (n_frames, d_state, n_signals)
        states |= {(memory.name, n): largest[:, :n] for n in ORDERS}

    def shown_past(memory: hippo_memory.Memory, n: int) -> torch.Tensor:
        redrawn = [
            memory.past(c[:, SHOWN : SHOWN + 1], t, N_POINTS)[:, 0]
            for t, c in zip(FRAMES, states[memory.name, n], strict=True)
        ]
        return torch.stack(redrawn)  # (n_frames, n_points)

    def shown_rmse(n: int, first: int) -> list[float]:
        errors = []
        for t, c in zip(FRAMES, states["LegS", n], strict=True):
            error = (legs.past(c[:, SHOWN : SHOWN + 1], t, t) - shown[:t])[:first]  # (first, 1)
            errors.append(float((error**2).mean().sqrt()))
        return errors  # (n_frames,)

    def rmse_by_age(n_parts: int) -> torch.Tensor:
        rows = [
            online.mean_square_by_age(
                memory.past(states[memory.name, n][-1], SEQ_LEN, SEQ_LEN), u, n_parts
            ).sqrt()
            for memory in memories
            for n in ORDERS
        ]  # each (n_parts,)
        return torch.stack(rows).reshape(len(memories), len(ORDERS), n_parts)

    rmse_fifths = rmse_by_age(5)  # (n_measures, n_orders, 5)
    split_fifths = rmse_fifths[:, ORDERS.index(SPLIT)]  # (n_measures, 5)
    places = online.middles(N_POINTS)  # (n_points,)
    basis = hippo_measures.legendre(most, places).T  # (d_state, n_points)
    fine = (1 - torch.linspace(0, torch.pi, N_FINE, dtype=torch.float64).cos()) / 2  # (n_fine,)
    finest = hippo_measures.legendre(SPLIT, fine)[:, -1] / (2 * SPLIT - 1) ** 0.5  # (n_fine,)
    (bilinear,) = hippo_memory.keep(online.legs_bilinear(shown, most), [SEQ_LEN])
    exact = states["LegS", most]  # (n_frames, d_state, n_signals)
    terms = exact[-1, :8, SHOWN, None] * basis[:8]  # (8, n_points)
    window = (1 - places) * LEGT_WINDOW  # (n_points,): age in inputs

    spike = torch.full((SPIKE_STEPS, 1), SPIKE_HEIGHT, dtype=torch.float64)
    spiked = torch.cat([shown, spike])  # (seq_len + spike_steps, 1)
    around = [SEQ_LEN, SEQ_LEN + SPIKE_STEPS]
    # equal to the online coefficients (legs_is_projection), and cheaper
    spike_c = torch.stack([online.project(spiked[:t], SPLIT) for t in around])
    spike_change = spike_c[1, :, 0] - spike_c[0, :, 0]  # (split_size,)
    spike_full = [legs.past(c, t, t)[:SEQ_LEN] for t, c in zip(around, spike_c, strict=True)]

    run_times = [*range(RUN_STEP, SEQ_LEN, RUN_STEP), *range(SEQ_LEN, len(spiked) + 1)]
    run = torch.stack([online.project(spiked[:t], most)[:, 0] for t in run_times])

    half_step = (torch.arange(BURST_STEPS, dtype=torch.float64) + 0.5) / BURST_STEPS
    burst = torch.zeros(SEQ_LEN, 3, dtype=torch.float64)  # (seq_len, early | middle | late)
    for column, start in enumerate((0, (SEQ_LEN - BURST_STEPS) // 2, SEQ_LEN - BURST_STEPS)):
        wave = torch.sin(2 * torch.pi * BURST_PERIODS * half_step)  # (burst_steps,)
        burst[start : start + BURST_STEPS, column] = wave
    energy = hippo_memory.shares_by_order(online.project(burst, most)).T  # (3, d_state)
    quarters = torch.linspace(0, 1, 5, dtype=torch.float64)  # (5,)

    return Values(
        seq_len=SEQ_LEN,
        signal=floats(shown[:, 0]),
        orders=ints(ORDERS),
        frame_times=ints(FRAMES),
        coefficients=floats(exact[:, :, SHOWN]),
        places=floats(places),
        past_8=floats(shown_past(legs, 8)),
        past_32=floats(shown_past(legs, 32)),
        past_64=floats(shown_past(legs, 64)),
        frame_rmse=floats([shown_rmse(n, SEQ_LEN) for n in ORDERS]),
        oldest_inputs=OLDEST,
        oldest_rmse=floats([shown_rmse(n, OLDEST) for n in ORDERS]),
        run_times=ints(run_times),
        run_coefficients=floats(run),
        basis=floats(basis),
        terms_8=floats(terms),
        sums_8=floats(terms.cumsum(0)),
        finest_places=floats(fine),
        finest_curve=floats(finest),
        split_size=SPLIT,
        split_measures=(legs.name, legt.name, s4.name),
        weights=floats(
            torch.stack(
                [
                    torch.ones_like(places),
                    ((1 - places) * SEQ_LEN < LEGT_WINDOW) * (SEQ_LEN / LEGT_WINDOW),
                    S4_SPAN * torch.exp(-S4_SPAN * (1 - places)),
                ]
            )
        ),
        legt_window=LEGT_WINDOW,
        lagt_span=LAGT_SPAN,
        s4_span=S4_SPAN,
        legt_coefficients=floats(states["LegT", SPLIT][:, :, SHOWN]),
        lagt_coefficients=floats(states["LagT", SPLIT][:, :, SHOWN]),
        s4_coefficients=floats(states["S4", SPLIT][:, :, SHOWN]),
        legt_past=floats(
            torch.stack([legt.redraw(c, window, 0)[:, SHOWN] for c in states["LegT", SPLIT]])
        ),
        lagt_past=floats(shown_past(lagt, SPLIT)),
        s4_past=floats(shown_past(s4, SPLIT)),
        measures=tuple(memory.name for memory in memories),
        n_signals=N_SIGNALS,
        rmse_tenths=floats(rmse_by_age(10)),
        rmse_quarters=floats(rmse_by_age(4)),
        rmse_fifths=floats(rmse_fifths),
        oldest_over_newest=floats(split_fifths[:, 0] / split_fifths[:, -1]),
        drawn_claims=DRAWN_CLAIMS,
        legs_is_projection=float((exact[-1] - online.project(u, most)).abs().max()),
        bilinear_gap=float((bilinear[:, 0] - exact[-1, :, SHOWN]).abs().max()),
        spike_height=SPIKE_HEIGHT,
        spike_steps=SPIKE_STEPS,
        spike_coefficients=floats(spike_c[:, :, 0]),
        spike_change=floats(spike_change),
        spike_least_change=float(spike_change.abs().min()),
        spike_moved_least=MOVED,
        spike_moved=int((spike_change.abs() >= MOVED).sum()),
        spike_past=floats(
            [legs.past(c, t, N_POINTS)[:, 0].tolist() for t, c in zip(around, spike_c, strict=True)]
        ),
        spike_rmse_tenths=floats(
            torch.stack([online.mean_square_by_age(past, shown, 10).sqrt() for past in spike_full])
        ),
        weighed_orders=ints(WEIGHED_ORDERS),
        order_weights=floats(
            torch.stack([hippo_measures.order_weight(n, quarters) for n in WEIGHED_ORDERS])
        ),
        burst_places=("early", "middle", "late"),
        burst_energy=floats(energy),
        band_starts=ints(BAND_STARTS),
        burst_bands=floats(
            torch.stack(
                [band.sum(1) for band in energy.tensor_split(BAND_STARTS[1:], dim=1)], dim=1
            )
        ),
        signal_vmax=3.0,
        spike_vmax=6.0,
        coefficient_vmax=1.0,
        legt_coefficient_vmax=2.0,
        lagt_coefficient_vmax=4.0,
        basis_vmax=4.0,
        weight_vmax=5.0,
        rmse_vmax=1.25,
    )
