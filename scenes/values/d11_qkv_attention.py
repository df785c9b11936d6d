"""Diagram 11: attention for "cat" in "The cat sat", by exact arithmetic on the report's vectors."""

from __future__ import annotations

from dataclasses import dataclass

from anim_lib.provenance import Floats, Provenance, floats, quantity

TOKENS = ("The", "cat", "sat")
QUERY = ((0.2, 0.9), (0.9, 0.1), (0.1, 0.4))
KEY = ((0.8, 0.1), (0.3, 0.7), (0.6, 0.2))
VALUE = ((0.5, 0.3), (0.7, 0.8), (0.2, 0.6))
CAT = 1  # position of the token that asks

PROVENANCE = Provenance(
    line="exact arithmetic · 2-D toy example",
    model="exact arithmetic",
    inputs="The cat sat; 2-D vectors of the well-known worked example",
    sources=(
        "Vaswani et al. 2017, arXiv 1706.03762, equation 1",
        "the report, diagram 11",
    ),
)


@dataclass(frozen=True, eq=False)
class Values:
    """Every number of the scene; positions are 0 The, 1 cat, 2 sat."""

    tokens: tuple[str, ...] = quantity("(seq_len,)", "token", "the example's sentence")
    asking: int = quantity("()", "position", "the token that asks: cat")
    d_head: int = quantity("()", "number", "width of a query, key or value")
    sqrt_d_head: float = quantity("()", "1", "square root of d_head")

    query: Floats = quantity("(seq_len, d_head)", "1", "input of the example")
    key: Floats = quantity("(seq_len, d_head)", "1", "input of the example")
    value: Floats = quantity("(seq_len, d_head)", "1", "input of the example")

    products: Floats = quantity(
        "(seq_len, d_head)", "1", "q_cat[i] k[t, i], one multiplication each"
    )
    scores: Floats = quantity("(seq_len,)", "1", "q_cat · k[t], the products' sums")
    query_direction: Floats = quantity("(d_head,)", "1", "q_cat / |q_cat|, the line of the shadows")
    query_length: float = quantity("()", "1", "|q_cat|")
    shadows: Floats = quantity(
        "(seq_len,)", "1", "signed length of k[t]'s shadow on q_cat: score / |q_cat|"
    )
    shadow_tips: Floats = quantity(
        "(seq_len, d_head)", "1", "where k[t]'s shadow ends on q_cat's line"
    )
    scaled: Floats = quantity("(seq_len,)", "1", "scores / sqrt(d_head)")
    exponentials: Floats = quantity("(seq_len,)", "1", "exp(scaled)")
    exponential_sum: float = quantity("()", "1", "sum of the exponentials")
    weights: Floats = quantity("(seq_len,)", "share", "softmax of cat's scaled scores")
    ranking: tuple[str, ...] = quantity(
        "(seq_len,)", "token", "tokens from largest to smallest weight"
    )
    weighted_values: Floats = quantity("(seq_len, d_head)", "1", "weights[t] v[t]")
    chain: Floats = quantity(
        "(chain_len, d_head)", "1", "the weighted values laid head to tail, from 0 to the output"
    )
    output: Floats = quantity("(d_head,)", "1", "sum of the weighted values")
    barycentric: Floats = quantity(
        "(seq_len,)", "share", "the output's place in the triangle of the values, solved apart"
    )

    score_matrix: Floats = quantity("(seq_len, seq_len)", "1", "q[t] · k[s], row = query")
    pattern: Floats = quantity("(seq_len, seq_len)", "share", "softmax of every scaled row")
    outputs: Floats = quantity("(seq_len, d_head)", "1", "pattern times value")
    causal_pattern: Floats = quantity(
        "(seq_len, seq_len)", "share", "the same with later keys hidden, as in a GPT"
    )
    causal_weights: Floats = quantity("(seq_len,)", "share", "cat's row of causal_pattern")
    causal_output: Floats = quantity("(d_head,)", "1", "causal_weights times value")

    drawn_weights: Floats = quantity(
        "(seq_len,)", "share", "input: as commonly drawn (report, D11)"
    )
    drawn_output: Floats = quantity("(d_head,)", "1", "input: as commonly drawn (report, D11)")
    drawn_weights_blend: Floats = quantity(
        "(d_head,)", "1", "what the commonly drawn weights give when multiplied out"
    )

    vmax: float = quantity("()", "1", "drawing limit of vectors, scores and shares: chosen")
    exponential_vmax: float = quantity("()", "1", "drawing limit of the exponentials: chosen")


def compute() -> Values:
    """Attend with and without the causal mask; every step in float64."""
    import torch

    from anim_lib.models import attention

    query, key, value = (torch.tensor(x, dtype=torch.float64) for x in (QUERY, KEY, VALUE))
    seq_len, d_head = query.shape
    score_matrix = attention.attention_scores(query, key)  # (seq_len, seq_len)
    pattern, outputs = attention.attend(query, key, value, causal=False)
    causal_pattern, causal_outputs = attention.attend(query, key, value, causal=True)

    asked = query[CAT]  # (d_head,)
    length = torch.linalg.vector_norm(asked)  # ()
    direction = asked / length  # (d_head,)
    shadows = key @ direction  # (seq_len,)
    scaled = attention.scale_scores(score_matrix, d_head)[CAT]  # (seq_len,)
    weighted = attention.weighted_values(pattern[CAT], value)  # (seq_len, d_head)
    chain = torch.cat([torch.zeros(1, d_head, dtype=torch.float64), weighted.cumsum(dim=0)])
    corners = torch.cat(
        [value.T, torch.ones(1, seq_len, dtype=torch.float64)]
    )  # (d_head + 1, seq_len)
    target = torch.cat([outputs[CAT], torch.ones(1, dtype=torch.float64)])  # (d_head + 1,)
    drawn_weights = torch.tensor([0.42, 0.30, 0.28], dtype=torch.float64)  # (seq_len,)
    order = torch.argsort(pattern[CAT], descending=True)  # (seq_len,)
    return Values(
        tokens=TOKENS,
        asking=CAT,
        d_head=d_head,
        sqrt_d_head=d_head**0.5,
        query=floats(query),
        key=floats(key),
        value=floats(value),
        products=floats(asked * key),
        scores=floats(score_matrix[CAT]),
        query_direction=floats(direction),
        query_length=float(length),
        shadows=floats(shadows),
        shadow_tips=floats(shadows[:, None] * direction),
        scaled=floats(scaled),
        exponentials=floats(torch.exp(scaled)),
        exponential_sum=float(torch.exp(scaled).sum()),
        weights=floats(pattern[CAT]),
        ranking=tuple(TOKENS[int(i)] for i in order),
        weighted_values=floats(weighted),
        chain=floats(chain),
        output=floats(outputs[CAT]),
        barycentric=floats(torch.linalg.solve(corners, target)),
        score_matrix=floats(score_matrix),
        pattern=floats(pattern),
        outputs=floats(outputs),
        causal_pattern=floats(causal_pattern),
        causal_weights=floats(causal_pattern[CAT]),
        causal_output=floats(causal_outputs[CAT]),
        drawn_weights=floats(drawn_weights),
        drawn_output=floats([0.48, 0.54]),
        drawn_weights_blend=floats(attention.attention_output(drawn_weights, value)),
        vmax=1.0,
        exponential_vmax=2.0,
    )
