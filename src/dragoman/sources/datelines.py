"""The dateline at the head of a story: its place, day and agency, in the grammar of any agency."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dragoman.sources import agencies
from dragoman.sources.cities import is_city, is_region
from dragoman.sources.days import DAY, WEEKDAY, DayMention, from_match, weekday_of
from dragoman.sources.wordlist import word_list

_LIMIT = 240
"""Characters from the start of a paragraph within which a dateline ends."""

_MOST_WORDS = 7
_WORD = re.compile(r"[^\s,()/&:;_–—\"“”\d=?!\[\]|]+")
_COMMAS = re.compile(r"\s*(?:[,.]\s*)+")
_COMMA = re.compile(r"\s*(?:,\s*)+")
_AFTER_REGION = r"(?=\s*(?:,|\(|/[A-Z]|[–—]|--|\.?\s+[-_=]))"
_REGION = re.compile(
    r"[A-ZÀ-Þ][\w.'’]*(?:-[\w.'’]+)*(?: (?:and|of|the|de|del|[A-ZÀ-Þ][\w.'’]*(?:-[\w.'’]+)*)){0,5}"
    + _AFTER_REGION,
)
_REGION_IN_BRACKETS = re.compile(r"\s*\(([A-Z][\w .'’-]{1,40})\)(?=\s*(?:,|\())")
_DATE = re.compile(rf"{DAY}|(?P<alone>{WEEKDAY}\b)\.?", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"[\s,.]*(?:--\s?)?\(([^()\n]{1,60})\)")
_IN_SLASHES = re.compile(r"[\s,.]*/\s?([A-Z][\w .-]{1,30}?)\s?/")
_BEFORE_BARE = re.compile(r"[\s,]*(?:[-–—]+\s*)?")
_SEPARATOR = re.compile(
    r"\s*(?:(?<=\))\s*(?:\.?-|:)|\.?\s*(?:-{2,}|[–—―�]+|_+|=+)|\.?\s+[-−](?=\s|$)|(?<=[)/\w.])[-−](?=\s)|[:;](?=\s|$)|\.(?=\s"
    r"|$))[\s–—-]*"
)
_DASH = re.compile(r"[-–—―_−=�]")
_PARTICLES = word_list(
    """
    de del della di da do dos das du des la le les el al ed of the and am an der sur upon in on es as bei y
    e i
    """
)
_NO_PLACE = word_list(
    """
    on in at the by from since after before until during for a an and but if when while as to it he she they
    we this that these those there here his her its their our my i mr mrs ms dr sir
    """
)
# Words in capitals that open a body or a headline without being a place.
_NO_CITY = word_list(
    """
    UNESCO UNICEF ASEAN INTERPOL EUROPOL NASDAQ UNHCR UNIFIL UNAMA ECOWAS MERCOSUR UNCTAD HAMAS FRONTEX
    EUROCONTROL BRICS EXCLUSIVE ANALYSIS FACTBOX TIMELINE PREVIEW UPDATE WRAPUP URGENT BULLETIN FLASH ALERT
    LEAD BREAKING CORRECTED CORRECTION REFILE REPEAT ADVISORY ATTENTION NOTE EDITORS INTERVIEW FEATURE FOCUS
    OPINION COMMENT SUMMARY BACKGROUND BACKGROUNDER ROUNDUP PHOTO PHOTOS VIDEO WATCH READ FILE CAPTION
    SOURCE UPDATED MORE AM PM GMT UTC EST EDT PST PDT CET BST IST HIGHLIGHTS
    KEY HEADLINES WORLD NEWS SPORTS BUSINESS POLITICS YES NO OK QUESTION
    ANSWER
    """
)


@dataclass(frozen=True, slots=True)
class DatelineDraft:
    """A dateline as read, before its year is known; the offsets count into the whole text."""

    start: int
    end: int
    """Where its last mark ends; what follows is the body."""
    place: str | None
    day: DayMention | None
    weekday: int | None
    agency: str | None
    sure: bool
    """False if it rests on the look of the place alone, having neither day nor agency."""
    reason: str


def read_dateline(text: str, start: int, end: int) -> DatelineDraft | None:
    """Return the dateline at the start of the paragraph text[start:end], or None if it has none."""
    head = text[start : min(end, start + _LIMIT)]
    draft = _bracketed(head) if head.startswith("(") else _read(head)
    if draft is None:
        return None
    if draft.end > len(head) or (draft.end == len(head) and not draft.sure):
        return None
    day = draft.day
    if day is not None:
        day = DayMention(start + day.start, start + day.end, day.month, day.day, day.year, day.weekday)
    return DatelineDraft(
        start, start + draft.end, draft.place, day, draft.weekday, draft.agency, draft.sure, draft.reason
    )


def _bracketed(head: str) -> DatelineDraft | None:
    """Read "(CNN) --" and "(NEW YORK) --"."""
    match = re.match(r"\(([A-Z][^()\n]{1,40})\)", head)
    if match is None:
        return None
    mark = _SEPARATOR.match(head, match.end())
    if mark is None or not _DASH.search(mark[0]):
        return None
    if (agency := agencies.canonical(match[1])) is not None:
        return DatelineDraft(
            0, mark.end(), None, None, None, agency, True, "an agency in brackets before a dash"
        )
    place = match[1].strip()
    if is_city(place) or (all(word[0].isupper() for word in place.split()[:4]) and len(place.split()) < 4):
        return DatelineDraft(
            0, mark.end(), place, None, None, None, False, "a place in brackets before a dash"
        )
    return None


@dataclass(slots=True)
class _Place:
    end: int
    capitals: bool


def _place(head: str) -> _Place | None:
    """Return where the city ends: a run of words in capitals, else of capitalised words."""
    words: list[re.Match[str]] = []
    pos = 0
    while len(words) < _MOST_WORDS and (word := _WORD.match(head, pos)) is not None:
        if not (_is_capital(word[0]) or (words and word[0].lower() in _PARTICLES)) or word[0].startswith("-"):
            break
        words.append(word)
        pos = word.end()
        if word[0].endswith(".") and len(word[0].strip(".")) > 3 and "." not in word[0][:-1]:
            break
        gap = re.compile(r"\s?[/&]\s?|[ \t]|\n(?=[A-Z])|").match(head, pos)
        assert gap is not None
        if not gap[0]:
            break
        pos = gap.end()
    if not words or weekday_of_word(words[0][0]):
        return None
    if words[0][0].lower().strip(".") in _NO_PLACE and not (words[0][0] == "THE" and len(words) > 1):
        return None
    capitals = _shouted(words[0][0])
    if capitals:
        kept = [words[0]]
        for word in words[1:]:
            if not _shouted(word[0]) and not (word[0].lower() in _PARTICLES and word is not words[-1]):
                break
            kept.append(word)
        while kept[-1][0].lower() in _PARTICLES and not _shouted(kept[-1][0]):
            kept.pop()
        words = kept
    last = words[-1]
    end = last.end()
    bare = last[0].rstrip(".")
    if last[0].endswith(".") and len(bare) > 3 and "." not in bare:
        end -= 1
    if last[0].endswith("-"):
        end -= len(last[0]) - len(last[0].rstrip("-"))
    return _Place(end, capitals) if end else None


def _is_capital(word: str) -> bool:
    """Return whether a word may stand in a place's name: "Geneva", "al-Arish", "N'DJAMENA"."""
    if word[0].isupper():
        return True
    return bool(re.match(r"(?:al|el|as|ar|an|az|ash|d|l)[-'’][A-Z]", word))


