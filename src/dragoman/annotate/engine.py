"""spaCy brought in quickly: without its command line, and without looking for what is no longer used."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any

_COMMANDS = ("spacy.cli", "spacy.cli.info")


def import_spacy() -> ModuleType:
    """Return spaCy; where it is not loaded yet, loaded without its command line.

    That is a third of its import, and brings web clients and templates that no reading needs. spaCy hands on
    one function of it, `spacy.info`, which brings it in when it is called; so does `import spacy.cli`.
    """
    if "spacy" in sys.modules:
        return sys.modules["spacy"]
    absent = {name: ModuleType(name) for name in _COMMANDS}
    absent["spacy.cli.info"].__dict__["info"] = _info
    sys.modules.update(absent)
    try:
        return import_module("spacy")
    finally:
        for name, module in absent.items():
            if sys.modules.get(name) is module:
                del sys.modules[name]


@contextmanager
def without_collecting() -> Iterator[None]:
    """Keep the collector of cyclic garbage still: loading makes much and leaves next to none."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def _info(*args: Any, **kwargs: Any) -> Any:
    return import_module("spacy.cli.info").info(*args, **kwargs)
