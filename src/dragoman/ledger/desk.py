"""A ledger as a desk asks it: lists, counts and pictures' figures beside what every ledger answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from dragoman.errors import NotFoundError
from dragoman.ledger import chronicle, figures, former, overview, prospect
from dragoman.ledger.amending import amended
from dragoman.ledger.entry import Entry
from dragoman.ledger.figures import Counterpart, Figure
from dragoman.ledger.overview import Count, EventLine, Lanes, Order, Pair, Spot
from dragoman.ledger.prospect import Conflict, PlanLine
from dragoman.ledger.reviewing import standing
from dragoman.ledger.scope import scope
from dragoman.ledger.select import EventFilter
from dragoman.ledger.store import Ledger
from dragoman.ledger.world import Identity, Plan, Review, Verdict
from dragoman.model import EventType

Span = tuple[date, date]


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One story of a chain, as the page of another lists it."""

    id: str
    relation: str
    stands: bool
    slug: str | None
    headline: str | None
    agency: str | None
    published: date | None
    reason: str


class DeskLedger(Ledger):
    """A ledger with the questions of the desk's pages; each is a statement or two, whatever its size."""

    def count(self, wanted: EventFilter, *, today: date | None = None) -> int:
        """Return how many events are asked for."""
        return overview.count(self._db, wanted, today)

    def days(self, wanted: EventFilter, *, today: date | None = None) -> Span | None:
        """Return the first and last day of the events asked for, None if none has a day."""
        return overview.days(self._db, wanted, today)

    def undated(self, wanted: EventFilter, *, today: date | None = None) -> int:
        """Return how many of the events asked for have no day."""
        return overview.undated(self._db, wanted, today)

    def lines(
        self,
        wanted: EventFilter,
        *,
        order: Order = Order.DAY,
        offset: int = 0,
        limit: int = 50,
        today: date | None = None,
    ) -> list[EventLine]:
        """Return one page of the events asked for."""
        return overview.lines(self._db, wanted, order=order, offset=offset, limit=limit, today=today)

    def lines_of(self, ids: Sequence[str]) -> list[EventLine]:
        """Return the lines of these events, those that are there, each with a quotation."""
        return overview.lines_of(self._db, ids)

    def cells(
        self, wanted: EventFilter, lanes: Lanes, unit: str, span: Span, *, today: date | None = None
    ) -> tuple[list[tuple[str, int]], list[Count]]:
        """Return the fullest lanes of a timeline and what falls into their buckets."""
        return overview.cells(self._db, wanted, lanes, unit, span, today=today)

    def spots(self, wanted: EventFilter, *, today: date | None = None) -> tuple[list[Spot], int]:
        """Return the places of the events asked for, and how many events have none known."""
        return overview.spots(self._db, wanted, today=today)

    def pairs(
        self, wanted: EventFilter, span: Span | None = None, *, today: date | None = None
    ) -> list[Pair]:
        """Return what codes had with each other."""
        return overview.pairs(self._db, wanted, span, today=today)

    def tallies(
        self, wanted: EventFilter, unit: str, *, today: date | None = None
    ) -> list[tuple[date, EventType, tuple[str, ...], int]]:
        """Return how often each type with its modes came in each bucket."""
        return overview.tallies(self._db, wanted, unit, today=today)

    def due(self, wanted: EventFilter, span: Span, today: date, *, quoted: bool = True) -> list[PlanLine]:
        """Return the plans whose time lies at least partly in a span of days; `quoted` with words of each."""
        return prospect.due(self._db, wanted, span, today, quoted=quoted)

    def open_plans(self, wanted: EventFilter, today: date) -> list[PlanLine]:
        """Return the plans without a day."""
        return prospect.open_plans(self._db, wanted, today)

    def unreported(self, today: date) -> list[PlanLine]:
        """Return the plans whose time is over and of which nothing was heard."""
        return prospect.unreported(self._db, today)

    def plans_of(self, identity: str, today: date) -> list[PlanLine]:
        """Return the plans in which someone acts."""
        return prospect.plans_of(self._db, identity, today)

    def plan(self, id: str) -> Plan:
        """Return the plan of that id, or of the one id that begins so; also by an id that it had before.

        Raises: NotFoundError if there is none, or more than one.
        """
        ids = self._db.column("SELECT id FROM plans WHERE id = ?", [id])
        if id and not ids:
            ids = self._db.column("SELECT id FROM plans WHERE starts_with(id, ?) LIMIT 2", [id])
        if id and not ids:
            events = former.events_of(self._db, "plan", id)
            rows = self._db.among("SELECT id FROM plans WHERE event_id IN ({ids})", events)
            ids = [row["id"] for row in rows]
        found = chronicle.plans(self._db, ids) if len(ids) == 1 else []
        if not found:
            raise NotFoundError(f"there is no plan {id!r}", hint="`dragoman agenda` lists them")
        return found[0]

    def news(self, since: datetime, *, limit: int = 30) -> list[EventLine]:
        """Return the events that stories read after a moment (UTC) tell of."""
        return prospect.news(self._db, since, limit=limit)

    def conflicts(self) -> list[Conflict]:
        """Return the details on which sources differ."""
        return prospect.conflicts(self._db)

    def chain(self, story: str) -> list[VersionLine]:
        """Return the stories of the chain that a story belongs to, in their order, itself among them."""
        found = self._db.rows(
            "SELECT s.id, v.relation, v.stands, s.slug, s.headline, s.agency, s.published, v.reason"
            " FROM story_versions v JOIN stories s ON s.id = v.story_id"
            " WHERE v.chain = (SELECT chain FROM story_versions WHERE story_id = ?)"
            " ORDER BY v.position, s.id",
            [story],
        )
        return [VersionLine(**row) for row in found]

    def story_count(self) -> int:
        """Return how many stories the ledger holds."""
        return int(self._db.column("SELECT count(*) FROM stories")[0])

    def figures(self, name: str = "") -> list[Figure]:
        """Return the identities known by a name or code, or all."""
        return figures.figures(self._db, name)

    def identity(self, id: str) -> Identity:
        """Return the identity of that id. Raises: NotFoundError if there is none."""
        if found := self.identities_of([id]):
            return found[0]
        raise NotFoundError(f"there is nobody known as {id!r}", hint="`dragoman who NAME` finds them")

    def events_of(self, identity: str) -> tuple[list[EventLine], int]:
        """Return the latest events in which an identity takes part, and how many there are."""
        return figures.events_of(self._db, identity)

    def counterparts(self, identity: str) -> list[Counterpart]:
        """Return those with whom an identity had to do."""
        return figures.counterparts(self._db, identity)

    def event_of_report(self, report: str) -> str | None:
        """Return the id of the event that a report tells of, None if the report does not stand."""
        found = self._db.column("SELECT event_id FROM event_reports WHERE report_id = ?", [report])
        return str(found[0]) if found else None

    def doubtful(
        self, wanted: EventFilter, *, offset: int = 0, limit: int = 10, today: date | None = None
    ) -> tuple[int, list[EventLine]]:
        """Return how many of the events asked for nobody has looked at, and some, the most doubtful first."""
        condition, values = scope(self._db, wanted, today)
        seen = {report for review in standing(self.reviews()) for report in review.reports}
        looked_at = self._db.among(
            "SELECT DISTINCT event_id FROM event_reports WHERE report_id IN ({ids})", sorted(seen)
        )
        fresh, asked = condition, values
        if looked_at:
            fresh = f"{condition} AND e.id NOT IN (SELECT unnest(?::VARCHAR[]))"
            asked = [*values, [row["event_id"] for row in looked_at]]
        waiting = self._db.column(f"SELECT count(*) FROM events e WHERE {fresh}", asked)[0]
        found = self._db.column(
            f"SELECT e.id FROM events e WHERE {fresh} ORDER BY e.confidence, e.id"
            f" LIMIT {int(limit)} OFFSET {int(offset)}",
            asked,
        )
        return int(waiting), self.lines_of(found)

    def reviews_of(self, reports: Sequence[str]) -> list[tuple[Review, bool]]:
        """Return the reviews that concern any of these reports, in order, each with whether it stands."""
        every = self.reviews()
        stand = {review.id for review in standing(every)}
        sought = set(reports)
        return [
            (review, review.id in stand)
            for review in every
            if review.verdict is not Verdict.UNDO and sought & {*review.reports, *review.others}
        ]

    def reviewed(self) -> Iterator[tuple[Entry, str, bool]]:
        """Yield each report that a person confirmed, corrected or rejected, as it then is, with its story's
        text and whether it stands.
        """
        verdicts: dict[str, list[Review]] = {}
        for review in standing(self.reviews()):
            if review.verdict in (Verdict.CONFIRM, Verdict.CORRECT, Verdict.REJECT):
                for report in review.reports:
                    verdicts.setdefault(report, []).append(review)
        for report, reviews in sorted(verdicts.items()):
            try:
                entry = self.event(report)
            except NotFoundError:
                continue  # Its story was read anew and tells it no longer.
            record = self.story(entry.story.id)
            corrections = [
                (r.payload, r.note or "") for r in reviews if r.verdict is Verdict.CORRECT and r.payload
            ]
            yield (
                amended(entry, corrections, record.entities),
                record.story.text,
                reviews[-1].verdict is not Verdict.REJECT,
            )
