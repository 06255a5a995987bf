"""A ledger of any number of generated events, for measuring how fast it answers.

Everything that a query touches is there: stories, entities, reports, identities, events, plans, claims. The
numbers are drawn by a hash, so the same call makes the same ledger. States stand in events as often as in the
news: a few very often, most seldom.
"""

from __future__ import annotations

from pathlib import Path

from dragoman.ledger import Ledger
from dragoman.ledger.casts import number_casts
from dragoman.ledger.schema import TABLES
from dragoman.model import EventType, Status

CODES = (
    "USA CHN RUS ISR IRN KOR PRK JPN GBR FRA DEU UKR IND PAK SYR IRQ TUR SAU EGY PSE LBN AFG SDN ETH SOM NGA"
    " KEN ZAF COD MLI LBY YEM VEN COL BRA MEX CUB ARG CHL PER IDN PHL THA MMR VNM MYS AUS NZL CAN ITA ESP POL"
    " SRB GRC SWE NOR FIN ARM AZE GEO KAZ UZB TJK KGZ MNG NPL LKA BGD UNO EUR IGO"
).split()
TYPES = tuple(EventType)
STATUSES = (*[Status.HAPPENED] * 6, *[Status.PLANNED] * 2, Status.ONGOING, Status.POSSIBLE, Status.NEGATED)
PEOPLE = 3000
PLACES = 500


def _pick(values: tuple[str, ...] | list[str], draw: str) -> str:
    """Return the SQL that picks one of the values by a draw in 0..1."""
    listed = ", ".join(f"'{value}'" for value in values)
    return f"[{listed}][1 + floor({draw} * {len(values)})::INTEGER]"


def _draw(name: str) -> str:
    """Return the SQL of a number in 0..1 that depends on the row's number `n` and this name alone."""
    return f"((hash(n, '{name}') % 1000003) / 1000003.0)"


def fill(path: Path, events: int) -> None:
    """Make the ledger in a file that is not there yet."""
    with Ledger.open(path) as ledger:
        database = ledger._db
        skewed = "pow({}, 2.2)"
        database.execute(
            f"""
            CREATE TEMP TABLE drawn AS SELECT n,
              {_pick(tuple(t.value for t in TYPES), _draw("type"))} AS type,
              {_pick(tuple(s.value for s in STATUSES), _draw("status"))} AS status,
              {_pick(CODES, skewed.format(_draw("a")))} AS a, {_pick(CODES, skewed.format(_draw("b")))} AS b,
              (hash(n, 'pa') % {PEOPLE})::INTEGER AS pa, {_draw("person")} < 0.4 AS personal,
              {_draw("sides")} AS sides, DATE '2016-01-01' + floor({_draw("day")} * 3650)::INTEGER AS day,
              {_draw("dated")} < 0.85 AS dated, {_draw("sure")} AS sure, {_draw("more")} AS more,
              (hash(n, 'place') % {PLACES})::INTEGER AS place, {_draw("placed")} < 0.6 AS placed,
              (n // 8) AS story, format('{{:016x}}', hash(n, 'event')) AS event,
              format('{{:016x}}', hash(n, 'report')) AS report,
              format('{{:016x}}', hash(n // 8, 'story')) AS sid
            FROM (SELECT unnest(generate_series(0, {events - 1})) AS n)
            """
        )
        for statement in _statements():
            database.execute(statement)
        database.execute("DROP TABLE drawn")
        number_casts(database)
        database.execute("CHECKPOINT")


def _insert(table: str, select: dict[str, str], rest: str) -> str:
    """Return the statement that fills a table; columns that are not given are null."""
    (known,) = (one for one in TABLES if one.name == table)
    columns = {column.name: select.get(column.name, "NULL") for column in known.columns}
    unknown = set(select) - set(columns)
    assert not unknown, unknown
    chosen = ", ".join(f"{value} AS {name}" for name, value in columns.items())
    return f"INSERT INTO {table} SELECT {chosen} {rest}"


