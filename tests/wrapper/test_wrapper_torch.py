"""Which build of torch the wrapper installs: never a CUDA build by accident."""

from __future__ import annotations

import pytest

from tests.wrapper.bench import CPU, CUDA, Bench


@pytest.mark.parametrize("index", [CUDA, None], ids=["index has CUDA", "index has nothing"])
def test_cuda_alone_is_refused(bench: Bench, index: list[str] | None) -> None:
    bench.offer(default=CUDA, index=index)
    status, said = bench.call("list")
    assert status == 2
    last = said.splitlines()[-1]
    assert last.startswith("seqreel: only a CUDA build of torch 2.13.0 can be had here")
    assert "SEQREEL_TORCH_INDEX=" in last
    assert "SEQREEL_ALLOW_CUDA=1" in last
    assert not [line for line in bench.calls("torch==") if "--dry-run" not in line]
    assert not bench.stamp.exists()


def test_cpu_index_is_taken_when_pip_prefers_cuda(bench: Bench) -> None:
    bench.offer(default=CUDA, index=CPU)
    assert bench.call("list")[0] == 0
    install = [line for line in bench.calls("torch==") if "--dry-run" not in line]
    assert len(install) == 1
    assert "--index-url https://" in install[0]


def test_named_index_is_asked_alone(bench: Bench) -> None:
    bench.offer(default=CUDA, index=CPU)
    assert bench.call("list", SEQREEL_TORCH_INDEX="file:///wheels")[0] == 0
    assert len(bench.calls("torch==")) == 2
    assert all("--index-url file:///wheels" in line for line in bench.calls("torch=="))


def test_requirement_for_another_system_does_not_count(bench: Bench) -> None:
    bench.offer(default=["nvidia-cublas; platform_system == 'Nowhere'"], index=None)
    assert bench.call("list")[0] == 0


def test_no_torch_anywhere(bench: Bench) -> None:
    bench.offer(default=None, index=None)
    status, said = bench.call("list")
    assert status == 2
    assert said.splitlines()[-1].startswith("seqreel: pip finds no torch 2.13.0")


def test_cuda_when_allowed(bench: Bench) -> None:
    bench.offer(default=CUDA, index=None)
    status, said = bench.call("list", SEQREEL_ALLOW_CUDA="1")
    assert status == 0
    assert "(CPU or CUDA build)" in said
    assert not bench.calls("--dry-run")


def test_torch_that_became_cuda_gets_no_stamp(bench: Bench) -> None:
    status, said = bench.call("list", PROJECT='echo 2.13.0 >"$STATE/version"')
    assert status == 2
    assert "no working CPU build" in said.splitlines()[-1]
    assert not bench.stamp.exists()
