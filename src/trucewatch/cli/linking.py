"""``judge``: a person's word on whether two claims are one happening, contradict each other, or were copied."""

from __future__ import annotations

from typing import Annotated

import typer

from trucewatch.cli.claims import ByOption, WhyOption, given_reason, tell_decision
from trucewatch.cli.options import CaseArgument


def register(app: typer.Typer) -> None:
    """Add the commands of this group."""
    for command in (judge,):
        app.command()(command)


def judge(
    directory: CaseArgument,
    relation: Annotated[
        str, typer.Argument(metavar="RELATION", help="same, different or contradicts; copy of documents.")
    ],
    left: Annotated[str, typer.Argument(metavar="LEFT", help="A claim or event; of a copy, the document copied from.")],
    right: Annotated[
        str, typer.Argument(metavar="RIGHT", help="A claim or event; of a copy, the document that copied.")
    ],
    why: WhyOption,
    by: ByOption = None,
) -> None:
    """Judge a pair: same happening, different, contradicting, or the right copied from the left. Can be undone."""
    from trucewatch.storage.judge import judge_pair

    tell_decision(directory, judge_pair(directory, relation, (left, right), given_reason(by, why)))
