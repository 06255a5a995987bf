"""Reports of many stories merged into happenings: alike whatever their order, and as a person ruled."""

from __future__ import annotations

import random
from datetime import date, datetime

from hypothesis import given, settings
from hypothesis import strategies as st
from wire import event, story, told_of, world_of

from dragoman.ledger.building import Source
from dragoman.ledger.world import Review, Verdict, World
from dragoman.model import Record, Status

QUETTA, KARACHI = "@Quetta|PAK", "@Karachi|PAK"


def blast(agency: str, day: str, text: str, on: str, place: str = QUETTA, who: str = "shoppers") -> Record:
    return story(agency, day, event("ASSAULT happened", text, [], [f"{who}|PAK||CVL"], on, place))


AFP = blast("AFP", "2013-01-10", "A bomb in the market of Quetta killed at least 33 people.", "2013-01-10")
XINHUA = blast(
    "Xinhua", "2013-01-10", "27 people were killed by the market bomb in Quetta.", "2013-01-10", who="people"
)
REUTERS = blast("Reuters", "2013-01-11", "The bomb in the market of Quetta killed 81 people.", "2013-01-10")
OTHER = blast(
    "AFP", "2013-01-10", "Gunmen shot two bus drivers dead in Karachi.", "2013-01-10", KARACHI, "drivers"
)


def groups(made: World) -> set[frozenset[str]]:
    return {frozenset(m.report_id for m in h.members) for h in made.happenings}


def test_three_agencies_one_bomb_and_their_tolls_side_by_side() -> None:
    made = world_of([AFP, XINHUA, REUTERS, OTHER])
    bomb = max(made.happenings, key=lambda h: h.sources)
    assert (len(made.happenings), bomb.sources) == (2, 3)
    killed = {(c.value, c.agency, c.as_of, c.newest) for c in bomb.claims if c.field == "killed"}
    assert killed == {
        ("33+", "AFP", date(2013, 1, 10), False),
        ("27", "Xinhua", date(2013, 1, 10), False),
        ("81", "Reuters", date(2013, 1, 11), True),
    }
    assert all(
        c.quote in r.story.text
        for r in (AFP, XINHUA, REUTERS)
        for c in bomb.claims
        if c.story_id == r.story.id
    )


def test_copies_of_one_agency_are_one_source() -> None:
    shared = {r.story.id: Source(r.story.id, "one") for r in (AFP, REUTERS)}
    bomb = max(world_of([AFP, XINHUA, REUTERS], sources=shared).happenings, key=lambda h: len(h.members))
    assert (len(bomb.members), bomb.sources) == (3, 2)


def test_a_denial_is_a_claim_on_the_same_event() -> None:
    jet, drone = "Russian jet|RUS||MIL", "Georgian drone|GEO||MIL"
    text = "A Russian jet shot down a Georgian drone over Abkhazia"
    says = story("AFP", "2008-04-21", event("ASSAULT happened", text, [jet], [drone], "2008-04-20"))
    denies = story(
        "Reuters",
        "2008-04-21",
        event(
            "ASSAULT negated denies",
            f"Moscow denied that {text[0].lower()}{text[1:]}",
            [jet],
            [drone],
            "2008-04-20",
            by=["Russia|RUS"],
        ),
    )
    (made,) = world_of([says, denies]).happenings
    assert made.status is Status.HAPPENED
    assert {c.value for c in made.claims if c.field == "status"} == {"happened", "negated"}


def test_what_is_planned_and_what_happened_are_two() -> None:
    sides = ["Ana Sol|PER|Foreign Minister", "Ole Dahl|NOR|Foreign Minister"]
    told = [
        story("AFP", "2010-03-01", event("CONSULT planned", "Sol will meet Dahl.", sides, [], "2010-03-03")),
        story("AFP", "2010-03-03", event("CONSULT happened", "Sol met Dahl.", sides, [], "2010-03-03")),
    ]
    assert len(world_of(told).happenings) == 2


def test_two_ministers_of_one_state_are_not_one_party() -> None:
    day = "2010-03-03"
    told = [
        story(
            "AFP",
            day,
            event("CONSULT happened", "Sol met Dahl.", ["Ana Sol|PER|President", "Norway|NOR"], [], day),
        ),
        story(
            "AP",
            day,
            event(
                "CONSULT happened", "Paz met Dahl.", ["Ines Paz|PER|Trade Minister", "Norway|NOR"], [], day
            ),
        ),
    ]
    assert len(world_of(told).happenings) == 2


