"""What stands below a story, or at its last paragraph's end: credits, end marks, copies of rights."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dragoman.sources import agencies

_LONGEST = 700
_TAIL = 500
_EMAIL = r"[\w.+-]{1,40}@[\w-]{1,30}(?:\.[\w-]{1,20}){1,3}"
_LAST = re.compile(
    rf"(?:\(?END\)?|Enditem|-0-|---?|-{{2,}}|_{{2,}}|={{2,}}|\*{{3,}}|#{{1,5}}|-30-|={{0,2}}\s?Kyodo"
    rf"|REUTER(?:S)?\b.{{0,3}}|Reuter(?:s)?\s?;?.?|EFE\.?"
    rf"|(?:\(?{_EMAIL}\)?[,;\s]*)+|\(?[Ee]-?mail:?\s*{_EMAIL}\)?"
    rf"|[a-z]{{2,5}}(?:[-/][a-z0-9]{{2,5}}){{1,4}}|dpa(?:\s\w{{2,3}}){{2,4}}(?:\s.{{0,20}})?"
    rf"|AP-[A-Z]{{2,3}}-\d\d-\d\d-\d\d.{{0,20}}|(?:[A-Z]{{2,7}}\s)?\d{{6}}\s(?:GMT|UTC)\s\w{{3,9}}(?:\s\d{{2,4}})?"
    rf"|\d{{4}}(?:GMT|UTC).{{0,20}}|<|&#\d+;"
    r"|\(?(?:MORE|more|ends?|Ends|ENDS)\)?|NNNN|/ENDS/|-ends-|Item ends|\[?ID:n\w+\]?"
    r"|\(?JIJI Press.{0,40}|KCNA)",
)
_LINE = re.compile(
    r"(?:\(?(?:Additional |Further |With )?(?:[Rr]eporting|[Ww]riting|[Ee]diting|[Cc]ompiled"
    r"|[Tt]ranslat(?:ed|ion)) (?:and \w+ )?by\b"
    r"|Source\s?:|SOURCE\s?:|Sources\s?:|Source --|\(?(?:C|c)\) ?\w|©|Copyright\b"
    r"|All [Rr]ights [Rr]eserved|\(?Our Standards:"
    r"|(?:Associated Press|AP|AFP|Reuters|Xinhua) (?:[Ww]riters?|[Rr]eporters?|[Cc]orrespondents?"
    r"|[Jj]ournalists?)\b.{0,200}\bcontributed"
    r"|.{0,200}\bcontributed to this (?:report|story|article)|Follow (?:AP|AFP|Reuters|us|him|her|them"
    r"|\w+ \w+ on)\b|(?:More|Full) (?:AP )?coverage\b"
    r"|For (?:more|further) (?:information|coverage)|\(?Contact:|Keywords?:|Tags?:|Editor:"
    r"|Related (?:stories|links|news|topics):?|Read more\b|Share this"
    r"|This (?:story|article|material|content) (?:was (?:first |originally )?published|may not be"
    r"|has been)|Click here|Sign up\b|Advertisement$|ADVERTISEMENT$"
    r"|On the Net:|Online:|\(?Photo(?:s)? (?:available|by)|NOTE TO EDITORS|ENDS$|\(?This (?:version"
    r"|story) (?:of the story )?(?:corrects|has been corrected)"
    r"|Have a (?:tip|story)|Disclaimer:|DISCLAIMER|\(Only the headline|With inputs? from"
    r"|-{1,2} ?Edited by|\(?Edited by\b|Edited by:)"
)
_CLOSING = re.compile(
    r"(?:\(END\)|Enditem|END$|©|\([Cc]\) |Copyright\b|All [Rr]ights [Rr]eserved|# Notebook"
    r"|Related (?:stories|links|news):?|NNNN"
    r"|={2,3} ?(?:Sources?|References|External links|Related (?:news|articles)|See also)\b)"
)
_INLINE = re.compile(
    r"\s*(?:\(END\)|\bEnditem\b|\s-0-|\(Reporting (?:and \w+ )?by\b[^()]{0,400}\)"
    r"|\((?:Additional reporting|Writing|Editing|Compiled) by\b[^()]{0,400}\)"
    rf"|(?<=[.\"”'!?)])\s*\(?{_EMAIL}\)?|(?<=[.\"”'])\s+EFE\s?\S{{0,8}}"
    rf"|(?<=[.\"”'])\s+[a-z]{{2,4}}(?:[-/][a-z]{{2,4}}){{1,3}}|(?<=[.\"”']) ==Kyodo"
    r"|(?<=[.\"”'])\s+(?:\(?Copyright\b|COPYRIGHT\b|©|\([Cc]\) ?\d{4})[^\n]{0,250}"
    r"|(?<=[.\"”'])\s+(?:Reuter|REUTER)\b.{0,3}|(?<=[.\"”'])\s*<(?=$)|(?<=[.\"”'])\s+/\S{1,12}/(?=$)"
    r"|(?<=[.\"”'])\s*(?:-{2,}|_{3,}|#{3,}))\s*$"
)
_AGENCY_SIGNS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\bEnditem\b"), "Xinhua"),
    (re.compile(r"@yna\.co\.kr|\bYonhap News Agency\b"), "Yonhap"),
    (re.compile(r"\bAP-[A-Z]{2,3}-\d\d-\d\d-\d\d"), "AP"),
    (re.compile(r"\bAssociated Press\b|@ap\.org"), "AP"),
    (re.compile(r"\((?:Additional r|R)eporting by\b.{0,300}[Ee]diting by\b", re.DOTALL), "Reuters"),
    (re.compile(r"^\s*\(?REUTERS?\b|^\s*Reuters?\s?;?$|Thomson Reuters\b|@thomsonreuters\.com"), "Reuters"),
    (re.compile(r"==\s?Kyodo|\bKyodo News\b"), "Kyodo"),
    (re.compile(r"^dpa\s\w{2,3}\b|@dpa\.com"), "dpa"),
    (re.compile(r"(?:^|[.\"”]\s)EFE\b|@efe\.com"), "EFE"),
    (re.compile(r"\bAgence France-Presse\b|@afp\.com"), "AFP"),
    (re.compile(r"@aa\.com\.tr|\bAnadolu Agency\b"), "Anadolu"),
    (re.compile(r"^KCNA$|\bKCNA Watch\b"), "KCNA"),
    (re.compile(r"@xinhua\.org|\bXinhua News Agency\b"), "Xinhua"),
    (re.compile(r"@bernama\.com"), "Bernama"),
)
_SOURCE = re.compile(r"(?:Source|SOURCE)s?\s?(?::|--)\s*(?P<name>[^|\n]{2,120})")


@dataclass(frozen=True, slots=True)
class TrailerDraft:
    """How a paragraph counts as a trailer."""

    closes: bool
    """Whether everything after it is trailer too."""


def read_trailer(words: str, last: bool) -> TrailerDraft | None:
    """Return whether a paragraph is a trailer; `last` tells whether only trailers stand after it."""
    if len(words) > _LONGEST:
        return None
    sure = _LAST.fullmatch(words) is not None
    closes = _CLOSING.match(words) is not None
    if sure or closes or (_LINE.match(words) is not None and (last or words.startswith("("))):
        return TrailerDraft(closes)
    return None


def inline_trailer(words: str) -> int | None:
    """Return where the trailers start that end a paragraph of the body, or None."""
    offset = max(0, len(words) - _TAIL)
    tail = words[offset:]
    start = None
    while (match := _INLINE.search(tail)) is not None:
        blanks = len(match[0]) - len(match[0].lstrip())
        start = match.start() + blanks
        tail = tail[: match.start()]
        if not tail.strip():
            break
    return None if start is None or offset + start == 0 else offset + start


def agency_of(words: str) -> str | None:
    """Return the agency that a trailer gives away, or None."""
    if (source := source_of(words)) is not None:
        return source
    tail = words[:_LONGEST]
    return next((agency for sign, agency in _AGENCY_SIGNS if sign.search(tail)), None)


def is_source_line(words: str) -> bool:
    """Return whether a line says where the story was taken from."""
    return len(words) < 160 and "\n" not in words and _SOURCE.match(words) is not None


def source_of(words: str) -> str | None:
    """Return the agency or publisher after "Source:", or None."""
    match = _SOURCE.match(words[:200])
    if match is None:
        return None
    name = re.split(r"\s*(?:[|;]|\s-\s|\d{4}-\d\d|https?:|www\.)", match["name"].strip())[0].strip(" .,")
    return agencies.canonical(name) or (name if 0 < len(name.split()) < 7 else None)
