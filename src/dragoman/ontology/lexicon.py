"""The trigger lexicon: the words by which the wires tell events, and what each says about who takes part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from dragoman.errors import RunError
from dragoman.model import EventType
from dragoman.ontology.plover import modes as modes_of

LIGHT = "LIGHT"
"""Type of a row whose verb only carries the event that its noun names: hold, launch, begin, cancel."""

POS = ("v", "n", "a")
TREATMENTS = ("possible", "planned", "claim", "suspect", "deny", "negated", "threat", "fact")
FLAGS = (
    "light", "mutual", "weak", "optional", "ongoing", "ends", "starts",
    "continues", "cancels", "delays", "fails", "tries", "causes", "none",
)  # fmt: skip
TOKEN_SLOTS = ("subj", "obj", "iobj", "poss", "adj", "oprd", "compound", "amod", "head")
CLAUSE_SLOTS = ("ccomp", "xcomp", "acl", "advcl")
PREPOSITIONS = (
    "about", "across", "after", "against", "along", "alongside", "amid", "among", "around", "as", "at",
    "before", "behind", "beside", "between", "beyond", "by", "during", "for", "from", "in", "inside", "into",
    "near", "of", "off", "on", "onto", "out", "outside", "over", "through", "to", "toward", "towards",
    "under", "upon", "via", "with", "within", "without",
)  # fmt: skip
BARE_NEEDS = ("xcomp", "ccomp", "noobj", "neg", "poss", "rec", "act", "plural", "root")
VALUE_NEEDS = ("prt", "prep", *TOKEN_SLOTS, *CLAUSE_SLOTS, *PREPOSITIONS)

Slots = tuple[tuple[str, ...], ...]
"""Groups of slots: every group is searched; within a group the first slot that is filled counts."""


@dataclass(frozen=True, slots=True)
class Content:
    """The act that a verbal act carries: where it stands and how it is to be taken."""

    slot: str
    treatment: str
    """One of `TREATMENTS`."""
    control: str = ""
    """Whose act it is when it names no one itself: `A` the carrier's actor, `R` its recipient, else empty."""


@dataclass(frozen=True, slots=True)
class Need:
    """A condition on the words around a trigger."""

    kind: str
    """A bare need (`xcomp`, `rec`) or a slot whose head lemma must be one of `values`."""
    values: frozenset[str] = frozenset()
    """Lemmas, classes already expanded; empty for a bare need."""
    negative: bool = False
    """The condition must not hold: `obj!=record`, `!xcomp`."""

    @property
    def weight(self) -> int:
        """How much the need makes a row specific: words more than structure."""
        if self.negative or self.kind in ("act", "rec"):
            return 1
        return 4 if self.values and len(self.values) <= 12 else 3 if self.values else 2


