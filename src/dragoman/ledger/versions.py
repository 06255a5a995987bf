"""Whether two stories are one and the same: versions, copies, or a story and the notice that withdraws it.

Each rule compares one thing, weighs it, and says why. The weights add up; above zero the two belong together.
A decision rests on the two stories alone, so that it is the same whatever else the ledger holds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from dragoman.ledger.told import MarkKind, Told, containment
from dragoman.ledger.world import Feature


class Bond(StrEnum):
    """What binds two stories."""

    VERSION = "version"
    REPRINT = "reprint"
    KILL = "kill"


@dataclass(frozen=True, slots=True)
class StoryLink:
    """Two stories that belong together, and why."""

    one: str
    """The smaller of the two ids."""
    other: str
    bond: Bond
    score: float
    """The sum of the features' weights."""
    reasons: tuple[Feature, ...]


NEAR_DAYS = 2
"""Units: days. No version comes later than that; what looks like one is a template filled in anew."""

REPRINT_DAYS = 4
KILL_DAYS = 7

Rule = Callable[[Told, Told], Feature | None]


def judge(one: Told, other: Told) -> StoryLink | None:
    """Return what binds two stories, or None; the order in which they are given does not matter."""
    one, other = sorted((one, other), key=lambda told: told.id)
    kills = [told for told in (one, other) if told.mark.kind is MarkKind.KILL]
    if kills:
        if len(kills) == 2:
            return None
        bond, rules = Bond.KILL, KILL_RULES
        notice = kills[0]
        pair = (notice, other if notice is one else one)
    elif one.story.guid and one.story.guid == other.story.guid:
        bond, rules, pair = Bond.VERSION, (_numbered,), (one, other)
    elif not (one.plain and other.plain):
        return None
    elif _same_hand(one, other):
        bond, rules, pair = Bond.VERSION, VERSION_RULES, (one, other)
    else:
        bond, rules, pair = Bond.REPRINT, REPRINT_RULES, (one, other)
    features = tuple(feature for rule in rules if (feature := rule(*pair)))
    score = round(sum(feature.weight for feature in features), 3)
    return StoryLink(one.id, other.id, bond, score, features) if score > 0 else None


def days_apart(one: Told, other: Told) -> int | None:
    """Return how many days lie between two stories; None if one has no day."""
    return abs((one.day - other.day).days) if one.day and other.day else None


def _same_hand(one: Told, other: Told) -> bool:
    """Return whether two stories are of one agency; of two without its name dateline or mark decide."""
    if one.agency or other.agency:
        return one.agency == other.agency
    marked = any(told.mark.kind is not MarkKind.NONE for told in (one, other))
    return marked or (one.place is not None and one.place == other.place)


def _clip(value: float, low: float, high: float) -> float:
    return round(max(low, min(high, value)), 3)


# --- versions of one agency's story


def _numbered(one: Told, other: Told) -> Feature:
    return Feature("number", 9.0, f"the sender gives both the number {one.story.guid}")


def _shared_words(one: Told, other: Told) -> Feature:
    share = containment(one.shingles, other.shingles)
    weight = _clip(10 * (share - 0.45), -3.5, 4)
    return Feature("shared words", weight, f"{share:.0%} of the shorter text stands in the longer")


def _day(one: Told, other: Told) -> Feature:
    apart = days_apart(one, other)
    if apart is None:
        return Feature("day", -1.0, "the day of one is not known")
    if apart == 0:
        return Feature("day", 0.0, "of the same day")
    if apart > NEAR_DAYS:
        return Feature("day", -12.0, f"{apart} days apart: no version comes so late")
    if _repeated(one, other):
        return Feature("day", -0.5, f"{apart} days apart, but one is marked as a correction or repetition")
    return Feature("day", -2.2 if apart == 1 else -4.5, f"{apart} days apart")


def _repeated(one: Told, other: Told) -> bool:
    kinds = (MarkKind.CORRECTION, MarkKind.REPETITION)
    return one.mark.kind in kinds or other.mark.kind in kinds


