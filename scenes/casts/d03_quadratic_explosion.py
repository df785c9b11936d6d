"""Everything on diagram 3's stage."""

from __future__ import annotations

from anim_lib.motion import Posed
from anim_lib.theme import Theme
from scenes.casts.d03_areas import Areas
from scenes.casts.d03_errata import Errata
from scenes.casts.d03_times import Times
from scenes.values.d03_quadratic_explosion import Values


class Cast:
    """The areas with their plot, the measured times, the errata."""

    def __init__(self, v: Values, theme: Theme) -> None:
        self.areas, self.times, self.errata = Areas(v, theme), Times(v, theme), Errata(v, theme)

    @property
    def at_first(self) -> list[Posed]:
        """What stands on the first frame."""
        areas = self.areas
        return [areas.back, *areas.names, areas.scale, areas.sides[0], areas.table]

    @property
    def behind(self) -> list[Posed]:
        """What comes later and lies behind the areas that fly."""
        return [self.areas.plot, *self.areas.slopes]

    @property
    def later(self) -> list[Posed]:
        """All else that is not on the first frame."""
        areas, times = self.areas, self.times
        told = [one for row in areas.factors for one in row]
        counted = [areas.counted, *areas.lines, *told, *areas.sides[1:]]
        units = [times.unit, times.unit_each, times.machine]
        measured = [*times.slopes, times.chart, *times.meetings, *units, *times.words, *times.flat]
        return [*counted, *measured, *self.errata.everything]
