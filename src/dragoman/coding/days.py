"""When: which time expression belongs to which event, and the days that follow."""

from __future__ import annotations

from datetime import date

from spacy.tokens import Token

from dragoman.coding import operators as op
from dragoman.coding.candidate import Candidate
from dragoman.coding.parties import Parties
from dragoman.coding.tree import is_passive, is_verb
from dragoman.model import EventType, Status, TimeExpression

STATEMENTS = frozenset(
    {
        EventType.ACCUSE,
        EventType.REQUEST,
        EventType.REJECT,
        EventType.THREATEN,
        EventType.SUPPORT,
        EventType.AGREE,
        EventType.CONCEDE,
    }
)
"""Types that are acts of speech: told in the simple past, they are of the story's own day."""

PURPOSE = "from the day of what it is the purpose of"


class Days:
    """Knows which times hang on which word."""

    def __init__(self, parties: Parties, triggers: frozenset[int]) -> None:
        self.published = parties.layers.story.published
        self.doc = parties.doc
        self._at: dict[int, list[TimeExpression]] = {}
        for time in parties.layers.times:
            if time.type in ("DATE", "TIME") and (time.first or time.last):
                self._at.setdefault(self._anchor(time, triggers), []).append(time)
                for token in self.doc[time.start : time.end]:
                    # "in 1974, when troops landed": the clause on the date has its day.
                    for child in token.children:
                        if child.dep_ in ("relcl", "advcl") and is_verb(child):
                            self._at.setdefault(child.i, []).append(time)

        self._cues: dict[int, list[int]] = {}
        for utterance in parties.layers.utterances:
            for span in utterance.content:
                for i in range(*span):
                    self._cues.setdefault(i, []).append(utterance.cue)

    def _anchor(self, time: TimeExpression, triggers: frozenset[int]) -> int:
        """Return the verb or trigger noun that a time expression hangs on."""
        token = _root(self.doc[time.start : time.end])
        if _premodifies(token) and token.head.i not in triggers and token.head.dep_ not in _VERBAL_ARGUMENTS:
            # "the January elections": the elections are in January, not what is said of them.
            return token.head.i
        previous = token
        for above in token.ancestors:
            if above.i in triggers and above.pos_ in ("NOUN", "PROPN"):
                return above.i
            if is_verb(above):
                return above.i
            previous = above
        return previous.i

    def settle(self, candidate: Candidate) -> None:
        """Set first and last day: the event's own words first, then what its status implies."""
        found = self._time(candidate)
        if found is not None:
            time, token, rule = found
            self._from_words(candidate, time)
            if rule == PURPOSE and candidate.status in (Status.PLANNED, Status.POSSIBLE):
                candidate.end = None
            words = self.doc[time.start : time.end].text
            candidate.time_text = words
            candidate.dated = True
            candidate.because("start", rule, f"“{words}” at “{token.text}”: {time.value}")
        else:
            self._from_status(candidate)

    def _from_words(self, candidate: Candidate, time: TimeExpression) -> None:
        candidate.start, candidate.end = time.first, time.last
        today = self.published
        status = candidate.status
        if today is None:
            return
        if status is Status.ONGOING and candidate.end and candidate.end <= today and not time.open_end:
            candidate.end = (
                max(candidate.end, today) if time.first != time.last or time.first == today else candidate.end
            )
        if status in (Status.HAPPENED, Status.ONGOING):
            if time.open_end and not time.last:
                candidate.end = today
            if candidate.start and candidate.start > today:
                candidate.status = Status.PLANNED
                candidate.because("status", "future day", f"{candidate.start} is after the story's day")
            elif candidate.end and candidate.end > today:
                candidate.end = today

    def _from_status(self, candidate: Candidate) -> None:
        today, status = self.published, candidate.status
        carrier = candidate.carrier
        if status in (Status.PLANNED, Status.POSSIBLE):
            since = carrier.start if carrier is not None and carrier.dated else None
            candidate.start = since or today
            candidate.because("start", "open plan", "due from the day it is told, no end given")
        elif status is Status.NEGATED:
            candidate.start = today
            candidate.because("start", "negated", "as of the story's day")
        elif status is Status.ONGOING:
            candidate.end = today
            candidate.because("end", "under way", "still under way as the story is written")
        elif candidate.type in STATEMENTS and candidate.statement and _spoken(candidate):
            candidate.start = candidate.end = today
            candidate.because("start", "statement", "a statement without a day is of the story's day")
        else:
            candidate.end = self._told(candidate) or today
            candidate.because("end", "undated", "happened by the day it was told; no day given")

    def _told(self, candidate: Candidate) -> date | None:
        """Return the day by which an undated act was told of: "revealed last month that X gave Y arms"."""
        carrier = candidate.carrier
        if carrier is not None and carrier.dated and candidate.treatment != "possible":
            return carrier.end
        for cue in self._cues.get(candidate.token.i, ()):
            days = [t.last for t in self._at.get(cue, ()) if t.last]
            if days:
                return min(days)
        return None

    def _time(self, candidate: Candidate) -> tuple[TimeExpression, Token, str] | None:
        for token, rule in self._chain(candidate):
            times = self._at.get(token.i)
            if times:
                return min(times, key=lambda t: _rank(t, candidate.token)), token, rule
        return None

    def _chain(self, candidate: Candidate) -> list[tuple[Token, str]]:
        """Return the words whose times are the event's own, nearest first."""
        chain = [(t, "time of the event") for t in candidate.frame.verbs]
        for child in candidate.token.children:
            if candidate.nominal and child.dep_ in ("acl", "relcl"):
                chain.append((child, "time of its clause"))
        verb = candidate.frame.light or candidate.frame.occur or candidate.token
        depth = 0
        while verb.head.i != verb.i and depth < 5:
            depth += 1
            rule = _passes(verb, candidate)
            if rule is None:
                break
            verb = verb.head
            if is_verb(verb):
                chain.append((verb, rule))
        framing = candidate.frame.framing
        if framing is not None and framing not in [t for t, _ in chain]:
            chain.append((framing, "time of the clause"))
        return chain


