"""Status from syntax: the table is the rules' specification."""

from __future__ import annotations

import functools

import pytest
import spacy
from spacy.language import Language

from dragoman.annotate.registry import BASE_MODEL
from dragoman.coding.status import status_of
from dragoman.model import PassageKind, Status


@functools.cache
def parser() -> Language:
    return spacy.load(BASE_MODEL, exclude=["ner"])


BODY = [
    ("The minister visited Ankara on Monday.", "visited", "happened"),
    ("The minister will visit Ankara on Monday.", "visit", "planned"),
    ("The minister is expected to visit Ankara.", "visit", "planned"),
    ("The minister is to visit Ankara next week.", "visit", "planned"),
    ("The minister may visit Ankara.", "visit", "possible"),
    ("The minister did not visit Ankara.", "visit", "negated"),
    ("The minister refused to visit Ankara.", "visit", "negated"),
    ("The minister failed to attend the summit.", "attend", "negated"),
    ("He said the minister would visit Ankara in June.", "visit", "planned"),
    ("The envoy urged Khartoum to withdraw its troops.", "withdraw", "possible"),
    ("Rebels tried to storm the barracks.", "storm", "happened"),
    ("Troops are shelling the town.", "shelling", "ongoing"),
    ("Troops have shelled the town.", "shelled", "happened"),
    ("Officials will hold talks in Doha.", "talks", "planned"),
    ("Officials held talks in Doha.", "talks", "happened"),
    ("The two sides cancelled the talks.", "talks", "negated"),
    ("The opposition called for a boycott of the vote.", "boycott", "possible"),
    ("A planned strike by miners worries the government.", "strike", "planned"),
    ("The continued blockade of the port hurts trade.", "blockade", "ongoing"),
    ("Talks will begin on Friday.", "Talks", "planned"),
    ("If the army attacks the town, thousands will flee.", "attacks", "possible"),
    ("The delegation left without signing the accord.", "signing", "negated"),
    ("The president threatened to expel the envoy.", "expel", "possible"),
    ("They agreed to hold a summit in May.", "hold", "planned"),
    ("He would have met the king.", "met", "negated"),
    ("The general denied ordering the raid.", "ordering", "happened"),
    ("After meeting the king, he flew to Oman.", "meeting", "happened"),
    ("The premier is unlikely to visit Ankara.", "visit", "possible"),
    ("The parliament did not refuse to ratify the pact.", "ratify", "happened"),
    ("Police arrested nobody and no attack followed.", "attack", "negated"),
    ("The ministers are close to signing a treaty.", "signing", "possible"),
    ("Clashes were continuing in the port.", "Clashes", "ongoing"),
    ("We condemn the raid.", "condemn", "happened"),
    ("The army made an attempt to seize the palace.", "seize", "happened"),
    ("Rebels are making preparations to attack the town.", "attack", "possible"),
    ("The talks are to take place in March.", "talks", "planned"),
    ("The governor promised nothing to the miners.", "promised", "negated"),
    ("Neither Lima nor Quito has answered the appeal.", "answered", "negated"),
    ("Oslo will close the port unless the fleet leaves.", "close", "possible"),
    ("Oslo will close the port even if the fleet leaves.", "close", "planned"),
    ("Farmers marched to the palace to demand new prices.", "demand", "happened"),
    ("The envoy will travel to Quito to demand a truce.", "demand", "planned"),
    ("The rebels gave the envoy ten days to leave the town.", "leave", "possible"),
    ("She was the first president to visit the island.", "visit", "happened"),
    ("Mediators persuaded the rebels to free the nurses.", "free", "happened"),
    ("The ministry has no plans to expel the envoy.", "expel", "negated"),
    ("The council adopted a resolution deploring the raid.", "deploring", "happened"),
    ("Guards have blocked the road for three weeks.", "blocked", "ongoing"),
    ("The army shelled the port for a third day.", "shelled", "ongoing"),
    ("The navy patrols the towns occupied by the rebels.", "occupied", "ongoing"),
    ("The cabinet ignored the appeal of the bishops.", "appeal", "happened"),
    ("The premier said so during a visit to Lima.", "visit", "ongoing"),
    ("He apologized for the raid on the mosque.", "raid", "happened"),
    ("The general announced the end of the siege.", "end", "happened"),
    ("The envoy told visiting senators that the road was closed.", "visiting", "ongoing"),
]

HEADLINES = [
    ("Turkish minister to visit Baghdad", "visit", "planned"),
    ("Chad accuses Sudan of raid", "accuses", "happened"),
    ("Rebels attack convoy near border", "attack", "happened"),
]


def find(text: str, word: str, passage: PassageKind) -> Status:
    doc = parser()(text)
    token = next(t for t in doc if t.text == word)
    return status_of(token, passage).status


@pytest.mark.parametrize(("text", "word", "status"), BODY, ids=[f"{w}: {t[:40]}" for t, w, _ in BODY])
def test_status_in_the_body(text: str, word: str, status: str) -> None:
    assert find(text, word, PassageKind.BODY) == status


@pytest.mark.parametrize(("text", "word", "status"), HEADLINES)
def test_status_in_headlines(text: str, word: str, status: str) -> None:
    assert find(text, word, PassageKind.HEADLINE) == status
