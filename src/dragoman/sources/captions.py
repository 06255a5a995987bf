"""Photo captions that stand among a story's paragraphs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from dragoman.sources.days import find_days
from dragoman.sources.wordlist import word_list

ENOUGH = 4
"""Points from which on a paragraph is taken for a caption."""

_LONGEST = 800
_CREDIT = re.compile(
    r"(?:REUTERS/[A-Z][\w.-]*|\bAFP[ -]?PHOTO\b|\bAFP/[A-Z]\w+|\(A(?:P|FP) (?:Photo|PHOTO)\b|\bAP Photo/"
    r"|\bXinhua/[A-Z]\w+"
    r"|\bEPA(?:-EFE)?/[A-Z]|\bdpa/|/dpa\b|Getty Images|\bPool [Pp]hoto via|/(?:Pool|POOL)\b"
    r"|\(PHOTO NOT FOR SALE\)"
    r"|\b(?:Handout|HANDOUT)(?: via)? (?:REUTERS|Reuters|AFP|AP)|\bvia (?:AP|AFP|REUTERS|Reuters|EPA)\)"
    r"|\bANADOLU/|/Anadolu\b"
    r"|\bTASS/|/TASS\b|\bSputnik/|\bKyodo/|\bUPI/|/UPI\b|/(?:FILE|File)\)?)"
)
_CREDIT_LINE = re.compile(
    r"(?:^|[.!?)\]”\"]\s*|\s[(\[])(?:Image|Photo|PHOTO|Picture|Foto|Photo credit|Image credit"
    r"|Photo courtesy|Photograph|Credit|Illustration|Map|Video"
    r"|File photo|Archive photo)(?:\s(?:by|from|courtesy of|courtesy|credit|provided by)\b\s?:?"
    r"|\s?:)\s*[^.]{2,90}[.)\]]{0,2}\s*$"
)
_AGENCY_LAST = re.compile(
    r"\((?:Yonhap(?: News TV)?|Kyodo|Xinhua|Reuters|AP|AFP|EPA|TASS|KCNA|Jiji|Photo|Pool|File)\)\s*$"
)
_OPENING = re.compile(
    r"(?:(?:\(?(?:FILE|File)(?: PHOTO| [Pp]hoto| [Pp]icture| [Ii]mage| --?| - |\s?[:—–])\)?)|FILED? -"
    r"|In this (?:\w+\W+){0,8}?(?:photo|image|picture|frame|grab)"
    r"|(?:This|These|A|An|The|Undated|Combination|Combined) (?:\w+[ -]){0,4}(?:photos?|images?|pictures?"
    r"|screenshot|screengrab|screen grab|video grab|file photo|composite)"
    r"\b[^.]{0,90}\b(?:shows?|showing|taken|captured|released|provided|made|depicts?|is seen)"
    r"|(?:Undated|Archive) (?:file )?(?:photo|image|picture)|(?:Photo|Picture|Image|Caption|Pictured"
    r"|PHOTO|CAPTION|Photo caption)\s?:|Pictured (?:is|are|here|left|right|above)"
    r"|(?:Photo|Picture|Image|Photograph) (?:taken|shows|released|provided))"
)
_POSITION = re.compile(
    r"\((?:L|R|C|l|r|c|left|right|center|centre|front|back|top|bottom|rear|from L to R|L to R|L-R|2nd"
    r"|(?:\d?(?:first|second|third|fourth|fifth|\dth|\drd|\dnd|\dst)),? from (?:L|R|left|right)"
    r"|[FBfb]ront [LRlr]|[LRCF],? (?:front|back)|in (?:red|white|black|blue|suit))\)"
    r"|, (?:left|right|center|centre|second from (?:left|right)|third from (?:left|right)|foreground"
    r"|background|far (?:left|right))(?:,| and\b)"
    r"|\b(?:from left|left to right|clockwise from)\b"
)
_SCENE = re.compile(
    r"\b(?:waves? (?:as|to|at|from|after|before|upon|while|during|on|his|her|their)|poses?\b|shakes? hands"
    r"|gestures?\b|smiles?\b|salutes?\b|hugs?\b|embraces?\b|bows?\b|applauds?\b|claps?\b|cheers?\b(?! for)"
    r"|(?:is|are) (?:seen|shown|pictured|photographed)|look(?:s)? on|looks? at|listens? (?:to|during|as)"
    r"|walks? (?:past|with|to|along|by|through|in|on|during|toward|towards|off|out|into)"
    r"|answers? (?:questions|reporters)"
    r"|stands? (?:next|beside|in front|guard|near|by|with|at|alongside|on|outside)"
    r"|sits? (?:next|beside|in|at|on|with|during|near)|arrives? (?:at|in|for|to|on)|alights?\b|disembarks?\b"
    r"|speaks? (?:to|at|during|with|in|on|as|before|after|by|over)|talks? (?:to|with|during|at|on)|inspects? "
    r"|holds? (?:up|hands|his|her|flags|signs|placards|candles|portraits)|greets? |chats? |toasts?\b"
    r"|lays? (?:a|flowers|wreaths)|prays? |burns? (?:a|an|tires|flags)|carr(?:y|ies) (?:flags|placards"
    r"|signs|coffins?)"
    r"|raises? (?:his|her|their)|watch(?:es)? (?:a|the|as|over)|runs? past"
    r"|march(?:es)? (?:in|on|to|through|during|against|with|past)|rid(?:e|es) (?:a|in|on)|(?:chants?"
    r"|shouts?) slogans"
    r"|(?:rises?|billows?) (?:from|over|above))"
)
# Present tense that news also uses of what is to come: "the country holds a vote on ...".
_OCCASION = re.compile(
    r"\b(?:holds? (?:a|an|talks)|delivers? (?:a|an|his|her|remarks|opening)|addresses (?:a|the|reporters"
    r"|an)|attends? "
    r"|departs? |boards? (?:a|the|his|her)|leaves? (?:after|a|the|for|his|her)|exchanges? (?:documents"
    r"|views|gifts|signed)"
    r"|meets? with|takes? (?:an?|part|questions)|presides? over|chairs? (?:a|the)|enters? (?:a|the)"
    r"|answers? a"
    r"|raises? a|signs? (?:a|the)|opens? (?:a|the))"
)
_PAST = re.compile(
    r"\b(?:said|told|added|announced|was|were|had|arrived|met|held|left|would|has been|have been)\b"
)
_MODAL = re.compile(r"\b(?:will|would|can|could|may|might|must|should|shall|to|not|n't|who|which|that)\s*$")
_SETTING = re.compile(
    r"\b(?:as (?:he|she|they|it)|during|ahead of|prior to|upon (?:his|her|their|arrival)|before (?:a|the"
    r"|their|his|her)|after (?:a|the|their|his|her|arriving)|at the start of|on the sidelines"
    r"|in (?:downtown|central)|outside)\b"
)
_NAMED = re.compile(
    r"(?:(?:Location )?[Mm]ap|Logo|Flag|Portrait|Screenshot|Diagram|Aerial view|Satellite image"
    r"|File (?:photo|image|picture))"
    r" (?:of|showing|from)\b"
)
_OF_A_DAY = re.compile(r"\b(?:in|on|from) (?:[A-Z][a-z]{2,8}\.? (?:\d{1,2}, )?)?(?:19|20)\d\d\.?$")
_VERB = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|will|would|can|could|may|do|does|did|said|says|took|came|went|won|lost"
    r"|began|became|left|made|held|met|fell|rose|grew|sent|told|got|led|saw|ran|broke|cut|hit|set|put|fought|signed"
    r"|[a-z]{2,}ed|[a-z]{2,}[a-rt]s)\b"
)
_QUOTE = re.compile(r"[\"“]|``")
_SAID = re.compile(r"\b(?:said|says|told|added|noted|according to)\b")


@dataclass(frozen=True, slots=True)
class Clue:
    """What speaks for or against a caption: its points and why."""

    points: int
    reason: str


def clues(words: str, lead: str = "") -> list[Clue]:
    """Return what speaks for and against a photo caption; `lead` is the story's first paragraph."""
    if len(words) > _LONGEST:
        return []
    return [clue for feature in _FEATURES for clue in feature(words, lead)]


