"""Which of the places of a name a text means: small named features, each with its reason."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

from dragoman.gazetteer.atlas import Atlas, Place, fold, open_atlas

NEAR_EACH, NEAR_MOST, SAME_DIVISION = 0.6, 1.2, 0.5
FAME = 0.4
"""What ten times as many names in the world's languages weigh, against ten times as many people."""
RENOWNED = 40
"""Names from which on a city is known the world over."""
OBSCURE = 100_000
"""People below which a town is no one's first thought."""
NEAR_KM = 300.0
"""Another place of the text this close speaks for a candidate."""


@dataclass(frozen=True, slots=True)
class Toponym:
    """A name of a place as a text has it, with what stands beside it."""

    name: str
    within: tuple[str, ...] = ()
    """What it is said to lie in: ("Ohio",) for "Dayton, Ohio"."""
    noun: str | None = None
    """The word for its kind beside it: "province", "river", "city"."""


@dataclass(slots=True)
class Surroundings:
    """What a text says elsewhere that bears on its places."""

    countries: dict[str, float] = field(default_factory=dict)
    """How often it speaks of each state, by alpha-3 code."""
    anchors: dict[str, Place] = field(default_factory=dict)
    """Places that are certain, by folded name."""
    here: Place | None = None
    """Where it was written."""
    said_by: dict[tuple[str, str], float] = field(default_factory=dict)
    """How much of a state's count comes from which folded name: a name does not speak for itself."""

    def speak(self, key: str, code: str | None, weight: float) -> None:
        """Count a state as spoken of by a name."""
        if code:
            self.countries[code] = self.countries.get(code, 0.0) + weight
            self.said_by[key, code] = self.said_by.get((key, code), 0.0) + weight


@dataclass(frozen=True, slots=True)
class Choice:
    """The place chosen for a name, its score and why."""

    place: Place
    score: float
    reasons: tuple[str, ...]


def resolve(
    name: str | Toponym, surroundings: Surroundings | None = None, atlas: Atlas | None = None
) -> Choice | None:
    """Return the likeliest place of a name among these surroundings, or None if no place bears it.

    Example:
        >>> choice = resolve(Toponym("Dayton", ("Ohio",)))
        >>> choice.place.country if choice else None
        'USA'
    """
    atlas = atlas or open_atlas()
    toponym = Toponym(name) if isinstance(name, str) else name
    around = surroundings or Surroundings()
    within = _containers(toponym, around, atlas)
    candidates = atlas.find(toponym.name)
    if (outer := _only_container(toponym, candidates, within)) is not None:
        return Choice(outer, 0.0, (f"no place of that name is known in {outer.name}, put there",))
    scored = [_score(place, toponym, around, within) for place in candidates]
    scored = [_add(choice, _renown(choice.place, candidates)) for choice in scored]
    scored = [_prefer_city(choice, candidates) for choice in scored]
    scored = [_prefer_division(choice, candidates, toponym, around) for choice in scored]
    best = max(scored, key=lambda choice: choice.score, default=None)
    return None if best is not None and _out_of_the_way(best.place, toponym, around) else best


def resolve_all(
    toponyms: Sequence[Toponym],
    countries: Mapping[str, float] | None = None,
    here: Place | None = None,
    atlas: Atlas | None = None,
) -> list[Choice | None]:
    """Return the places of a text's names, each chosen beside the others; None where no place bears the name.

    Names of states, names with a stated container and names with one outstanding bearer are settled first and
    speak for the others.
    """
    atlas = atlas or open_atlas()
    around = _surroundings(toponyms, countries, here, atlas)
    return _resolve_beside(toponyms, around, atlas)


def _resolve_beside(toponyms: Sequence[Toponym], around: Surroundings, atlas: Atlas) -> list[Choice | None]:
    """Return the choice of each name, those that tell what holds them settled first."""
    settled: dict[tuple[str, str | None], Choice | None] = {}
    found: list[Choice | None] = []
    for toponym in sorted(toponyms, key=lambda t: not t.within):
        key = (fold(toponym.name), toponym.noun)
        if toponym.within or key not in settled:
            choice = resolve(toponym, around, atlas)
            if choice is not None and toponym.within:
                around.anchors[key[0]] = choice.place
            settled[key] = settled.get(key) or choice
    for toponym in toponyms:
        key = (fold(toponym.name), toponym.noun)
        found.append(resolve(toponym, around, atlas) if toponym.within else settled[key])
    return found


