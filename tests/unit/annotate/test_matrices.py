from __future__ import annotations

import numpy
import pytest
from spacy.language import Language
from thinc.api import NumpyOps
from threadpoolctl import threadpool_info

from dragoman.annotate.matrices import on_one_thread
from dragoman.annotate.registry import load


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load()


def test_every_model_multiplies_by_blas(nlp: Language) -> None:
    nodes = [node for _, c in nlp.pipeline if getattr(c, "model", None) for node in c.model.walk()]
    assert nodes
    assert all(isinstance(node.ops, NumpyOps) and not node.ops.use_blis for node in nodes)


def _threads() -> list[int]:
    """Return the threads of numpy's BLAS; other libraries may have brought their own."""
    pools = [pool for pool in threadpool_info() if pool["user_api"] == "blas"]
    return [pool["num_threads"] for pool in pools if "numpy" in pool["filepath"]]


def test_blas_keeps_to_one_thread_within_and_to_what_was_set_behind() -> None:
    numpy.ones((2, 2)) @ numpy.ones((2, 2))
    threads = _threads()
    with on_one_thread():
        within = _threads()
    assert set(within) == {1}
    assert _threads() == threads
