"""The ledger: stories, entities and what each story tells, kept in one DuckDB file."""

from dragoman.ledger.entry import Entry, StoryLine, entries
from dragoman.ledger.select import EventFilter
from dragoman.ledger.store import Change, Ledger

__all__ = ["Change", "Entry", "EventFilter", "Ledger", "StoryLine", "entries"]
