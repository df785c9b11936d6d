"""Diagram 7: what stands beside the bars."""

from __future__ import annotations

from anim_lib.layout import LEFT
from anim_lib.primitives.rule import Rule
from anim_lib.theme import Theme
from anim_lib.typography import NUMBER, Counter, Label
from scenes.casts.d07_grid import (
    ASIDE,
    BEHIND,
    CAPITALS,
    GUIDE,
    HEAD,
    NEAR,
    NEAR_RULER,
    NEAR_TALL,
    NOTES,
    RULER,
    SLOTS,
    STATE,
    STATE_TALL,
    TALL,
    THIN,
    WIDE,
    ZERO,
    size,
    times,
    top,
)
from scenes.casts.words import Words
from scenes.values.d07_memory_tradeoff import Values


class Labels(Words):
    """Names, sizes, and what is said at the crossing and of the rows."""

    def __init__(self, v: Values, theme: Theme) -> None:
        super().__init__(theme)
        self._names(v)
        self._crossing(v)
        self._rows(v)

    def _names(self, v: Values) -> None:
        self.state_name = self.word(f"{v.ssm} state", LEFT, STATE + 28, "ssm", strong=True)
        self.cache_name = self.word(f"{v.transformer} cache", LEFT, HEAD, "cache", strong=True)
        self.state_size = self._figure(v.state_bytes, STATE + 66, "ssm")
        self.cache_size = self._figure(0.0, top(0) + 66, "cache")
        self.scale = self.note("memory, to scale", LEFT, RULER + 48)
        self.scale.set_channels(offset=(0.0, NEAR_RULER - RULER))
        shifts = (
            (self.state_name, NEAR[0] + 62 - STATE - 28),
            (self.state_size, NEAR[0] + 112 - STATE - 66),
            (self.cache_name, NEAR[1] + 62 - HEAD),
            (self.cache_size, NEAR[1] + 112 - top(0) - 66),
        )
        for posed, shift in shifts:
            posed.set_channels(offset=(0.0, shift))
        self.made = self.note(
            f"state: {v.ssm_layers} layers × {v.d_inner:,} × ({v.d_state} + {v.d_conv}) numbers"
            f" × {v.bytes_per_number} bytes = {v.state_bytes:,} bytes",
            LEFT,
            NOTES[1],
        )
        self.added = self.note(
            f"a token: key and value × {v.n_layers} layers × {v.n_kv_heads} heads"
            f" × {v.d_head} numbers × {v.bytes_per_number} bytes = {v.bytes_per_token:,} bytes",
            LEFT,
            NOTES[0],
        )

    def _figure(self, value: float, y: float, role: str) -> Counter:
        return Counter(
            value, LEFT, y, theme=self.theme, written=size, slots=SLOTS, role=role, size=NUMBER
        )

    def _crossing(self, v: Values) -> None:
        end = ZERO + v.state_bytes / v.early_vmax_bytes * WIDE
        self.guide = Rule(
            [(end, GUIDE), (end, NEAR_RULER)], theme=self.theme, role="ink", line=THIN, dash=(3, 9)
        )
        upper, lower = size(v.ssm_weight_bytes), size(v.transformer_weight_bytes)
        told = f"not drawn: weights, {upper} (above) and {lower} (below)"
        self.weights = self.note(told, LEFT, NOTES[1])
        middle = NEAR_TALL / 2 + CAPITALS
        reach = end + ASIDE
        told = f"token {v.crossing_token:,}: as large"
        if not v.crossing_exact:
            told = f"token {v.crossing_token:,}: larger"
        self.ends = [
            self.word("full size from the start", reach, NEAR[0] + middle, "ssm"),
            self.word(told, reach, NEAR[1] + middle - 26, "cache", strong=True),
            self.word("and it goes on growing", reach, NEAR[1] + middle + 22, "cache"),
        ]

    def _rows(self, v: Values) -> None:
        self.rows = [
            self.word(f"{n:,} tokens", LEFT, top(k) + 28, "cache", strong=True)
            for k, n in enumerate(v.marks.tolist())
        ]
        self.sizes = [self.cache_size] + [
            self._figure(v.mark_bytes[k - 1], top(k) + 66, "cache") for k in range(1, len(v.marks))
        ]
        last = v.page_bytes[-1]
        ratios = [1.0, *v.mark_over_state.tolist()]
        ends = [v.state_bytes, *v.mark_bytes.tolist()]
        self.ratios = [
            Label(
                f"{times(ratio)} × state" if k else "state",
                ZERO + ends[k] / last * WIDE + BEHIND,
                (top(k - 1) + TALL / 2 if k else STATE + STATE_TALL / 2) + CAPITALS,
                theme=self.theme,
                role="cache" if k else "ssm",
                size=NUMBER,
                weight="SEMIBOLD",
            )
            for k, ratio in enumerate(ratios)
        ]
        wider = f"scale: {times(last / [v.early_vmax_bytes, *v.page_bytes][-2])} times smaller; "
        told = "sizes are arithmetic"
        if v.trained_context:
            most = f"{v.transformer} has read at most {v.trained_context:,} tokens in training"
            told = f"{most}: more is arithmetic"
        self.limits = [
            self.note(f"{wider}{told}", LEFT, NOTES[0]),
        ]
