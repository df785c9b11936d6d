"""What every layer can do."""

from __future__ import annotations

from abc import ABC, abstractmethod

from torch import Tensor, nn

State = tuple[Tensor, ...]


class Layer(nn.Module, ABC):
    """A layer of width d_model that reads earlier tokens only.

    Running ``forward`` over a sequence equals running ``step`` over its tokens from ``start``.
    A step does not change the state it is given.
    """

    @abstractmethod
    def forward(self, x: Tensor) -> Tensor:
        """Run over ``(batch, seq_len, d_model)``; the result has that shape too."""

    @abstractmethod
    def start(self, batch: int) -> State:
        """The state before the first token: an empty cache, or zeros."""

    @abstractmethod
    def step(self, x: Tensor, state: State) -> tuple[Tensor, State]:
        """Read one token ``(batch, d_model)``; the output has that shape; then the next state."""

    @abstractmethod
    def state_numbers(self, seq_len: int) -> int:
        """How many numbers the state of one sequence holds after ``seq_len`` tokens."""

    def look(self, x: Tensor) -> dict[str, Tensor]:
        """Inner quantities for ``(batch, seq_len, d_model)``, by glossary name; none by default."""
        return {}


class Stateless(Layer):
    """A layer that sees one token at a time."""

    def start(self, batch: int) -> State:
        return ()

    def step(self, x: Tensor, state: State) -> tuple[Tensor, State]:
        y: Tensor = self(x)  # (batch, d_model)
        return y, state

    def state_numbers(self, seq_len: int) -> int:
        return 0
