"""A sample of every format that is read: texts are kept in tests/data, packed ones are made here.

.venv/bin/python scripts/samples.py FOLDER
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import shutil
import sys
import tarfile
import zipfile
from datetime import date
from pathlib import Path

FORMATS = Path(__file__).parents[1] / "tests" / "data" / "formats"

PAGE = "<html lang='en'><head><title>Togo</title></head><body><h1>{}</h1><p>{}</p></body></html>"


def pack_zip(files: dict[str, bytes]) -> bytes:
    """Return a zip archive of these files."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return made.getvalue()


def pack_tar(files: dict[str, bytes], mode: str = "w:gz") -> bytes:
    """Return a tar archive of these files."""
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return made.getvalue()


def pack_warc(pages: dict[str, tuple[str, bytes]], compressed: str = "gzip") -> bytes:
    """Return a web archive of answers: content type and content by address."""
    raw = io.BytesIO()
    for number, (address, (kind, content)) in enumerate(pages.items()):
        answer = (
            f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(content)}\r\n\r\n".encode()
            + content
        )
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\n"
            "WARC-Date: 2022-10-05T10:00:00Z\r\n"
            f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012}>\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
        )
        record = head.encode() + answer + b"\r\n\r\n"
        raw.write(gzip.compress(record) if compressed == "gzip" else record)
    return pack_zstd(raw.getvalue()) if compressed == "zstd" else raw.getvalue()


def pack_zstd(data: bytes) -> bytes:
    """Return bytes packed by zstandard."""
    import zstandard

    return zstandard.ZstdCompressor().compress(data)


def make_pdf(lines: list[str]) -> bytes:
    """Return a PDF of one page with these lines."""
    from reportlab.pdfgen.canvas import Canvas

    made = io.BytesIO()
    canvas = Canvas(made)
    for number, line in enumerate(lines):
        canvas.drawString(72, 780 - 16 * number, line)
    canvas.save()
    return made.getvalue()


def make_parquet(rows: list[dict[str, object]]) -> bytes:
    """Return a Parquet file of these rows."""
    import pyarrow
    from pyarrow import parquet

    made = io.BytesIO()
    parquet.write_table(pyarrow.Table.from_pylist(rows), made)
    return made.getvalue()


PDF_LINES = [
    "Mongolia, Russia agree on railway",
    "",
    "ULAN BATOR, Sept. 9, 2016 (Xinhua) -- Mongolia and Russia agreed on Friday to",
    "rebuild the railway between their capitals.",
    "",
    "The work will begin in 2017, Transport Minister Bat Dorj said.",
    "Page 1 of 1",
]
PARQUET_ROWS: list[dict[str, object]] = [
    {
        "id": "p1",
        "title": "Gabon, Togo sign fishing accord",
        "text": "LIBREVILLE, Oct 4 (Reuters) - Gabon and Togo signed a fishing accord on Tuesday.",
        "date": date(2022, 10, 4),
        "agency": "Reuters",
    },
    {
        "id": "p2",
        "title": None,
        "text": "Benin protested to Togo on Wednesday.",
        "date": date(2022, 10, 5),
        "agency": None,
    },
]
WEB = {
    "https://news.example/togo": (
        "text/html; charset=utf-8",
        PAGE.format(
            "Togo recalls envoy", "LOME (AP) — Togo recalled its envoy from Ghana on Monday, officials said."
        ).encode(),
    ),
    "https://news.example/fr": (
        "text/html; charset=utf-8",
        PAGE.format(
            "Visite", "Le président est arrivé dans la capitale pour une visite de deux jours. " * 6
        ).encode(),
    ),
    "https://news.example/logo.png": ("image/png", b"\x89PNG...."),
}


STORY = b"""Chad, Niger reopen market

N'DJAMENA, May 2, 2018 (AFP) - Chad and Niger reopened a market on Wednesday.
"""
ACCENTS = """Mäkelä visits São Tomé

SÃO TOMÉ, May 3, 2018 (AFP) - Finland's Aino Mäkelä arrived for talks.
"""


def write(folder: Path) -> None:
    """Write a sample of every format into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in sorted(FORMATS.iterdir()):
        shutil.copy(path, folder / path.name)
    nitf, feed = (FORMATS / "nitf_efe.xml").read_bytes(), (FORMATS / "rss.xml").read_bytes()
    made = {
        "plain.txt": STORY,
        "wire.zip": pack_zip({"a/b.xml": nitf, "feed.xml": feed, "inner.zip": pack_zip({"s.txt": STORY})}),
        "wire.tar.gz": pack_tar({"nitf.xml": nitf, "story.txt": STORY}),
        "wire.tar": pack_tar({"story.txt": STORY}, "w:"),
        "story.txt.gz": gzip.compress(STORY),
        "story.txt.bz2": bz2.compress(STORY),
        "story.txt.xz": lzma.compress(STORY),
        "story.txt.zst": pack_zstd(STORY),
        "pages.warc": pack_warc(WEB, "none"),
        "pages.warc.gz": pack_warc(WEB),
        "pages.warc.zst": pack_warc(WEB, "zstd"),
        "page.pdf": make_pdf(PDF_LINES),
        "corpus.parquet": make_parquet(PARQUET_ROWS),
        "utf16.txt": STORY.decode().encode("utf-16"),
        "latin.txt": ACCENTS.encode("cp1252"),
    }
    for name, data in made.items():
        (folder / name).write_bytes(data)


if __name__ == "__main__":
    write(Path(sys.argv[1]))
