"""Diagram 11: attention for "cat" in "The cat sat", by exact arithmetic on the report's vectors."""

from __future__ import annotations

from dataclasses import dataclass

from anim_lib.encoder_files import MODEL_SHA256
from anim_lib.provenance import Floats, Ints, Provenance, floats, ints, quantity

TOKENS = ("The", "cat", "sat")
QUERY = ((0.2, 0.9), (0.9, 0.1), (0.1, 0.4))
KEY = ((0.8, 0.1), (0.3, 0.7), (0.6, 0.2))
VALUE = ((0.5, 0.3), (0.7, 0.8), (0.2, 0.6))
CAT = 1  # position of the token that asks
REAL_TEXT = "The animal didn't cross the street because it was too tired"
REAL_ASKING = "it"
REAL_LAYER, REAL_HEAD = 4, 2  # diagram 2's head, counted from 1

PROVENANCE = Provenance(
    line="2-D toy: exact arithmetic · "
    "then all-MiniLM-L6-v2, layer 4, head 2 of 12 · weights 53aa511",
    model="exact arithmetic; all-MiniLM-L6-v2 for the fields real_…",
    inputs=f"The cat sat; 2-D vectors of the well-known worked example; real: {REAL_TEXT}",
    weights_sha256=MODEL_SHA256,
    layer=REAL_LAYER,
    head=REAL_HEAD,
    sources=(
        "Vaswani et al. 2017, arXiv 1706.03762, equation 1",
        "the report, diagram 11",
        "huggingface.co/sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0)",
    ),
)


@dataclass(frozen=True, eq=False)
class Values:
    """Every number of the scene; positions are 0 The, 1 cat, 2 sat.

    The fields ``real_…`` are the same steps in one head of a real encoder, piece by piece.
    """

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

    real_sentence: str = quantity("()", "text", "chosen: diagram 2's sentence")
    real_pieces: tuple[str, ...] = quantity(
        "(n_pieces,)", "piece", "word pieces of the real encoder, with [CLS] and [SEP]"
    )
    real_asking: int = quantity("()", "piece", "the piece that asks: it")
    real_layer: int = quantity("()", "layer", "from 1: diagram 2's")
    real_head: int = quantity("()", "head", "from 1: diagram 2's")
    real_d_head: int = quantity("()", "number", "width of the head's query, key or value")
    real_sqrt_d_head: float = quantity("()", "1", "square root of real_d_head")
    real_query: Floats = quantity("(real_d_head,)", "1", "q of it: W_Q x + b")
    real_key: Floats = quantity("(n_pieces, real_d_head)", "1", "k of every piece: W_K x + b")
    real_value: Floats = quantity("(n_pieces, real_d_head)", "1", "v of every piece: W_V x + b")
    real_products: Floats = quantity(
        "(n_pieces, real_d_head)", "1", "q_it[i] k[t, i], one multiplication each"
    )
    real_scores: Floats = quantity("(n_pieces,)", "1", "q_it · k[t], the products' sums")
    real_query_length: float = quantity("()", "1", "|q_it|")
    real_shadows: Floats = quantity(
        "(n_pieces,)", "1", "signed length of k[t]'s shadow on q_it: real_scores / |q_it|"
    )
    real_scaled: Floats = quantity("(n_pieces,)", "1", "real_scores / sqrt(real_d_head)")
    real_exponentials: Floats = quantity("(n_pieces,)", "1", "exp(real_scaled)")
    real_exponential_sum: float = quantity("()", "1", "sum of real_exponentials")
    real_weights: Floats = quantity("(n_pieces,)", "share", "softmax of real_scaled")
    real_ranking: Ints = quantity(
        "(n_pieces,)", "piece", "positions of the pieces from largest to smallest weight"
    )
    real_stacked: Floats = quantity(
        "(n_pieces,)", "share", "real_weights of all earlier pieces, added up"
    )
    real_output: Floats = quantity("(real_d_head,)", "1", "real_weights times real_value")
    real_partial_sums: Floats = quantity(
        "(n_pieces, real_d_head)", "1", "real_products added up from the first to each"
    )

    real_n_heads: int = quantity("()", "number", "heads of the layer, side by side")
    real_d_model: int = quantity("()", "number", "real_n_heads times real_d_head")
    real_patterns: Floats = quantity(
        "(real_n_heads, n_pieces, n_pieces)", "share", "every head's softmax, row = query"
    )
    real_head_outputs: Floats = quantity(
        "(real_n_heads, real_d_head)", "1", "every head's row of it times the head's own values"
    )
    real_concat: Floats = quantity(
        "(real_d_model,)", "1", "real_head_outputs one behind the other: Concat(head_1, ...)"
    )
    real_W_O_column: Floats = quantity(
        "(real_d_model,)", "1", "the weights of W_O that make the first number of the output"
    )
    real_mixed_sums: Floats = quantity(
        "(real_d_model,)", "1", "real_concat[i] real_W_O_column[i], added up from the first to each"
    )
    real_projection: Floats = quantity("(real_d_model,)", "1", "real_concat times W_O")
    real_bias: Floats = quantity("(real_d_model,)", "1", "b_O, learned")
    real_attention_output: Floats = quantity(
        "(real_d_model,)", "1", "real_projection + real_bias: what attention adds to it"
    )
    real_own_state: Floats = quantity(
        "(real_d_model,)", "1", "the state of it after the layer, from the encoder's own run"
    )
    real_difference: float = quantity(
        "()",
        "1",
        "largest difference between real_own_state and the rest of the layer after "
        "real_attention_output",
    )

    vmax: float = quantity("()", "1", "drawing limit of vectors, scores and shares: chosen")
    exponential_vmax: float = quantity("()", "1", "drawing limit of the exponentials: chosen")
    real_vmax: float = quantity("()", "1", "drawing limit of q, k and shadows: chosen")
    real_product_vmax: float = quantity("()", "1", "drawing limit of real_products: chosen")
    real_score_vmax: float = quantity("()", "1", "drawing limit of the real scores: chosen")
    real_value_vmax: float = quantity(
        "()", "1", "drawing limit of one head's values and of their blend: chosen"
    )
    real_output_vmax: float = quantity(
        "()", "1", "drawing limit of all heads' outputs and of what W_O makes of them: chosen"
    )
    real_W_O_vmax: float = quantity("()", "1", "drawing limit of real_W_O_column: chosen")
    real_exponential_vmax: float = quantity("()", "1", "drawing limit of real_exponentials: chosen")


