"""The ledger: stories, entities and what each story tells, kept in one DuckDB file."""

from dragoman.ledger.chains import Relation, StoryVersion
from dragoman.ledger.entry import Entry, StoryLine, entries
from dragoman.ledger.intake import Change
from dragoman.ledger.select import EventFilter
from dragoman.ledger.shelf import ShelvedStory
from dragoman.ledger.store import Ledger
from dragoman.ledger.turns import Turns

__all__ = [
    "Change",
    "Entry",
    "EventFilter",
    "Ledger",
    "Relation",
    "ShelvedStory",
    "StoryLine",
    "StoryVersion",
    "Turns",
    "entries",
]