def is_caption(words: str, lead: str = "") -> bool:
    """Return whether a paragraph describes a picture.

    Example:
        >>> is_caption("The envoy (L) shakes hands with her host in Oslo on May 3, 2021. (Pool photo via AP)")
        True
        >>> is_caption("The envoy shook hands with her host and left.")
        False
    """
    return sum(clue.points for clue in clues(words, lead)) >= ENOUGH


def _credit(words: str, lead: str) -> Iterator[Clue]:
    """A photographer or a picture agency is credited at the end."""
    tail = words[-160:]
    if _CREDIT.search(tail) or _CREDIT_LINE.search(tail):
        yield Clue(4, "ends with a picture credit")
    elif _AGENCY_LAST.search(tail):
        yield Clue(3, "ends with an agency in brackets")


def _opening(words: str, lead: str) -> Iterator[Clue]:
    if _OPENING.match(words):
        yield Clue(4, "opens by naming the picture")


def _fragment(words: str, lead: str) -> Iterator[Clue]:
    """A phrase without a verb: "The port of Odesa in June 2019.", "Map of the region"."""
    if len(words) < 160 and _NAMED.match(words):
        yield Clue(4, "names what a picture shows")
    elif len(words) < 120 and _OF_A_DAY.search(words) and not _VERB.search(words):
        yield Clue(4, "a phrase without verb, with a year")