def resolve_first(
    toponyms: Sequence[Toponym], countries: Mapping[str, float] | None = None, atlas: Atlas | None = None
) -> Choice | None:
    """Return the place of the first of a text's names as `resolve_all` chooses it beside the others.

    Of those, only names with a stated container say more for being settled themselves.
    """
    first, *others = toponyms
    atlas = atlas or open_atlas()
    around = _surroundings(toponyms, countries, None, atlas)
    told = [first, *(t for t in others if t.within)]
    return _resolve_beside(told, around, atlas)[0]


def _surroundings(
    toponyms: Sequence[Toponym], countries: Mapping[str, float] | None, here: Place | None, atlas: Atlas
) -> Surroundings:
    """Return what a text's names say of each other, before any is settled."""
    around = Surroundings(dict(countries or {}), here=here)
    if here is not None:
        around.speak("", here.country, 1.0)
    for toponym in toponyms:
        _anchor(toponym, around, atlas)
    return around


def _anchor(toponym: Toponym, around: Surroundings, atlas: Atlas) -> None:
    """Enter what a name makes certain by itself."""
    candidates = atlas.find(toponym.name)
    states = [place for place in candidates if place.kind == "state"]
    if states and len([p for p in candidates if p.kind in ("state", "admin")]) == 1:
        around.speak(fold(toponym.name), states[0].country, 1.0)
        return
    clear = outstanding(candidates)
    if clear is not None:
        around.anchors[fold(toponym.name)] = clear
        around.speak(fold(toponym.name), clear.country, 0.5)


def outstanding(candidates: Sequence[Place]) -> Place | None:
    """Return the bearer of a name that outweighs the others by far, if there is one."""
    settled = [place for place in candidates if place.kind in _FIXED]
    if settled:
        return settled[0]
    cities = sorted((p for p in candidates if p.kind in ("city", "admin")), key=_weight, reverse=True)
    if not cities or _weight(cities[0]) < 4.5:
        return None
    rivals = [p for p in cities[1:] if distance(p, cities[0]) > NEAR_KM]
    return cities[0] if not rivals or _weight(cities[0]) - _weight(rivals[0]) > 1.5 else None


def distance(a: Place, b: Place) -> float:
    """Return how far two places are apart on the sphere. Units: kilometres."""
    f1, f2 = math.radians(a.latitude), math.radians(b.latitude)
    h = (
        math.sin((f2 - f1) / 2) ** 2
        + math.cos(f1) * math.cos(f2) * math.sin(math.radians(b.longitude - a.longitude) / 2) ** 2
    )
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(h)))


_FIXED = frozenset({"region", "water", "island", "mountain", "base", "crossing", "facility", "continent"})
_KIND_WEIGHT = {
    "state": 9.0, "continent": 9.0, "region": 7.5, "water": 7.5, "island": 6.5, "mountain": 6.5,
    "base": 6.5, "crossing": 6.5, "facility": 6.5,
}  # fmt: skip
"""What the kinds without a population of their own weigh against the ten-logarithm of one."""

_NOUN_KINDS = {
    "province": ("admin", "region", "district"), "state": ("admin",),
    "region": ("admin", "region", "district"),
    "governorate": ("admin",), "oblast": ("admin",), "prefecture": ("admin",), "department": ("admin",),
    "territory": ("admin", "state", "region"), "republic": ("admin", "state", "region"),
    "county": ("district",), "district": ("district", "city"), "municipality": ("district", "city"),
    "parish": ("district",), "city": ("city",), "town": ("city",), "village": ("city",), "port": ("city",),
    "suburb": ("city",), "neighborhood": ("city",), "neighbourhood": ("city",), "capital": ("city",),
    "river": ("water",), "lake": ("water",), "sea": ("water",), "strait": ("water",),
    "gulf": ("water", "region"),
    "island": ("island",), "islands": ("island", "state"), "peninsula": ("region",), "valley": ("region",),
}  # fmt: skip