def compute() -> Values:
    """Attend with and without the causal mask, and in a real head; every step in float64."""
    import torch

    from anim_lib.models import attention, encoder
    from anim_lib.models.wordpiece import place_of

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

    model = encoder.load_encoder()
    reading = encoder.read(model, REAL_TEXT)
    it = place_of(REAL_ASKING, reading.text.pieces)
    before = reading.states[REAL_LAYER - 1]  # (n_pieces, d_model), what the layer reads
    heads = encoder.project(model.weights, REAL_LAYER - 1, before)
    real_query, real_key, real_value = (x[REAL_HEAD - 1] for x in heads)  # (n_pieces, d_head)
    real_scores = attention.attention_scores(real_query[it], real_key)  # (n_pieces,)
    real_scaled = attention.scale_scores(real_scores, encoder.D_HEAD)  # (n_pieces,)
    real_weights = attention.attention_pattern(real_scaled)  # (n_pieces,)
    real_length = torch.linalg.vector_norm(real_query[it])  # ()

    every_query, every_key, every_value = heads  # each (n_heads, n_pieces, d_head)
    every_score = attention.attention_scores(
        every_query, every_key
    )  # (n_heads, n_pieces, n_pieces)
    patterns = attention.attention_pattern(attention.scale_scores(every_score, encoder.D_HEAD))
    outputs_of_it = torch.stack(
        [attention.attention_output(a[it], x) for a, x in zip(patterns, every_value, strict=True)]
    )  # (n_heads, d_head)
    concat = torch.cat(list(outputs_of_it))  # (d_model,)
    layer = f"encoder.layer.{REAL_LAYER - 1}"
    W_O = model.weights[f"{layer}.attention.output.dense.weight"].T  # (d_model, d_model)
    b_O = model.weights[f"{layer}.attention.output.dense.bias"]  # (d_model,)
    projection = concat @ W_O  # (d_model,)
    # the rest of the layer, so that the encoder's own run can be compared with
    state = encoder.layer_norm(
        model.weights, f"{layer}.attention.output.LayerNorm", before[it] + projection + b_O
    )  # (d_model,)
    inner = torch.nn.functional.gelu(
        encoder.linear(model.weights, f"{layer}.intermediate.dense", state)
    )
    update = encoder.linear(model.weights, f"{layer}.output.dense", inner)  # (d_model,)
    state = encoder.layer_norm(model.weights, f"{layer}.output.LayerNorm", state + update)
    own = reading.states[REAL_LAYER, it]  # (d_model,)
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
        real_sentence=REAL_TEXT,
        real_pieces=reading.text.pieces,
        real_asking=it,
        real_layer=REAL_LAYER,
        real_head=REAL_HEAD,
        real_d_head=encoder.D_HEAD,
        real_sqrt_d_head=encoder.D_HEAD**0.5,
        real_query=floats(real_query[it]),
        real_key=floats(real_key),
        real_value=floats(real_value),
        real_products=floats(real_query[it] * real_key),
        real_scores=floats(real_scores),
        real_query_length=float(real_length),
        real_shadows=floats(real_scores / real_length),
        real_scaled=floats(real_scaled),
        real_exponentials=floats(torch.exp(real_scaled)),
        real_exponential_sum=float(torch.exp(real_scaled).sum()),
        real_weights=floats(real_weights),
        real_ranking=ints(real_weights.argsort(descending=True)),
        real_stacked=floats(real_weights.cumsum(dim=0) - real_weights),
        real_output=floats(attention.attention_output(real_weights, real_value)),
        real_partial_sums=floats((real_query[it] * real_key).cumsum(dim=1)),
        real_n_heads=encoder.N_HEADS,
        real_d_model=encoder.D_MODEL,
        real_patterns=floats(patterns),
        real_head_outputs=floats(outputs_of_it),
        real_concat=floats(concat),
        real_W_O_column=floats(W_O[:, 0]),
        real_mixed_sums=floats((concat * W_O[:, 0]).cumsum(dim=0)),
        real_projection=floats(projection),
        real_bias=floats(b_O),
        real_attention_output=floats(projection + b_O),
        real_own_state=floats(own),
        real_difference=float((state - own).abs().max()),
        vmax=1.0,
        exponential_vmax=2.0,
        real_vmax=5.0,
        real_product_vmax=12.0,
        real_score_vmax=25.0,
        real_value_vmax=2.5,
        real_output_vmax=1.5,
        real_W_O_vmax=0.25,
        real_exponential_vmax=50.0,
    )
