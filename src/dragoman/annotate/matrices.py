"""How the base model multiplies its matrices: by numpy's BLAS, on one thread.

The library that thinc brings has no code for the wide registers of some processors, where numpy's is two
to three times as fast. Its threads, on the other hand, cost more than they bring on matrices as small as a
story's.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from functools import cache

from spacy.language import Language
from thinc.api import NumpyOps
from threadpoolctl import ThreadpoolController


def use_blas(nlp: Language) -> None:
    """Let every model of the pipeline that runs on the processor multiply by numpy's BLAS."""
    ops = NumpyOps(use_blis=False)
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        for node in model.walk() if model else ():
            if isinstance(node.ops, NumpyOps):
                node.ops = ops


def on_one_thread() -> AbstractContextManager[object]:
    """Return the context within which BLAS keeps to one thread, and is as before behind it."""
    limited: AbstractContextManager[object] = _controller().limit(limits=1, user_api="blas")
    return limited


@cache
def _controller() -> ThreadpoolController:
    return ThreadpoolController()