def _statements() -> list[str]:
    actor = "CASE WHEN personal THEN 'person-' || pa ELSE a END"
    actors = f"CASE WHEN sides > 0.75 AND a <> b THEN [{actor}, b] ELSE [{actor}] END"
    recipients = "CASE WHEN sides > 0.75 OR sides < 0.15 OR a = b THEN []::VARCHAR[] ELSE [b] END"
    code = (
        f"CASE WHEN personal THEN {_pick(CODES, 'pow(((hash(pa) % 1000003) / 1000003.0), 2.2)')} ELSE a END"
    )
    where = _pick(CODES[:60], "((hash(place, 'c') % 10007) / 10007.0)")
    latitude = "-50 + 110 * ((hash(place, 'y') % 10007) / 10007.0)"
    longitude = "-170 + 340 * ((hash(place, 'x') % 10007) / 10007.0)"
    quote = "format('In report {} someone of {} did this to {}, the agency said on that day.', n, a, b)"
    day = "CASE WHEN dated THEN day END"
    last = "CASE WHEN dated THEN day + (CASE WHEN sure > 0.8 THEN 3 ELSE 0 END) END"
    common = {
        "type": "type",
        "modes": "CASE WHEN type = 'CONSULT' AND sure > 0.5 THEN ['visit'] ELSE []::VARCHAR[] END",
        "contexts": "[]::VARCHAR[]",
        "status": "status",
        "start_day": day,
        "end_day": last,
        "confidence": "0.3 + 0.7 * sure",
        "optional": "sure < 0.05",
    }
    return [
        _insert(
            "stories",
            {
                "id": "any_value(sid)",
                "version": "'generated'",
                "digest": "any_value(sid)",
                "read_at": "max(day)::TIMESTAMP",
                "kind": "'story'",
                "agency": _pick(
                    ["Andes Wire", "Baltic Press", "Coral News", "Delta Agency"], "avg(sure) * 0.999"
                ),
                "headline": "'Generated story ' || story",
                "published": "max(day)",
                "published_basis": "'stated'",
                "language": "'en'",
                "source": "'generated/' || story",
                "text": "'Generated story ' || story",
                "passages": "[]",
            },
            "FROM drawn GROUP BY story",
        ),
        _insert(
            "story_versions",
            {
                "story_id": "id",
                "chain": "id",
                "position": "0",
                "relation": "'original'",
                "stands": "TRUE",
                "source_group": "id",
                "known": "published",
                "reason": "'generated'",
            },
            "FROM stories",
        ),
        _insert(
            "reports",
            {
                **common,
                "id": "report",
                "story_id": "sid",
                "position": "n % 8",
                "actor": actors,
                "recipient": recipients,
                '"by"': "[]::VARCHAR[]",
                "place": "CASE WHEN placed THEN 'place-' || place END",
                "quotes": f"[{{'text': {quote}, 'start': 0, 'stop': 10}}]",
                "reasons": "'[]'",
            },
            "FROM drawn",
        ),
        _insert(
            "entities",
            {
                "story_id": "sid",
                "position": "100",
                "id": "'place-' || place",
                "name": "'Generated ' || place",
                "kind": "'place'",
                "sector": "[]::VARCHAR[]",
                "latitude": latitude,
                "longitude": longitude,
                "country": where,
            },
            "FROM (SELECT DISTINCT sid, place FROM drawn WHERE placed)",
        ),
        _insert(
            "entities",
            {
                "story_id": "sid",
                "position": "0",
                "id": "who",
                "name": "who",
                "kind": "CASE WHEN who LIKE 'person-%' THEN 'person' ELSE 'state' END",
                "code": "CASE WHEN who LIKE 'person-%' THEN NULL ELSE who END",
                "sector": "['GOV']",
            },
            f"FROM (SELECT DISTINCT sid, unnest(list_concat({actors}, {recipients})) AS who FROM drawn)",
        ),
        _insert(
            "identities",
            {
                "id": "code",
                "name": "code",
                "kind": "'state'",
                "code": "code",
                "sector": "['GOV']",
                "aliases": "[]::VARCHAR[]",
                "terms": "'|' || lower(code) || '|'",
            },
            f"FROM (SELECT unnest({list(CODES)!r}) AS code)",
        ),
        _insert(
            "identities",
            {
                "id": "'person-' || pa",
                "name": "'Person ' || pa",
                "kind": "'person'",
                "code": _pick(CODES, "pow(((hash(pa) % 1000003) / 1000003.0), 2.2)"),
                "sector": "['GOV']",
                "aliases": "[]::VARCHAR[]",
                "terms": "'|person ' || pa || '|'",
            },
            f"FROM (SELECT unnest(generate_series(0, {PEOPLE - 1})) AS pa)",
        ),
        _insert(
            "events",
            {
                **common,
                "id": "event",
                "actor": actors,
                "recipient": recipients,
                "actor_codes": f"CASE WHEN sides > 0.75 AND a <> b THEN [{code}, b] ELSE [{code}] END",
                "recipient_codes": recipients,
                "place_story": "CASE WHEN placed THEN sid END",
                "place": "CASE WHEN placed THEN 'place-' || place END",
                "place_name": "CASE WHEN placed THEN 'Generated ' || place END",
                "country": f"CASE WHEN placed THEN {where} END",
                "reports": "1 + floor(6 * pow(more, 4))",
                "sources": "1 + floor(3 * pow(more, 6))",
                "first_reported": "day",
                "last_reported": "day",
                "plan": "CASE WHEN status = 'planned' THEN 'p' || event END",
                "latitude": f"CASE WHEN placed THEN {latitude} END",
                "longitude": f"CASE WHEN placed THEN {longitude} END",
            },
            "FROM drawn ORDER BY day",
        ),
        _insert(
            "event_reports",
            {
                "event_id": "event",
                "position": "0",
                "report_id": "report",
                "story_id": "sid",
                "score": "1.0",
                "reasons": "[]",
            },
            "FROM drawn",
        ),
        _insert(
            "parties",
            {"identity_id": "who", "role": "'actor'", "event_id": "event", "again": "FALSE"},
            f"FROM (SELECT unnest({actors}) AS who, event FROM drawn)",
        ),
        _insert(
            "parties",
            {"identity_id": "who", "role": "'recipient'", "event_id": "event", "again": "FALSE"},
            f"FROM (SELECT unnest({recipients}) AS who, event FROM drawn)",
        ),
        _insert(
            "claims",
            {
                "event_id": "event",
                "position": "k",
                "field": "'killed'",
                "value": "(floor(30 * sure) + k)::INTEGER::VARCHAR",
                '"by"': "[]::VARCHAR[]",
                "agency": "'Andes Wire'",
                "as_of": "day",
                "story_id": "sid",
                "report_id": "report",
                "source": "sid",
                "quote": quote,
                "newest": "k = 1",
                "sources": "1",
                "widest": "k = 0",
            },
            "FROM drawn, (SELECT unnest([0, 1]) AS k) WHERE type = 'ASSAULT' AND more > 0.8",
        ),
        _insert(
            "plans",
            {
                "id": "'p' || event",
                "event_id": "event",
                "type": "type",
                "actor": actors,
                "recipient": recipients,
                "due_start": day,
                "due_end": last,
                "state": _pick(["due", "due", "fulfilled", "late", "cancelled"], "more * 0.999"),
            },
            "FROM drawn WHERE status = 'planned'",
        ),
        _insert(
            "outcomes",
            {
                "plan_id": "'p' || event",
                "position": "0",
                "turn": "'opened'",
                "day": "day",
                "report_id": "report",
                "story_id": "sid",
                "due_start": day,
                "due_end": last,
                "reason": "'generated'",
                "quote": f"{{'text': {quote}, 'start': 0, 'stop': 10}}",
            },
            "FROM drawn WHERE status = 'planned'",
        ),
    ]
