"""When: which time expression belongs to which event, and the days that follow."""

from __future__ import annotations

from dataclasses import replace
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

DEEDS = frozenset(
    """sign ratify pass adopt draft initial conclude reach elect appoint name recognize recognise grant award
    reshuffle reform open veto rubber-stamp""".split()
)
"""Verbs of those types that are acts beyond speech: undated, they happened by the story's day."""

FRAMING = "time of the clause"

PURPOSE = "from the day of what it is the purpose of"

# Behind these a phrase has a time of its own, which is not that of what it is said to follow or attend.
_APART = frozenset("after before following since amid despite over ahead prior pending".split())
_TOGETHER = frozenset({"when", "as", "while"})
_LEAVING = frozenset("leave depart head set embark".split())


class Days:
    """Knows which times hang on which word."""

    def __init__(self, parties: Parties, triggers: frozenset[int]) -> None:
        self.published = parties.layers.story.published
        self.layers = parties.layers
        self.doc = parties.doc
        self._at: dict[int, list[TimeExpression]] = {}
        self._before_noun: dict[int, list[TimeExpression]] = {}
        for time in parties.layers.times:
            named = not time.value.endswith("_REF") and not self._overnight(time)
            counted = time.type == "DURATION" and time.rule.endswith("counted")
            if named and (time.type in ("DATE", "TIME") or counted) and (time.first or time.last):
                self._at.setdefault(self._anchor(time, triggers), []).append(time)
                root = _root(self.doc[time.start : time.end])
                if _premodifies(root):
                    self._before_noun.setdefault(root.head.i, []).append(time)
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

    def _overnight(self, time: TimeExpression) -> bool:
        """Return whether a time only tells the length of what it stands before: "an overnight stop"."""
        span = self.doc[time.start : time.end]
        return span.text.lower() == "overnight" and _premodifies(_root(span))

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
            if above.pos_ in ("NOUN", "PROPN") and above.head.lower_ in _APART and above.head.dep_ == "prep":
                # "comes after its tests in May": the tests were in May.
                return above.i
            previous = above
        return previous.i

    def interval(self, token: Token) -> tuple[date, date] | None:
        """Return the days, both ends known, that a word's own times name, or None."""
        for time in (*self._at.get(token.i, ()), *self._before_noun.get(token.i, ())):
            if time.first is not None and time.last is not None:
                return time.first, time.last
        return None

    def single(self, token: Token) -> date | None:
        """Return the day that a word's own times name, None if none or more than one."""
        found = self.interval(token)
        return found[0] if found and found[0] == found[1] else None

    def settle(self, candidate: Candidate) -> None:
        """Set first and last day: the event's own words first, then what its status implies."""
        found = self._time(candidate)
        if found is not None:
            time, token, rule = found
            self._from_words(candidate, time)
            words = self.doc[time.start : time.end].text
            if candidate.status in (Status.PLANNED, Status.POSSIBLE):
                self._look_ahead(candidate, time, token, rule)
            candidate.time_text = words
            # "left on Monday for talks": another word may tell when these are.
            on_leaving = rule == FRAMING and candidate.status is Status.PLANNED and token.lemma_ in _LEAVING
            candidate.dated = not on_leaving
            candidate.because("start", rule, f"“{words}” at “{token.text}”: {time.value}")
        else:
            self._from_status(candidate)

    def _look_ahead(self, candidate: Candidate, time: TimeExpression, token: Token, rule: str) -> None:
        """Open or narrow the days of what is yet to come, as its own words tell it."""
        words = self.doc[time.start : time.end].text.lower()
        today, carrier = self.published, candidate.carrier
        if time.open_start and time.last and today is not None and today <= time.last:
            # "by Friday", "before June": from the day that it is asked for or announced.
            candidate.start = carrier.start if carrier is not None and carrier.dated else today
        purpose = rule == PURPOSE or (rule == FRAMING and token.lemma_ in _LEAVING)
        if purpose and time.first == time.last:
            candidate.end = None
        elif time.first == time.last and _sets_out(candidate, token):
            candidate.end = None
            candidate.because("end", "departure", f"“{token.text}” tells when they set out")
        elif time.last and words.startswith("the end of") and self._before(time) == "at":
            candidate.start = time.last

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
        elif (
            status is Status.NEGATED
            and candidate.treatment == "deny"
            and candidate.rule in ("past", "perfect")
        ):
            candidate.end = self._told(candidate) or today
            candidate.because("end", "denied", "told in the past; no day given")
        elif status is Status.NEGATED:
            candidate.start = today
            candidate.because("start", "negated", "as of the story's day")
        elif status is Status.ONGOING:
            candidate.end = today
            candidate.because("end", "under way", "still under way as the story is written")
        elif candidate.type in STATEMENTS and _told_plainly(candidate) and _spoken(candidate):
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
            word = self.doc[cue]
            for token in (word, *([word.head] if word.dep_ == "conj" else [])):
                days = [t.last for t in self._at.get(token.i, ()) if t.last]
                if days:
                    return min(days)
        return None

    def _before(self, time: TimeExpression) -> str:
        return str(self.doc[time.start - 1].lower_) if time.start else ""

    def _time(self, candidate: Candidate) -> tuple[TimeExpression, Token, str] | None:
        for token, rule in self._chain(candidate):
            times = [t for t in self._at.get(token.i, ()) if not self._too_early(t, candidate)]
            if rule == MEANWHILE:
                times = [t for t in times if t.first and t.last and (t.last - t.first).days <= 31]
            if times:
                nearest = min(times, key=lambda t: _rank(t, candidate.token))
                return self._with_next(nearest), token, rule
        return None

    def _with_next(self, time: TimeExpression) -> TimeExpression:
        """Return the days of "on Tuesday and Wednesday" as one, of another time just itself."""
        root = _root(self.doc[time.start : time.end])
        joined = {c.i for c in root.children if c.dep_ == "conj"}
        for other in (t for t in self.layers.times if t.start in joined):
            both = time.first == time.last and other.first == other.last
            if both and time.last and other.first and (other.first - time.last).days == 1:
                return replace(time, last=other.last, end=other.end)
        return time

    def _too_early(self, time: TimeExpression, candidate: Candidate) -> bool:
        """Return whether a time lies before the demand or plan whose content the candidate is."""
        carrier = candidate.carrier
        if carrier is None or candidate.treatment not in ("possible", "planned") or time.last is None:
            return False
        if candidate.token.tag_ in ("VBD", "VBN"):
            return False
        return carrier.start is not None and time.last < carrier.start

    def _chain(self, candidate: Candidate) -> list[tuple[Token, str]]:
        """Return the words whose times are the event's own, nearest first."""
        chain = [(t, "time of the event") for t in candidate.frame.verbs]
        chain += [(t, "time of what is scheduled") for v in candidate.frame.verbs for t in _scheduled(v)]
        for child in candidate.token.children:
            if candidate.nominal and child.dep_ in ("acl", "relcl"):
                chain.append((child, "time of its clause"))
        phase = candidate.token.head.head
        if candidate.nominal and candidate.token.head.lower_ == "of" and phase.lemma_ in _PHASES:
            chain.append((phase, f"time of its {phase.lower_}"))
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
            chain.append((framing, FRAMING))
        return chain