def _shouted(word: str) -> bool:
    """Return whether a word is all in capitals, but for a "Mc", "al-" or "d'" before them."""
    core = re.sub(r"^(?:Mc|Mac|al-|el-|as-|ar-|ash-|d['’]|O['’])(?=[A-Z]{2})", "", word)
    if core.endswith(("'s", "’s")):
        return False
    letters = [c for c in core if c.isalpha()]
    return bool(letters) and all(c.isupper() for c in letters)


def weekday_of_word(word: str) -> bool:
    """Return whether a word is a weekday's name."""
    return word.lower().rstrip(".").endswith("day") and weekday_of(word) is not None


def _read(head: str) -> DatelineDraft | None:
    place = _place(head)
    if place is None or head[: place.end].strip(".") in _NO_CITY:
        return None
    region_end, region_known = _regions(head, place.end)
    pos = region_end
    day, weekday, pos = _day(head, pos)
    agency, known, pos = _agency(head, pos, day is not None)
    if agency is not None and day is None:
        day, weekday, pos = _day(head, pos)
    mark = _SEPARATOR.match(head, pos)
    draft = _Found(head, place, region_end, region_known, day, weekday, agency, known, pos, mark)
    for rule in (_by_agency, _by_day, _by_dash, _by_comma, _by_city):
        if (found := rule(draft)) is not None:
            return found
    return None


