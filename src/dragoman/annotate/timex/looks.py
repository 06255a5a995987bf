"""What only looks like a time: Theresa May, the Sunday Times, Resolution 1929, the verb "march"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from dragoman.annotate.timex.company import (
    AFTER_THE_DAY,
    BEFORE_A_CLOCK,
    BEFORE_PART_OF_DAY,
    BEFORE_PLURALS,
    BEFORE_THE_DAY,
    BEFORE_THE_PAST,
    BEFORE_THE_UNIT,
    BEFORE_THE_YEAR,
    BROADCASTERS,
    COUNTED,
    MONTH_NAMES_OF_PEOPLE,
    NAMED_DAYS,
    NEWSPAPERS,
    NUMBERED,
    PERSONS,
    TIME_PREPOSITIONS,
)
from dragoman.annotate.timex.pieces import classes
from dragoman.annotate.timex.setting import Hit


@dataclass(slots=True)
class Looks:
    """Judges the matches of one text."""

    doc: Doc
    token_at: Callable[[int], Token]
    """The token that holds a character."""
    surnames: frozenset[str] = field(default_factory=frozenset)

    def __post_init__(self) -> None:
        names = (ent for ent in self.doc.ents if ent.label_ == "PERSON")
        named = {ent[-1].text for ent in names}
        self.surnames = frozenset(named | {token.text for token in self.doc if self._after_a_name(token)})

    def _after_a_name(self, token: Token) -> bool:
        """Return whether a month follows a capitalised word that is no time word, as in "Theresa May"."""
        if token.text not in MONTH_NAMES_OF_PEOPLE or token.i == 0:
            return False
        before = self.doc[token.i - 1]
        if before.tag_ not in ("NNP", "NNPS") or not before.text.isalpha() or not before.text.istitle():
            return False
        # A headline's "Strike May Spread" is told by what follows.
        follows = self.doc[token.i + 1] if token.i + 1 < len(self.doc) else None
        return not classes(before.lower_) and (follows is None or not follows.text.istitle())

    def deceives(self, hit: Hit) -> bool:
        """Return whether a match is no time after all."""
        judge = _JUDGES.get(hit.rule)
        return judge(self, hit) if judge else False

    def _token(self, hit: Hit, name: str) -> Token:
        return self.token_at(hit.piece(name).start)

    def month(self, hit: Hit) -> bool:
        """Judge a month without day or year: a person, a verb, a march."""
        piece = hit.piece("m")
        word = piece.lower.rstrip(".")
        if not piece.text[0].isupper():
            return word in ("may", "march", "august", "mar", "jun", "sep", "dec", "jan") or len(word) < 5
        if len(word) == 3 and word != "may" and not piece.text.endswith("."):
            return hit.before() not in TIME_PREPOSITIONS or hit.after()[:1].isalpha()
        if hit.has("rel") or hit.has("edge"):
            return False
        token = self._token(hit, "m")
        if token.ent_type_ == "PERSON" or (
            token.text in self.surnames and hit.before() not in ("in", "since")
        ):
            return True
        if word in ("may", "march"):
            if hit.after() in ("government", "cabinet", "premiership"):
                return True
            if token.tag_[:2] in ("MD", "VB") and hit.before() not in TIME_PREPOSITIONS:
                return True
            following = hit.pieces[hit.end].text if hit.end < len(hit.pieces) else ""
            if word == "march" and (
                following in ("on", "for", "of", "to") or hit.before() in ("million", "long")
            ):
                return hit.before() not in TIME_PREPOSITIONS
        return False

    def month_day(self, hit: Hit) -> bool:
        """Judge a month with a day: "may 5" and "march 10 miles" are none, nor "Second Army" and such."""
        piece = hit.piece("m")
        if not piece.text[0].isupper():
            return True
        following = hit.after()
        if following in COUNTED or following in ("%", "°"):
            return not hit.has("y")
        return False

    def year(self, hit: Hit) -> bool:
        """Judge a bare number as a year by the words around it."""
        words = hit.words("y")
        if len(words) > 1:
            return hit.before() not in TIME_PREPOSITIONS and words[0] == "two"
        if hit.before() in NUMBERED or (hit.before() in ("-", ".", "/", ":") and not hit.has("edge")):
            return True
        if words[0].startswith("'"):
            return hit.before() not in TIME_PREPOSITIONS
        number = int(words[0])
        if hit.after() in COUNTED or (hit.after() in ("-", ".", ",") and hit.after(1).isdigit()):
            return True
        if 1900 <= number <= 2059:
            return False
        if number >= 2060 or number < 1400:
            return not (hit.before() in ("in", "since", "by", "year", "until") and self._ends_phrase(hit))
        return hit.before() not in BEFORE_THE_YEAR or not self._ends_phrase(hit)

    def _ends_phrase(self, hit: Hit) -> bool:
        """Return whether no noun follows that the number could count."""
        if hit.end >= len(hit.pieces) or not hit.after()[:1].isalpha():
            return True
        return self.token_at(hit.pieces[hit.end].start).tag_ not in ("NNS", "NN", "JJ", "NNP", "NNPS")

    def weekday(self, hit: Hit) -> bool:
        """Judge a weekday: a newspaper, a named day, a club."""
        piece = hit.piece("w")
        if not piece.text[0].isupper():
            return False
        following = hit.pieces[hit.end].text if hit.end < len(hit.pieces) else ""
        if following.lower() in NEWSPAPERS and following[:1].isupper():
            return True
        return hit.before() in NAMED_DAYS or (hit.before() == "on" and hit.before(2) == "mail")

    def season(self, hit: Hit) -> bool:
        """Judge a season: the verbs "fall" and "spring", "the Arab Spring", "the Winter Palace"."""
        token = self._token(hit, "s")
        if hit.has("y") or hit.has("year"):
            return False
        if token.pos_ == "VERB":
            return True
        word = hit.word("s")
        if token.text[0].isupper() and (
            hit.before() in ("arab", "prague") or hit.after() in ("palace", "olympics", "games")
        ):
            return True
        if hit.has("rel") or hit.has("edge"):
            return False
        if word in ("fall", "spring"):
            return hit.before() not in ("in", "by", "since", "until", "during", "next")
        if not token.text[0].isupper() or hit.before() in ("their", "its", "his", "her"):
            return token.pos_ not in ("NOUN", "PROPN")
        return hit.pieces[hit.start].lower != "the" and hit.before() not in TIME_PREPOSITIONS

    def part_of_day(self, hit: Hit) -> bool:
        """Judge a part of the day without a day: names of papers, "the night shift"."""
        piece = hit.piece("part")
        if piece.text[0].isupper() and piece.start and hit.pieces[hit.start].text[0].isupper():
            following = hit.pieces[hit.end].text if hit.end < len(hit.pieces) else ""
            if following[:1].isupper():
                return True
        if hit.end - hit.start == 1:
            return hit.before() not in BEFORE_PART_OF_DAY
        if hit.words("part") and hit.pieces[hit.start].lower == "the" and hit.end - hit.start == 2:
            return hit.before() not in ("in", "during", "through", "into", "throughout", "of")
        return False

    def reference(self, hit: Hit) -> bool:
        """Judge "current" in "current account", "future" before a noun."""
        word = hit.words("r")[-1] if hit.has("r") else ""
        token = self.token_at(hit.pieces[hit.end - 1].start)
        if word == "current":
            return hit.after() in ("account", "accounts", "affairs") or token.tag_ in ("NN", "NNS")
        if word == "future":
            before = hit.pieces[hit.end - 2].lower if hit.end > 1 else ""
            return (
                before not in ("in", "the", "near", "foreseeable", "immediate", "distant")
                or token.tag_ == "JJ"
            )
        if word == "soon":
            return hit.before() in ("as", "how", "too") or hit.after() in ("after", "as")
        return False

    def past(self, hit: Hit) -> bool:
        """Judge "the past": not before a noun, nor after one."""
        token = self.token_at(hit.pieces[hit.end - 1].start)
        return token.tag_ not in ("NN", "NNS") or hit.before() not in BEFORE_THE_PAST

    def plural(self, hit: Hit) -> bool:
        """Judge a bare plural of a unit: only where a length is told."""
        if hit.end - hit.start > 1:
            return False
        before = hit.before()
        if hit.after() in ("ago", "later", "earlier") or (
            hit.after() == "of" and before in ("after", "for", "in", "follows")
        ):
            return False
        return before not in BEFORE_PLURALS

    def over_the_years(self, hit: Hit) -> bool:
        """Judge "the years": only in "over the years" and "through the centuries"."""
        return hit.before() not in ("over", "through", "throughout", "down") or hit.after()[:1].isdigit()

    def the_unit(self, hit: Hit) -> bool:
        """Judge "the week", "the quarter": not "the week that", "the year of the monkey"."""
        if hit.has("edge"):
            return False
        word = hit.word("u")
        if word in ("decade", "century", "quarter") and hit.before() not in BEFORE_THE_UNIT:
            return word != "quarter"
        if hit.after() in ("-", "of", "when", "that") and hit.after(1) not in ("",):
            return hit.after() != "that"
        return hit.before() in ("all",)

    def same_day(self, hit: Hit) -> bool:
        """Judge "the day": only the end, start or course of it, or "for the day"."""
        words = {piece.lower for piece in hit.pieces[hit.start : hit.end]}
        if words != {"the", "day"}:
            return False
        if hit.after() in AFTER_THE_DAY:
            return True
        return hit.before() not in BEFORE_THE_DAY

    def rate(self, hit: Hit) -> bool:
        """Judge "a year": a rate only after an amount."""
        if hit.pieces[hit.start].lower == "per":
            return False
        if hit.after() in ("ago", "earlier", "later", "before", "after", "and", "-", "old"):
            return True
        before = hit.before()
        if (
            before in ("%", "percent", "million", "billion", "times", "twice", "once", "thousand")
            or before.isdigit()
        ):
            return False
        if not before or hit.start == 0:
            return True
        token = self.token_at(hit.pieces[hit.start - 1].start)
        return token.tag_ not in ("NNS", "CD", "NN")

    def old(self, hit: Hit) -> bool:
        """Judge "N-year-old": a person's age is no time."""
        for ahead in range(3):
            at = hit.end + ahead
            if at >= len(hit.pieces):
                return True
            piece = hit.pieces[at]
            if piece.lower in PERSONS or not piece.text[0].isalpha() or piece.text[0].isupper():
                return True
            tag = self.token_at(piece.start).tag_
            if tag in ("NN", "NNS"):
                return piece.lower.endswith(("er", "ist", "man", "woman", "ian")) and piece.lower not in (
                    "border",
                    "order",
                )
            if tag not in ("JJ", "VBN", "VBG", "HYPH"):
                return True
        return True

    def duration(self, hit: Hit) -> bool:
        """Judge a length: not an age, not "second" as an ordinal, not "one day" and "a second"."""
        if (
            hit.after() in ("old", "olds")
            or (hit.after() == "-" and hit.after(1) in ("old", "earlier", "ago"))
            or hit.before() in ("aged", "age")
        ):
            return True
        unit = hit.word("u")
        if unit in ("second", "sec", "min", "quarter", "night") and set(hit.words("n")) <= {
            "a",
            "an",
            "one",
            "another",
            "half",
        }:
            return unit not in ("night",) or hit.words("n") != ["one"]
        if unit in ("quarter", "quarters") and {"a", "one", "three", "half"} & set(hit.words("n")):
            return hit.after() == "of" or len(hit.words("n")) > 1 or hit.has("dash")
        return hit.before() in ("$", "#")

    def frequency(self, hit: Hit) -> bool:
        """Judge "daily": not the newspaper."""
        return (
            hit.piece("f").text[0].isupper()
            and hit.start > 0
            and hit.word("f") in ("daily", "weekly", "monthly")
        )

    def clock(self, hit: Hit) -> bool:
        """Judge "9:47" without a.m. or a zone: a score, a verse, a vote, unless something says time."""
        if hit.has("mer") or hit.has("z") or hit.has("four") or hit.has("noon"):
            return False
        if hit.has("t") and hit.pieces[hit.end - 1].lower == "clock":
            return False
        return hit.before() not in BEFORE_A_CLOCK

    def relative(self, hit: Hit) -> bool:
        """Judge "This Week" and such: the name of a programme."""
        return (
            hit.piece("u").text[0].isupper() and hit.piece("rel").text[0].isupper() and not self.shouts(hit)
        )

    def deictic(self, hit: Hit) -> bool:
        """Judge "Today" in USA Today."""
        first = hit.pieces[hit.start]
        return first.text == "Today" and hit.start > 0 and hit.pieces[hit.start - 1].text in BROADCASTERS

    def shouts(self, hit: Hit) -> bool:
        """Return whether the words around are capitalised too, as in a headline."""
        around = [p.text for p in hit.pieces[max(0, hit.start - 3) : hit.end + 3] if p.text.isalpha()]
        return sum(word[0].isupper() for word in around) >= len(around) - 1 > 3


_JUDGES: dict[str, Callable[[Looks, Hit], bool]] = {
    "month": Looks.month,
    "month day": Looks.month_day,
    "day month": Looks.month_day,
    "year": Looks.year,
    "weekday": Looks.weekday,
    "season": Looks.season,
    "part of day": Looks.part_of_day,
    "reference": Looks.reference,
    "the past": Looks.past,
    "plural": Looks.plural,
    "over the years": Looks.over_the_years,
    "the unit": Looks.the_unit,
    "same day": Looks.same_day,
    "rate": Looks.rate,
    "relative": Looks.relative,
    "deictic": Looks.deictic,
    "old": Looks.old,
    "duration": Looks.duration,
    "frequency": Looks.frequency,
    "clock": Looks.clock,
}