def _told_plainly(candidate: Candidate) -> bool:
    """Return whether an act is told in the simple past, by itself or by the verb whose object it is."""
    if candidate.statement:
        return True
    head = candidate.token.head
    return candidate.nominal and candidate.token.dep_ == "dobj" and head.tag_ == "VBD" and _main(head)


def _main(verb: Token) -> bool:
    """Return whether a verb is that of a main or reported clause, without auxiliaries of time."""
    return verb.dep_ in ("ROOT", "ccomp", "conj") and not any(c.dep_ == "aux" for c in verb.children)


def _spoken(candidate: Candidate) -> bool:
    """Return whether a statement is told as one: by a verb, or by a noun that a verb utters."""
    if not candidate.nominal:
        return candidate.token.lemma_ not in DEEDS
    uttered = candidate.frame.light is not None or candidate.token.head.lemma_ in _UTTERING
    return uttered and candidate.type is not EventType.AGREE


_UTTERING = frozenset(
    """express voice reiterate reassert re-assert restate repeat renew state underline underscore stress
    signal register convey reaffirm re-affirm affirm declare announce air""".split()
)


def _sets_out(candidate: Candidate, dated: Token) -> bool:
    """Return whether the day of a visit is that of setting out for it: "will leave for Peru on Friday"."""
    flies = dated.lemma_ == "fly" and any(c.lower_ in ("out", "off") for c in dated.children)
    leaves = candidate.token.lemma_ in _LEAVING and (dated.lemma_ in _LEAVING or flies)
    return "visit" in candidate.modes and leaves


MEANWHILE = "at the time of the clause it stands in"


_PHASES = frozenset(
    "holding opening start beginning resumption staging launch convening signing adoption outbreak".split()
)


def _scheduled(verb: Token) -> list[Token]:
    """Return the verbs that tell what is scheduled: "is due to be held", "are set to begin"."""
    if verb.lemma_ not in ("schedule", "expect", "set", "plan", "slate", "due"):
        return []
    return [c for c in verb.children if c.dep_ == "xcomp" and is_verb(c)]


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
    if verb.dep_ == "advcl" and is_verb(head) and verb.tag_ in ("VBD", "VBN"):
        opens = {c.lower_ for c in verb.children if c.i < verb.i and c.dep_ in ("mark", "advmod")}
        if opens & _TOGETHER:
            return MEANWHILE
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
