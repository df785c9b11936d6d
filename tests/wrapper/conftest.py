from __future__ import annotations

from pathlib import Path

import pytest

from tests.wrapper.bench import Bench


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


@pytest.fixture
def ready(bench: Bench) -> Bench:
    status, said = bench.call("list")
    assert status == 0, said
    return bench
