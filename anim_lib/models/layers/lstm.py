"""torch's LSTM as a layer (Hochreiter & Schmidhuber 1997; gates as in torch.nn.LSTM)."""

from __future__ import annotations

from torch import Tensor, nn

from anim_lib.models.layers.layer import Layer, State


class LSTM(Layer):
    """An LSTM of ``d_hidden`` cells and a linear map back to d_model."""

    def __init__(self, d_model: int, d_hidden: int | None = None) -> None:
        super().__init__()
        self.d_hidden = d_hidden or d_model
        self.cells = nn.LSTM(d_model, self.d_hidden, batch_first=True)
        self.out = nn.Linear(self.d_hidden, d_model, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        y: Tensor = self.out(self.cells(x)[0])  # (batch, seq_len, d_model)
        return y

    def start(self, batch: int) -> State:
        zeros = self.out.weight.new_zeros(batch, self.d_hidden)
        return zeros, zeros

    def step(self, x: Tensor, state: State) -> tuple[Tensor, State]:
        hidden, cell = (part[None] for part in state)  # each (1, batch, d_hidden)
        _, (hidden, cell) = self.cells(x[:, None], (hidden, cell))
        y: Tensor = self.out(hidden[0])  # (batch, d_model)
        return y, (hidden[0], cell[0])

    def state_numbers(self, seq_len: int) -> int:
        return 2 * self.d_hidden

    def look(self, x: Tensor) -> dict[str, Tensor]:
        """``hidden``: the cells' outputs, ``(batch, seq_len, d_hidden)``."""
        return {"hidden": self.cells(x)[0]}
