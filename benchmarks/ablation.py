"""Scores the ledgers of a folder with parts of the program left out: what each part is worth.

usage: ablation.py GOLD_DIR OUT_DIR [--scorer score_ledger.py]

Each variant takes something from the annotations before the coder reads them. Prints a row for each, for
docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

from gold import row, score

from dragoman.annotate.registry import load, prepare
from dragoman.coding.ballot import Scales, read_scales
from dragoman.coding.classify import Classifier
from dragoman.coding.coder import code
from dragoman.export.gold import as_gold
from dragoman.model import Layers, MentionKind, layers
from dragoman.sources.text import read_text


def everything(found: Layers) -> None:
    """The program as it ships."""


def lexicon_alone(found: Layers) -> None:
    """Lexicon and rules alone: the classifier has no vote."""


def classifier_alone(found: Layers) -> None:
    """The classifier alone types and judges what the lexicon finds: neither lexicon nor rules have a vote."""


def without_pronouns(found: Layers) -> None:
    """Without pronouns: nobody is "he", "it" or "they"."""
    found.mentions = [m for m in found.mentions if m.kind is not MentionKind.PRONOUN]


def names_alone(found: Layers) -> None:
    """Without coreference: names and adjectives alone, no pronouns and no common nouns."""
    kept = (MentionKind.NAME, MentionKind.ADJECTIVE)
    found.mentions = [m for m in found.mentions if m.kind in kept]


def without_times(found: Layers) -> None:
    """Without times: every day follows from the story's own."""
    found.times = []


def without_speech(found: Layers) -> None:
    """Without attribution: everything in the agency's own voice."""
    found.utterances = []


def without_places(found: Layers) -> None:
    """Without places, the dateline's among them."""
    found.places, found.here = [], None


VARIANTS: tuple[Callable[[Layers], None], ...] = (
    everything,
    lexicon_alone,
    classifier_alone,
    without_pronouns,
    names_alone,
    without_times,
    without_speech,
    without_places,
)


class _Every(frozenset[str]):
    """All names there are."""

    def __contains__(self, name: object) -> bool:
        return True


def _unopposed(classifier: Classifier) -> Scales | None:
    """Return scales on which the classifier is asked about everything and nobody else counts."""
    scales = read_scales(classifier)
    return scales and replace(scales, words={}, rules={}, sure_words=frozenset(), doubted_rules=_Every())


def main() -> None:
    """Run the ablation from the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", type=Path, metavar="GOLD_DIR")
    parser.add_argument("out", type=Path, metavar="OUT_DIR")
    parser.add_argument("--scorer", type=Path)
    options = parser.parse_args()
    scorer = options.scorer or options.gold.resolve().parent / "eval" / "score_ledger.py"
    nlp = load()
    names = sorted(path.parent.name for path in options.gold.glob("*/story.txt"))
    rows = []
    for variant in VARIANTS:
        out = options.out / variant.__name__
        out.mkdir(parents=True, exist_ok=True)
        for name in names:
            text = (options.gold / name / "story.txt").read_text(encoding="utf-8")
            doc = nlp(prepare(nlp, read_text(text, name)))
            variant(layers(doc))
            scales = _unopposed if variant is classifier_alone else read_scales
            with patch("dragoman.coding.ballot.read_scales", scales):
                record = code(doc, vote=variant is not lexicon_alone)
            (out / f"{name}.json").write_text(json.dumps(as_gold(record)), encoding="utf-8")
        figures = score(scorer, options.gold, out, misses=False)
        title = (variant.__doc__ or variant.__name__).partition(":")[0].rstrip(".")
        rows.append(row(figures).replace("Dragoman", title))
    print("\n| | events | dyads | strict | status | word | days | place | header |")
    print("\n".join(rows))


if __name__ == "__main__":
    main()