def _weight(place: Place) -> float:
    """Return how much a place is talked of, before the text is looked at."""
    if place.kind in _KIND_WEIGHT:
        return _KIND_WEIGHT[place.kind]
    weight = math.log10(place.population + 10) + FAME * math.log10(place.fame + 1)
    if place.capital:
        return weight + 1.5
    if place.kind == "district":
        return weight - (2.0 if place.country == "USA" else 1.2)
    return weight - (0.3 if place.kind == "admin" else 0.0)


_Feature = Callable[[Place, Toponym, Surroundings, Sequence[Place]], tuple[float, str] | None]


def _size(place: Place, toponym: Toponym, around: Surroundings, within: Sequence[Place]) -> tuple[float, str]:
    return _weight(place), f"{'capital' if place.capital else place.kind} of {place.population:,}"


def _own_name(place: Place, toponym: Toponym, *_: object) -> tuple[float, str] | None:
    own, said = fold(place.name), fold(toponym.name)
    if own == said:
        return (3.0 if place.kind == "state" else 1.0), "its first name"
    if own.removesuffix(" city") == said:
        return 0.5, "its first name less City"
    return None


def _container(
    place: Place, toponym: Toponym, around: Surroundings, within: Sequence[Place]
) -> tuple[float, str] | None:
    if place.kind == "state":
        return None
    for outer in within:
        if (
            place.id == outer.id
            or place.admin == outer.id
            or (outer.kind == "state" and place.country == outer.country)
        ):
            return 6.0, f"said to lie in {outer.name}"
        if outer.kind in ("city", "district", "region") and distance(place, outer) < NEAR_KM:
            return 3.0, f"near {outer.name}, said to hold it"
    return None


def _noun(place: Place, toponym: Toponym, *_: object) -> tuple[float, str] | None:
    kinds = _NOUN_KINDS.get((toponym.noun or "").lower())
    if kinds is None:
        return None
    if place.kind in kinds:
        return 3.0, f"called a {toponym.noun}"
    return -1.0, f"not a {toponym.noun}"


def _country(place: Place, toponym: Toponym, around: Surroundings, *_: object) -> tuple[float, str] | None:
    code, key = place.country or "", fold(toponym.name)
    said = around.countries.get(code, 0.0) - around.said_by.get((key, code), 0.0)
    if said <= 0:
        return None
    of_others = sum(around.countries.values()) - sum(w for (k, _), w in around.said_by.items() if k == key)
    share = said / max(of_others, 1.0)
    return 0.8 + 1.6 * share, f"the text speaks of {place.country}"


def _neighbours(place: Place, toponym: Toponym, around: Surroundings, *_: object) -> tuple[float, str] | None:
    key = fold(toponym.name)
    near = [
        p for k, p in around.anchors.items() if k != key and p.id != place.id and distance(p, place) < NEAR_KM
    ]
    if not near:
        return None
    return min(NEAR_MOST, NEAR_EACH * len(near)), "near " + ", ".join(p.name for p in near[:3])


def _renown(place: Place, candidates: Sequence[Place]) -> tuple[float, str] | None:
    """Return what it weighs that the world knows one bearer of a name: Geneva is hardly ever in Illinois."""
    if place.kind != "city" or place.fame < RENOWNED:
        return None
    others = max((p.fame for p in candidates if p.id != place.id and distance(p, place) > NEAR_KM), default=0)
    if others * 3 < place.fame:
        return 1.5, f"known in {place.fame} names, others in {others} at most"
    return None


def _same_division(
    place: Place, toponym: Toponym, around: Surroundings, *_: object
) -> tuple[float, str] | None:
    for p in around.anchors.values():
        if place.admin is not None and p.id != place.id and (p.admin == place.admin or p.id == place.admin):
            return SAME_DIVISION * (
                2.0 if place.kind == "district" else 1.0
            ), f"in one division with {p.name}"
    return None


def _from_here(place: Place, toponym: Toponym, around: Surroundings, *_: object) -> tuple[float, str] | None:
    here = around.here
    if here is None:
        return None
    if distance(place, here) < NEAR_KM and place.kind != "state":
        return 1.2, f"near the dateline {here.name}"
    if here.country is not None and place.country == here.country:
        return 0.8, f"in the dateline's country {here.country}"
    return None


_FEATURES: tuple[_Feature, ...] = (
    _size, _own_name, _container, _noun, _country, _neighbours, _same_division, _from_here
)  # fmt: skip


