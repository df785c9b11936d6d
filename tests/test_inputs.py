"""What users put in: read as they write it, refused in one sentence, shown without being saved."""

from __future__ import annotations

from argparse import ArgumentTypeError
from collections.abc import Callable
from pathlib import Path

import pytest

import scenes
from anim_lib import value_store
from anim_lib.errors import UserError
from scenes import inputs
from scenes.inputs import Inputs


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("8000", 8_000),
        ("100,000", 100_000),
        ("100_000", 100_000),
        ("256k", 262_144),
        (" 1 M ", 1_048_576),
        ("16m", 2**24),
        ("1", 1),
    ],
)
def test_tokens(text: str, count: int) -> None:
    assert inputs.tokens(text) == count


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("24GB", 24 * 10**9),
        ("80 gb", 80 * 10**9),
        ("24GiB", 24 * 2**30),
        ("1.5TB", 1_500 * 10**9),
        ("2TB", 2 * 10**12),
    ],
)
def test_memory(text: str, size: int) -> None:
    assert inputs.memory(text) == size


@pytest.mark.parametrize("text", ["llama-3-8b", "Llama 3 8B", "LLAMA_3-8b "])
def test_model(text: str) -> None:
    assert inputs.model(text) == "Llama-3-8B"


def test_words() -> None:
    assert inputs.words("  The  cat\nsat ") == "The cat sat"
    assert inputs.words("e\u0301") == "é"
    assert inputs.words("\\b{x} $y$") == "\\b{x} $y$"


@pytest.mark.parametrize(
    ("read", "text", "part"),
    [
        (inputs.tokens, "0", "must be 1 to 16,777,216 tokens"),
        (inputs.tokens, "17M", "not '17M'"),
        (inputs.tokens, "-5", "not '-5'"),
        (inputs.tokens, "2.5k", "not '2.5k'"),
        (inputs.tokens, "", "not ''"),
        (inputs.memory, "24", "with its unit"),
        (inputs.memory, "0.5GB", "must be 1 GB to 2 TB"),
        (inputs.memory, "3TB", "not '3TB'"),
        (inputs.memory, "nanGB", "not 'nanGB'"),
        (inputs.model, "gpt-4", "must be one of GPT-2 124M, "),
        (inputs.model, "", "not ''"),
        (inputs.words, " ", "must be 1 to 300 characters"),
        (inputs.words, "a" * 301, "must be 1 to 300 characters"),
        (inputs.words, "a\u200bb", "that can be printed"),
        (inputs.words, "a\x1b[31mb", "that can be printed"),
    ],
)
def test_refused(read: Callable[[str], object], text: str, part: str) -> None:
    with pytest.raises(ArgumentTypeError) as caught:
        read(text)
    assert part in str(caught.value)
    assert "\n" not in str(caught.value)


def test_labels_name_folders_and_differ() -> None:
    label = Inputs(262_144, 24 * 10**9, "Llama-3-8B").label
    assert label.startswith("262144-24000000000-llama-3-8b-")
    texts = ("The cat", "the cat", "The cat!", "../../x", "猫", "a" * 300, "a" * 299)
    labels = [Inputs(sentence=text).label for text in texts]
    assert len(set(labels)) == len(texts)
    for each in (label, *labels):
        assert set(each) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
        assert each[0] != "-"
        assert len(each) <= 60
    assert Inputs(sentence="cat").label != Inputs(query="cat").label
    assert Inputs().label == ""


def test_a_scene_that_takes_none_says_which_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inputs, "taken", lambda slug: ("context",) if slug == "m3" else ())
    monkeypatch.setattr(scenes, "slugs", lambda: ["d11", "m3"])
    inputs.check(["m3"], Inputs(context=5))
    inputs.check(["d11"], Inputs())
    with pytest.raises(UserError, match=r"--context: d11 takes none; allowed are m3$"):
        inputs.check(["m3", "d11"], Inputs(context=5))


def test_the_folder_of_values_is_chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SEQREEL_VALUES", raising=False)
    assert value_store.chosen_root() == value_store.VALUES
    saved = scenes.source("d17_handshakes").files
    monkeypatch.setenv("SEQREEL_VALUES", str(tmp_path))
    assert value_store.chosen_root() == tmp_path
    own = scenes.source("d17_handshakes").files
    changed = {path for path in own if path not in saved}
    assert changed == {tmp_path / f"d17_handshakes{suffix}" for suffix in (".npz", ".json")}
