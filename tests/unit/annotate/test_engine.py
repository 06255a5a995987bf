from __future__ import annotations

import gc
import subprocess
import sys

import pytest

from dragoman.annotate.engine import import_spacy, without_collecting

FRESH = """
import sys
from dragoman.annotate.engine import import_spacy
spacy = import_spacy()
assert not [name for name in sys.modules if name.startswith("spacy.cli")], "the command line is loaded"
assert spacy.blank("en")("Quito slept.")[0].text == "Quito"
assert spacy.info(silent=True)["spacy_version"] == spacy.__version__
import spacy.cli
assert callable(spacy.cli.download)
"""


def test_spacy_comes_without_its_command_line_and_has_it_when_asked() -> None:
    done = subprocess.run([sys.executable, "-c", FRESH], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_what_is_loaded_stays() -> None:
    assert import_spacy() is sys.modules["spacy"]


def failing() -> None:
    with without_collecting():
        assert not gc.isenabled()
        raise OSError("no model")


def test_the_collector_works_again_behind_the_loading() -> None:
    with pytest.raises(OSError, match="no model"):
        failing()
    assert gc.isenabled()
