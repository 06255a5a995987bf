"""Events kept in the ledger: the reports of the neighbourhoods that a story touches, joined anew."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from dragoman.ledger import amending, building, reading, reviews
from dragoman.ledger.building import Connections, Source
from dragoman.ledger.bulk_tasks import OUTCOME, SAME, weighed_row
from dragoman.ledger.casts import drop_casts, keep_casts
from dragoman.ledger.database import Database, Row
from dragoman.ledger.derived_tables import (
    CLAIMS,
    EVENT_REPORTS,
    EVENTS,
    OUTCOMES,
    PARTIES,
    PLANS,
    REPORT_LINKS,
    WEIGHED,
)
from dragoman.ledger.entry import Entry
from dragoman.ledger.identity_shelf import settle_identities, who
from dragoman.ledger.matching import Match
from dragoman.ledger.merging import Edge
from dragoman.ledger.reviewing import Pair, pair, rulings
from dragoman.ledger.world import Happening, Link, Plan, Telling, Verdict
from dragoman.ledger.world_rows import (
    cast_of,
    claim_rows,
    event_row,
    features_of,
    features_value,
    member_rows,
    outcome_rows,
    party_rows,
    plan_row,
)
from dragoman.model import Span


def settle_reports(database: Database, stories: Sequence[str]) -> None:
    """Bring identities, events and plans up to date with the stories whose reports are to be weighed anew."""
    renamed = settle_identities(database, stories, sorted(standing(database, stories)))
    anew = sorted({*stories, *renamed})
    sources = standing(database, anew)
    old = [row["report_id"] for row in _weighed(database, anew)]
    reached = _reached(database, old)
    for column in ("report_id", "other_id"):
        database.delete(REPORT_LINKS, column, old)
    database.delete(WEIGHED, "story_id", anew)
    told = _fresh(database, sources)
    database.insert(WEIGHED, [weighed_row(telling) for telling in told.values()])
    ruled = rulings(reviews.reviews(database))
    _connect(database, told, ruled)
    around = _around(database, {*told, *reached})
    happenings, plans = building.settle(
        tellings(database, sorted(around)), _connections(database, around), ruled
    )
    _replace(database, {*old, *around}, happenings, plans)


def tellings(database: Database, reports: Sequence[str]) -> dict[str, Telling]:
    """Return these reports, if they count, with all that the ledger adds to them, by id."""
    weighed = database.among(
        "SELECT report_id, story_id, sentence FROM weighed WHERE report_id IN ({ids})", reports
    )
    stories = sorted({row["story_id"] for row in weighed})
    sources = standing(database, stories)
    sentences = {row["report_id"]: row["sentence"] for row in weighed}
    found = database.among("SELECT * FROM reports WHERE id IN ({ids})", sorted(sentences))
    return _tellings(database, found, sources, sentences)


def _tellings(
    database: Database, reports: Sequence[Row], sources: Mapping[str, Source], sentences: Mapping[str, str]
) -> dict[str, Telling]:
    stories = sorted({row["story_id"] for row in reports})
    links = [
        Link(story, entity, identity, "") for (story, entity), identity in who(database, stories).items()
    ]
    ordered = sorted(reports, key=lambda row: (row["story_id"], row["position"]))
    entries: Sequence[Entry] = reading.entries(database, ordered)
    if ruled := reviews.reviews(database):
        known = {story: held.values() for story, held in reading.entities(database, stories).items()}
        entries = amending.applied(entries, ruled, known)
    made = building.tellings(entries, links, {}, sources)
    return {id: Telling(t.entry, t.source, t.chain, t.who, sentences.get(id, "")) for id, t in made.items()}


def _fresh(database: Database, sources: Mapping[str, Source]) -> dict[str, Telling]:
    """Return the reports of these stories, their sentences cut out of the stories' texts."""
    stories = sorted(sources)
    found = database.among("SELECT * FROM reports WHERE story_id IN ({ids})", stories)
    texts = {
        row["id"]: row["text"]
        for row in database.among("SELECT id, text FROM stories WHERE id IN ({ids})", stories)
    }
    sentences = {}
    for row in found:
        quotes = row["quotes"]
        if quotes:
            span = Span(quotes[0]["start"], quotes[0]["stop"])
            sentences[row["id"]] = building.sentence(texts[row["story_id"]], span)
    return _tellings(database, found, sources, sentences)


def standing(database: Database, stories: Sequence[str]) -> dict[str, Source]:
    """Return the chain and source group of those of the stories that stand."""
    asked = "SELECT story_id, chain, source_group FROM story_versions WHERE stands AND story_id IN ({ids})"
    return {
        row["story_id"]: Source(row["chain"], row["source_group"]) for row in database.among(asked, stories)
    }


def _weighed(database: Database, stories: Sequence[str]) -> list[Row]:
    return database.among("SELECT report_id FROM weighed WHERE story_id IN ({ids})", stories)


