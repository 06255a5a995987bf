"""From a trained network to the folder that ships, and back."""

from __future__ import annotations

import json
import shutil
import tempfile
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor

from dragoman.coding.classify import TOLD
from dragoman.coding.marking import ACTOR, RECIPIENT_END
from dragoman.errors import RunError
from dragoman.learn.network import Network, batch

MODEL, LABELS, TOKENIZER = "model.onnx", "labels.json", "tokenizer.json"
OPSET = 17
KEPT_WHOLE = "heads."
"""Weights that stay in full precision: they are small, and the user's own labels hang on them."""


def ship(
    network: Network, tokenizer: Path, out: Path, version: str, temperature: Mapping[str, float],
    filing: Mapping[str, Any] | None = None,
) -> None:  # fmt: skip
    """Write a network as an 8-bit ONNX model with its labels and tokenizer into a folder."""
    network.eval()
    network.merge()
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        whole = Path(scratch) / "whole.onnx"
        _export(network, whole)
        heads = [n.name for n in onnx.load(str(whole)).graph.node if any(KEPT_WHOLE in i for i in n.input)]
        quantize_dynamic(
            whole, out / MODEL, per_channel=True, weight_type=QuantType.QInt8,
            op_types_to_quantize=["MatMul", "Gather"], nodes_to_exclude=heads,
        )  # fmt: skip
    if tokenizer.resolve() != (out / TOKENIZER).resolve():
        shutil.copyfile(tokenizer, out / TOKENIZER)
    described = {
        "version": version,
        "heads": network.labels,
        **({"told": network.told.labels} if network.told else {}),
        "temperature": {head: round(value, 4) for head, value in temperature.items()},
        **(filing or {}),
    }
    (out / LABELS).write_text(f"{json.dumps(described, indent=1)}\n", encoding="utf-8")


def restore(folder: Path, heads: Mapping[str, Sequence[str]] | None = None) -> tuple[Network, dict[str, Any]]:
    """Return the network of a shipped folder, its 8-bit weights made whole, and its labels file.

    Given `heads`, the network has these, with the shipped weights of every label that both have.

    Raises: RunError if the folder holds no model.
    """
    try:
        described = json.loads((folder / LABELS).read_text(encoding="utf-8"))
        graph = onnx.load(str(folder / MODEL)).graph
    except (OSError, ValueError) as error:
        raise RunError(f"no model can be read: {error}", where=str(folder)) from error
    network = Network(heads or described["heads"], None if heads else described.get("told"))
    held = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    own = network.state_dict()
    for name in own:
        if name.startswith(KEPT_WHOLE):
            _, head, _ = name.split(".")
            own[name] = _head(held, name, own[name], described["heads"].get(head, ()), network.labels[head])
        elif name != "marks" and (name in held or f"{name}_quantized" in held):
            own[name] = torch.from_numpy(_whole(held, name).copy()).reshape(own[name].shape)
    own["marks"] = own["words"][ACTOR : RECIPIENT_END + 1].clone()
    network.load_state_dict(own)
    return network, described


def output_names(network: Network) -> list[str]:
    """Return the names of the network's outputs, in order."""
    told = network.told.labels if network.told else ()
    return [*network.labels, *(f"{TOLD}{name}" for name in told)]


def _export(network: Network, path: Path) -> None:
    """Write the network as an ONNX model in full precision."""
    inputs = batch([[101, 1, 7, 2, 5, 9, 6, 3, 8, 4, 102], [101, 1, 7, 2, 102]])
    names = output_names(network)
    given = ["ids", "mask", "focus"] if network.told else ["ids", "mask"]
    axes = {0: "pairs", 1: "tokens"}
    torch.onnx.export(
        network, inputs[: len(given)], str(path), input_names=given, output_names=names,
        dynamic_axes={**dict.fromkeys(given, axes), **{name: {0: "pairs"} for name in names}},
        opset_version=OPSET, dynamo=False,
    )  # fmt: skip


def _whole(held: Mapping[str, np.ndarray[Any, Any]], name: str) -> np.ndarray[Any, Any]:
    """Return a weight in full precision."""
    if name in held:
        return held[name].astype(np.float32)
    quantized, scale, zero = (held[f"{name}_{part}"] for part in ("quantized", "scale", "zero_point"))
    return (quantized.astype(np.float32) - zero.astype(np.float32)) * scale


def _head(
    held: Mapping[str, np.ndarray[Any, Any]], name: str, fresh: Tensor, old: Sequence[str], new: Sequence[str]
) -> Tensor:
    """Return a head's weights: the shipped ones of the labels that it keeps, fresh ones of the others."""
    made = fresh.clone()
    if name in held:
        shipped = torch.from_numpy(held[name].astype(np.float32))
        for at, label in enumerate(new):
            if label in old:
                made[..., at] = shipped[..., list(old).index(label)]
    return made
