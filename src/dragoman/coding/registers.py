"""Passages about games and markets, where states are teams and attacks, defeats and retreats are none."""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.coding.candidate import Candidate
from dragoman.coding.parties import Parties
from dragoman.model import EntityKind, EventType

_GAMES = frozenset(
    """championship tournament final semifinal quarterfinal match goal scorer goalkeeper midfielder striker
    defender coach referee league cup medal wicket innings batsman bowler cricket soccer football rugby tennis
    golf hockey basketball baseball volleyball badminton boxing olympics seed birdie bogey lap podium penalty
    playoff qualifier stadium prix fixture kickoff winner teammate sprint marathon relay pitcher inning homer
    touchdown quarterback ace wimbledon fifa uefa nba""".split()
)
_MARKETS = frozenset(
    """index nikkei stock share bond dow nasdaq ftse exporter trader broker analyst investor bourse equity yen
    dollar futures barrel crude point turnover trading earnings dividend currency""".split()
)
_LONG = 3
"""Digits of a number that is no score."""
_ENOUGH = 2
"""Different words of one kind that make a passage one of games or of markets."""
_STORY = 4
"""Different words of one kind in the story, without which a passage is of neither."""
_PLAYED = frozenset(
    {EventType.ASSAULT, EventType.CONSULT, EventType.COOPERATE, EventType.RETREAT, EventType.CONCEDE,
     EventType.THREATEN, EventType.ACCUSE}
)  # fmt: skip
"""Types that the words of games and markets tell: beat, meet, join, retreat, surrender, threaten, blame."""
_OFFICIAL = frozenset({"MIL", "REB", "COP", "LEG", "JUD", "SPY", "OPP", "PTY", "SEP"})


def pastimes(parties: Parties) -> frozenset[int]:
    """Return the passages that tell of games or markets; none in a story that only touches upon them."""
    at = parties.layers.passage_of
    words: dict[tuple[int, int], set[str]] = {}
    for token in parties.doc:
        for kind, known in enumerate((_GAMES, _MARKETS)):
            if token.lemma_.lower() in known or (not kind and _is_score(token)):
                word = token.lemma_.lower() if token.lemma_.lower() in known else "a score"
                words.setdefault((kind, at[token.i]), set()).add(word)
    found: set[int] = set()
    for kind in (0, 1):
        here = {place: told for (k, place), told in words.items() if k == kind}
        told = {word for of_passage in here.values() for word in of_passage}
        if len(told) >= _STORY and sum(len(w) >= _ENOUGH for w in here.values()) >= _ENOUGH:
            found |= {place for place, w in here.items() if len(w) >= _ENOUGH or not kind}
    return frozenset(found)


def _is_score(token: Token) -> bool:
    """Return whether a token is the result of a game: "6-4"."""
    if token.i + 2 >= len(token.doc) or token.nbor().text != "-":
        return False
    return all(t.text.isdigit() and len(t.text) < _LONG for t in (token, token.nbor(2)))


def is_pastime(candidate: Candidate, passages: frozenset[int], parties: Parties) -> bool:
    """Return whether a candidate in such a passage has no official, no force and no body among its sides."""
    if candidate.passage not in passages or candidate.type not in _PLAYED:
        return False
    sides = [parties.entity(i) for i in (*candidate.actor, *candidate.recipient)]
    return not any(
        side.kind is EntityKind.IGO
        or _OFFICIAL & set(side.sector)
        or (side.kind is not EntityKind.STATE and "GOV" in side.sector)
        for side in sides
    )
