"""Our counted FFT equals torch's, and its count is n / 2 log2 n."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor

from anim_lib.models import radix2_fft, s4


@pytest.fixture
def x() -> Tensor:
    return torch.randn(64, dtype=torch.float64, generator=torch.Generator().manual_seed(0))


@pytest.mark.parametrize(("size", "butterflies"), [(1, 0), (2, 1), (16, 32), (64, 192)])
def test_transform_equals_torch(x: Tensor, size: int, butterflies: int) -> None:
    spectrum, counted = radix2_fft.transform(x[:size])
    torch.testing.assert_close(spectrum, torch.fft.fft(x[:size]), rtol=0, atol=1e-12)
    assert counted == butterflies


def test_convolution_equals_the_direct_one(x: Tensor) -> None:
    y, butterflies, products = radix2_fft.convolve(x[:8], x[8:16], 16)
    torch.testing.assert_close(y, s4.convolve(x[:8], x[8:16]), rtol=0, atol=1e-13)
    assert (butterflies, products) == (96, 16)


def test_without_padding_the_end_wraps(x: Tensor) -> None:
    wrapped, _, _ = radix2_fft.convolve(x[:8], x[8:16], 8)
    direct = s4.convolve(x[:8], x[8:16])
    assert (wrapped - direct).abs().max() > 0.1
    assert wrapped[7] == pytest.approx(direct[7].item(), abs=1e-13)  # the last one has wrapped out


def test_other_lengths_are_refused(x: Tensor) -> None:
    with pytest.raises(ValueError, match="power of two, it is 12"):
        radix2_fft.transform(x[:12])
