"""Whatever bytes come in whatever format, each gives sound stories or says why not, within two seconds."""

from __future__ import annotations

import importlib.util
import io
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.model import Announcement, Failure, Story
from dragoman.sources.intake import Taken, take
from dragoman.sources.paths import Found

ROOT = Path(__file__).parents[2]
PIECES = [
    b"<", b">", b"&", b'"', b"\x01", b"\x02", b"\x1f", b"\n\nFrom ", b"{", b"]", b" " * 400, b"9" * 60
]  # fmt: skip
LONGEST = 2.0
"""Units: seconds of processor time."""


def module(path: Path) -> Any:
    """Return a script as a module."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


@pytest.fixture(scope="module")
def given_samples(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("samples")
    module(ROOT / "scripts" / "samples.py").write(folder)
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def sound(taken: Taken, name: str) -> None:
    """Fail if what was taken breaks a promise."""
    if isinstance(taken, Failure):
        assert taken.source.startswith(name)
        assert taken.reason
        return
    story = taken.story if isinstance(taken, Announcement) else taken
    assert isinstance(story, Story)
    assert (story.source or "").startswith(name)
    story.text.encode("utf-8")
    spans = [passage.span for passage in story.passages]
    assert spans == sorted(spans)
    assert all(span.end <= len(story.text) and len(span) for span in spans)
    assert story.kills is None or story.kind == "kill"


def read(name: str, data: bytes) -> None:
    started = time.process_time()
    for taken in take(Found(name, data)):
        sound(taken, name)
    assert time.process_time() - started < LONGEST


@st.composite
def changes(draw: st.DrawFn) -> list[tuple[int, int, bytes]]:
    """Where to cut how much of a sample, and what to put there."""
    piece = st.one_of(st.binary(max_size=30), st.sampled_from(PIECES))
    count = draw(st.integers(1, 5))
    return [(draw(st.integers(0, 5000)), draw(st.integers(0, 300)), draw(piece)) for _ in range(count)]


@settings(max_examples=300, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(which=st.integers(0, 1000), edits=changes())
def test_a_changed_sample_is_read_or_refused(
    given_samples: dict[str, bytes], which: int, edits: list[tuple[int, int, bytes]]
) -> None:
    name = list(given_samples)[which % len(given_samples)]
    data = bytearray(given_samples[name])
    for at, cut, piece in edits:
        at %= len(data) + 1
        data[at : at + cut] = piece
    read(name, bytes(data))


@settings(max_examples=100, deadline=None, derandomize=True)
@given(
    start=st.sampled_from(
        [b"", b"<nitf>", b"{", b"[{", b"\x01a0123\x1f", b"\x01dpa012 3 pl 9", b"WARC/1.0\r\n", b"PAR1",
         b"From a Mon Mar 1 1\n", b"%PDF-1.4\n", b"PK\x03\x04", b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd",
         b"text,day\n", b"<rss>", b"BZh9"]
    ),
    rest=st.binary(max_size=400),
)  # fmt: skip
def test_bytes_that_begin_like_a_format_are_read_or_refused(start: bytes, rest: bytes) -> None:
    read("bytes", start + rest)


@pytest.mark.parametrize(
    "filler", [b" ", b"(", b"<", b"A", b"9", b"\n", b"<p>", b"&", b"Mr. ", b'"', b"[", b"\t-"]
)
def test_a_long_run_of_one_sign_costs_no_more_than_its_length(
    given_samples: dict[str, bytes], filler: bytes
) -> None:
    run = filler * (60_000 // len(filler))
    for name in (
        "anpa_ap.dat",
        "iptc7901_dpa.dat",
        "nitf_efe.xml",
        "ninjs_3_1.json",
        "table.csv",
        "box.mbox",
        "plain.txt",
    ):
        data = given_samples[name]
        read(name, data[: len(data) // 2] + run + data[len(data) // 2 :])
        read(name, data[:40] + run + data[40:])


def test_a_header_with_a_gap_is_read_at_once(given_samples: dict[str, bytes]) -> None:
    data = given_samples["anpa_ap.dat"]
    read("anpa", data.replace(b" BC-Chad", b" BC" + b" " * 2000 + b"-Chad"))


def test_an_encoding_with_a_zero_in_its_name_is_none(given_samples: dict[str, bytes]) -> None:
    read("warc", given_samples["pages.warc"].replace(b"charset=utf-8", b"charset=utf\x008"))


def test_a_day_beyond_the_calendar_breaks_the_table_alone() -> None:
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    made = io.BytesIO()
    days = pyarrow.array([2_000_000_000], pyarrow.int32()).cast(pyarrow.date32())
    parquet.write_table(pyarrow.table({"text": ["Peru left."], "date": days}), made)
    read("table", made.getvalue())
