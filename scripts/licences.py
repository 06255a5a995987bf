"""Writes docs/licences.md: every package that an installation brings, its version and its licence.

Run from the repository: `.venv/bin/python scripts/licences.py`; with `--check` it only compares.
The packages are those of uv.lock that `dragoman` needs without extras; their licences as the metadata
of what is installed tell them.
"""

from __future__ import annotations

import argparse
import re
import sys
import tomllib
from email.message import Message
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import Any, cast

ROOT = Path(__file__).parents[1]
REPORT = ROOT / "docs" / "licences.md"

FREE = re.compile(
    r"\b(?:MIT|MIT-CMU|BSD|BSD-[123]-Clause|0BSD|ISC|Apache|Apache-2\.0|PSF|PSF-2\.0"
    r"|Python Software Foundation|MPL-2\.0|Mozilla Public License 2\.0|Unlicense|CC0-1\.0|Zlib|HPND|LGPL)\b",
    re.IGNORECASE,
)
"""Licences under which Dragoman may be passed on with the package beside it."""

HEAD = """# Licences of what an installation brings

Written by `scripts/licences.py` from the lock file and the packages' own metadata; a test holds it up to
date. What the package itself carries (model weights, gazetteer, the desk's scripts and base map) is named in
`NOTICE` and beside the data.

| package | version | licence |
| --- | --- | --- |
"""


def needed(lock: dict[str, Any]) -> dict[str, str]:
    """Return the packages that `dragoman` needs without extras, with their versions."""
    packages = {package["name"]: package for package in lock["package"]}
    found: dict[str, str] = {}
    waiting = [one["name"] for one in packages["dragoman"].get("dependencies", ())]
    while waiting:
        name = waiting.pop()
        if name in found or name not in packages:
            continue
        found[name] = packages[name]["version"]
        waiting += [one["name"] for one in packages[name].get("dependencies", ())]
    return dict(sorted(found.items()))


def licence(told: Message) -> str:
    """Return the licence that a package's metadata tell: expression, classifiers or words."""
    if expression := told.get("License-Expression"):
        return str(expression)
    classified = [
        line.rpartition(" :: ")[2]
        for line in told.get_all("Classifier") or ()
        if line.startswith("License :: ") and not line.endswith("OSI Approved")
    ]
    if classified:
        return ", ".join(sorted(set(classified)))
    first = str(told.get("License") or "").strip().splitlines()
    return first[0][:60] if first and first[0] else "unknown"


def rows() -> list[tuple[str, str, str]]:
    """Return name, version and licence of every package; what is not installed is for another platform."""
    found = []
    for name, version in needed(tomllib.loads((ROOT / "uv.lock").read_text("utf-8"))).items():
        try:
            found.append((name, version, licence(cast(Message, metadata(name)))))
        except PackageNotFoundError:
            found.append((name, version, "for another platform"))
    return found


def report() -> str:
    """Return the report's text."""
    return HEAD + "".join(f"| {name} | {version} | {said} |\n" for name, version, said in rows())


def main() -> int:
    """Write the report, or say whether it is up to date."""
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("--check", action="store_true", help="compare only")
    if options.parse_args().check:
        return 0 if REPORT.read_text("utf-8") == report() else 1
    REPORT.write_text(report(), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
