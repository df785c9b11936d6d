"""Diagram 11: attention for "cat" in "The cat sat": the brief's 2-D vectors, then one real head."""

from __future__ import annotations

from dataclasses import dataclass

from anim_lib.provenance import Floats, Provenance, floats, quantity

TOKENS = ("The", "cat", "sat")
QUERY = ((0.2, 0.9), (0.9, 0.1), (0.1, 0.4))
KEY = ((0.8, 0.1), (0.3, 0.7), (0.6, 0.2))
VALUE = ((0.5, 0.3), (0.7, 0.8), (0.2, 0.6))
CAT = 1  # position of the token that asks
REAL_HEAD = "minilm_l1h3_the_cat_sat"  # a previous-token head: the plainest trained one there is
REAL_TOKENS = ("[CLS]", "the", "cat", "sat", "[SEP]")
REAL_CAT = 2

PROVENANCE = Provenance(
    line="exact arithmetic · 2-D toy example",
    model="exact arithmetic; all-MiniLM-L6-v2 for the real_ fields",
    inputs="The cat sat; 2-D vectors of the well-known worked example",
    weights_sha256="53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    layer=1,
    head=3,
    sources=(
        "Vaswani et al. 2017, arXiv 1706.03762, equation 1",
        "the brief, diagram 11",
        f"assets/weights/{REAL_HEAD}.json: all-MiniLM-L6-v2, Apache-2.0",
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

    drawn_weights: Floats = quantity("(seq_len,)", "share", "input: as commonly drawn (brief, D11)")
    drawn_output: Floats = quantity("(d_head,)", "1", "input: as commonly drawn (brief, D11)")
    drawn_weights_blend: Floats = quantity(
        "(d_head,)", "1", "what the commonly drawn weights give when multiplied out"
    )
    real_line: str = quantity("()", "text", "provenance line of the real_ fields")
    real_tokens: tuple[str, ...] = quantity("(real_len,)", "token", "word pieces, [CLS] and [SEP]")
    real_asking: int = quantity("()", "position", "the token that asks: cat")
    real_d_head: int = quantity("()", "number", "width of the real head")
    real_query: Floats = quantity("(real_d_head,)", "1", "x_cat W_Q + b_Q")
    real_key: Floats = quantity("(real_len, real_d_head)", "1", "x W_K + b_K")
    real_value: Floats = quantity("(real_len, real_d_head)", "1", "x W_V + b_V")
    real_products: Floats = quantity("(real_len, real_d_head)", "1", "q_cat[i] k[t, i]")
    real_scores: Floats = quantity("(real_len,)", "1", "q_cat · k[t], sums of 32 products")
    real_scaled: Floats = quantity("(real_len,)", "1", "real_scores / sqrt(32)")
    real_weights: Floats = quantity("(real_len,)", "share", "softmax of real_scaled: one back")
    real_pattern: Floats = quantity("(real_len, real_len)", "share", "every row, no mask")
    real_output: Floats = quantity("(real_d_head,)", "1", "real_weights times real_value")
    real_vmax: float = quantity("()", "1", "drawing limit of real queries and keys: chosen")
    real_value_vmax: float = quantity("()", "1", "drawing limit of real values: chosen")
    real_product_vmax: float = quantity("()", "1", "drawing limit of real products: chosen")

    vmax: float = quantity("()", "1", "drawing limit of vectors, scores and shares: chosen")
    exponential_vmax: float = quantity("()", "1", "drawing limit of the exponentials: chosen")


def compute() -> Values:
    """Attend with and without the causal mask, then in the real head; every step in float64."""
    import torch

    from anim_lib.models import attention, minilm_head, weights

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

    trained = weights.load_weights(REAL_HEAD)
    x = minilm_head.embed(trained)  # (real_len, d_model)
    real_query, real_key, real_value = (
        minilm_head.project(trained, x, name) for name in ("query", "key", "value")
    )  # each (real_len, real_d_head)
    real_scores = attention.attention_scores(real_query, real_key)  # (real_len, real_len)
    real_pattern, real_outputs = attention.attend(real_query, real_key, real_value, causal=False)
    real_width = real_query.shape[-1]
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
        real_line="all-MiniLM-L6-v2 · layer 1, head 3 · weights 53aa511",
        real_tokens=REAL_TOKENS,
        real_asking=REAL_CAT,
        real_d_head=real_width,
        real_query=floats(real_query[REAL_CAT]),
        real_key=floats(real_key),
        real_value=floats(real_value),
        real_products=floats(real_query[REAL_CAT] * real_key),
        real_scores=floats(real_scores[REAL_CAT]),
        real_scaled=floats(attention.scale_scores(real_scores, real_width)[REAL_CAT]),
        real_weights=floats(real_pattern[REAL_CAT]),
        real_pattern=floats(real_pattern),
        real_output=floats(real_outputs[REAL_CAT]),
        real_vmax=8.0,
        real_value_vmax=2.0,
        real_product_vmax=30.0,
        vmax=1.0,
        exponential_vmax=2.0,
    )
