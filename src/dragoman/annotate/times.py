"""The times of a story: every expression with its TIMEX3 value and the days it names."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from dragoman.annotate.timex.links import link
from dragoman.annotate.timex.looks import Looks
from dragoman.annotate.timex.matching import matches
from dragoman.annotate.timex.narrative import tells_of_other_times
from dragoman.annotate.timex.pieces import Piece, cut
from dragoman.annotate.timex.setting import Hit, Sense, Setting
from dragoman.annotate.timex.tense import MOVING, Direction, direction
from dragoman.model import Layers, PassageKind, layers

NAME = "dragoman_times"


def create(nlp: Language, name: str) -> Times:
    """Return the component."""
    return Times()


class Times:
    """Fills `layers(doc).times` with the times a story names, against its day of publication."""

    def __call__(self, doc: Doc) -> Doc:
        found = layers(doc)
        text = _Text(doc, found)
        found.times = link(text.read(), text.pieces, text.tokens, text.adverbial)
        return doc


@dataclass(slots=True)
class _Text:
    """A parsed text, cut into pieces, with the way from pieces to tokens."""

    doc: Doc
    layers: Layers
    pieces: list[Piece] = field(init=False)
    _starts: list[int] = field(init=False)
    _sentences: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.pieces = cut(self.doc.text)
        self._starts = [token.idx for token in self.doc]
        self._sentences = (
            [sent.start for sent in self.doc.sents] if self.doc.has_annotation("SENT_START") else [0]
        )

    def read(self) -> list[Sense]:
        """Return the senses of the text, from left to right, none overlapping."""
        if not self.pieces or not len(self.doc):
            return []
        looks = Looks(self.doc, self.token_at)
        found = list(matches(self.pieces))
        today = self.layers.story.published
        setting = Setting(
            today, self.ask, self.sentence, tells_of_other_times([hit for _, hit in found], today)
        )
        upto = 0
        for rule, hit in found:
            if hit.start < upto or looks.deceives(hit):
                continue
            try:
                read = rule.read(hit, setting)
            except (ValueError, OverflowError):  # off the calendar: "9999 years ago"
                continue
            senses = read if isinstance(read, list) else [read] if read else []
            if senses:
                setting.named.extend(senses)
                upto = hit.end
        return setting.named

    def token_at(self, char: int) -> Token:
        """Return the token that holds a character."""
        return self.doc[max(0, bisect_right(self._starts, char) - 1)]

    def tokens(self, start: int, end: int) -> tuple[int, int]:
        """Return the token range, half-open, that covers pieces start..end."""
        first = self.token_at(self.pieces[start].start).i
        last = self.token_at(self.pieces[end - 1].end - 1).i
        return first, last + 1

    def adverbial(self, sense: Sense) -> bool:
        """Return whether the word before a time goes with a verb: "from" in "is closed from Monday"."""
        start, _ = self.tokens(sense.start, sense.end)
        if start == 0:
            return False
        head = self.doc[start - 1].head
        moved = head.lemma_ in MOVING or head.lemma_ in ("rise", "fall", "drop", "increase", "decrease")
        return head.pos_ in ("VERB", "AUX") and not moved

    def sentence(self, piece: int) -> int:
        """Return the number of the sentence that holds a piece."""
        token = self.token_at(self.pieces[piece].start)
        return bisect_right(self._sentences, token.i)

    def ask(self, hit: Hit) -> tuple[Direction, str]:
        """Return where a match lies by its parse, and why."""
        start, end = self.tokens(hit.start, hit.end)
        return direction(Span(self.doc, start, end), self._in_headline(start))

    def _in_headline(self, token: int) -> bool:
        passages = self.layers.reading.passages
        if not passages or token >= len(self.layers.passage_of):
            return False
        return passages[self.layers.passage_of[token]][2] is PassageKind.HEADLINE