def _reached(database: Database, reports: Sequence[str]) -> set[str]:
    """Return the reports that are bound to these by links, or are of the same events."""
    found = set(_ends(database, reports))
    asked = """SELECT DISTINCT m.report_id FROM event_reports r JOIN event_reports m USING (event_id)
    WHERE r.report_id IN ({ids})"""
    return found | {row["report_id"] for row in database.among(asked, reports)}


def _ends(database: Database, reports: Sequence[str]) -> list[str]:
    return [
        row["id"]
        for column, other in (("report_id", "other_id"), ("other_id", "report_id"))
        for row in database.among(
            f"SELECT {other} AS id FROM report_links WHERE {column} IN ({{ids}})", reports
        )
    ]


def _connect(database: Database, told: Mapping[str, Telling], ruled: Mapping[Pair, Verdict]) -> None:
    """Compare new reports with each other and with all that share a block or a ruling with them."""
    pairs = _candidates(database, told)
    concerned = {p: verdict for p, verdict in ruled.items() if p[0] in told or p[1] in told}
    others = sorted({id for p in {*pairs, *concerned} for id in p if id not in told})
    known = {**tellings(database, others), **told}
    made = building.connections(known, pairs, concerned)
    rows = [
        (edge.a, edge.b, kind, edge.match.score, features_value(edge.match.features))
        for kind, edges in ((SAME, made.same), (OUTCOME, made.outcome))
        for edge in edges
    ]
    database.insert(REPORT_LINKS, rows)


def _candidates(database: Database, told: Mapping[str, Telling]) -> set[Pair]:
    """Return the pairs of a new report and any other that share a block."""
    found: set[Pair] = set()
    asked = sorted(told)
    for start in range(0, len(asked), 500):
        some = asked[start : start + 500]
        rows = database.rows(
            """WITH mine AS
            (SELECT report_id, unnest(keys) AS key FROM weighed WHERE list_contains(?, report_id)),
            all_keys AS (SELECT report_id, unnest(keys) AS key FROM weighed)
            SELECT DISTINCT m.report_id AS a, o.report_id AS b FROM mine m JOIN all_keys o USING (key)
            WHERE m.report_id <> o.report_id""",
            [some],
        )
        found |= {pair(row["a"], row["b"]) for row in rows}
    return found


def _around(database: Database, reports: Iterable[str]) -> set[str]:
    """Return the reports that links reach from these, over however many others, and these."""
    found = set(reports)
    front = sorted(found)
    while front:
        ends = set(_ends(database, front))
        front = sorted(ends - found)
        found |= ends
    return found


def _connections(database: Database, reports: Iterable[str]) -> Connections:
    """Return the links among these reports, which no link leaves."""
    asked = "SELECT * FROM report_links WHERE report_id IN ({ids})"
    found = sorted(
        database.among(asked, sorted(reports)), key=lambda row: (row["report_id"], row["other_id"])
    )
    edges: dict[str, list[Edge]] = {SAME: [], OUTCOME: []}
    for row in found:
        match = Match(row["score"], features_of(row["reasons"]))
        edges[row["kind"]].append(Edge(row["report_id"], row["other_id"], match))
    return Connections(tuple(edges[SAME]), tuple(edges[OUTCOME]))


def _replace(
    database: Database, reports: Iterable[str], happenings: Sequence[Happening], plans: Sequence[Plan]
) -> None:
    """Put these events and plans in the place of those that these reports made up."""
    asked = "SELECT DISTINCT event_id FROM event_reports WHERE report_id IN ({ids})"
    gone = [row["event_id"] for row in database.among(asked, sorted(reports))]
    casts = [row["cast_id"] for row in database.among("SELECT cast_id FROM events WHERE id IN ({ids})", gone)]
    dropped = [row["id"] for row in database.among("SELECT id FROM plans WHERE event_id IN ({ids})", gone)]
    database.delete(EVENTS, "id", gone)
    for table in (EVENT_REPORTS, PARTIES, CLAIMS, PLANS):
        database.delete(table, "event_id", gone)
    database.delete(OUTCOMES, "plan_id", dropped)
    codes = _codes(database, happenings)
    database.insert(EVENTS, [event_row(h, codes) for h in happenings])
    keep_casts(database, {cast_of(h, codes) for h in happenings})
    drop_casts(database, casts)
    database.insert(EVENT_REPORTS, [row for h in happenings for row in member_rows(h)])
    database.insert(PARTIES, [row for h in happenings for row in party_rows(h)])
    database.insert(CLAIMS, [row for h in happenings for row in claim_rows(h)])
    database.insert(PLANS, [plan_row(p) for p in plans])
    database.insert(OUTCOMES, [row for p in plans for row in outcome_rows(p)])


def _codes(database: Database, happenings: Sequence[Happening]) -> dict[str, str | None]:
    """Return the codes of the identities that take part."""
    ids = sorted({id for h in happenings for id in (*h.actor, *h.recipient)})
    found = database.among("SELECT id, code FROM identities WHERE id IN ({ids})", ids)
    return {row["id"]: row["code"] for row in found}
