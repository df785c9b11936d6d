"""What stands beside diagram 5's columns in words: the letters' key, the sum, the share kept."""

from __future__ import annotations

from anim_lib.columns import middles
from anim_lib.formula import Formula
from anim_lib.layout import LEFT
from anim_lib.motion import Posed
from anim_lib.typography import Label, scientific
from scenes.casts import d05_grid as at
from scenes.casts.d05_place import Place
from scenes.casts.d05_words import Words, share, signed
from scenes.values.d05_ssm_state_update import Values


def key(v: Values, words: Words) -> list[list[Posed]]:
    """Return what each letter means, line by line."""
    keeps, writes = v.A_bar[v.watched], v.B_bar[v.watched]
    lines = (
        ("u", f"input: one number per word, no. {v.channel + 1}", "of its learned embedding"),
        ("h", "state: what is remembered"),
        ("Ā", f"keeps {share(keeps)} of h at each word"),
        ("B̄", f"writes {share(writes)} of u into h"),
        ("±", "up where u is positive, else down"),
    )
    out: list[list[Posed]] = []
    y = at.KEY_AT
    for letter, *texts in lines:
        out.append([words.word(letter, at.PANEL, y)])
        for text in texts:
            out[-1].append(words.note(text, at.KEY_TEXT, y))
            y += at.KEY_LEAD
        y += at.KEY_GAP
    return out


def sums(v: Values, words: Words) -> tuple[Posed, ...]:
    """Return the state as a sum, and how exactly the layers add up to it."""
    return (
        Formula(
            "{{ h_t : h }} = sum_(s <= t) {{ macron(A)^(t-s) macron(B) u_s : each }}",
            theme=words.theme,
            terms={"h": "ink", "each": "ink"},
            x=at.PANEL,
            y=400.0,
        ),
        words.word("line across: the state h", at.PANEL, 530.0),
        words.note("layers added up, minus h:", at.PANEL, 600.0),
        words.note(
            f"at most {scientific(v.contribution_gap)}, all {len(v.A)} numbers", at.PANEL, 650.0
        ),
    )


def rates(v: Values, words: Words, place: Place) -> tuple[list[Label], Label]:
    """Return what every step keeps, between the columns or once for all, and its letter."""
    kept, centres = f"×{signed(v.A_bar[v.watched])}", middles(place.columns)
    if place.above:
        once = words.number(f"{kept} at every word", at.RATE_X, at.SHARES_NAME_AT, "state_pos")
        return [once], words.number("Ā", LEFT, at.SHARES_NAME_AT, "state_pos")
    between = ((centres[1:] + centres[:-1]) / 2).tolist()
    each = [words.number(kept, x, at.RATES_AT, "state_pos", "c") for x in between]
    return each, words.number("Ā", 150.0, at.RATES_AT, "state_pos")
