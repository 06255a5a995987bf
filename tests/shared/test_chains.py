"""Real stories that follow one another: one plan told twice, a round kept, a meeting kept late.

Each chain is followed over the annotators' records and over the coder's own reading.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

import pytest
from annotated import record
from wire import world_of

from dragoman.ledger.register import Register
from dragoman.ledger.world import Plan, PlanState, Turn, World
from dragoman.model import Record
from dragoman.pipeline import Reader

pytestmark = pytest.mark.shared

APEC = ("XIN_ENG_20051102.0067", "XIN_ENG_20051113.0238")
SIX = ("AFP_ENG_20061216.0046", "AFP_ENG_20061218.0090", "AFP_ENG_20061219.0086")

Reading = Callable[[Iterable[str]], World]


@pytest.fixture(params=["annotators", "coder"])
def reading(request: pytest.FixtureRequest, shared: Path) -> Reading:
    """Read a chain as the annotators did, or as the coder does."""
    gold = shared / "gold"

    def coded(name: str) -> Record:
        reader: Reader = request.getfixturevalue("reader")
        return reader.read_text((gold / name / "story.txt").read_text(encoding="utf-8"), name)

    if request.param == "annotators":
        return lambda names: world_of(record(gold / name) for name in names)
    return lambda names: world_of(coded(name) for name in names)


def plans_between(made: World, *names: str) -> list[Plan]:
    """Return the plans of meetings in which persons take part whose names hold these words."""
    register = Register(made.identities)
    modes = {h.id: h.modes for h in made.happenings}
    return [
        plan
        for plan in made.plans
        if plan.type.value == "CONSULT"
        and all(any(name in register.name(id) for id in plan.actor) for name in names)
        and "phone" not in modes[plan.event_id]
    ]


def test_two_reports_of_one_plan(reading: Reading) -> None:
    made = reading(APEC)
    told_twice = [p for p in plans_between(made, "Ban", "Taro") if len(p.transitions) > 1]
    (plan,) = told_twice
    assert plan.first_due == (date(2005, 11, 14), date(2005, 11, 20))
    assert [t.turn for t in plan.transitions] == [Turn.OPENED, Turn.CONFIRMED]
    assert (plan.due_start, plan.due_end) == (date(2005, 11, 14), date(2005, 11, 14))
    assert len({t.story_id for t in plan.transitions}) == 2
    assert plan.state is PlanState.DUE
    assert plan.seen_from(date(2005, 11, 15)) is PlanState.UNREPORTED


def test_a_meeting_is_never_kept_on_a_day_on_which_nobody_reports_it(reading: Reading) -> None:
    made = reading(SIX)
    (plan,) = plans_between(made, "Hill")[:1]
    assert plan.first_due == (date(2006, 12, 17), date(2006, 12, 17))
    assert plan.state is PlanState.LATE
    (talks,) = [h for h in made.happenings if h.id == plan.outcome]
    assert talks.start == date(2006, 12, 19)


def test_the_round_is_kept(reading: Reading) -> None:
    made = reading(SIX)
    (plan,) = [p for p in made.plans if len(p.actor) == 6]
    assert plan.first_due == (date(2006, 12, 18), date(2006, 12, 24))
    assert plan.state is PlanState.FULFILLED
    (talks,) = [h for h in made.happenings if h.id == plan.outcome]
    assert talks.end == date(2006, 12, 18)
    assert plan.transitions[-1].day == date(2006, 12, 18)


def test_the_annotators_date_the_round(shared: Path) -> None:
    made = world_of(record(shared / "gold" / name) for name in SIX)
    (plan,) = [p for p in made.plans if len(p.actor) == 6]
    (talks,) = [h for h in made.happenings if h.id == plan.outcome]
    assert (talks.start, talks.status) == (date(2006, 12, 18), "ongoing")


def test_kim_is_one_person_over_three_stories(shared: Path) -> None:
    made = world_of(record(shared / "gold" / name) for name in SIX)
    (kim,) = [i for i in made.identities if i.name == "Kim Kye-Gwan"]
    assert len({link.story_id for link in kim.links}) == 3


def test_no_plan_of_all_stories_is_kept_by_the_story_that_announces_it(shared: Path) -> None:
    names = sorted(folder.name for folder in (shared / "gold").iterdir() if folder.is_dir())
    made = world_of(record(shared / "gold" / name) for name in names)
    ended = [p for p in made.plans if p.state in (PlanState.FULFILLED, PlanState.LATE)]
    assert len(ended) >= 2
    assert all(p.transitions[0].story_id != p.transitions[-1].story_id for p in ended)
