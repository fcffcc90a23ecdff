"""Splink beside the logistic regression: the same comparisons, clustering and topics of ECB+.

    PYTHONPATH=src python benchmarks/splink_beside.py --shared ../shared

needs an environment that has splink 5 and pandas, which the program does not. Splink gets the features of mentions as a
table and our levels as its own, and estimates weights in two ways: without labels (expectation maximisation, as it is
usually run), and with m read off the true chains of the fitted topics. Its match weights are turned into logits;
everything after the weights is ours. Each method has the joining threshold that is best on the fitted topics.
"""

from __future__ import annotations

import argparse
import dataclasses
import logging
import math
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import splink.comparison_level_library as levels
import splink.comparison_library as comparisons
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

from trucewatch.evaluate.chains import score_chains
from trucewatch.evaluate.coreference import FITTED, group, link_mentions
from trucewatch.evaluate.event_corpora import Corpus, read_ecbplus
from trucewatch.evaluate.fitting import all_pairs, count_patterns, fit_weights
from trucewatch.evaluate.mention_features import Read, read_mentions
from trucewatch.linking.columns import Columns
from trucewatch.linking.compare import COMPARISONS
from trucewatch.linking.stems import LIGHT
from trucewatch.linking.weights import make_weights

JOINS = (-1.5, -1.0, -0.4, 0.0, 0.5, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0)
_PAIRS = 3e6

SQL: dict[str, tuple[tuple[str, str], ...]] = {
    "trigger": (
        ("same", "list_has_any(strong_l, strong_r)"), ("akin", "list_has_any(senses_l, senses_r)"),
        ("light", "list_has_any(triggers_l, triggers_r)"), ("other", "ELSE"),
    ),
    "doer": (
        ("same", "list_has_any(doers_l, doers_r)"),
        ("swapped", "list_has_any(doers_l, bearers_r) OR list_has_any(bearers_l, doers_r)"),
        ("open", "len(doers_l) = 0 OR len(doers_r) = 0"), ("other", "ELSE"),
    ),
    "bearer": (
        ("same", "list_has_any(bearers_l, bearers_r)"), ("open", "len(bearers_l) = 0 OR len(bearers_r) = 0"),
        ("other", "ELSE"),
    ),
    "words": (
        ("many", "len(list_intersect(words_l, words_r)) >= 3 AND "
                 "2 * len(list_intersect(words_l, words_r)) >= least(len(words_l), len(words_r))"),
        ("some", "len(list_intersect(words_l, words_r)) >= 2"), ("one", "list_has_any(words_l, words_r)"),
        ("none", "ELSE"),
    ),
    "figure": (
        ("same", "list_has_any(numbers_l, numbers_r)"), ("open", "len(numbers_l) = 0 OR len(numbers_r) = 0"),
        ("other", "ELSE"),
    ),
    "story": (("document", "document_l = document_r"), ("near", "story_l = story_r"), ("unlike", "ELSE")),
}  # fmt: skip
"""The comparisons that bear on bare mentions, with our levels as conditions of DuckDB."""


def part(corpus: Corpus, fitted: bool) -> Corpus:
    """Return the topics that weights are learnt from, or the others."""
    mentions = tuple(one for one in corpus.mentions if (one.topic in FITTED) is fitted)
    documents = {one.document for one in mentions}
    return dataclasses.replace(corpus, mentions=mentions, words={name: corpus.words[name] for name in documents})


def table(corpus: Corpus, read: Read) -> pd.DataFrame:
    """Return mentions as records for Splink."""
    columns = read.columns

    def lists(values: Any) -> list[list[int]]:
        return [[int(one) for one in row if one] for row in values]

    light = columns.senses == LIGHT
    return pd.DataFrame(
        {
            "unique_id": range(len(columns)),
            "chain": [mention.chain for mention in corpus.mentions],
            "head": list(read.heads),
            "story": list(read.stories),
            "document": [mention.document for mention in corpus.mentions],
            "triggers": lists(columns.triggers),
            "strong": lists(np.where(light, 0, columns.triggers)),
            "senses": lists(np.where(light, 0, columns.senses)),
            "doers": lists(columns.doers),
            "bearers": lists(columns.bearers),
            "words": lists(columns.words),
            "numbers": lists(np.where(columns.units != 0, columns.lows, 0)),
        }
    )


