"""The persons that a text names, and which names are one person's."""

from __future__ import annotations

from bisect import bisect_left, insort
from dataclasses import dataclass, field


@dataclass(slots=True, eq=False)
class Person:
    """One person as the text names him, before anything is known about his office."""

    parts: tuple[str, ...]
    """The fullest name, folded, part by part."""
    name: str
    spans: list[tuple[int, int]] = field(default_factory=list)
    """Token ranges of every naming, in order."""


class Roster:
    """All persons entered so far, found by any part of their names."""

    def __init__(self) -> None:
        self.persons: list[Person] = []
        self._by_part: dict[str, list[Person]] = {}
        self._by_letter: dict[str, set[str]] = {}

    def __contains__(self, part: str) -> bool:
        return part in self._by_part

    def enter(self, parts: tuple[str, ...], name: str, span: tuple[int, int]) -> Person:
        """Return the person whom a name at a place in the text means, a new one if it fits nobody."""
        person = self._same(parts, span[0])
        if person is None:
            person = Person(parts, name)
            self.persons.append(person)
        elif len(parts) > len(person.parts):
            person.parts, person.name = parts, name
        for part in parts:
            known = self._by_part.setdefault(part, [])
            if person not in known:
                known.append(person)
            self._by_letter.setdefault(part[0], set()).add(part)
        insort(person.spans, span)
        return person

    def _same(self, parts: tuple[str, ...], at: int) -> Person | None:
        """Return the person last named before, else next after, whose name this can be."""
        options = {id(p): p for part in parts for p in self._by_part.get(part, ())}
        fitting = [p for p in options.values() if agree(parts, p.parts)]
        if not fitting and len(parts) <= 2:
            near = sorted(k for part in parts for k in self._by_letter.get(part[0], ()) if is_close(k, part))
            fitting = [p for key in near for p in self._by_part[key] if agree(parts, p.parts)]
        return min(fitting, key=lambda p: _distance(p, at)) if fitting else None


def _distance(person: Person, at: int) -> tuple[bool, int]:
    """Return how far a person's naming before a place lies, those named only later behind all others."""
    before = bisect_left(person.spans, (at, 0))
    return (False, at - person.spans[before - 1][0]) if before else (True, person.spans[0][0] - at)


def agree(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Return whether the shorter name is made of parts of the longer, in order.

    Example:
        >>> agree(("abu", "karim"), ("ahmed", "abul", "karim")), agree(("amin", "saad"), ("omar", "saad"))
        (True, False)
    """
    few, many = (one, other) if len(one) <= len(other) else (other, one)
    at = 0
    for part in few:
        while at < len(many) and not (is_close(part, many[at]) or _initial(part, many[at])):
            at += 1
        if at == len(many):
            return False
        at += 1
    return True


def _initial(part: str, other: str) -> bool:
    return len(part) == 1 and other.startswith(part)


def is_close(one: str, other: str) -> bool:
    """Return whether two spellings are equal or differ by one letter after the first; short ones must agree.

    Example:
        >>> is_close("mahmud", "mahmoud"), is_close("kim", "kam"), is_close("rice", "vice")
        (True, False, False)
    """
    if one == other:
        return True
    if abs(len(one) - len(other)) > 1 or max(len(one), len(other)) < 4 or one[:1] != other[:1]:
        return False
    few, many = sorted((one, other), key=len)
    at = next((i for i, (a, b) in enumerate(zip(few, many, strict=False)) if a != b), len(few))
    return few[at:] == many[at + 1 :] or (len(few) == len(many) and few[at + 1 :] == many[at + 1 :])
