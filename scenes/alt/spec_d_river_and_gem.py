"""Special D's poster in words."""

from __future__ import annotations

from scenes.alt.words import counted, quoted
from scenes.casts.spec_d_says import replaced
from scenes.values.spec_d_river_and_gem import Values


def alt(v: Values) -> str:
    """Return both stories with the words that are asked for, and both gems below them."""
    asked = [
        quoted(story[t] for t in range(v.n_body) if v.is_content[k, t])
        for k, story in enumerate((v.first_story, v.second_story))
    ]
    return (
        f"Two gems of one outline, side by side, each under its story in word cards; {_parted(v)}. "
        f"Tabs under the cards mark what a toy state space net will be asked for: {asked[0]} in "
        f"the one story, {asked[1]} in the other. The facets are {len(v.facet_channel)} of its "
        f"{v.state_numbers:,} state numbers, {v.state_bytes:,} bytes; the gems differ in how far "
        f"each is filled and in the glow around it, what each word left. At the stories’ ends the "
        f"two states are {v.apart[v.n_body - 1]:.2f} × a state’s length apart."
    )


def _parted(v: Values) -> str:
    """Return what the stories have in common."""
    if replaced(v):
        return f"{counted(replaced(v), 'word')} of the first story are others in the second"
    if not v.same_until:
        return "the stories differ from their first words on"
    return f"the stories share their first {counted(v.same_until, 'word')}"
