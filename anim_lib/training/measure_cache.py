"""Measure what a cache of keys and values saves, into assets/tables/cache_cpu.csv.

Run it as ``./seqreel measure cache``; about half a minute on one core. A GPT of 4 layers, width
128 and 4 heads, untrained, because times and bytes do not depend on the weights; once with a key
and value of every head, once with one for all heads. float32, one thread, one text at a time.
"""

from __future__ import annotations

import json
import sys

import torch

from anim_lib.models.gpt import GPT, GPTConfig
from anim_lib.models.kv_cache import Cache, cache_nbytes
from anim_lib.tables import TABLES
from anim_lib.training import measuring

MODULE = "anim_lib.training.measure_cache"
TABLE = TABLES / "cache_cpu.csv"
TOKENS = (10, 100, 400, 1_000)
KV_HEADS = (4, 1)
ROUNDS = 9
COLUMNS = ("n_kv_heads", "tokens", "cached_ms", "recomputed_ms", "cache_bytes", *measuring.WHERE)


def build(n_kv_heads: int) -> GPT:
    """The network; its vocabulary is 64 words."""
    config = GPTConfig(
        vocab_size=64, context=1_024, d_model=128, n_layers=4, n_heads=4, n_kv_heads=n_kv_heads
    )
    return GPT(config)


def measure(n_kv_heads: int, n_tokens: int) -> tuple[float, float, int]:
    """Time the last of ``n_tokens``: with the others' cache, and all over again.

    Returns
    -------
    tuple
        Least CPU time with and without the cache, in ms, and the bytes of the cache behind the
        last token.
    """
    measuring.settle()
    model = build(n_kv_heads)
    tokens = torch.randint(64, (1, n_tokens))  # (1, n_tokens)
    caches: list[Cache] = model.trace(tokens[:, :-1]).caches
    grown = model.trace(tokens[:, -1:], caches).caches
    cached = measuring.least_cpu_seconds(
        lambda: model.trace(tokens[:, -1:], caches, last_only=True), 3 * ROUNDS
    )
    recomputed = measuring.least_cpu_seconds(lambda: model.trace(tokens, last_only=True), ROUNDS)
    return 1e3 * cached, 1e3 * recomputed, cache_nbytes(grown)


def in_own_process(n_kv_heads: int, n_tokens: int) -> tuple[float, float, int]:
    """Run ``measure`` in a fresh interpreter."""
    arguments = (str(n_kv_heads), str(n_tokens))
    cached, recomputed, nbytes = json.loads(
        measuring.in_own_process(MODULE, *arguments, keep_pages=True)
    )
    return cached, recomputed, nbytes


def main() -> None:
    """Measure both networks at every length and write the table by rename."""
    here = measuring.where("float32, GPT of 4 layers, d_model 128, 4 heads, one text")
    rows = []
    for n_kv_heads in KV_HEADS:
        for n_tokens in TOKENS:
            cached, recomputed, nbytes = in_own_process(n_kv_heads, n_tokens)
            times = f"{cached:.3f}", f"{recomputed:.3f}"
            rows.append((n_kv_heads, n_tokens, *times, nbytes, *here))
            print(*rows[-1][:5], flush=True)
    measuring.write(TABLE, COLUMNS, rows)


if __name__ == "__main__":
    if len(sys.argv) == 3:
        print(json.dumps(measure(int(sys.argv[1]), int(sys.argv[2]))))
    else:
        measuring.told(main)
