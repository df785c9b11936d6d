"""Signals of mean 0 and variance 1 with nothing above their band."""

from __future__ import annotations

import torch

from anim_lib.tasks import band_limited


def test_signals() -> None:
    u = band_limited.draw(7, 400, 9, torch.Generator().manual_seed(3))
    assert u.shape == (400, 7)
    torch.testing.assert_close(u.mean(0), torch.zeros(7, dtype=torch.float64), rtol=0, atol=1e-12)
    torch.testing.assert_close((u**2).mean(0), torch.ones(7, dtype=torch.float64))
    spectrum = torch.fft.rfft(u, dim=0).abs() / 400
    assert spectrum[10:].max() < 1e-12
    assert (spectrum[1:10] > 1e-6).all()
    assert torch.equal(u, band_limited.draw(7, 400, 9, torch.Generator().manual_seed(3)))