@dataclass(frozen=True, slots=True)
class Trigger:
    """One row of the lexicon for one lemma."""

    lemma: str
    pos: str
    """`v`, `n` or `a`."""
    type: str
    """An `EventType`'s value, or `LIGHT`."""
    modes: tuple[str, ...]
    actor: Slots
    recipient: Slots
    content: tuple[Content, ...]
    needs: tuple[Need, ...]
    flags: frozenset[str]
    source: str
    """File and line, for the reasons: `CONSULT.tsv:12`."""

    @property
    def specificity(self) -> int:
        """Return the sum of the needs' weights; of the rows that hold the highest wins."""
        return sum(need.weight for need in self.needs)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The rows by lemma and part of speech."""

    triggers: Mapping[tuple[str, str], tuple[Trigger, ...]]
    classes: Mapping[str, frozenset[str]]

    def lookup(self, lemma: str, pos: str) -> tuple[Trigger, ...]:
        """Return the rows for a lower-case lemma, the most specific first.

        Example:
            >>> load_lexicon().lookup("exhort", "v")[-1].type
            'REQUEST'
        """
        return self.triggers.get((lemma, pos), ())

    def __iter__(self) -> Iterator[Trigger]:
        for rows in self.triggers.values():
            yield from rows

    def __len__(self) -> int:
        return sum(len(rows) for rows in self.triggers.values())


@cache
def load_lexicon() -> Lexicon:
    """Return the lexicon that ships with the package.

    Raises: RunError if a row is malformed.
    """
    return read_lexicon(files("dragoman.ontology") / "data")


@cache
def load_slips() -> Mapping[str, str]:
    """Return the true lemma of each wrong one that the base model's rules give.

    Example:
        >>> load_slips()["hop"]
        'hope'
    """
    return parse_slips((files("dragoman.ontology") / "data" / "lemmas.tsv").read_text("utf-8"), "lemmas.tsv")


def read_lexicon(data: Traversable) -> Lexicon:
    """Return the lexicon of a folder: `classes.tsv`, `lemmas.tsv`, and in `triggers/` a file for each type.

    Raises: RunError with file and line of the first malformed row.
    """
    slips = parse_slips((data / "lemmas.tsv").read_text("utf-8"), "lemmas.tsv")
    classes = parse_classes((data / "classes.tsv").read_text("utf-8"), "classes.tsv")
    rows: dict[tuple[str, str], list[Trigger]] = {}
    for entry in sorted((data / "triggers").iterdir(), key=lambda e: e.name):
        if entry.name.endswith(".tsv"):
            for trigger in parse_triggers(entry.read_text("utf-8"), entry.name, classes, slips):
                rows.setdefault((trigger.lemma, trigger.pos), []).append(trigger)
    for slip, lemma in slips.items():
        if (lemma, "v") in rows:
            rows.setdefault((slip, "v"), rows[lemma, "v"])
    ordered = {
        key: tuple(sorted(found, key=lambda t: (-t.specificity, "weak" in t.flags)))
        for key, found in rows.items()
    }
    return Lexicon(ordered, classes)


def parse_slips(text: str, name: str) -> dict[str, str]:
    """Return the true lemma of each wrong one that the parser's rules give.

    Raises: RunError on a malformed line.
    """
    slips: dict[str, str] = {}
    for number, fields in _rows(text):
        if len(fields) != 2 or not all(fields):
            raise RunError("a line is a wrong lemma, a tab and the true one", where=f"{name}:{number}")
        slips[fields[0]] = fields[1]
    return slips


def parse_classes(text: str, name: str) -> dict[str, frozenset[str]]:
    """Return the lemmas of each class; `@other` in a class stands for the lemmas of a class named above it.

    Example:
        >>> sorted(parse_classes("arm\\tgun|rifle\\nkit\\t@arm|tent", "c.tsv")["kit"])
        ['gun', 'rifle', 'tent']

    Raises: RunError on a malformed line or an unknown class.
    """
    classes: dict[str, frozenset[str]] = {}
    for number, fields in _rows(text):
        where = f"{name}:{number}"
        if len(fields) != 2 or not all(fields):
            raise RunError("a class is a name, a tab and its lemmas joined by |", where=where)
        key, members = fields
        classes[key] = classes.get(key, frozenset()) | _values(members, classes, where)
    return classes


def parse_triggers(
    text: str, name: str, classes: Mapping[str, frozenset[str]], slips: Mapping[str, str] | None = None
) -> list[Trigger]:
    """Return the triggers of one file, one for each lemma of each row.

    A condition that names a lemma of `slips` holds for the wrong lemma too.

    Example:
        >>> row = "storm|overrun\\tv\\t-\\tsubj\\tobj\\t-\\tact\\t-"
        >>> [t.lemma for t in parse_triggers(row, "ASSAULT.tsv", {})]
        ['storm', 'overrun']

    Raises: RunError on a malformed row.
    """
    kind = name.removesuffix(".tsv")
    if kind != LIGHT and kind not in EventType.__members__:
        raise RunError(f"{kind} is no event type", where=name)
    known = _Known(classes, slips or {})
    return [t for number, fields in _rows(text) for t in _row(kind, fields, f"{name}:{number}", known)]


@dataclass(frozen=True, slots=True)
class _Known:
    """What a row may refer to."""

    classes: Mapping[str, frozenset[str]]
    slips: Mapping[str, str]


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield line number and fields of the lines that are neither blank nor comments."""
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            yield number, [field.strip() for field in line.split("\t")]


