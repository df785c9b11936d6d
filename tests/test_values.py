"""Every scene's saved values: there, current, and what compute() gives again."""

from __future__ import annotations

import dataclasses
import importlib
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from anim_lib import value_store
from anim_lib.code_hash import ROOT, code_sha256

SLUGS = sorted(path.stem for path in (ROOT / "scenes" / "values").glob("[!_]*.py"))
# Another processor or another build of torch may add in another order: a few last bits of
# float64 (2e-16 each) in sums of at most 1,024 terms, hence 1e-9; differences that are themselves
# rounding (about 1e-16) have no stable digits, hence the absolute 1e-12.
RTOL, ATOL = 1e-9, 1e-12


@pytest.fixture(params=SLUGS)
def module(request: pytest.FixtureRequest) -> ModuleType:
    return importlib.import_module(f"scenes.values.{request.param}")


def test_there_are_values() -> None:
    assert {"d11_qkv_attention", "d14_s4_dual", "d17_handshakes", "spec_c_kv_tanks"} <= set(SLUGS)


def test_saved_values_are_computed_again(module: ModuleType) -> None:
    saved, _ = value_store.load(module.Values)
    again = module.compute()
    for field in dataclasses.fields(module.Values):
        old, new = getattr(saved, field.name), getattr(again, field.name)
        if isinstance(old, float) or (isinstance(old, np.ndarray) and old.dtype.kind == "f"):
            np.testing.assert_allclose(new, old, rtol=RTOL, atol=ATOL, err_msg=field.name)
        else:
            assert np.array_equal(new, old), field.name


def test_saved_values_come_from_todays_code(module: ModuleType) -> None:
    _, record = value_store.load(module.Values)
    assert record.code_sha256 == code_sha256(Path(module.__file__ or "")), (
        f"the code behind {record.slug} changed: run ./seqreel compute {record.slug}"
    )


def test_every_array_is_read_only(module: ModuleType) -> None:
    for values in (value_store.load(module.Values)[0], module.compute()):
        for field in dataclasses.fields(module.Values):
            value = getattr(values, field.name)
            assert not isinstance(value, np.ndarray) or not value.flags.writeable, field.name


def test_values_are_frozen(module: ModuleType) -> None:
    saved, _ = value_store.load(module.Values)
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(saved, dataclasses.fields(module.Values)[0].name, None)


def test_every_field_says_what_it_is(module: ModuleType) -> None:
    for info in value_store.fields_of(*value_store.load(module.Values)):
        assert info.unit, info.name
        assert len(info.how) > 2, info.name


def test_figures_copied_from_the_report_are_marked(module: ModuleType) -> None:
    for info in value_store.fields_of(*value_store.load(module.Values)):
        copied = "drawn_" in info.name or info.name.endswith("_drawn")
        if copied and info.name != "drawn_weights_blend":
            assert info.how.startswith("input:"), info.name


def test_json_holds_the_numbers(module: ModuleType) -> None:
    saved, _ = value_store.load(module.Values)
    document = json.loads(json.dumps(value_store.as_json(module)))
    for field in dataclasses.fields(module.Values):
        value = getattr(saved, field.name)
        plain = value.tolist() if isinstance(value, np.ndarray) else value
        assert document["fields"][field.name]["value"] == (
            list(plain) if isinstance(plain, tuple) else plain
        )


@pytest.mark.parametrize("slug", SLUGS)
def test_loading_needs_no_torch(slug: str) -> None:
    program = (
        "import sys\n"
        f"from scenes.values import {slug} as module\n"
        "from anim_lib.value_store import load\n"
        "load(module.Values)\n"
        "assert 'torch' not in sys.modules\n"
        "assert 'manim' not in sys.modules\n"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
