"""Reads every NAME/story.txt of a folder and scores the ledgers against NAME/gold.json.

usage: gold.py GOLD_DIR OUT_DIR [--scorer score_ledger.py] [--misses]

Writes OUT_DIR/NAME.json, prints the scorer's table and, last, the row for docs/benchmarks.md. The scorer is
looked for beside the gold ledgers, in ../eval.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from pathlib import Path

from dragoman import DragomanError, Reader
from dragoman.export.gold import as_gold

ROW = (
    "events_f1", "dyads_f1", "strict_f1",
    "acc_status", "acc_word", "acc_days", "acc_place", "header",
)  # fmt: skip


def write(gold: Path, out: Path) -> None:
    """Write the program's ledger of each story; one that cannot be read is named on stderr and left out."""
    out.mkdir(parents=True, exist_ok=True)
    reader = Reader()
    words, begun = 0, time.process_time()
    for story in sorted(gold.glob("*/story.txt")):
        name = story.parent.name
        text = story.read_text(encoding="utf-8")
        words += len(text.split())
        (out / f"{name}.json").unlink(missing_ok=True)
        try:
            record = reader.read_text(text, name)
        except DragomanError as error:
            print(f"{name}: {error}", file=sys.stderr)
            continue
        ledger = json.dumps(as_gold(record), indent=1, ensure_ascii=False)
        (out / f"{name}.json").write_text(ledger + "\n", encoding="utf-8")
    spent = time.process_time() - begun
    print(f"{words} words in {spent:.1f} CPU-seconds, loading included", file=sys.stderr)


def score(scorer: Path, gold: Path, out: Path, misses: bool) -> dict[str, float]:
    """Print the scorer's table and return its figures."""
    command = [sys.executable, str(scorer), str(gold), str(out), "--json", *(["--misses"] if misses else [])]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    *table, figures = done.stdout.splitlines()
    print("\n".join(table))
    found: dict[str, float] = json.loads(figures)
    return found


def row(figures: dict[str, float]) -> str:
    """Return the figures as a row of the table in docs/benchmarks.md."""
    return "| Dragoman | " + " | ".join(f"{figures.get(key, 0):.2f}".replace("0.", ".") for key in ROW) + " |"


def main() -> None:
    """Run the benchmark from the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", type=Path, metavar="GOLD_DIR")
    parser.add_argument("out", type=Path, metavar="OUT_DIR")
    parser.add_argument("--scorer", type=Path)
    parser.add_argument("--misses", action="store_true", help="print what was missed and what was made up")
    options = parser.parse_args()
    scorer = options.scorer or options.gold.resolve().parent / "eval" / "score_ledger.py"
    write(options.gold, options.out)
    figures = score(scorer, options.gold, options.out, options.misses)
    print("\n| | events | dyads | strict | status | word | days | place | header |")
    print(row(figures))


if __name__ == "__main__":
    main()
