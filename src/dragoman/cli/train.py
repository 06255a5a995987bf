"""`dragoman train`: makes a model of one's own from annotated pairs."""

from __future__ import annotations

import json
import sys
from importlib.resources import as_file, files
from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.options import JsonOption
from dragoman.cli.screen import progress, write
from dragoman.errors import RunError

EXAMPLES = """\b
Examples:
  dragoman train --data pairs.jsonl --out my-model
  dragoman train --data pairs.jsonl --ontology mytypes.toml --out my-model
  dragoman classify other.jsonl --model my-model
"""


def train(
    data: Annotated[
        Path, typer.Option("--data", metavar="FILE", help="JSON lines of pairs, each with its type.")
    ],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Where the model goes.")] = Path("model"),
    ontology: Annotated[
        Path | None, typer.Option("--ontology", metavar="FILE", help="Types of your own, as TOML.")
    ] = None,
    model: Annotated[
        Path | None,
        typer.Option("--model", metavar="DIR", help="The model to start from, not the shipped one."),
    ] = None,
    epochs: Annotated[
        int, typer.Option(min=1, metavar="N", help="How often the pairs are gone through.")
    ] = 5,
    rate: Annotated[float, typer.Option(min=0.0, metavar="R", help="The learning rate.")] = 6e-5,
    seed: Annotated[int, typer.Option(metavar="N", help="Where chance starts.")] = 0,
    as_json: JsonOption = False,
) -> int:
    """Make a model of your own from annotated pairs. Needs the extra: pip install 'dragoman[train]'.

    Reads lines of {"text", "actor", "recipient", "type"}, with "status" and "stance" if known, and goes on
    from the shipped weights. An ontology is a file with a table [types.NAME] for each type: "definition" and,
    if wanted, "quad" (1 to 4). A tenth of the pairs is kept out to measure by.
    """
    try:
        from dragoman.learn.fitting import Settings
        from dragoman.learn.own import read_ontology, train_own
    except ImportError as error:
        raise RunError(
            f"training needs {error.name}, which is not installed", hint="pip install 'dragoman[train]'"
        ) from error

    def told(epoch: int, loss: float) -> None:
        print(f"epoch {epoch + 1} of {epochs}: loss {loss:.3f}", file=sys.stderr, flush=True)

    types = read_ontology(ontology) if ontology else None
    settings = Settings(epochs=epochs, rate=rate, seed=seed)
    with as_file(files("dragoman.coding") / "model") as shipped, progress("training"):
        outcome = train_own(data, model or shipped, out, types, settings, told)
    if as_json:
        fields = {"model": str(out), "trained": outcome.trained, "held": outcome.held, "right": outcome.right}
        write(f"{json.dumps(fields)}\n")
    else:
        measured = (
            f"; of {outcome.held} kept out it types {outcome.right:.1%} right"
            if outcome.right is not None
            else ""
        )
        write(f"{out}: trained on {outcome.trained} pairs{measured}\n")
    return 0