def _dateline(one: Told, other: Told) -> Feature | None:
    if one.place is None or other.place is None:
        return None
    if one.place == other.place:
        return Feature("dateline", 0.3, f"both from {one.place.title()}")
    return Feature("dateline", -1.5, f"one from {one.place.title()}, one from {other.place.title()}")


def _marks(one: Told, other: Told) -> Feature | None:
    kinds = {one.mark.kind, other.mark.kind}
    replaces = {MarkKind.LEAD, MarkKind.CORRECTION, MarkKind.REPETITION} & kinds
    if replaces and _same_subject(one, other):
        return Feature("mark", 1.5, "one is marked as replacing an earlier one of the same subject")
    if kinds == {MarkKind.FLASH, MarkKind.NONE} and _same_subject(one, other):
        return Feature("mark", 1.0, "one is the first flash of the same subject")
    return None


def _same_subject(one: Told, other: Told) -> bool:
    return containment(one.headline, other.headline) >= 0.6 or containment(one.lead, other.lead) >= 0.6


def _headline(one: Told, other: Told) -> Feature | None:
    shorter = min(len(one.headline), len(other.headline))
    share = containment(one.headline, other.headline)
    if shorter >= 3 and share >= 0.75:
        return Feature("headline", 0.7, f"{share:.0%} of the words of the headlines agree")
    return None


def _names(one: Told, other: Told) -> Feature | None:
    if min(len(one.names), len(other.names)) < 3:
        return None
    share = containment(one.names, other.names)
    weight = _clip(4 * (share - 0.7), -1.5, 1.0)
    return Feature("names", weight, f"{share:.0%} of the names of the one stand in the other")


def _figures(one: Told, other: Told) -> Feature | None:
    if min(len(one.numbers), len(other.numbers)) < 4:
        return None
    share = containment(one.numbers, other.numbers)
    weight = _clip(5 * (share - 0.55), -2.5, 0.5)
    return Feature("figures", weight, f"{share:.0%} of the figures agree")


def _opening(one: Told, other: Told) -> Feature | None:
    if min(len(one.lead), len(other.lead)) < 5:
        return None
    share = containment(one.lead, other.lead)
    if share >= 0.7:
        return Feature("opening", 1.0, "they open with the same words")
    if share < 0.25 and days_apart(one, other):
        return Feature("opening", -1.5, "of different days, and they open differently")
    return None


_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_AHEAD = re.compile(
    r"\b(?:will|would|shall|is to|are to|was to|were to|to be|expected|scheduled|due|plan(?:s|ned)?"
    r"|set to|going to|ahead of|upcoming)\b"
)


def _turned(one: Told, other: Told) -> Feature | None:
    """The same opening, once as something to come and once as something that came to pass: two stories."""
    openings = [told.opening for told in (one, other)]
    ahead = [bool(_AHEAD.search(words)) for words in openings]
    if ahead[0] == ahead[1] or containment(one.lead, other.lead) < 0.5:
        return None
    if any(told.mark.kind in (MarkKind.LEAD, MarkKind.CORRECTION) for told in (one, other)):
        return None
    apart = days_apart(one, other)
    return Feature("turned", -1.0 if apart == 0 else -3.0, "one tells it as to come, the other as done")


def _weekday(one: Told, other: Told) -> Feature | None:
    """Stories of different days that tell of the same weekday are one; of two weekdays, a template."""
    if not days_apart(one, other):
        return None
    days = [set(_WEEKDAY.findall(told.opening)) for told in (one, other)]
    if not all(days):
        return None
    if days[0] & days[1]:
        return Feature("weekday", 0.7, "they open with the same weekday")
    if containment(one.lead, other.lead) >= 0.5:
        return Feature("weekday", -3.0, "they open alike, each with its own weekday: a form filled in anew")
    return Feature("weekday", -0.3, "each opens with its own weekday")


def _length(one: Told, other: Told) -> Feature | None:
    shared = len(one.shingles & other.shingles)
    if shared >= 150:
        return Feature("length", 1.0, f"{shared} runs of five words in common")
    if shared < 10:
        return Feature("length", -1.0, f"only {shared} runs of five words in common")
    return None


