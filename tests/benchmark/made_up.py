"""A result with figures that are easy to reckon with."""

from __future__ import annotations

from anim_lib.benchmark.commands import LARGE, SIZES, SMALL
from anim_lib.benchmark.machine import Machine
from anim_lib.benchmark.quality import Likeness
from anim_lib.benchmark.result import Alone, Point, Result, Sample
from anim_lib.benchmark.scaling import AXES
from anim_lib.benchmark.usage import Usage

MACHINE = Machine("A processor", 2, 8_000_000_000, "Linux 6", "3.11", "0.22", "18", "165", 0.1)
SCENES = ["d11_qkv_attention", "spec_c_kv_tanks"]
# CPU seconds of the first scene's first round; wall is half of it
CPU = {
    LARGE.name: {
        "stock": 80.0,
        "exact": 40.0,
        "final": 20.0,
        "manim render": 42.0,
        "final, first time": 25.0,
        "final, one process": 18.0,
        "final, all products": 30.0,
    },
    SMALL.name: {"stock": 10.0, "draft": 2.0, "manim render": 4.0},
}


def empty(scenes: list[str] | None = None) -> Result:
    """A result before anything was measured."""
    return Result(MACHINE, "2026-01-02", list(SCENES if scenes is None else scenes), 2)


def whole() -> Result:
    """Everything measured: the second round costs 10 % more, the second scene half as much."""
    result = empty()
    for size in SIZES:
        for share, scene in zip((1.0, 0.5), SCENES, strict=True):
            for number in (0, 1):
                first = number == 0 and scene == SCENES[0]
                for name in size.variants if first else size.paired:
                    cpu = CPU[size.name][name] * share * (1 + number / 10)
                    usage = Usage(cpu, cpu / 2, 300_000_000)
                    result.samples.append(Sample("speed", size.name, scene, name, number, usage))
    for number in (0, 1):
        for jobs, wall in ((1, 30.0), (2, 16.0)):
            usage = Usage(30.0, wall, 310_000_000)
            result.samples.append(Sample("jobs", LARGE.name, "all", f"jobs {jobs}", number, usage))
    for axis in AXES:
        for k, variant in enumerate(axis.variants):
            for amount in axis.amounts:
                cost = 1.0 + amount / (k + 1)
                usage = Usage(cost, cost, 100_000_000)
                result.points.append(Point(axis.name, amount, variant, usage))
    for scene in SCENES:
        result.floors[scene] = {
            "exact": Alone(25.0, 1_000_000),
            "final": Alone(8.0, 1_200_000),
            "final, every frame": Alone(10.0, 1_200_000),
        }
        result.likeness[scene] = {
            "stock": Likeness(0.998, 48.0, 1_000_000),
            "final": Likeness(0.999, 50.0, 1_200_000),
        }
    return result