def train(records: pd.DataFrame, labelled: bool) -> dict[str, Any]:
    """Return weights that Splink estimates, in the form of ``weights.yml``."""
    made = [
        comparisons.CustomComparison(
            output_column_name=name,
            comparison_levels=[
                levels.ElseLevel() if sql == "ELSE" else levels.CustomLevel(sql, level) for level, sql in listed
            ],
        )
        for name, listed in SQL.items()
    ]
    same = records.groupby("chain").size()
    prior = float((same * (same - 1)).sum() / (len(records) * (len(records) - 1)))
    settings = SettingsCreator(
        link_type="dedupe_only", comparisons=made, probability_two_random_records_match=prior,
        blocking_rules_to_generate_predictions=[block_on("story")],
    )  # fmt: skip
    linker = Linker(DuckDBAPI().register(records), settings)
    linker.training.estimate_u_using_random_sampling(max_pairs=_PAIRS, seed=1)
    if labelled:
        linker.training.estimate_m_from_label_column("chain")
    else:
        for rule in ("story", "head"):
            linker.training.estimate_parameters_using_expectation_maximisation(block_on(rule))
    return weights(linker.misc.save_model_to_json(), prior)


def weights(model: dict[str, Any], prior: float) -> dict[str, Any]:
    """Return Splink's m and u as logits by level; levels it does not have weigh 0."""
    made = {one.name: {name: 0.0 for name, _ in one.levels} for one in COMPARISONS}
    for trained in model["comparisons"]:
        name = trained["output_column_name"]
        for (level, _), found in zip(SQL[name], trained["comparison_levels"], strict=True):
            m, u = found.get("m_probability") or 1e-4, found.get("u_probability") or 1e-6
            made[name][level] = round(math.log(m / u), 2)
    for level in ("close", "akin"):
        made["story"][level] = made["story"]["unlike"]
    return {"prior": round(math.log(prior / (1 - prior)), 2), "comparisons": made}


def measure(corpus: Corpus, columns: Columns, made: dict[str, Any], join: float) -> tuple[float, float]:
    """Return CoNLL F1 and LEA of some weights."""
    chosen = make_weights({**made, "join": join, "floor": min(join, 0.0) - 1, "shown": 0.0})
    key = group(corpus.mentions, (mention.chain for mention in corpus.mentions))
    scores = score_chains(key, group(corpus.mentions, link_mentions(columns, chosen)))
    return scores["CoNLL"][2], scores["LEA"][2]


def main() -> None:
    """Print CoNLL F1 and LEA on the topics not fitted, one line a method."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    corpus = read_ecbplus(parser.parse_args().shared / "bench" / "ecbplus")
    logging.getLogger("splink").setLevel(logging.ERROR)
    fitted, others = part(corpus, True), part(corpus, False)
    learnt, told = read_mentions(fitted), read_mentions(others)
    records = table(fitted, learnt)
    chains = np.unique(records["chain"], return_inverse=True)[1]
    pairs = all_pairs(np.arange(len(records)))
    methods = {
        "logistic regression": fit_weights(count_patterns(learnt.columns, chains, *pairs)),
        "Splink, m from labels": train(records, labelled=True),
        "Splink, no labels": train(records, labelled=False),
    }
    for name, made in methods.items():
        join = max(JOINS, key=lambda join: measure(fitted, learnt.columns, made, join)[0])
        conll, lea = measure(others, told.columns, made, join)
        print(f"{name:24} join {join:4.1f}  CoNLL {100 * conll:.1f}  LEA {100 * lea:.1f}", flush=True)


if __name__ == "__main__":
    main()
