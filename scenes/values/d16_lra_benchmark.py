"""Diagram 16: Long Range Arena, task by task and by both averages, and what pretraining changed."""

from __future__ import annotations

from dataclasses import dataclass

from anim_lib.provenance import Floats, Ints, Provenance, floats, ints, quantity

BASELINE = "Transformer (LRA)"
RERUN = "Transformer (Mega's run)"
FIRST, UPDATED = "S4 v1", "S4 v2"
LATER = ("Mega", "S5")
BEFORE_S4 = 2021  # every transformer of that year in the table came before S4, in November
CLUSTER = 55.0

# The report's figure, counted from its characters: rows are its three models.
DRAWN_MODELS = (BASELINE, UPDATED, "S5")
DRAWN_SCORES = (
    (36.4, 64.3, 57.5, 42.4, 71.4, 50.0),
    (59.6, 86.8, 90.9, 88.7, 94.2, 96.4),
    (62.2, 89.3, 91.4, 88.0, 95.3, 98.5),
)
DRAWN_CELLS = (
    (4, 12, 11, 8, 14, 10),
    (21, 33, 34, 33, 36, 36),
    (24, 34, 34, 33, 37, 37),
)
DRAWN_AVERAGES = (54.4, 86.1, 87.4)

PROVENANCE = Provenance(
    line="Tay et al. 2020 · Ma et al. 2022 · Smith et al. 2023 · Amos et al. 2024, mean as printed",
    model="exact arithmetic on published figures",
    inputs="accuracy in percent of six tasks; a failed Path-X counted as 50, a guess",
    sources=(
        "assets/tables/lra_tasks.csv",
        *(
            f"assets/tables/lra.csv:{model}"
            for model in (BASELINE, RERUN, "Luna-256 (re-run)", FIRST, UPDATED, *LATER)
        ),
        "assets/tables/published.csv:spt_transformer_lra",
        "assets/tables/published.csv:spt_paper_s4_lra",
        "assets/tables/published.csv:spt_gain_small",
        *(
            f"assets/tables/published.csv:{owner}_path_x_{what}"
            for owner in ("lra_transformer", "s4")
            for what in ("layers", "width")
        ),
    ),
)


@dataclass(frozen=True, eq=False)
class Values:
    """Every number of the scene; accuracies in percent, differences in points.

    Columns of scores are tasks, in the order of ``tasks``; Path-X is the last.
    """

    tasks: tuple[str, ...] = quantity("(n_tasks,)", "name", "lra_tasks.csv")
    length: Ints = quantity("(n_tasks,)", "token", "of one document; lra_tasks.csv")
    documents: Ints = quantity("(n_tasks,)", "document", "that one question is about")
    classes: Ints = quantity("(n_tasks,)", "class", "lra_tasks.csv")
    chance: Floats = quantity("(n_tasks,)", "percent", "100 / classes")
    chance_six: float = quantity("()", "percent", "mean of chance over all six tasks")
    guess: float = quantity("()", "percent", "what a failed Path-X counts as: two classes")

    models: tuple[str, ...] = quantity(
        "(n_models,)", "name", "the bar race: lra.csv, in the order of years"
    )
    year: Ints = quantity("(n_models,)", "year", "when these figures appeared; lra.csv")
    kind: tuple[str, ...] = quantity("(n_models,)", "name", "transformer, ssm, or hybrid; lra.csv")
    scores: Floats = quantity("(n_models, n_tasks)", "percent", "lra.csv; guess where it failed")
    failed: Ints = quantity("(n_models, n_tasks)", "1 or 0", "1 where lra.csv says FAIL")
    five: Floats = quantity("(n_models,)", "percent", "mean of the five tasks without Path-X")
    six: Floats = quantity("(n_models,)", "percent", "mean of all six tasks")
    sources: tuple[str, ...] = quantity("(n_models,)", "text", "lra.csv")
    first_path_x: str = quantity("()", "name", "the first of all rows that did not fail Path-X")

    before: tuple[str, ...] = quantity(
        "(n_before,)", "name", "all transformers of lra.csv before S4, the best one last"
    )
    before_five: Floats = quantity("(n_before,)", "percent", "mean of five tasks")
    before_six: Floats = quantity("(n_before,)", "percent", "mean of six tasks, ascending")
    best_before: str = quantity("()", "name", "the transformer before S4 with the best mean of six")
    drawn_cluster: float = quantity("()", "percent", "input: all of them at or below (report, D16)")
    above_cluster: int = quantity("()", "model", "before_six above drawn_cluster")

    jump_from_lra: float = quantity("()", "point", "mean of six: S4 v1 over LRA's Transformer")
    jump_from_best: float = quantity("()", "point", "mean of six: S4 v1 over best_before")
    update: float = quantity("()", "point", "mean of six: S4 v2, run again in 2022, over S4 v1")

    rerun: str = quantity(
        "()", "name", "a plain transformer that was run again, as printed in Mega's paper"
    )
    rerun_scores: Floats = quantity("(n_tasks,)", "percent", "lra.csv; guess where it failed")
    rerun_failed: Ints = quantity("(n_tasks,)", "1 or 0", "1 where lra.csv says FAIL")
    rerun_six: float = quantity("()", "percent", "mean of all six tasks")
    rerun_gain: Floats = quantity("(n_tasks,)", "point", "rerun_scores over LRA's Transformer")

    pretrained_six: float = quantity(
        "()", "percent", "mean of six of a self-pretrained transformer, as printed; published.csv"
    )
    pretrained_condition: str = quantity("()", "text", "published.csv")
    pretrained_source: str = quantity("()", "text", "published.csv")
    beside_it_s4: float = quantity(
        "()", "percent", "mean of six of S4 in the same paper, as printed; published.csv"
    )
    small_gain: float = quantity(
        "()", "percent", "roughly: what it gained at LRA's own sizes, as printed; published.csv"
    )
    gap_from_scratch: float = quantity("()", "point", "mean of six: S4 v2 over LRA's Transformer")
    gap_pretrained: float = quantity("()", "point", "beside_it_s4 - pretrained_six")
    lra_path_x_size: Ints = quantity(
        "(2,)", "layer, number", "layers and width of LRA's Transformer on Path-X; published.csv"
    )
    s4_path_x_size: Ints = quantity(
        "(2,)", "layer, number", "layers and width of S4 on Path-X; published.csv"
    )

    drawn_models: tuple[str, ...] = quantity(
        "(n_drawn,)", "name", "input: the rows of lra.csv that the report draws"
    )
    drawn_scores: Floats = quantity("(n_drawn, n_tasks)", "percent", "input: labels (report, D16)")
    drawn_cells: Ints = quantity("(n_drawn, n_tasks)", "cell", "input: lengths (report, D16)")
    drawn_averages: Floats = quantity("(n_drawn,)", "percent", "input: side by side (report, D16)")
    averaged_over: Ints = quantity(
        "(n_drawn,)", "task", "5 or 6: whose mean drawn_averages is nearest to"
    )
    like_for_like: Floats = quantity("(n_drawn,)", "percent", "mean of six for each of them")
    cells_per_point: Floats = quantity(
        "(n_drawn, n_tasks)", "cell / percent", "drawn_cells / scores: not one scale"
    )
    cell_ratio: Floats = quantity("(n_tasks,)", "1", "drawn_cells, S4 over Transformer")
    true_ratio: Floats = quantity("(n_tasks,)", "1", "scores, S4 v2 over Transformer (LRA)")

    vmax: float = quantity("()", "percent", "drawing limit: all of the axis")


