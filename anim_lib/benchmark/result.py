"""Everything that one run of the benchmark found."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field

from anim_lib.benchmark.machine import Machine
from anim_lib.benchmark.quality import Likeness
from anim_lib.benchmark.usage import Usage


@dataclass(frozen=True, slots=True)
class Sample:
    """One measured run of a variant on a real scene; ``scene`` is ``all`` for all of them."""

    part: str
    size: str
    scene: str
    variant: str
    round: int
    usage: Usage


@dataclass(frozen=True, slots=True)
class Point:
    """One measured run on synthetic scenes, ``amount`` of what ``axis`` says."""

    axis: str
    amount: int
    variant: str
    usage: Usage


@dataclass(frozen=True, slots=True)
class Alone:
    """What encoding alone took: CPU seconds, and the bytes that came out."""

    cpu: float
    bytes: int


@dataclass(slots=True)
class Result:
    """What was measured, on which machine; ``seconds`` the whole took."""

    machine: Machine
    date: str
    scenes: list[str]
    rounds: int
    seconds: float = 0.0
    samples: list[Sample] = field(default_factory=list)
    points: list[Point] = field(default_factory=list)
    floors: dict[str, dict[str, Alone]] = field(default_factory=dict)
    likeness: dict[str, dict[str, Likeness]] = field(default_factory=dict)

    def series(self, size: str, scene: str, variant: str, figure: str) -> list[float]:
        """Return one figure (``cpu``, ``wall`` or ``peak``) of a variant, round by round."""
        return _in_rounds(
            (s.round, getattr(s.usage, figure))
            for s in self.samples
            if (s.size, s.scene, s.variant) == (size, scene, variant)
        )

    def per_scene(self, size: str, variant: str, figure: str) -> dict[str, list[float]]:
        """Return the series of every scene that the variant was measured on."""
        found = {scene: self.series(size, scene, variant, figure) for scene in self.scenes}
        return {scene: series for scene, series in found.items() if series}

    def along(self, axis: str, variant: str) -> dict[int, Usage]:
        """Return what synthetic scenes cost by their amount."""
        found = [p for p in self.points if (p.axis, p.variant) == (axis, variant)]
        return {p.amount: p.usage for p in sorted(found, key=lambda p: p.amount)}

    def text(self) -> str:
        """Return every figure as JSON."""
        return json.dumps(asdict(self), indent=1, ensure_ascii=False) + "\n"

    @classmethod
    def read(cls, text: str) -> Result:
        """Return the result that ``text`` wrote."""
        told = json.loads(text)
        told["machine"] = Machine(**told["machine"])
        for name, kind in (("samples", Sample), ("points", Point)):
            told[name] = [kind(**{**one, "usage": Usage(**one["usage"])}) for one in told[name]]
        for name, made in (("floors", Alone), ("likeness", Likeness)):
            told[name] = {
                scene: {variant: made(**one) for variant, one in found.items()}
                for scene, found in told[name].items()
            }
        return cls(**told)


def _in_rounds(found: Iterable[tuple[int, float]]) -> list[float]:
    return [float(value) for _, value in sorted(found)]
