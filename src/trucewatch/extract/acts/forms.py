"""Forms of English verbs, from their base: third person, past, participle, gerund."""

from __future__ import annotations

IRREGULAR: dict[str, tuple[str, ...]] = {
    "be": ("is", "are", "was", "were", "been", "being"),
    "begin": ("begins", "began", "begun", "beginning"),
    "blow": ("blows", "blew", "blown", "blowing"),
    "break": ("breaks", "broke", "broken", "breaking"),
    "bring": ("brings", "brought", "bringing"),
    "build": ("builds", "built", "building"),
    "burn": ("burns", "burned", "burnt", "burning"),
    "come": ("comes", "came", "coming"),
    "cut": ("cuts", "cutting"),
    "drive": ("drives", "drove", "driven", "driving"),
    "feed": ("feeds", "fed", "feeding"),
    "fight": ("fights", "fought", "fighting"),
    "flee": ("flees", "fled", "fleeing"),
    "fly": ("flies", "flew", "flown", "flying"),
    "get": ("gets", "got", "getting"),
    "give": ("gives", "gave", "given", "giving"),
    "go": ("goes", "went", "gone", "going"),
    "fall": ("falls", "fell", "fallen", "falling"),
    "hear": ("hears", "heard", "hearing"),
    "hit": ("hits", "hitting"),
    "hold": ("holds", "held", "holding"),
    "hurt": ("hurts", "hurting"),
    "keep": ("keeps", "kept", "keeping"),
    "lay": ("lays", "laid", "laying"),
    "lead": ("leads", "led", "leading"),
    "leave": ("leaves", "left", "leaving"),
    "let": ("lets", "letting"),
    "make": ("makes", "made", "making"),
    "meet": ("meets", "met", "meeting"),
    "overrun": ("overruns", "overran", "overrunning"),
    "pull": ("pulls", "pulled", "pulling"),
    "overfly": ("overflies", "overflew", "overflown", "overflying"),
    "put": ("puts", "putting"),
    "quit": ("quits", "quitting"),
    "rebuild": ("rebuilds", "rebuilt", "rebuilding"),
    "retake": ("retakes", "retook", "retaken", "retaking"),
    "run": ("runs", "ran", "running"),
    "see": ("sees", "saw", "seen", "seeing"),
    "seek": ("seeks", "sought", "seeking"),
    "send": ("sends", "sent", "sending"),
    "set": ("sets", "setting"),
    "shoot": ("shoots", "shot", "shooting"),
    "shut": ("shuts", "shutting"),
    "slay": ("slays", "slew", "slain", "slaying"),
    "speak": ("speaks", "spoke", "spoken", "speaking"),
    "stand": ("stands", "stood", "standing"),
    "steal": ("steals", "stole", "stolen", "stealing"),
    "strike": ("strikes", "struck", "striking"),
    "sweep": ("sweeps", "swept", "sweeping"),
    "take": ("takes", "took", "taken", "taking"),
    "tear": ("tears", "tore", "torn", "tearing"),
    "throw": ("throws", "threw", "thrown", "throwing"),
    "withdraw": ("withdraws", "withdrew", "withdrawn", "withdrawing"),
    "withhold": ("withholds", "withheld", "withholding"),
}
"""Verbs that do not follow the rules, with all forms but the base."""

IRREGULAR_NOUNS = {"man": "men", "child": "children", "person": "persons"}
"""Nouns that do not follow the rules, with their plural."""

DOUBLED = frozenset(
    [
        "ban",
        "bar",
        "commit",
        "drop",
        "equip",
        "expel",
        "grab",
        "gun",
        "jam",
        "ship",
        "stab",
        "stop",
        "trap",
        "plan",
        "step",
        "transfer",
        "refer",
        "deter",
        "admit",
        "permit",
        "patrol",
        "propel",
        "rebel",
        "repel",
        "control",
        "compel",
        "swap",
        "lob",
        "rob",
        "pin",
        "slam",
        "strip",
    ]
)
"""Verbs that double their last letter before -ed and -ing."""

_VOWELS = "aeiou"


def verb_forms(base: str) -> tuple[str, ...]:
    """Return all forms of a verb, the base first."""
    if base in IRREGULAR:
        return (base, *IRREGULAR[base])
    stem = base + base[-1] if base in DOUBLED else base
    if base.endswith("ee"):
        return (base, base + "s", base + "d", base + "ing")
    if base.endswith("e"):
        return (base, base + "s", base + "d", base[:-1] + "ing")
    if base.endswith("y") and base[-2] not in _VOWELS:
        return (base, base[:-1] + "ies", base[:-1] + "ied", base + "ing")
    third = base + ("es" if base.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")
    return (base, third, stem + "ed", stem + "ing")


def noun_forms(base: str) -> tuple[str, ...]:
    """Return singular and plural of a noun; a noun written as a plural stays one."""
    if base.endswith("s") and not base.endswith("ss"):
        return (base,)
    if base in IRREGULAR_NOUNS or base.endswith(("woman", "serviceman", "militiaman", "gunman", "policeman")):
        return (base, IRREGULAR_NOUNS.get(base, base[:-2] + "en"))
    if base.endswith("y") and base[-2] not in _VOWELS:
        return (base, base[:-1] + "ies")
    return (base, base + ("es" if base.endswith(("s", "sh", "ch", "x")) else "s"))
