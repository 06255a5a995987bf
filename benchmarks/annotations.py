"""Scores times, attributions and places on the sets of a measuring folder.

usage: annotations.py SHARED OUT_DIR [times] [places] [spans] [word]

SHARED holds data/ and eval/. Each text is read as a bare text, a passage a paragraph, with its day where the
set gives one. `places` finds the places itself, `spans` resolves those that the set points at. OUT_DIR gets
one file a set, in the shape that the scorers read; their tables are printed.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from time import process_time
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from dragoman.annotate.places import locate
from dragoman.annotate.registry import ANNOTATORS, load, parse
from dragoman.model import Passage, PassageKind, PublishedBasis, Span, Story, layers

Json = dict[str, Any]


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


def times(doc: Doc, text: Json) -> Json:
    """Return the times of a text as the scorer of times reads them."""
    found = []
    for time in layers(doc).times:
        start, end = stretch(doc, time.start, time.end)
        found.append({"start": start, "end": end, "type": time.type, "value": time.value})
    return {"timexes": found}


def places(doc: Doc, text: Json) -> Json:
    """Return the places found in a text as the scorer of places reads them."""
    found = []
    for place in sorted([*layers(doc).places, *layers(doc).pointers], key=lambda place: place.start):
        start, end = stretch(doc, place.start, place.end)
        found.append({"start": start, "end": end, "lat": place.latitude, "lon": place.longitude})
    return {"places": found}


def spans(doc: Doc, text: Json) -> Json:
    """Return where the names lie that the set points at, as the scorer of places reads them."""
    asked = [(name["start"], name["end"]) for name in text["toponyms"]]
    answers = zip(asked, locate(doc, asked), strict=True)
    return {
        "places": [{"start": a, "end": b, "lat": p.latitude, "lon": p.longitude} for (a, b), p in answers]
    }


def word(doc: Doc, text: Json) -> Json:
    """Return the attributions of a text as the scorer of attributions reads them."""
    found = []
    for said in layers(doc).utterances:
        sources = [list(doc[i].subtree) for i in said.source]
        found.append(
            {
                "source": [stretch(doc, words[0].i, words[-1].i + 1) for words in sources],
                "cue": [stretch(doc, said.cue, said.cue + 1)],
                "content": [stretch(doc, a, b) for a, b in said.content if doc[a:b].text.strip()],
            }
        )
    return {"quotes": found}


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of annotation: what is measured, on which sets, by which scorer."""

    shape: Callable[[Doc, Json], Json]
    annotator: str
    folder: str
    scorer: str
    arguments: tuple[str, ...] = ()


KINDS = {
    "times": Kind(times, "dragoman_times", "timex", "score_timex.py"),
    "places": Kind(places, "dragoman_places", "places", "score_places.py", ("--mode", "e2e")),
    "spans": Kind(spans, "dragoman_places", "places", "score_places.py", ("--mode", "resolution")),
    "word": Kind(word, "dragoman_speech", "attribution", "score_word.py"),
}


def pipeline(annotator: str) -> Language:
    """Return the pipeline up to an annotator; what comes behind it cannot change what it finds."""
    names = [name for name, *_ in ANNOTATORS]
    return load(without=names[names.index(annotator) + 1 :])


def write(nlp: Language, texts: list[Json], out: Path, kind: Kind) -> float:
    """Write one line of annotations for each text; return the annotator's words a CPU-second."""
    stories = [bare(text["text"], day(text.get("dct") or text.get("date"))) for text in texts]
    docs = []
    with out.open("w", encoding="utf-8") as lines:
        for text, doc in zip(texts, parse(nlp, stories), strict=True):
            lines.write(json.dumps({"doc_id": text["doc_id"], **kind.shape(doc, text)}) + "\n")
            docs.append(doc)
    return pace(nlp, docs, kind)


def pace(nlp: Language, docs: list[Doc], kind: Kind) -> float:
    """Return the words that the annotator alone does in a CPU-second, the parse before it not counted."""
    annotator = nlp.get_pipe(kind.annotator)
    begun = process_time()
    for doc in docs:
        annotator(doc)
    spent = process_time() - begun
    return sum(len(doc.text.split()) for doc in docs) / max(spent, 1e-6)


def lines(path: Path) -> list[Json]:
    """Return the objects of a JSON lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def sets(shared: Path, out: Path, kind: Kind) -> Iterator[tuple[str, list[Json], Path]]:
    """Yield name, texts and gold of each set of a kind."""
    for gold in sorted((shared / "data" / kind.folder).iterdir()):
        if gold.is_dir():
            dump = out / f"{gold.name}.texts.jsonl"
            command = [
                sys.executable,
                str(shared / "eval" / kind.scorer),
                str(gold),
                "--dump-text",
                str(dump),
            ]
            subprocess.run(command, check=True, capture_output=True)
            yield gold.name, lines(dump), gold
        else:
            yield gold.stem, lines(gold), gold


def main() -> None:
    """Run the benchmark from the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("shared", type=Path, metavar="SHARED")
    parser.add_argument("out", type=Path, metavar="OUT_DIR")
    parser.add_argument("kinds", nargs="*", metavar="KIND", help=", ".join(KINDS), default=list(KINDS))
    options = parser.parse_args()
    if unknown := set(options.kinds) - set(KINDS):
        parser.error(f"no such kind: {', '.join(sorted(unknown))}")
    options.out.mkdir(parents=True, exist_ok=True)
    for name in options.kinds:
        kind = KINDS[name]
        nlp = pipeline(kind.annotator)
        for title, texts, gold in sets(options.shared, options.out, kind):
            system = options.out / f"{title}.{name}.jsonl"
            words = write(nlp, texts, system, kind)
            print(f"{name}, {title}: {words:,.0f} words a CPU-second beyond the parse", flush=True)
            scorer = options.shared / "eval" / kind.scorer
            subprocess.run([sys.executable, str(scorer), str(gold), str(system), *kind.arguments], check=True)


if __name__ == "__main__":
    main()
