"""Rotated dot products depend on the distance only; sinusoids against the paper's formula."""

from __future__ import annotations

import math

import pytest
import torch

from anim_lib.models.positions import rotate, sinusoidal, sinusoidal_halves


def test_a_rotated_dot_product_depends_on_the_distance_only() -> None:
    generator = torch.Generator().manual_seed(0)
    query, key = torch.randn(2, 1, 16, dtype=torch.float64, generator=generator)
    products = [(rotate(query, start=p + 5) @ rotate(key, start=p).T).item() for p in range(40)]
    torch.testing.assert_close(products, [products[0]] * 40, rtol=0, atol=1e-12)
    other = (rotate(query, start=6) @ rotate(key, start=0).T).item()
    assert abs(other - products[0]) > 1e-3


def test_rotation_turns_pairs_and_keeps_lengths() -> None:
    x = torch.randn(3, 7, 8, dtype=torch.float64, generator=torch.Generator().manual_seed(0))
    turned = rotate(x, base=100.0)
    torch.testing.assert_close(turned[:, 0], x[:, 0], rtol=0, atol=0)
    torch.testing.assert_close(turned.norm(dim=-1), x.norm(dim=-1), rtol=0, atol=1e-13)
    pairs = torch.view_as_complex(x.unflatten(-1, (4, 2)))
    speed = 100.0 ** (-torch.arange(4, dtype=torch.float64) / 4)
    by_hand = pairs * torch.exp(1j * torch.arange(7)[:, None] * speed)
    assert (torch.view_as_real(by_hand).flatten(-2) - turned).abs().max() < 1e-13


def test_rotation_may_start_anywhere() -> None:
    x = torch.randn(9, 6, dtype=torch.float64, generator=torch.Generator().manual_seed(0))
    torch.testing.assert_close(rotate(x)[4:], rotate(x[4:], start=4), rtol=0, atol=1e-13)


def test_sinusoids_are_the_papers() -> None:
    table = sinusoidal(60, 10)
    for position in (0, 1, 59):
        for i in range(5):
            angle = position / 10_000 ** (2 * i / 10)
            assert table[position, 2 * i].item() == pytest.approx(math.sin(angle), abs=1e-12)
            assert table[position, 2 * i + 1].item() == pytest.approx(math.cos(angle), abs=1e-12)


def test_both_layouts_hold_the_same_numbers() -> None:
    table, halves = sinusoidal(20, 8), sinusoidal_halves(20, 8)
    torch.testing.assert_close(torch.cat([table[:, 0::2], table[:, 1::2]], 1), halves)


def test_neighbours_agree_most() -> None:
    table = sinusoidal(200, 512)
    for p in (0, 50, 150):
        products = [(table[p] @ table[p + k]).item() for k in range(3)]
        assert products == pytest.approx([256, 249.1, 231.7], abs=0.05)
