"""Every scene's saved values: there, current, and what compute() gives again."""

from __future__ import annotations

import dataclasses
import functools
import importlib
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from anim_lib import value_record, value_store
from anim_lib.code_hash import ROOT, code_sha256

SLUGS = sorted(path.stem for path in (ROOT / "scenes" / "values").glob("[!_]*.py"))
# Another processor or another build of torch may add in another order: a few last bits of
# float64 (2e-16 each), which a network's layers multiply; networks run in float64 as well. A
# number near 0 that is the sum of large ones keeps their absolute error, hence the second limit.
RTOL, ATOL_OF_LARGEST = 1e-9, 1e-10
# A field that is itself a rounding error has no digits to compare; it must only stay one.
ROUNDING = 1e-5


@pytest.fixture(params=SLUGS)
def module(request: pytest.FixtureRequest) -> ModuleType:
    return importlib.import_module(f"scenes.values.{request.param}")


@functools.cache
def computed(slug: str) -> object:
    """A scene's values made anew, once for all tests."""
    return importlib.import_module(f"scenes.values.{slug}").compute()


def test_all_27_scenes_have_values() -> None:
    kinds = {"d": range(1, 21), "m": range(1, 4)}
    numbers = {f"{kind}{i:02d}" if kind == "d" else f"m{i}" for kind in kinds for i in kinds[kind]}
    short = {slug.split("_")[0] for slug in SLUGS if not slug.startswith("spec_")}
    specs = {slug[:6] for slug in SLUGS if slug.startswith("spec_")}
    assert short == numbers
    assert specs == {"spec_a", "spec_b", "spec_c", "spec_d"}
    assert len(SLUGS) == 27


def test_saved_values_are_computed_again(module: ModuleType) -> None:
    saved, record = value_store.load(module.Values)
    again = computed(record.slug)
    for field in dataclasses.fields(module.Values):
        old, new = getattr(saved, field.name), getattr(again, field.name)
        if field.metadata["how"].startswith("rounding:"):
            assert 0 <= np.min([old, new]) <= np.max([old, new]) < ROUNDING, field.name
        elif isinstance(old, float) or (isinstance(old, np.ndarray) and old.dtype.kind == "f"):
            atol = ATOL_OF_LARGEST * np.max(np.abs(old), initial=0.0)
            np.testing.assert_allclose(new, old, rtol=RTOL, atol=atol, err_msg=field.name)
        else:
            assert np.array_equal(new, old), field.name


def test_saved_values_come_from_todays_weights(module: ModuleType) -> None:
    _, record = value_store.load(module.Values)
    assert record.weights_sha256 == value_record.weights_sha256(module.PROVENANCE), (
        f"the weights behind {record.slug} changed: run ./seqreel compute {record.slug}"
    )


def test_saved_values_come_from_todays_code(module: ModuleType) -> None:
    _, record = value_store.load(module.Values)
    assert record.code_sha256 == code_sha256(Path(module.__file__ or "")), (
        f"the code behind {record.slug} changed: run ./seqreel compute {record.slug}"
    )


def test_every_array_is_read_only(module: ModuleType) -> None:
    saved, record = value_store.load(module.Values)
    for values in (saved, computed(record.slug)):
        for field in dataclasses.fields(module.Values):
            value = getattr(values, field.name)
            assert not isinstance(value, np.ndarray) or not value.flags.writeable, field.name


def test_values_are_frozen(module: ModuleType) -> None:
    saved, _ = value_store.load(module.Values)
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(saved, dataclasses.fields(module.Values)[0].name, None)


def test_the_line_fits_a_corner_of_the_frame(module: ModuleType) -> None:
    assert 0 < len(module.PROVENANCE.line) <= 100
    assert "\n" not in module.PROVENANCE.line


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
    document = json.loads(json.dumps(value_store.as_json(*value_store.load(module.Values))))
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