def _row(kind: str, fields: list[str], where: str, known: _Known) -> list[Trigger]:
    """Return the triggers of one row."""
    if len(fields) != 8:
        raise RunError(f"a row has 8 fields, this one {len(fields)}", where=where)
    lemmas, pos, modes, actor, recipient, content, needs, flags = (f if f != "-" else "" for f in fields)
    if pos not in POS:
        raise RunError(f"part of speech {pos!r} is none of {', '.join(POS)}", where=where)
    parsed_modes = tuple(_words(modes, ","))
    for mode in parsed_modes:
        if kind == LIGHT or mode not in modes_of(EventType(kind)):
            raise RunError(f"{mode!r} is no mode of {kind}", where=where)
    parsed_flags = frozenset(_words(flags, ","))
    if unknown := sorted(parsed_flags - set(FLAGS)):
        raise RunError(f"unknown flag {unknown[0]!r}", where=where, hint=f"one of {', '.join(FLAGS)}")
    if (kind == LIGHT) != ("light" in parsed_flags):
        raise RunError("the flag light stands on every row of LIGHT.tsv and nowhere else", where=where)
    if "none" in parsed_flags and ("weak" not in parsed_flags or actor or recipient or content or not needs):
        raise RunError("a row that rules an event out is weak, has needs and takes no slots", where=where)
    parts = (
        parsed_modes,
        _slots(actor, where),
        _slots(recipient, where),
        tuple(_content(word, where) for word in _words(content, ";")),
        tuple(_need(word, known, where) for word in _words(needs, ";")),
        parsed_flags,
    )
    found = _words(lemmas, "|")
    if not found or any(lemma != lemma.lower() for lemma in found):
        raise RunError(f"{lemmas!r} is not a list of lower-case lemmas", where=where)
    return [Trigger(lemma, pos, kind, *parts, source=where) for lemma in found]


def _words(text: str, mark: str) -> list[str]:
    """Return the parts of a field."""
    return [word.strip() for word in text.split(mark)] if text else []


def _slots(text: str, where: str) -> Slots:
    """Return the groups of a slot field: groups parted by commas, alternatives by |."""
    groups = tuple(tuple(_words(group, "|")) for group in _words(text, ","))
    for group in groups:
        for slot in group:
            if slot not in TOKEN_SLOTS and slot not in PREPOSITIONS:
                raise RunError(f"unknown slot {slot!r}", where=where)
    return groups


def _content(text: str, where: str) -> Content:
    """Return one content: `slot:treatment`, with `@A` or `@R` for whose act it is."""
    body, _, control = text.partition("@")
    slot, _, treatment = body.partition(":")
    if slot not in TOKEN_SLOTS and slot not in PREPOSITIONS and slot not in CLAUSE_SLOTS:
        raise RunError(f"unknown content slot {slot!r}", where=where)
    if treatment not in TREATMENTS:
        raise RunError(
            f"unknown treatment {treatment!r}", where=where, hint=f"one of {', '.join(TREATMENTS)}"
        )
    if control not in ("", "A", "R"):
        raise RunError(f"control is @A or @R, not @{control}", where=where)
    return Content(slot, treatment, control)


def _need(text: str, known: _Known, where: str) -> Need:
    """Return one condition."""
    kind, mark, values = text.partition("=")
    if not mark:
        negative = kind.startswith("!")
        bare = kind.removeprefix("!")
        if bare not in BARE_NEEDS:
            raise RunError(f"unknown need {bare!r}", where=where, hint=f"one of {', '.join(BARE_NEEDS)}")
        return Need(bare, negative=negative)
    negative = kind.endswith("!")
    kind = kind.removesuffix("!")
    if kind not in VALUE_NEEDS:
        raise RunError(f"unknown need {kind!r}", where=where, hint=f"one of {', '.join(VALUE_NEEDS)}")
    lemmas = _values(values, known.classes, where)
    return Need(kind, lemmas | {slip for slip, lemma in known.slips.items() if lemma in lemmas}, negative)


def _values(text: str, classes: Mapping[str, frozenset[str]], where: str) -> frozenset[str]:
    """Return the lemmas of a list in which @name stands for a class."""
    found: set[str] = set()
    for word in _words(text, "|"):
        if not word.startswith("@"):
            found.add(word)
        elif word[1:] in classes:
            found |= classes[word[1:]]
        else:
            raise RunError(f"unknown class {word}", where=where)
    if not found or "" in found:
        raise RunError(f"an empty lemma in {text!r}", where=where)
    return frozenset(found)
