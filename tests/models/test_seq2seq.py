"""The translator: padding changes nothing, steps are the sweep, attention looks where it may."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor

from anim_lib.models import bahdanau, seq2seq
from anim_lib.models.seq2seq import Seq2Seq
from anim_lib.tasks import alignment as task

BOTH = pytest.mark.parametrize("name", ["alignment_attention", "alignment_bottleneck"])


def model(name: str = "alignment_attention") -> Seq2Seq:
    torch.manual_seed(0)
    return seq2seq.build(name).double().requires_grad_(False)


def sentences() -> task.Sentences:
    return task.draw(torch.tensor([1, 4, 2, 5]), torch.Generator().manual_seed(0))


def same(a: Tensor, b: Tensor) -> None:
    torch.testing.assert_close(a, b, rtol=0, atol=1e-12)


def test_it_knows_the_tasks_words() -> None:
    assert len(task.SOURCE_WORDS) == len(task.TARGET_WORDS) == seq2seq.N_WORDS
    assert (seq2seq.PAD, seq2seq.BOS) == (task.PAD, task.BOS)


@BOTH
def test_padding_changes_nothing(name: str) -> None:
    drawn = sentences()
    logits, shares = model(name)(drawn.source, drawn.target)
    for i in range(4):
        source_len = int((drawn.source[i] != task.PAD).sum())
        target_len = int((drawn.target[i] != task.PAD).sum())
        alone, looked = model(name)(
            drawn.source[i : i + 1, :source_len], drawn.target[i : i + 1, :target_len]
        )
        same(logits[i, :target_len], alone[0])
        same(shares[i, :target_len, :source_len], looked[0])


def test_shares_are_shares_of_real_words() -> None:
    drawn = sentences()
    _, shares = model()(drawn.source, drawn.target)
    assert shares.shape == (4, drawn.target.shape[1], drawn.source.shape[1])
    same(shares.sum(-1), torch.ones_like(shares[..., 0]))
    padding = (drawn.source == task.PAD)[:, None].expand_as(shares)
    assert padding.any()
    assert (shares[padding] == 0).all()


def test_the_bottleneck_looks_at_nothing() -> None:
    drawn = sentences()
    narrow = model("alignment_bottleneck")
    _, shares = narrow(drawn.source, drawn.target)
    assert shares.shape == (4, drawn.target.shape[1], 0)
    encoded = narrow.encode(drawn.source)
    assert narrow.look_back(encoded, narrow.start(encoded))[0] is encoded.last


def test_the_last_states_have_read_everything() -> None:
    drawn = sentences()
    encoded = model().encode(drawn.source)
    for i in range(4):
        length = int((drawn.source[i] != task.PAD).sum())
        x = model().source_embedding(drawn.source[i, :length])  # (length, d_model)
        _, last = model().encoder(x)  # (2, d_model)
        same(encoded.last[i], last.flatten())


def test_a_step_is_the_papers_equations() -> None:
    """Context from the state before, GRU of the last word and the context, then the read-out."""
    drawn = sentences()
    net = model()
    encoded = net.encode(drawn.source[:1, :4])
    state = net.start(encoded)
    logits, after, shares = net.step(encoded, state, torch.tensor([task.BOS]))
    notes = encoded.annotations[0]
    energies = bahdanau.additive_energies(
        state[0], notes, net.W.weight, net.U.weight, net.v.weight[0]
    )
    same(shares[0], energies.softmax(-1))
    seen = sum((shares[0, j] * notes[j] for j in range(4)), torch.zeros(96).double())
    word = net.target_embedding.weight[task.BOS]
    same(after[0], net.decoder(torch.cat([word, seen])[None], state)[0])
    same(logits[0], net.head(torch.cat([after[0], seen])))


@BOTH
def test_translating_is_writing_ones_own_words(name: str) -> None:
    drawn = sentences()
    words, shares = model(name).translate(drawn.source, 7)
    logits, seen = model(name)(drawn.source, words)
    assert torch.equal(logits.argmax(-1), words)
    same(seen, shares)


def test_only_the_look_back_differs() -> None:
    parts = [
        dict(model(name).named_parameters())
        for name in ("alignment_attention", "alignment_bottleneck")
    ]
    assert set(parts[0]) - set(parts[1]) == {"W.weight", "U.weight", "v.weight"}
    assert all(parts[0][key].shape == each.shape for key, each in parts[1].items())
