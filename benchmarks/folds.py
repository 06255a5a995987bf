"""Fine-tunes on pairs of a typed set and types the rest, fold by fold: what `dragoman train` is worth.

usage: folds.py PAIRS.jsonl GOLD.tsv OUT_DIR [--scorer score_plv.py] [--folds 5] [--seeds 3] [--start MODEL]

PAIRS.jsonl holds {"id", "text", "actor", "recipient"}, GOLD.tsv the columns `id` and `root`. Each seed parts
the pairs anew. A fold that OUT_DIR has already is not trained again. Prints the scorer's table for each seed
and, last, the means. Needs the extra `train`.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import subprocess
import sys
from importlib.resources import as_file, files
from pathlib import Path
from random import Random
from statistics import mean
from typing import Any

from dragoman.coding.classify import Classifier
from dragoman.learn.examples import read_pair
from dragoman.learn.fitting import Settings
from dragoman.learn.own import train_own

Line = dict[str, Any]


def part(lines: list[Line], folds: int, seed: int) -> list[list[Line]]:
    """Return the lines in so many parts, each type spread over all."""
    order = list(lines)
    Random(seed).shuffle(order)
    order.sort(key=lambda line: str(line["type"]))
    return [order[n::folds] for n in range(folds)]


def fold(kept: list[Line], held: list[Line], start: Path, out: Path, seed: int) -> None:
    """Train on the pairs kept and write what the model says of those held out."""
    out.mkdir(parents=True, exist_ok=True)
    data = out / "pairs.jsonl"
    data.write_text("".join(json.dumps(line) + "\n" for line in kept), encoding="utf-8")
    train_own(data, start, out / "model", None, Settings(epochs=5, seed=seed), lambda epoch, loss: None)
    readings = Classifier(out / "model").classify([read_pair(line, str(line["id"])) for line in held])
    told = [{"id": line["id"], "type": r.type} for line, r in zip(held, readings, strict=True)]
    (out / "types.jsonl").write_text("".join(json.dumps(t) + "\n" for t in told), encoding="utf-8")


def main() -> None:
    """Run the benchmark from the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("pairs", type=Path, metavar="PAIRS.jsonl")
    parser.add_argument("gold", type=Path, metavar="GOLD.tsv")
    parser.add_argument("out", type=Path, metavar="OUT_DIR")
    parser.add_argument("--scorer", type=Path)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--start", type=Path, help="a model's folder, not the shipped one")
    options = parser.parse_args()
    scorer = options.scorer or options.gold.resolve().parents[1] / "eval" / "score_plv.py"
    with options.gold.open(encoding="utf-8") as file:
        types = {row["id"]: row["root"] for row in csv.DictReader(file, delimiter="\t")}
    lines = [json.loads(raw) for raw in options.pairs.read_text(encoding="utf-8").splitlines()]
    lines = [{**line, "type": types[line["id"]]} for line in lines if line["id"] in types]
    figures: list[list[float]] = []
    with as_file(files("dragoman.coding") / "model") as shipped:
        for seed in range(options.seeds):
            parts = part(lines, options.folds, seed)
            for n, held in enumerate(parts):
                out = options.out / f"seed{seed}" / f"fold{n}"
                if not (out / "types.jsonl").is_file():
                    kept = [line for m, others in enumerate(parts) if m != n for line in others]
                    fold(kept, held, options.start or shipped, out, seed)
            told = options.out / f"seed{seed}.jsonl"
            folds = sorted((options.out / f"seed{seed}").glob("*/types.jsonl"))
            told.write_text("".join(f.read_text(encoding="utf-8") for f in folds), encoding="utf-8")
            command = [sys.executable, str(scorer), str(options.gold), str(told)]
            done = subprocess.run(command, capture_output=True, text=True, check=True)
            print(f"seed {seed}\n{done.stdout}", flush=True)
            figures.append([float(f) for f in re.findall(r"macro-F1 ([\d.]+)", done.stdout)])
    print("mean macro-F1 " + " / ".join(f"{mean(column):.1f}" for column in zip(*figures, strict=True)))


if __name__ == "__main__":
    main()
