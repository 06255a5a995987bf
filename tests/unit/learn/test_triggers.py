"""A layer learns what a marked trigger tells, ships with its network, and comes back."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("onnx")

from tokenizers import Tokenizer  # noqa: E402

from dragoman.coding.classify import load_classifier  # noqa: E402
from dragoman.coding.marking import Pair  # noqa: E402
from dragoman.learn.examples import Example, plover_heads  # noqa: E402
from dragoman.learn.network import Told  # noqa: E402
from dragoman.learn.shipping import restore, ship  # noqa: E402
from dragoman.learn.triggers import Pace, fit_told, predict_told, read_features  # noqa: E402
from dragoman.model import Span  # noqa: E402

SHIPPED = Path(__file__).parents[3] / "src" / "dragoman" / "coding" / "model"
TEXT = "Peru sued Chile and bombed it."
SUED, BOMBED = Span(5, 9), Span(20, 26)


def pair(trigger: Span | None) -> Pair:
    return Pair(TEXT, Span(0, 4), Span(10, 15), trigger)


def tokenizer() -> Tokenizer:
    made = Tokenizer.from_file(str(SHIPPED / "tokenizer.json"))
    made.no_padding()
    made.no_truncation()
    return made


def test_two_triggers_between_the_same_two_are_told_apart(tmp_path: Path) -> None:
    network, described = restore(SHIPPED)
    network.told = Told({"action": plover_heads()["action"]})
    shown = [
        Example(pair(SUED), {"action": {"ACCUSE": 1.0}}),
        Example(pair(BOMBED), {"action": {"ASSAULT": 1.0}}),
    ]
    features = read_features(network, tokenizer(), shown)
    assert not torch.allclose(features[0], features[1])
    losses: list[float] = []
    fit_told(network.told, features, shown, Pace(epochs=30, batch=2), lambda _, loss: losses.append(loss))
    assert losses[-1] < losses[0]
    logits = predict_told(network.told, features)["action"]
    labels = network.told.labels["action"]
    assert [labels[int(row.argmax())] for row in logits] == ["ACCUSE", "ASSAULT"]

    before = load_classifier(SHIPPED).classify([pair(None)])[0]
    out = tmp_path / "model"
    ship(network, SHIPPED / "tokenizer.json", out, "test", described["temperature"])
    classifier = load_classifier(out)
    told = classifier.classify([pair(SUED), pair(BOMBED)])
    assert [max(r.action, key=r.action.__getitem__) for r in told] == ["ACCUSE", "ASSAULT"]
    after = classifier.classify([pair(None)])[0]
    assert after.type == before.type
    assert after.filed == pytest.approx(before.filed, abs=0.05)

    again, _ = restore(out)
    assert again.told is not None
    back = predict_told(again.told, read_features(again, tokenizer(), shown))["action"]
    assert [labels[int(row.argmax())] for row in back] == ["ACCUSE", "ASSAULT"]


def test_a_model_without_the_layer_reads_pairs_all_the_same(tmp_path: Path) -> None:
    network, described = restore(SHIPPED)
    network.told = None
    ship(network, SHIPPED / "tokenizer.json", tmp_path, "test", described["temperature"])
    assert not (tmp_path / "reliability.svg").exists()
    shutil.copy(SHIPPED / "tokenizer.json", tmp_path)
    readings = load_classifier(tmp_path).classify([pair(None), pair(SUED)])
    assert readings[0].filed == pytest.approx(readings[1].filed, abs=0.05)
