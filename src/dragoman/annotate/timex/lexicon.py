"""The words that times are made of, by class; a word may be in several."""

from __future__ import annotations

from functools import cache

MONTHS = ("january february march april may june july august september october november december").split()

MONTH_SHORT = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7,
    "aug": 8, "sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip

WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()

WEEKDAY_SHORT = {
    "mon": 0, "tue": 1, "tues": 1, "wed": 2, "weds": 2, "thu": 3, "thur": 3, "thurs": 3,
    "fri": 4, "sat": 5, "sun": 6,
}  # fmt: skip

UNITS = {
    "second": "S", "minute": "M", "hour": "H", "day": "D", "night": "NI", "weekend": "WE", "week": "W",
    "fortnight": "F", "month": "MO", "quarter": "Q", "semester": "HY", "year": "Y", "decade": "E",
    "century": "C", "millennium": "L", "min": "M", "hr": "H", "sec": "S", "yr": "Y", "wk": "W",
}  # fmt: skip
"""A unit's singular and its code; the plurals are made from them."""

UNIT_PLURALS = {
    **{word + "s": code for word, code in UNITS.items()},
    "centuries": "C",
    "millennia": "L",
}

CARDINALS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
} | {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90,
}  # fmt: skip

SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "dozen": 12}

ORDINALS = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
        "thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        start=1,
    )
} | {"thirtieth": 30}

DECADE_NAMES = {
    "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70,
    "eighties": 80, "nineties": 90,
}  # fmt: skip

SEASON_NAMES = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}

DAY_PARTS = {
    "morning": "MO", "mornings": "MO", "afternoon": "AF", "afternoons": "AF", "evening": "EV",
    "evenings": "EV",
    "night": "NI", "nights": "NI", "midday": "MI", "dawn": "MO", "daybreak": "MO", "sunrise": "MO",
    "dusk": "EV",
    "sunset": "EV", "nightfall": "EV", "nighttime": "NI", "daytime": "DT", "lunchtime": "MI",
}  # fmt: skip

FREQUENCIES = {
    "hourly": "PT1H", "daily": "P1D", "nightly": "P1D", "weekly": "P1W", "biweekly": "P2W",
    "fortnightly": "P2W",
    "monthly": "P1M", "bimonthly": "P2M", "annual": "P1Y", "annually": "P1Y", "yearly": "P1Y",
    "biannual": "P6M", "biennial": "P2Y",
}  # fmt: skip

REFERENCES = {
    "now": "PRESENT_REF", "currently": "PRESENT_REF", "current": "PRESENT_REF", "nowadays": "PRESENT_REF",
    "presently": "PRESENT_REF", "recently": "PAST_REF", "recent": "PAST_REF", "lately": "PAST_REF",
    "soon": "FUTURE_REF", "future": "FUTURE_REF",
}  # fmt: skip

ZONES = {
    "gmt": "Z", "utc": "Z", "ut": "Z", "est": "", "edt": "", "et": "", "cst": "", "cdt": "",
    "pst": "", "pdt": "",
    "mst": "", "mdt": "", "cet": "", "cest": "", "bst": "", "ist": "", "jst": "", "kst": "",
    "eet": "", "msk": "",
    "aest": "", "hkt": "", "sgt": "", "wib": "",
}  # fmt: skip

WORDS: dict[str, str] = {
    "FUZZYN": "several many numerous countless few",
    "ABOUTC": "about around approximately roughly nearly almost",
    "QCODE": "q1 q2 q3 q4 1q 2q 3q 4q",
}
"""Classes named by lists of plain words."""


@cache
def classes_of_word(word: str) -> frozenset[str]:
    """Return the classes of a lower-case word."""
    found = {name for name, words in WORDS.items() if word in words.split()}
    bare = word.rstrip(".")
    for name, table in _TABLES.items():
        if word in table:
            found.add(name)
    if bare in MONTH_SHORT:
        found.add("MONTH")
    if bare in WEEKDAY_SHORT:
        found.add("WDSHORT")
    return frozenset(found)


_TABLES: dict[str, dict[str, object] | list[str]] = {
    "MONTH": MONTHS,
    "WDAY": [*WEEKDAYS],
    "WDAYS": [day + "s" for day in WEEKDAYS],
    "UNIT": dict(UNITS),
    "UNITS": dict(UNIT_PLURALS),
    "CARD": dict(CARDINALS),
    "SCALE": dict(SCALES),
    "ORDW": dict(ORDINALS),
    "DECW": dict(DECADE_NAMES),
    "SEASON": dict(SEASON_NAMES),
    "PART": dict(DAY_PARTS),
    "FREQ": dict(FREQUENCIES),
    "REF": dict(REFERENCES),
    "ZONE": dict(ZONES),
}


def month_number(word: str) -> int:
    """Return the number of a month's name or abbreviation."""
    bare = word.lower().rstrip(".")
    return MONTH_SHORT[bare] if bare in MONTH_SHORT else MONTHS.index(bare) + 1


def weekday_number(word: str) -> int:
    """Return the number of a weekday's name, abbreviation or plural; Monday is 0."""
    bare = word.lower().rstrip(".")
    if bare in WEEKDAY_SHORT:
        return WEEKDAY_SHORT[bare]
    return WEEKDAYS.index(bare if bare in WEEKDAYS else bare.removesuffix("s"))


def unit_code(word: str) -> str:
    """Return the code of a unit's name, singular or plural."""
    bare = word.lower().rstrip(".")
    return UNITS.get(bare) or UNIT_PLURALS[bare]


def lexicon_words() -> set[str]:
    """Return every word that has a class."""
    found = {word for table in _TABLES.values() for word in table}
    found |= {word for words in WORDS.values() for word in words.split()}
    return found | {w + "." for w in (*MONTH_SHORT, *WEEKDAY_SHORT)} | {*MONTH_SHORT, *WEEKDAY_SHORT}