VERSION_RULES: tuple[Rule, ...] = (
    _shared_words,
    _day,
    _dateline,
    _marks,
    _headline,
    _names,
    _figures,
    _opening,
    _turned,
    _weekday,
    _length,
)


# --- copies in other outlets

LEAST_WORDS = 40
"""Units: words. Shorter texts on one matter agree without being copies."""


def _copied(one: Told, other: Told) -> Feature:
    share = containment(one.own_shingles, other.own_shingles)
    weight = _clip(10 * (share - 0.5), -6, 4)
    return Feature(
        "copied words", weight, f"{share:.0%} of the shorter text, quotations left out, stands in the longer"
    )


def _reprint_day(one: Told, other: Told) -> Feature | None:
    apart = days_apart(one, other)
    if apart is None or apart == 0:
        return None
    if apart > REPRINT_DAYS:
        return Feature("day", -12.0, f"{apart} days apart: no copy comes so late")
    return Feature("day", -0.4 * apart, f"{apart} days apart")


def _long_enough(one: Told, other: Told) -> Feature | None:
    shorter, longer = sorted(len(told.words) for told in (one, other))
    if shorter < LEAST_WORDS:
        return Feature("length", -2.5, f"one has only {shorter} words")
    if shorter < 0.3 * longer:
        return Feature("length", -1.5, "one is many times as long: it may hold several stories")
    return None


REPRINT_RULES: tuple[Rule, ...] = (_copied, _reprint_day, _long_enough, _figures)


# --- notices that withdraw


def _killed_number(notice: Told, told: Told) -> Feature | None:
    if notice.story.kills is None or told.story.guid is None:
        return None
    if notice.story.kills == told.story.guid:
        return Feature("number", 30.0, f"the notice names the number {told.story.guid}")
    return Feature("number", -30.0, "the notice names another number")


def _same_house(notice: Told, told: Told) -> Feature | None:
    if notice.agency is None or told.agency is None:
        return Feature("agency", -0.5, "the agency of one is not known")
    if notice.agency == told.agency:
        return Feature("agency", 0.5, "of the same agency")
    return Feature("agency", -12.0, "of another agency")


def _kill_day(notice: Told, told: Told) -> Feature | None:
    if notice.day is None or told.day is None:
        return Feature("day", -0.5, "the day of one is not known")
    after = (notice.day - told.day).days
    if after < 0 or after > KILL_DAYS:
        return Feature("day", -12.0, "a notice withdraws what went out in the days before it")
    return Feature("day", 0.3 if after == 0 else -0.2 * after, f"{after} days after the story")


def _named_story(notice: Told, told: Told) -> Feature:
    """How many words of the story's headline and opening the notice repeats."""
    said = frozenset(notice.words) | notice.headline
    headline = len(told.headline & said) / len(told.headline) if len(told.headline) >= 3 else 0.0
    lead = len(told.lead & said) / len(told.lead) if len(told.lead) >= 5 else 0.0
    share = max(headline, lead)
    what = "headline" if headline >= lead else "opening"
    return Feature("named", _clip(8 * (share - 0.65), -6, 3), f"it repeats {share:.0%} of the story's {what}")


def _kill_text(notice: Told, told: Told) -> Feature | None:
    share = containment(notice.shingles, told.shingles)
    if share < 0.3 or min(len(notice.words), len(told.words)) < 12:
        return None
    return Feature(
        "shared words", _clip(8 * share, 0, 4), f"{share:.0%} of the shorter text stands in the longer"
    )


KILL_RULES: tuple[Rule, ...] = (_killed_number, _same_house, _kill_day, _named_story, _kill_text)


def reasons_in_words(link: StoryLink) -> Iterator[str]:
    """Yield the reasons of a link, the weightiest first, for a person to read."""
    for feature in sorted(link.reasons, key=lambda feature: -abs(feature.weight)):
        yield f"{feature.reason} ({feature.weight:+.1f})"