@dataclass(frozen=True, slots=True)
class _Found:
    head: str
    place: _Place
    region_end: int
    region_known: bool
    day: DayMention | None
    weekday: int | None
    agency: str | None
    known: bool
    pos: int
    mark: re.Match[str] | None

    @property
    def city(self) -> str:
        return self.head[: self.place.end]

    def accept(self, end: int, place_end: int, sure: bool, reason: str) -> DatelineDraft:
        name = " ".join(self.head[:place_end].split()).rstrip(" ,")
        return DatelineDraft(0, end, name, self.day, self.weekday, self.agency, sure, reason)


def _by_agency(found: _Found) -> DatelineDraft | None:
    """A place, perhaps a day, and an agency: "Geneva (dpa) -", "ISTANBUL, September 5. /TASS/."."""
    if found.agency is None:
        return None
    placed = found.day is not None or found.place.capitals or is_city(found.city)
    bracketed = found.head[: found.pos].rstrip()[-1:] in (")", "/")
    dash = found.mark is not None and bool(_DASH.search(found.mark[0]))
    if found.mark is not None and (found.known or dash) and (placed or (found.known and bracketed)):
        return found.accept(found.mark.end(), found.region_end, True, "a place and an agency before a dash")
    if found.known and placed:
        end = _skip_blanks(found.head, found.pos)
        return found.accept(end, found.region_end, True, "a place and a known agency")
    return None


def _by_day(found: _Found) -> DatelineDraft | None:
    """A place and a day, without agency: "NAIROBI, Kenya, Apr 5 -", "SEOUL, Nov. 8, ..."."""
    if found.agency is not None or (found.day is None and found.weekday is None):
        return None
    dash = found.mark is not None and _DASH.search(found.mark[0])
    if found.mark is not None and (dash or found.place.capitals or is_city(found.city)):
        return found.accept(found.mark.end(), found.region_end, True, "a place and a day before a dash")
    if found.place.capitals and found.day is not None and not _list_follows(found.head[found.pos :]):
        comma = _COMMA.match(found.head, found.pos)
        end = comma.end() if comma else _skip_blanks(found.head, found.pos)
        if found.head[end : end + 1].isupper() or end == len(found.head):
            return found.accept(end, found.region_end, True, "a place in capitals and a day")
    return None


def _by_dash(found: _Found) -> DatelineDraft | None:
    """A place alone before a dash: "KOLKATA, India -"."""
    if found.agency is not None or found.day is not None or found.mark is None:
        return None
    if not _DASH.search(found.mark[0]) or not _opens_body(found.head[found.mark.end() :]):
        return None
    known = is_city(found.city)
    if known or (found.place.capitals and (_city_like(found.city) or found.region_known)):
        return found.accept(found.mark.end(), found.region_end, False, "a place before a dash")
    return None


def _by_comma(found: _Found) -> DatelineDraft | None:
    """A place in capitals and a comma, its day and agency lost: "SEOUL, U.S. Secretary of State ..."."""
    if found.agency is not None or found.day is not None or not found.place.capitals:
        return None
    known = is_city(found.city)
    listed = _list_follows(found.head[found.region_end :])
    end = found.region_end if found.region_known and not listed else found.place.end
    comma = _COMMA.match(found.head, end)
    if comma is None or not _opens_body(found.head[comma.end() :]):
        return None
    if not known and not (_city_like(found.city) and len(found.city) > 4):
        return None
    if _list_follows(found.head[comma.end() - 2 :]) and not known:
        return None
    return found.accept(comma.end(), end, False, "a place in capitals before a comma")


def _by_city(found: _Found) -> DatelineDraft | None:
    """A known city in capitals right before the body: "BEIJING The Chinese government ..."."""
    if found.agency is not None or found.day is not None or not found.place.capitals or len(found.city) < 4:
        return None
    rest = re.match(r"\s+(?=[A-Z“\"])(?!\S*[A-Z]{2})(?=\S+\s)", found.head[found.place.end :])
    if rest is None or not is_city(found.city):
        return None
    return found.accept(found.place.end + rest.end(), found.place.end, False, "a known city in capitals")


