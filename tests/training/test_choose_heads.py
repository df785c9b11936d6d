"""The kept tables of all 72 heads are what the encoder gives, and one half alone chooses."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import torch

from anim_lib import tables
from anim_lib.models.encoder import Encoder, load_encoder
from anim_lib.models.it_switch import chance_of_at_least
from anim_lib.training import choose_heads

CRITERIA = {"heads_it": "choosing_switch_mean", "heads_bank": "choosing_lead_mean"}
COUNTS = {"heads_it": "reporting_positive_pairs", "heads_bank": "reporting_cue_ahead"}
WORDS = {"chosen", "source"}


@pytest.fixture(params=CRITERIA)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_every_head_has_a_row(name: str) -> None:
    places = [(int(row["layer"]), int(row["head"])) for row in tables.rows(name)]
    assert places == [(layer, head) for layer in range(1, 7) for head in range(1, 13)]


def test_the_choosing_half_alone_chooses(name: str) -> None:
    rows = tables.rows(name)
    (chosen,) = [row for row in rows if row["chosen"] == "yes"]
    assert chosen is max(rows, key=lambda row: float(row[CRITERIA[name]]))


def test_p_is_of_the_reporting_half(name: str) -> None:
    for row in tables.rows(name):
        p = chance_of_at_least(int(row[COUNTS[name]]), 24)
        assert float(row["reporting_p"]) == pytest.approx(p, rel=5e-3)


def test_chosen_heads_hold_on_the_other_half() -> None:
    """By figures that a fresh list could have refused."""
    it, bank = (next(r for r in tables.rows(n) if r["chosen"] == "yes") for n in CRITERIA)
    assert (it["layer"], it["head"]) == ("4", "2")
    assert float(it["reporting_switch_mean"]) > 0.1
    assert float(it["reporting_p"]) < 0.001
    assert (bank["layer"], bank["head"]) == ("6", "8")
    assert float(bank["reporting_cue_share"]) > 3 * float(bank["reporting_neutral_share"])
    assert float(bank["reporting_p"]) < 0.001


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return load_encoder()


@pytest.mark.parametrize(
    ("name", "measure"),
    [("heads_it", choose_heads.it_table), ("heads_bank", choose_heads.bank_table)],
)
def test_kept_table_is_measured_again(
    encoder: Encoder, name: str, measure: Callable[[Encoder], list[dict[str, str]]]
) -> None:
    for kept, again in zip(tables.rows(name), measure(encoder), strict=True):
        assert list(kept) == list(again)
        for column, text in kept.items():
            if column in WORDS:
                assert again[column] == text
            else:  # six decimals; the last one may round the other way on another processor
                assert float(again[column]) == pytest.approx(float(text), abs=1.1e-6), column


def test_table_chooses_and_reports() -> None:
    chosen_by = {"lead": torch.zeros(6, 12).double(), "won": torch.zeros(6, 12).long()}
    chosen_by["lead"][2, 4] = 0.5
    reported = {"lead": torch.ones(6, 12).double(), "won": torch.full((6, 12), 3)}
    rows = choose_heads.table(chosen_by, reported, "lead", "won", 4, "x.csv")
    (chosen,) = [row for row in rows if row["chosen"] == "yes"]
    assert chosen == {
        "layer": "3",
        "head": "5",
        "choosing_lead": "0.500000",
        "choosing_won": "0",
        "reporting_lead": "1.000000",
        "reporting_won": "3",
        "reporting_p": "3.12e-01",
        "chosen": "yes",
        "source": "python -m anim_lib.training.choose_heads; assets/sentences/x.csv",
    }


def test_both_tables_are_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [{"layer": "1", "head": "2", "chosen": "yes"}]
    for name in ("load_encoder", "it_table", "bank_table"):
        monkeypatch.setattr(choose_heads, name, lambda *given: rows)
    choose_heads.main(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["heads_bank.csv", "heads_it.csv"]
    assert (tmp_path / "heads_it.csv").read_text() == "layer,head,chosen\n1,2,yes\n"
