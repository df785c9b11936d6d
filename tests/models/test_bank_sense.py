"""Margins, centroids and planes on states made by hand, and on the real encoder."""

from __future__ import annotations

from itertools import permutations

import pytest
import torch

from anim_lib.models.bank_sense import (
    accuracy,
    bank_states,
    centroids,
    cue_and_neutral_shares,
    in_plane,
    margin,
    sense_axes,
    signs,
)
from anim_lib.models.encoder import Encoder, load_encoder
from anim_lib.sentences import bank_sentences, choosing, reporting

SIGN = torch.tensor([1.0, 1.0, -1.0, -1.0]).double()


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return load_encoder()


@pytest.fixture
def states() -> torch.Tensor:
    """Four sentences, two levels, three dimensions; at the first level the senses are the same."""
    level_0 = [[0.0, 1.0, 0.0], [0.0, -1.0, 0.0], [0.0, 1.0, 0.0], [0.0, -1.0, 0.0]]
    level_1 = [[3.0, 2.0, 0.0], [1.0, -2.0, 0.1], [-1.0, 2.0, 0.0], [-3.0, -2.0, -0.1]]
    return torch.tensor([level_0, level_1]).double().transpose(0, 1)


def test_margin(states: torch.Tensor) -> None:
    centres = centroids(states, SIGN)
    assert centres[:, 1, 0].tolist() == [2, -2]
    at_centres = margin(centres, torch.tensor([1.0, -1.0]).double(), centres)
    torch.testing.assert_close(at_centres, torch.tensor([[0.0, 0.5], [0.0, 0.5]]).double())
    found = margin(states, SIGN, centres)
    assert (found[:, 0] == 0).all()
    assert (found[:, 1] > 0).all()


def test_margin_is_positive_where_the_own_centroid_is_nearer() -> None:
    generator = torch.Generator().manual_seed(0)
    states = torch.randn(50, 3, 8, generator=generator).double()
    sign = torch.randint(2, (50,), generator=generator).double() * 2 - 1
    centres = centroids(torch.randn(20, 3, 8, generator=generator).double(), SIGN.repeat(5))
    to_money, to_river = ((states - centre).norm(dim=-1) for centre in centres)
    nearer = torch.where(sign[:, None] > 0, to_money < to_river, to_river < to_money)
    assert torch.equal(margin(states, sign, centres) > 0, nearer)
    torch.testing.assert_close(accuracy(margin(states, sign, centres)), nearer.double().mean(dim=0))


def test_a_tie_is_half_right() -> None:
    margins = torch.tensor([[0.2, 0.0], [-0.1, 1e-12], [0.3, -1e-12], [0.1, 0.4]]).double()
    assert accuracy(margins).tolist() == [0.75, 0.625]


def test_axes(states: torch.Tensor) -> None:
    origins, axes = sense_axes(states, SIGN)
    torch.testing.assert_close(
        axes @ axes.transpose(-1, -2), torch.eye(2).double().expand(2, 2, 2), atol=1e-12, rtol=0
    )
    torch.testing.assert_close(axes[0, 0], axes[1, 0])  # no difference before: the next layer's
    plane = in_plane(centroids(states, SIGN), origins, axes)
    half = (centroids(states, SIGN)[0, 1] - origins[1]).norm()
    torch.testing.assert_close(plane[0, 1], torch.stack([half, half * 0]), atol=1e-12, rtol=0)
    torch.testing.assert_close(plane[1, 1], torch.stack([-half, half * 0]), atol=1e-12, rtol=0)
    seen = in_plane(states, origins, axes)
    torch.testing.assert_close(
        seen[:, 0].norm(dim=-1), torch.ones(4).double()
    )  # all of it lies in the plane


def test_sense_is_not_told_by_the_place(encoder: Encoder) -> None:
    listed = bank_sentences()
    chosen, reported = choosing(listed), reporting(listed)
    centres = centroids(bank_states(encoder, chosen), signs(chosen))
    correct = accuracy(margin(bank_states(encoder, reported), signs(reported), centres))
    assert correct[0] == 0.5
    assert (correct[1:] > 0.75).all()


def test_hidden_words_leave_the_input_as_it_is(encoder: Encoder) -> None:
    listed = bank_sentences()[:2]
    seen, cues, neutral = (bank_states(encoder, listed, x) for x in (None, "cues", "neutral"))
    for hidden in (cues, neutral):
        assert torch.equal(hidden[:, 0], seen[:, 0])
        assert ((hidden - seen)[:, 1:].norm(dim=-1) > 0.01).all()


def test_shares_are_those_of_marked_words(encoder: Encoder) -> None:
    cue, neutral = cue_and_neutral_shares(encoder, bank_sentences()[:3])
    for shares in (cue, neutral):
        assert shares.shape == (3, 6, 12)
        assert (shares > 0).all()
        assert (shares < 1).all()


@pytest.mark.parametrize("turned", [1, -1])
@pytest.mark.parametrize("places", list(permutations([1.0, 0.0, -3.0])))
def test_second_axis_points_to_the_sentence_furthest_out(
    places: tuple[float, ...], turned: int
) -> None:
    """Before any layer, and later wherever that leads; three places, each in both senses."""
    place = torch.tensor(places * 2).double()  # (n_sentences,)
    sense = torch.tensor([1.0] * 3 + [-1.0] * 3).double()  # (n_sentences,)
    level_0 = torch.stack([0 * place, turned * place], dim=1)  # (n_sentences, d_model)
    level_1 = torch.stack([sense, turned * place], dim=1)  # (n_sentences, d_model)
    _, axes = sense_axes(torch.stack([level_0, level_1], dim=1), sense)
    expected = torch.tensor([0.0, -turned]).double()  # to the places of -3
    torch.testing.assert_close(axes[:, 1], expected.expand(2, 2), atol=1e-12, rtol=0)
