"""Coreference of events across documents: linking against public corpora, beside a head-lemma baseline.

Run ``python -m trucewatch.evaluate.coreference ecbplus FOLDER`` or ``… meantime FOLDER``. Topics of ECB+ from which the
weights were learnt are left out unless asked for. No gold topics are used: which documents are on one story is read
from their words. With gold mentions, then with mentions that we find ourselves.
"""

from __future__ import annotations

import argparse
import dataclasses
from collections.abc import Hashable, Iterable, Sequence
from pathlib import Path

import numpy as np

from trucewatch.evaluate.chains import Chains, score_chains
from trucewatch.evaluate.event_corpora import Corpus, Mention, read_ecbplus, read_meantime
from trucewatch.evaluate.fitting import all_pairs
from trucewatch.evaluate.mention_features import Read, find_mentions, read_mentions
from trucewatch.linking.cluster import Bounds, Edges, cluster_claims, no_pairs
from trucewatch.linking.columns import Columns
from trucewatch.linking.weights import Weights, load_weights, score_pairs

FITTED = frozenset(str(topic) for topic in range(1, 21))
"""Topics of ECB+ from which the weights of mentions were learnt (``benchmarks/fit_links.py``)."""


def link_mentions(columns: Columns, weights: Weights) -> list[int]:
    """Return the number of the cluster of each mention: every pair is scored, then clustered as claims are."""
    left, right = all_pairs(np.arange(len(columns)))
    scores = score_pairs(columns, left, right, weights, least=weights.floor)
    kept = scores >= weights.floor
    edges = Edges(left[kept], right[kept], scores[kept])
    bounds = Bounds(no_pairs(), no_pairs(), len(columns))
    labels: list[int] = cluster_claims(columns, edges, weights, bounds).label.tolist()
    return labels


def group(mentions: Sequence[Mention], labels: Iterable[Hashable]) -> Chains:
    """Return mentions (by document, sentence and words) in sets of one label."""
    found: dict[Hashable, set[Hashable]] = {}
    for mention, label in zip(mentions, labels, strict=True):
        found.setdefault(label, set()).add((mention.document, mention.number, mention.tokens))
    return [frozenset(members) for members in found.values()]


def answers(mentions: Sequence[Mention], read: Read) -> dict[str, Chains]:
    """Return the clusters of two baselines and of linking, by name."""
    return {
        "head lemma": group(mentions, read.heads),
        "head lemma within stories": group(mentions, zip(read.heads, read.stories, strict=True)),
        "linked": group(mentions, link_mentions(read.columns, load_weights("mentions"))),
    }


def evaluate(corpus: Corpus) -> list[str]:
    """Return the lines of a report: gold mentions, then our own."""
    key = group(corpus.mentions, (mention.chain for mention in corpus.mentions))
    gold = {mention for chain in key for mention in chain}
    found = find_mentions(corpus)
    own = dataclasses.replace(corpus, mentions=found)
    heads = head_positions(corpus, found)
    hits = sum((mention.document, mention.number, mention.tokens) in gold for mention in heads)
    lines = [f"{len(corpus.mentions)} gold mentions in {len(key)} chains, {len(corpus.words)} documents"]
    lines += table(key, answers(corpus.mentions, read_mentions(corpus)))
    lines.append(f"{len(found)} mentions of our own, {hits} of them gold ({len(gold)})")
    return lines + table(key, answers(heads, read_mentions(own)))


def head_positions(corpus: Corpus, found: Sequence[Mention]) -> list[Mention]:
    """Return found mentions with the extent of the gold mention that holds their word, if one does."""
    extent = {
        (mention.document, mention.number, token): mention.tokens
        for mention in corpus.mentions
        for token in mention.tokens
    }
    return [
        dataclasses.replace(one, tokens=extent.get((one.document, one.number, one.tokens[0]), one.tokens))
        for one in found
    ]


def table(key: Chains, listed: dict[str, Chains]) -> list[str]:
    """Return one line for each answer: F1 of every measure in percent."""
    names = ("MUC", "B3", "CEAFe", "CoNLL", "LEA")
    lines = [f"  {'':26}" + "".join(f"{name:>8}" for name in names)]
    for title, chains in listed.items():
        scores = score_chains(key, chains)
        lines.append(f"  {title:26}" + "".join(f"{100 * scores[name][2]:8.1f}" for name in names))
    return lines


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the report."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("corpus", choices=("ecbplus", "meantime"))
    parser.add_argument("folder", type=Path)
    parser.add_argument("--fitted", action="store_true", help="also the topics from which weights were learnt")
    given = parser.parse_args(arguments)
    if given.corpus == "meantime":
        corpus = read_meantime(given.folder)
    else:
        corpus = read_ecbplus(given.folder, leave_out=frozenset() if given.fitted else FITTED)
    print("\n".join(evaluate(corpus)))


if __name__ == "__main__":
    main()