def _spoken(candidate: Candidate) -> bool:
    """Return whether a statement is told as one: by a verb, or by a noun that a verb utters."""
    return not candidate.nominal or (
        candidate.frame.light is not None and candidate.type is not EventType.AGREE
    )


def _passes(verb: Token, candidate: Candidate) -> str | None:
    """Return the rule by which a time above the word holds for it too, or None."""
    head = verb.head
    if verb.dep_ == "conj":
        return "shared with its neighbour"
    if verb.dep_ == "xcomp" and is_verb(head):
        raised = head.lemma_ in (
            "expect",
            "schedule",
            "set",
            "due",
            "be",
            "begin",
            "start",
            "continue",
            "try",
            "attempt",
        )
        return (
            "shared with its governor" if raised and (is_passive(head) or head.lemma_ != "expect") else None
        )
    if (
        verb.dep_ == "advcl"
        and is_verb(head)
        and any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)
    ):
        return PURPOSE
    if verb.dep_ == "xcomp" and head.pos_ == "ADJ":
        return "shared with its governor"
    if verb.pos_ == "ADJ" and verb.dep_ in ("acomp", "attr"):
        return "shared with its governor"
    if verb.dep_ == "advcl" and verb.tag_ == "VBG" and not any(c.dep_ == "mark" for c in verb.children):
        return "shared with its clause"
    if (
        candidate.nominal
        and verb.dep_ in ("dobj", "nsubjpass", "nsubj", "attr")
        and verb.i == candidate.token.i
    ):
        # "welcomed the visit on Monday" dates the welcome.
        return "shared with its verb" if head.lemma_ in op.OCCUR or head.lemma_ in ("hold", "pay") else None
    return None


# A dated noun that is itself what the verb tells: "held their January session".
_VERBAL_ARGUMENTS = frozenset({"dobj", "nsubj", "nsubjpass", "npadvmod"})


def _premodifies(token: Token) -> bool:
    """Return whether a time stands before a noun as its modifier."""
    return token.dep_ in ("compound", "nmod", "amod", "poss") and token.head.pos_ in ("NOUN", "PROPN")


def _root(span: object) -> Token:
    root: Token = span.root  # type: ignore[attr-defined]
    return root


def _rank(time: TimeExpression, trigger: Token) -> tuple[int, int]:
    """Prefer the narrower expression, then the nearer."""
    width = (time.last - time.first).days if time.first and time.last else 10_000
    return (min(width, 400) // 40, abs(time.start - trigger.i))


def narrower(one: tuple[date | None, date | None], other: tuple[date | None, date | None]) -> bool:
    """Return whether the first interval says more than the second."""

    def openness(days: tuple[date | None, date | None]) -> float:
        first, last = days
        return (last - first).days if first and last else 1e6 * ((first is None) + (last is None))

    return openness(one) < openness(other)


def touch(one: tuple[date | None, date | None], other: tuple[date | None, date | None]) -> bool:
    """Return whether two intervals of days, open where None, share a day."""
    low, high = date.min, date.max
    return (one[0] or low) <= (other[1] or high) and (other[0] or low) <= (one[1] or high)
