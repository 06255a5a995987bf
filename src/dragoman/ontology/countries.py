"""States by the codes that event data use for them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Country:
    """One state or territory; an empty code where a list has none for it."""

    iso3: str
    """ISO 3166-1 alpha-3."""
    iso2: str
    fips: str
    """FIPS 10-4, which GDELT uses for places."""
    cow: str
    """Number in the state system of the Correlates of War project."""
    name: str


@cache
def countries() -> dict[str, Country]:
    """Return all states and territories by their alpha-3 code.

    Example:
        >>> korea = countries()["KOR"]
        >>> korea.fips, korea.cow, korea.name
        ('KS', '732', 'South Korea')
    """
    text = (files("dragoman.ontology") / "data" / "countries.tsv").read_text(encoding="utf-8")
    found = (Country(*line.split("\t")) for line in text.splitlines()[1:])
    return {country.iso3: country for country in found}
