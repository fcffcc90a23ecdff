"""Fit the weights of mentions on topics of ECB+ and write them into the rulebook of weights.

    python benchmarks/fit_links.py --shared ../shared

The topics are `coreference.FITTED`; all others are for reporting. The text of the corpus is only read.
"""

from __future__ import annotations

import argparse
import dataclasses
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from trucewatch.evaluate.coreference import FITTED
from trucewatch.evaluate.event_corpora import Corpus, read_ecbplus
from trucewatch.evaluate.fitting import all_pairs, count_patterns, fit_weights
from trucewatch.evaluate.mention_features import read_mentions

WEIGHTS = Path(__file__).parent.parent / "src" / "trucewatch" / "linking" / "data" / "weights.yml"
JOIN, FLOOR = -0.4, -1.4
"""Chosen on the fitted topics: below 0, because the mean over two clusters also has pairs that say nothing."""


def fitted_part(corpus: Corpus) -> Corpus:
    """Return the topics from which weights are learnt."""
    mentions = tuple(mention for mention in corpus.mentions if mention.topic in FITTED)
    words = {name: text for name, text in corpus.words.items() if name.partition("_")[0] in FITTED}
    return dataclasses.replace(corpus, mentions=mentions, words=words)


def fit(shared: Path) -> dict[str, Any]:
    """Return the section of weights for mentions."""
    corpus = fitted_part(read_ecbplus(shared / "bench" / "ecbplus"))
    chains = np.unique([mention.chain for mention in corpus.mentions], return_inverse=True)[1]
    patterns = count_patterns(read_mentions(corpus).columns, chains, *all_pairs(np.arange(len(chains))))
    told = "logistic regression on all pairs of mentions of ECB+, topics 1 to 20 (benchmarks/fit_links.py)"
    return {"fitted": told, "join": JOIN, "floor": FLOOR, "shown": 0.0, **fit_weights(patterns)}


def main() -> None:
    """Fit, and write the file."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    data = yaml.safe_load(WEIGHTS.read_text(encoding="utf-8"))
    data["mentions"] = fit(parser.parse_args().shared)
    text = yaml.safe_dump(data, sort_keys=False, default_flow_style=None, width=120, allow_unicode=True)
    WEIGHTS.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