def compute() -> Values:
    """Look the rows up, average, and compare with what is commonly drawn."""
    import numpy as np

    from anim_lib import lra, published

    tasks = lra.tasks()
    table = lra.models()
    before = sorted(lra.up_to("transformer", BEFORE_S4), key=lambda each: each.six)
    before_six = [each.six for each in before]
    best = lra.best("transformer", BEFORE_S4)
    shown = {BASELINE, best.model, FIRST, UPDATED, *LATER}
    race = [each for each in table.values() if each.model in shown]
    scores = floats([each.counted for each in race])  # (n_models, n_tasks)
    six = {model: table[model].six for model in (*shown, RERUN)}

    drawn = floats([table[model].counted for model in DRAWN_MODELS])  # (n_drawn, n_tasks)
    drawn_six = [six[model] for model in DRAWN_MODELS]
    averaged_over = [
        5 if abs(average - table[model].five) < abs(average - six[model]) else 6
        for model, average in zip(DRAWN_MODELS, DRAWN_AVERAGES, strict=True)
    ]
    cells = ints(DRAWN_CELLS)  # (n_drawn, n_tasks)
    baseline = floats(table[BASELINE].counted)  # (n_tasks,)
    rerun = floats(table[RERUN].counted)  # (n_tasks,)
    pretrained = published.claim("spt_transformer_lra")
    beside_it = published.claim("spt_paper_s4_lra").number
    sizes = {
        owner: [published.claim(f"{owner}_path_x_{what}").whole for what in ("layers", "width")]
        for owner in ("lra_transformer", "s4")
    }
    return Values(
        tasks=tuple(task.name for task in tasks),
        length=ints([task.length for task in tasks]),
        documents=ints([task.documents for task in tasks]),
        classes=ints([task.classes for task in tasks]),
        chance=floats([task.chance for task in tasks]),
        chance_six=float(np.mean([task.chance for task in tasks])),
        guess=lra.GUESS,
        models=tuple(each.model for each in race),
        year=ints([each.year for each in race if each.year is not None]),
        kind=tuple(each.kind for each in race),
        scores=scores,
        failed=ints([each.failed for each in race]),
        five=floats([each.five for each in race]),
        six=floats([six[each.model] for each in race]),
        sources=tuple(each.source for each in race),
        first_path_x=next(each.model for each in table.values() if each.solved_path_x),
        before=tuple(each.model for each in before),
        before_five=floats([each.five for each in before]),
        before_six=floats(before_six),
        best_before=best.model,
        drawn_cluster=CLUSTER,
        above_cluster=sum(mean > CLUSTER for mean in before_six),
        jump_from_lra=six[FIRST] - six[BASELINE],
        jump_from_best=six[FIRST] - six[best.model],
        update=six[UPDATED] - six[FIRST],
        rerun=RERUN,
        rerun_scores=rerun,
        rerun_failed=ints(table[RERUN].failed),
        rerun_six=six[RERUN],
        rerun_gain=floats(rerun - baseline),
        pretrained_six=pretrained.number,
        pretrained_condition=pretrained.condition,
        pretrained_source=pretrained.source,
        beside_it_s4=beside_it,
        small_gain=published.claim("spt_gain_small").number,
        gap_from_scratch=six[UPDATED] - six[BASELINE],
        gap_pretrained=beside_it - pretrained.number,
        lra_path_x_size=ints(sizes["lra_transformer"]),
        s4_path_x_size=ints(sizes["s4"]),
        drawn_models=DRAWN_MODELS,
        drawn_scores=floats(DRAWN_SCORES),
        drawn_cells=cells,
        drawn_averages=floats(DRAWN_AVERAGES),
        averaged_over=ints(averaged_over),
        like_for_like=floats(drawn_six),
        cells_per_point=floats(np.divide(cells, drawn)),
        cell_ratio=floats(cells[1] / cells[0]),
        true_ratio=floats(drawn[1] / drawn[0]),
        vmax=100.0,
    )