def _position(words: str, lead: str) -> Iterator[Clue]:
    if _POSITION.search(words):
        yield Clue(3, "says who stands where in the picture")


def _scene(words: str, lead: str) -> Iterator[Clue]:
    """A scene told in the present tense, in the first sentence and outside quotation marks."""
    first = _first_sentence(words)
    strong = _SCENE.search(first[:220])
    scene = strong or _OCCASION.search(first[:220])
    if scene is None or _QUOTE.search(first[: scene.start()]):
        return
    if _PAST.search(first[: scene.start()]) or _SAID.search(first) or _MODAL.search(first[: scene.start()]):
        return
    yield Clue(2 if strong else 1, f"tells a scene in the present tense: {scene[0].strip()!r}")
    if _SETTING.search(first[scene.start() :]):
        yield Clue(1, "sets the scene at an occasion")


def _dated(words: str, lead: str) -> Iterator[Clue]:
    """A full date closes the first sentence, as in captions, rather than standing in a piece of history."""
    first = _first_sentence(words)
    days = [day for day in find_days(first) if day.year is not None]
    if not days or _PAST.search(first[: days[-1].start]):
        return
    if len(first) - days[-1].end < 4:
        yield Clue(2, "a full date closes its first sentence")
    else:
        yield Clue(1, "a full date stands in its first sentence")


def _repeats(words: str, lead: str) -> Iterator[Clue]:
    first = set(re.findall(r"[A-Z][\w-]{2,}", _first_sentence(words)))
    if len(first) > 2 and len(first & set(re.findall(r"[A-Z][\w-]{2,}", lead))) >= 0.5 * len(first):
        yield Clue(1, "repeats the names of the lead")


def _quoted(words: str, lead: str) -> Iterator[Clue]:
    if _QUOTE.search(words) and _SAID.search(words) and not _CREDIT.search(words[-160:]):
        yield Clue(-3, "quotes a speaker")


_FEATURES: tuple[Callable[[str, str], Iterator[Clue]], ...] = (
    _credit, _opening, _fragment, _position, _scene, _dated, _repeats, _quoted,
)  # fmt: skip

_ABBREVIATIONS = word_list(
    """
    jan feb mar apr jun jul aug sep sept oct nov dec st mr mrs ms dr gen col lt sgt sen rep gov u.s u.n u.k
    d.c no inc corp co jr sr
    """
)


def _first_sentence(words: str) -> str:
    for match in re.finditer(r"[.!?][\"”')\]]*\s+(?=[\"“(A-Z])", words[:_LONGEST]):
        word = words[: match.start()].rsplit(None, 1)[-1] if words[: match.start()].split() else ""
        if word.lower().strip("(") not in _ABBREVIATIONS and len(word.strip(".()")) > 1:
            return words[: match.start() + 1]
    return words