def test_statements_of_two_days_are_two() -> None:
    told = [
        story(
            "AFP",
            day,
            event("ACCUSE happened", "Peru accused Chile of spying.", ["Peru|PER"], ["Chile|CHL"], day),
        )
        for day in ("2010-03-03", "2010-03-08")
    ]
    assert len(world_of(told).happenings) == 2


def test_lists_of_participants_may_differ() -> None:
    day = "2006-12-18"
    six = ["China|CHN", "Japan|JPN", "Russia|RUS", "South Korea|KOR", "North Korea|PRK", "United States|USA"]
    told = [
        story(
            "AFP",
            day,
            event(
                "CONSULT/multilateral ongoing", "The six-party talks reopened.", six, [], day, "@Beijing|CHN"
            ),
        ),
        story(
            "Xinhua",
            day,
            event(
                "CONSULT/multilateral ongoing",
                "The six-party talks went on.",
                [*six[3:], "#Six-party talks"],
                [],
                day,
            ),
        ),
    ]
    assert len(world_of(told).happenings) == 1


def review(
    position: int, verdict: Verdict, reports: list[str], others: list[str], undoes: str | None = None
) -> Review:
    when = datetime(2020, 1, 1, 12, position)
    return Review(f"r{position}", position, when, verdict, tuple(reports), tuple(others), undoes)


def test_a_person_parts_and_joins_and_undoes() -> None:
    records = [AFP, XINHUA, REUTERS, OTHER]
    a, x, r, o = (record.events[0].id for record in records)
    before = world_of(records)
    parted = [review(1, Verdict.SPLIT, [x], [a, r])]
    assert frozenset({x}) in groups(world_of(records, parted))
    undone = [*parted, review(2, Verdict.UNDO, [], [], "r1")]
    assert world_of(records, undone) == before
    again = [*undone, review(3, Verdict.UNDO, [], [], "r2")]
    assert groups(world_of(records, again)) == groups(world_of(records, parted))
    joined = [review(1, Verdict.MERGE, [o], [a])]
    assert frozenset({a, x, r, o}) in groups(world_of(records, joined))
    assert any(
        f.name == "review" for h in world_of(records, joined).happenings for m in h.members for f in m.reasons
    )


def _many(seed: int, count: int) -> list[Record]:
    """Return stories that tell of a handful of happenings, with slips in days, lists and words."""
    dice = random.Random(seed)
    people = [
        "Ana Sol|PER|President",
        "Ole Dahl|NOR|President",
        "Li Wen|CHN|President",
        "Peru|PER",
        "Norway|NOR",
    ]
    told = []
    for n in range(count):
        day = date(2010, 3, dice.randint(1, 12))
        due = date(2010, 3, dice.randint(day.day, 14))
        sides = dice.sample(people, dice.randint(1, 3))
        status = dice.choice(["planned", "happened", "negated", "planned", "ongoing"])
        words = dice.choice(
            ["talks on fishing", "a summit", "talks that were postponed", "a cancelled visit"]
        )
        when = due if status == "planned" else day
        told.append(
            story(
                dice.choice(["AFP", "Reuters", "Xinhua"]),
                day.isoformat(),
                event(f"CONSULT {status}", f"Story {n} tells of {words}.", sides, [], when.isoformat()),
            )
        )
    return told


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.integers(2, 14), st.randoms(use_true_random=False))
def test_the_order_of_reading_does_not_matter(seed: int, count: int, dice: random.Random) -> None:
    records = _many(seed, count)
    shuffled = list(records)
    dice.shuffle(shuffled)
    assert world_of(shuffled) == world_of(records)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.integers(2, 14))
def test_every_report_is_of_one_happening_and_every_step_quotes_its_story(seed: int, count: int) -> None:
    records = _many(seed, count)
    made = world_of([*records, *records])
    assert made == world_of(records)
    texts = {r.story.id: r.story.text for r in records}
    members = sorted(m.report_id for h in made.happenings for m in h.members)
    assert members == sorted({e.id for r in records for e in r.events})
    steps = [t for plan in made.plans for t in plan.transitions]
    assert all(t.quote.span.of(texts[t.story_id]) == t.quote.text for t in steps)
    ids = {h.id for h in made.happenings}
    assert all(p.event_id in ids and (p.outcome is None or p.outcome in ids) for p in made.plans)


def test_happenings_are_named_by_type() -> None:
    assert told_of(world_of([OTHER]), "ASSAULT")[0].place is not None
