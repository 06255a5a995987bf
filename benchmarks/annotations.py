"""Scores times, attributions and places on the sets of a measuring folder.

usage: annotations.py SHARED OUT_DIR [times] [word] [places]

SHARED holds data/ and eval/. Each text is read as a bare text, a passage a paragraph, with its day where the
set gives one. OUT_DIR gets one file a set, in the shape that the scorers read; their tables are printed.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from dragoman.annotate.registry import load, parse
from dragoman.model import Passage, PassageKind, PublishedBasis, Span, Story, layers

Json = dict[str, Any]

KINDS = "times", "word", "places"


def bare(text: str, published: date | None) -> Story:
    """Return a text without wire dress as a story: every paragraph is body."""
    passages: list[Passage] = []
    at = 0
    for paragraph in text.split("\n\n"):
        if paragraph.strip():
            passages.append(Passage(PassageKind.BODY, Span(at, at + len(paragraph))))
        at += len(paragraph) + 2
    basis = PublishedBasis.GIVEN if published else None
    return Story(text, tuple(passages), published=published, published_basis=basis)


def day(text: str | None) -> date | None:
    """Return the day that an ISO date or moment names, if it is whole."""
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None


def stretch(doc: Doc, start: int, end: int) -> list[int]:
    """Return the characters of the original text behind tokens start..end, blanks at the ends left out."""
    tokens = [token for token in doc[start:end] if not token.is_space]
    span = layers(doc).reading.original(tokens[0].idx, tokens[-1].idx + len(tokens[-1]))
    return [span.start, span.end]


def times(doc: Doc) -> Json:
    """Return the times of a text as the scorer of times reads them."""
    found = []
    for time in layers(doc).times:
        start, end = stretch(doc, time.start, time.end)
        found.append({"start": start, "end": end, "type": time.type, "value": time.value})
    return {"timexes": found}


def word(doc: Doc) -> Json:
    """Return the attributions of a text as the scorer of attributions reads them."""
    found = []
    for said in layers(doc).utterances:
        sources = [doc[i].subtree for i in said.source]
        found.append(
            {
                "source": [stretch(doc, words[0].i, words[-1].i + 1) for words in map(list, sources)],
                "cue": [stretch(doc, said.cue, said.cue + 1)],
                "content": [stretch(doc, a, b) for a, b in said.content if doc[a:b].text.strip()],
            }
        )
    return {"quotes": found}


def places(doc: Doc) -> Json:
    """Return the places of a text as the scorer of places reads them."""
    found = []
    for place in layers(doc).places:
        start, end = stretch(doc, place.start, place.end)
        found.append({"start": start, "end": end, "lat": place.latitude, "lon": place.longitude})
    return {"places": found}


SHAPES: dict[str, Callable[[Doc], Json]] = {"times": times, "word": word, "places": places}


def write(nlp: Language, texts: list[Json], out: Path, shape: Callable[[Doc], Json]) -> None:
    """Write one line of annotations for each text."""
    stories = [bare(text["text"], day(text.get("dct") or text.get("date"))) for text in texts]
    with out.open("w", encoding="utf-8") as lines:
        for text, doc in zip(texts, parse(nlp, stories), strict=True):
            lines.write(json.dumps({"doc_id": text["doc_id"], **shape(doc)}) + "\n")


def lines(path: Path) -> list[Json]:
    """Return the objects of a JSON lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def sets(shared: Path, out: Path, kind: str) -> Iterator[tuple[str, list[Json], Path, Path]]:
    """Yield name, texts, gold and scorer of each set of a kind."""
    data, scorer = shared / "data", shared / "eval" / f"score_{'timex' if kind == 'times' else kind}.py"
    if kind == "times":
        for folder in sorted((data / "timex").iterdir()):
            dump = out / f"{folder.name}.texts.jsonl"
            command = [sys.executable, str(scorer), str(folder), "--dump-text", str(dump)]
            subprocess.run(command, check=True, capture_output=True)
            yield folder.name, lines(dump), folder, scorer
    else:
        for path in sorted((data / {"word": "attribution"}.get(kind, kind)).glob("*.jsonl")):
            yield path.stem, lines(path), path, scorer


def main() -> None:
    """Run the benchmark from the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("shared", type=Path, metavar="SHARED")
    parser.add_argument("out", type=Path, metavar="OUT_DIR")
    parser.add_argument("kinds", nargs="*", choices=KINDS, default=list(KINDS))
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    nlp = load()
    for kind in options.kinds:
        for name, texts, gold, scorer in sets(options.shared, options.out, kind):
            system = options.out / f"{name}.jsonl"
            write(nlp, texts, system, SHAPES[kind])
            print(f"{kind}, {name}", flush=True)
            subprocess.run([sys.executable, scorer, gold, system], check=True)


if __name__ == "__main__":
    main()