def _score(place: Place, toponym: Toponym, around: Surroundings, within: Sequence[Place]) -> Choice:
    total, reasons = 0.0, []
    for feature in _FEATURES:
        if (said := feature(place, toponym, around, within)) is not None:
            total += said[0]
            reasons.append(f"{said[1]} ({said[0]:+.1f})")
    return Choice(place, total, tuple(reasons))


def _add(choice: Choice, said: tuple[float, str] | None) -> Choice:
    """Return the choice with one more feature."""
    if said is None:
        return choice
    return Choice(choice.place, choice.score + said[0], (*choice.reasons, f"{said[1]} ({said[0]:+.1f})"))


def _prefer_city(choice: Choice, candidates: Sequence[Place]) -> Choice:
    """Return the choice, worse by some where a division's own city of that name is the likelier sense."""
    place = choice.place
    if place.kind != "admin" or any("called a" in reason for reason in choice.reasons):
        return choice
    if any(p.kind == "city" and p.admin == place.id and p.population > 100_000 for p in candidates):
        return Choice(place, choice.score - 2.0, (*choice.reasons, "its city of that name is meant (-2.0)"))
    return choice


def _prefer_division(
    choice: Choice, candidates: Sequence[Place], toponym: Toponym, around: Surroundings
) -> Choice:
    """Return the choice, a state's worse where the text speaks only of a division's country: Georgia."""
    if choice.place.kind != "state":
        return choice
    rivals = {p.country for p in candidates if p.kind == "admin" and p.name in abbreviations()}
    key = fold(toponym.name)
    spoken = {
        code: weight - around.said_by.get((key, code), 0.0) for code, weight in around.countries.items()
    }
    if spoken.get(choice.place.country or "", 0.0) <= 0:
        for country in rivals - {choice.place.country, None}:
            if spoken.get(country or "", 0.0) >= 1.0:
                return Choice(
                    choice.place,
                    choice.score - 6.0,
                    (*choice.reasons, f"the text speaks of {country}, not of it (-6.0)"),
                )
    return choice


def _out_of_the_way(place: Place, toponym: Toponym, around: Surroundings) -> bool:
    """Return whether a small town lies in a state that the text, which speaks of others, never names.

    A village of Congo that the gazetteer lacks is not its namesake in Syria.
    """
    if place.kind not in ("city", "district") or place.capital or place.population >= OBSCURE:
        return False
    key = fold(toponym.name)
    others = {code for (name, code) in around.said_by if name != key}
    spoken = {code for code in around.countries if code in others or (key, code) not in around.said_by}
    if not spoken or place.country in spoken:
        return False
    return not any(
        distance(place, p) < NEAR_KM for k, p in around.anchors.items() if k != key and p.kind == "city"
    )


def _only_container(toponym: Toponym, candidates: Sequence[Place], within: Sequence[Place]) -> Place | None:
    """Return the division that a name is said to lie in, where none of the small places of that name does."""
    if not within or within[0].kind != "admin" or toponym.within[0].strip(" ,") not in abbreviations():
        return None
    if any(p.kind not in ("city", "district") or p.capital for p in candidates):
        return None
    lies = any(
        p.admin == o.id or p.id == o.id or distance(p, o) < NEAR_KM for p in candidates for o in within
    )
    return None if lies else within[0]


def _containers(toponym: Toponym, around: Surroundings, atlas: Atlas) -> list[Place]:
    """Return the places that a name is said to lie in, states and divisions first."""
    found: list[Place] = []
    for name in toponym.within:
        division = abbreviations().get(name.strip(" ,"))
        candidates: Iterable[Place] = atlas.find(division[0] if division else name)
        if division:
            candidates = [p for p in candidates if p.kind == "admin" and p.country == division[1]]
        found += sorted(candidates, key=_weight, reverse=True)[:4]
    return found


@cache
def abbreviations() -> Mapping[str, tuple[str, str]]:
    """Return the division and country of each short form that stands behind a town: "Ohio", "Calif."."""
    text = (
        resources.files("dragoman.gazetteer").joinpath("data/abbreviations.txt").read_text(encoding="utf-8")
    )
    found: dict[str, tuple[str, str]] = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            name, country, forms = line.split("|")
            found.update(dict.fromkeys((name, *forms.split(";")), (name, country)))
    return found
