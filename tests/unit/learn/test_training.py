"""Training in small: a network learns a few pairs, ships, and comes back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("onnx")

from dragoman.coding.classify import load_classifier  # noqa: E402
from dragoman.errors import RunError  # noqa: E402
from dragoman.learn.fitting import Settings  # noqa: E402
from dragoman.learn.own import read_ontology, train_own  # noqa: E402
from dragoman.learn.shipping import restore  # noqa: E402

SHIPPED = Path(__file__).parents[3] / "src" / "dragoman" / "coding" / "model"

ONTOLOGY = """
[types.FEED]
definition = "gives food"
quad = 2
[types.SCOLD]
definition = "speaks angrily to"
quad = 3
"""


def lines() -> list[dict[str, object]]:
    told = []
    for name in ("Ana", "Ben", "Cleo", "Dara"):
        for verb, type in (("fed", "FEED"), ("scolded", "SCOLD")):
            text = f"{name} {verb} Emil."
            told.append(
                {
                    "text": text,
                    "actor": [0, len(name)],
                    "recipient": [len(text) - 5, len(text) - 1],
                    "type": type,
                }
            )
    return told


def test_types_of_ones_own_are_learnt(tmp_path: Path) -> None:
    data, types, out = tmp_path / "pairs.jsonl", tmp_path / "types.toml", tmp_path / "model"
    data.write_text("\n".join(map(json.dumps, lines())), encoding="utf-8")
    types.write_text(ONTOLOGY, encoding="utf-8")
    losses: list[float] = []
    outcome = train_own(
        data,
        SHIPPED,
        out,
        read_ontology(types),
        Settings(epochs=8, rate=1e-4, batch=4),
        lambda e, v: losses.append(v),
    )
    assert (outcome.trained, outcome.held, outcome.right) == (8, 0, None)
    assert losses[-1] < losses[0]
    classifier = load_classifier(out)
    assert classifier.quads["FEED"] == 2
    assert classifier.weights is None
    from dragoman.learn.examples import read_examples

    examples = read_examples(data)
    readings = classifier.classify([e.pair for e in examples])
    assert [r.type for r in readings] == [next(iter(e.labels["filed"])) for e in examples]


def test_what_is_restored_is_what_shipped() -> None:
    network, described = restore(SHIPPED)
    assert {k: list(v) for k, v in network.labels.items()} == described["heads"]


def test_an_ontology_without_types_is_refused(tmp_path: Path) -> None:
    (tmp_path / "t.toml").write_text("a = 1", encoding="utf-8")
    with pytest.raises(RunError, match="names no types"):
        read_ontology(tmp_path / "t.toml")
