"""Wars and other stretches of recent history that stories date things by, with their first and last days."""

from __future__ import annotations

from datetime import date

ERAS: tuple[tuple[str, str, str], ...] = (
    ("( the )? first world war", "1914-07-28", "1918-11-11"),
    ("world war ( i | one | 1 )", "1914-07-28", "1918-11-11"),
    ("( the )? second world war", "1939-09-01", "1945-09-02"),
    ("world war ( ii | two | 2 )", "1939-09-01", "1945-09-02"),
    ("the spanish civil war", "1936-07-17", "1939-04-01"),
    ("the holocaust", "1941-06-22", "1945-05-08"),
    ("the great depression", "1929-10-24", "1939-12-31"),
    ("the cold war", "1947-03-12", "1991-12-26"),
    ("the korean war", "1950-06-25", "1953-07-27"),
    ("the 1950 - 53 korean war", "1950-06-25", "1953-07-27"),
    ("the vietnam war", "1955-11-01", "1975-04-30"),
    ("the suez crisis", "1956-10-29", "1956-11-07"),
    ("the cuban missile crisis", "1962-10-16", "1962-10-28"),
    ("the six - day war", "1967-06-05", "1967-06-10"),
    ("the yom kippur war", "1973-10-06", "1973-10-25"),
    ("the cultural revolution", "1966-05-16", "1976-10-06"),
    ("the prague spring", "1968-01-05", "1968-08-21"),
    ("the iran - iraq war", "1980-09-22", "1988-08-20"),
    ("the falklands war", "1982-04-02", "1982-06-14"),
    ("the lebanese civil war", "1975-04-13", "1990-10-13"),
    ("the ( first )? gulf war", "1990-08-02", "1991-02-28"),
    ("the rwandan genocide", "1994-04-07", "1994-07-15"),
    ("the ( bosnian war | bosnia war )", "1992-04-06", "1995-12-14"),
    ("the kosovo war", "1998-02-28", "1999-06-11"),
    ("the asian financial crisis", "1997-07-02", "1998-12-31"),
    ("the iraq war", "2003-03-20", "2011-12-18"),
    ("the orange revolution", "2004-11-22", "2005-01-23"),
    ("the rose revolution", "2003-11-03", "2003-11-23"),
    ("the global financial crisis", "2007-08-09", "2009-06-30"),
    ("the arab spring", "2010-12-17", "2012-12-31"),
    ("the euromaidan", "2013-11-21", "2014-02-22"),
    ("the ( covid - 19 | coronavirus ) pandemic", "2020-03-11", "2023-05-05"),
    ("the nazi era", "1933-01-30", "1945-05-08"),
    ("the soviet era", "1922-12-30", "1991-12-26"),
    ("the apartheid era", "1948-05-26", "1994-04-27"),
)
"""Name, first day, last day. Only read after a word that makes a time of them ("since", "during")."""


def days(first: str, last: str) -> tuple[date, date]:
    """Return the first and last day of an era."""
    return date.fromisoformat(first), date.fromisoformat(last)
