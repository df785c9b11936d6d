"""The recurrence h_t = a_t h_(t-1) + b_t as an associative scan, with its combines counted.

Two neighbouring stretches of tokens, each a pair (a, b) that maps the state before it to
a h + b, make one stretch: (a1, b1) then (a2, b2) is (a2 a1, a2 b1 + b2). The operator is
associative (Blelloch 1990, "Prefix sums and their applications", section 1.4.1), so the order of
work is free. A *plan* says in which order: a list of levels, each two index tensors
``(left, right)`` of pairs that are combined at the same time, right taking in left.

Counts in the literature differ by convention. For n tokens, a power of two:

====================  =======================  ====================  ===========================
order                 combines                 levels                n = 8, n = 1024
====================  =======================  ====================  ===========================
sequential            n - 1                    n - 1                 7 / 7, 1023 / 1023
``work_efficient``    2 (n - 1) - log2 n       2 log2 n - 1          11 / 5, 2036 / 19
``exclusive_scan``    2 (n - 1)                2 log2 n              14 / 6, 2046 / 20
``hillis_steele``     n log2 n - (n - 1)       log2 n                17 / 3, 9217 / 10
====================  =======================  ====================  ===========================

Blelloch's own algorithm is exclusive: its way down starts from the identity, and log2 n of its
2 (n - 1) combines, one per level, only combine something with that identity. The inclusive
variant in place leaves those out; that is all the difference between 14 and 11. We draw the
inclusive one, whose results are the states themselves. A recurrence that starts from h_0 = 0
makes n updates, the first of which has nothing to combine with: n - 1 combines.
"""

from __future__ import annotations

import torch
from torch import Tensor

Plan = list[tuple[Tensor, Tensor]]
Stretch = tuple[Tensor, Tensor]


def combine(earlier: Stretch, later: Stretch) -> Stretch:
    """(a1, b1) then (a2, b2) is (a2 a1, a2 b1 + b2), number by number.

    Parameters
    ----------
    earlier, later
        Pairs (a, b) of tensors of one shape.
    """
    (a1, b1), (a2, b2) = earlier, later
    return a2 * a1, a2 * b1 + b2


def sequential_plan(seq_len: int) -> Plan:
    """One combine per level, left to right."""
    return [(torch.tensor([t - 1]), torch.tensor([t])) for t in range(1, seq_len)]


def hillis_steele_plan(seq_len: int) -> Plan:
    """Every position takes in the one 1, 2, 4, ... to its left (Hillis & Steele 1986)."""
    position = torch.arange(seq_len)  # (seq_len,)
    strides = [2**level for level in range(max(seq_len - 1, 0).bit_length())]
    return [(position[:-stride], position[stride:]) for stride in strides]


def up_sweep_plan(seq_len: int) -> Plan:
    """A binary tree over the tokens, leaves first: the first half of both Blelloch scans."""
    strides = [2**level for level in range(max(seq_len.bit_length() - 1, 0))]
    return [
        (torch.arange(2 * stride - 1, seq_len, 2 * stride) - stride, right)
        for stride in strides
        for right in [torch.arange(2 * stride - 1, seq_len, 2 * stride)]
    ]


def work_efficient_plan(seq_len: int) -> Plan:
    """Up the tree and down again, inclusive and in place, for any length."""
    strides = [2**level for level in reversed(range(max(seq_len.bit_length() - 1, 0)))]
    down = [
        (right - stride, right)
        for stride in strides
        if 3 * stride <= seq_len
        for right in [torch.arange(3 * stride - 1, seq_len, 2 * stride)]
    ]
    return up_sweep_plan(seq_len) + down


def levels(a: Tensor, b: Tensor, plan: Plan) -> list[Stretch]:
    """Every position's pair before the first level and after each one.

    Parameters
    ----------
    a, b
        ``(seq_len, ...)`` of one shape: how much of the state is kept, what is added.
    plan
        Who combines with whom.

    Returns
    -------
    list of tuple
        ``len(plan) + 1`` pairs like (a, b). In the last, b is the state after every token.

    Raises
    ------
    ValueError
        a and b differ in shape.
    """
    if a.shape != b.shape:
        raise ValueError(f"a has shape {tuple(a.shape)}, b {tuple(b.shape)}: they must agree")
    done = [(a, b)]
    for left, right in plan:  # each (n_at_this_level,)
        a, b = a.clone(), b.clone()  # (seq_len, ...)
        a[right], b[right] = combine((a[left], b[left]), (a[right], b[right]))  # (n_at_level, ...)
        done.append((a, b))
    return done


def scan(a: Tensor, b: Tensor, plan: Plan) -> Tensor:
    """The state after every token from h_0 = 0, ``(seq_len, ...)``, worked in a plan's order."""
    return levels(a, b, plan)[-1][1]  # (seq_len, ...)


def first_covered(seq_len: int, plan: Plan) -> Tensor:
    """Where each position's stretch begins, ``(n_levels + 1, seq_len)``; it ends at the position.

    Raises
    ------
    ValueError
        The plan combines two stretches that are not neighbours.
    """
    first = torch.arange(seq_len)  # (seq_len,)
    rows = [first]
    for left, right in plan:
        if not torch.equal(first[right], left + 1):
            raise ValueError("the plan combines stretches that do not touch")
        first = first.clone()  # (seq_len,)
        first[right] = first[left]
        rows.append(first)
    return torch.stack(rows)  # (n_levels + 1, seq_len)


def combines(plan: Plan) -> Tensor:
    """Every combine as a row (level, left, right), ``(n_combines, 3)``; levels count from 1."""
    rows = [
        torch.stack([torch.full_like(left, level), left, right], dim=1)
        for level, (left, right) in enumerate(plan, start=1)
    ]  # each (n_at_this_level, 3)
    return torch.cat(rows) if rows else torch.empty(0, 3, dtype=torch.int64)


def work(plan: Plan) -> int:
    """How many combines; the plan's depth is its number of levels."""
    return sum(len(right) for _, right in plan)


def exclusive_scan(a: Tensor, b: Tensor) -> tuple[Stretch, int, int]:
    """Blelloch's original: up to the root, the identity put there, and down with swaps.

    Parameters
    ----------
    a, b
        ``(seq_len, ...)``; filled up with identities to a power of two, as the algorithm needs.

    Returns
    -------
    tuple
        The pair before every token, ``(seq_len, ...)`` each (position 0 holds the identity
        (1, 0)); the number of combines; the depth.
    """
    seq_len = a.shape[0]
    missing = 2 ** (seq_len - 1).bit_length() - seq_len
    a = torch.cat([a, torch.ones_like(a[:1]).expand(missing, *a.shape[1:])])  # (padded, ...)
    b = torch.cat([b, torch.zeros_like(b[:1]).expand(missing, *b.shape[1:])])  # (padded, ...)
    up = up_sweep_plan(a.shape[0])
    a, b = levels(a, b, up)[-1]
    a, b = a.clone(), b.clone()  # (padded, ...)
    a[-1], b[-1] = 1, 0  # the identity
    down_work = 0
    for left, right in reversed(up):
        before, inside = (a[right], b[right]), (a[left], b[left])  # each (n_at_this_level, ...)
        a[left], b[left] = before
        a[right], b[right] = combine(before, inside)
        down_work += len(right)
    return (a[:seq_len], b[:seq_len]), work(up) + down_work, 2 * len(up)