def _regions(head: str, pos: int) -> tuple[int, bool]:
    """Return where the regions after the city end, and whether the last one is known."""
    known = False
    for _ in range(2):
        bracket = _REGION_IN_BRACKETS.match(head, pos)
        if bracket is not None and is_region(bracket[1]):
            return bracket.end(), True
        comma = _COMMA.match(head, pos)
        if comma is None or _DATE.match(head, comma.end()):
            break
        region = _REGION.match(head, comma.end())
        if region is None or agencies.bare_pattern().match(region[0]):
            break
        known = is_region(region[0])
        end = region.end()
        if not known and region[0].endswith("."):
            end = region.end() if len(region[0]) < 8 else region.end() - 1
        if not known and _plain_sentence(head, end):
            return pos, False
        pos = end
    return pos, known


def _plain_sentence(head: str, end: int) -> bool:
    """Return whether neither day, agency nor dash comes after an unknown region: it is then no region."""
    comma = _COMMA.match(head, end)
    after = comma.end() if comma else end
    return not (
        _DATE.match(head, after)
        or _IN_BRACKETS.match(head, end)
        or _IN_SLASHES.match(head, end)
        or _SEPARATOR.match(head, end)
        or (_REGION.match(head, after) and comma and is_region(_REGION.match(head, after)[0]))  # type: ignore[index]
    )


def _day(head: str, pos: int) -> tuple[DayMention | None, int | None, int]:
    """Return the day, the weekday and where they end."""
    comma = _COMMAS.match(head, pos) or re.compile(r"\s*\(?").match(head, pos)
    assert comma is not None
    match = _DATE.match(head, comma.end())
    if match is None:
        return None, None, pos
    if match["alone"]:
        return (None, weekday_of(match["alone"]), match.end()) if comma[0].strip() else (None, None, pos)
    day = from_match(match, small=True)
    if day is None:
        return None, None, pos
    return day, day.weekday, match.end()


def _agency(head: str, pos: int, dated: bool) -> tuple[str | None, bool, int]:
    """Return the agency, whether it is a known one, and where it ends."""
    match = _IN_BRACKETS.match(head, pos) or _IN_SLASHES.match(head, pos)
    if match is not None:
        name = " ".join(match[1].split()).strip(" ,")
        if not name:
            return None, False, match.end()
        if (known := agencies.canonical(name)) is not None:
            return known, True, match.end()
        stem = re.split(r"[,-]\s|\s(?=[A-Z][a-z]{2}\.? \d)", name)[0]
        if (known := agencies.canonical(stem)) is not None:
            return known, True, match.end()
        if len(name) > 2 and name[0].isupper() and len(name.split()) < 5 and not is_region(name):
            return name, False, match.end()
        return None, False, pos
    before = _BEFORE_BARE.match(head, pos)
    assert before is not None
    bare = agencies.bare_pattern().match(head, before.end()) if before.end() > pos else None
    if bare is None:
        return None, False, pos
    follows = head[bare.end() :]
    ended = not follows.strip() or follows[0] == "\n" or bool(_SEPARATOR.match(head, bare.end()))
    if ended or (dated and len(bare[0]) > 3 and re.match(r"\s+[A-Z]", follows)):
        return agencies.canonical(bare[0]), True, bare.end()
    return None, False, pos


def _city_like(name: str) -> bool:
    """Return whether words in capitals read like a place rather than letters of a body's name."""
    if name in _NO_CITY or any(word in _NO_CITY for word in name.split()):
        return False
    letters = [c for c in name if c.isalpha()]
    if len(letters) < 5:
        return False
    vowels = sum(c in "AEIOUYÀÁÂÃÄÅÈÉÊËÌÍÎÏÒÓÔÕÖØÙÚÛÜİ" for c in letters)
    return vowels >= 0.2 * len(letters) and not re.search(r"[BCDFGHJKLMNPQRSTVWXZ]{5}", name)


def _opens_body(rest: str) -> bool:
    """Return whether a sentence may start here."""
    return bool(re.match(r"[\"“‘'`\[(]*[A-ZÀ-Þ0-9$€£]", rest)) and len(rest.split()) > 2


def _list_follows(rest: str) -> bool:
    """Return whether what follows reads on as a list of names: ", Russia and China agree"."""
    return bool(re.match(r",?\s*[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+)?(?:,| and | & )", rest))


def _skip_blanks(head: str, pos: int) -> int:
    while pos < len(head) and head[pos].isspace():
        pos += 1
    return pos
