"""Which public models keep keys and values of every token, so that their cache can be counted."""

from __future__ import annotations

from anim_lib.tables import ModelConfig, model_config, rows


def caching_models(*, with_states: bool = False) -> dict[str, ModelConfig]:
    """Return models of models.csv by name, in its order, whose weights are known too.

    Parameters
    ----------
    with_states
        Whether hybrids are among them, whose other layers keep states.

    Examples
    --------
    >>> "Jamba-v0.1" in caching_models(), "Jamba-v0.1" in caching_models(with_states=True)
    (False, True)
    """
    configs = [model_config(row["name"]) for row in rows("models")]
    return {
        c.name: c
        for c in configs
        if c.n_attention_layers
        and c.parameters
        and not c.window
        and (with_states or not c.n_ssm_layers)
    }
