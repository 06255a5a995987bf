"""Plans followed over stories: their transitions, their states, and what does not end them."""

from __future__ import annotations

from datetime import date

import pytest
from wire import event, lives, only, story, told_of, world_of

from dragoman.ledger.world import PlanState, Turn

CLERK, OSEI = "Ada Clerk|GHA|President", "Yaw Osei|TGO|President"
LOME, ACCRA = "@Lome|TGO", "@Accra|GHA"


def meet(status: str, text: str, days: str, place: str | None = LOME, **more: object) -> tuple:  # type: ignore[type-arg]
    return event(f"CONSULT {status}", text, [CLERK, OSEI], [], days, place, **more)  # type: ignore[arg-type]


PLANNED = story(
    "AFP", "2011-05-02", meet("planned", "President Ada Clerk will meet Yaw Osei in Lome.", "2011-05-10")
)


def test_a_plan_that_came_to_pass() -> None:
    held = story("Xinhua", "2011-05-10", meet("happened", "Ada Clerk met Yaw Osei in Lome.", "2011-05-10"))
    made = world_of([PLANNED, held])
    assert lives(made) == [["opened 2011-05-10", "fulfilled 2011-05-10"]]
    plan = only(made)
    assert plan.state is PlanState.FULFILLED
    assert [h.id for h in told_of(made, "CONSULT") if h.status == "happened"] == [plan.outcome]
    assert plan.transitions[1].quote.text == "Ada Clerk met Yaw Osei in Lome."


def test_postponed_twice_then_held() -> None:
    later = [
        story(
            "AFP", "2011-05-09", meet("planned", "The meeting has been postponed to May 14.", "2011-05-14")
        ),
        story(
            "Xinhua",
            "2011-05-13",
            meet("planned", "Clerk put off her meeting with Osei to May 20.", "2011-05-20"),
        ),
        story("AFP", "2011-05-20", meet("happened", "Clerk and Osei met.", "2011-05-20")),
    ]
    assert lives(world_of([PLANNED, *later])) == [
        ["opened 2011-05-10", "moved 2011-05-14", "moved 2011-05-20", "fulfilled 2011-05-20"]
    ]


def test_put_off_without_a_new_day() -> None:
    off = story(
        "AFP", "2011-05-09", meet("negated", "The meeting was postponed, an aide said.", "2011-05-10")
    )
    plan = only(world_of([PLANNED, off]))
    assert plan.state is PlanState.POSTPONED
    assert (plan.due_start, plan.due_end) == (None, None)
    assert plan.seen_from(date(2012, 1, 1)) is PlanState.POSTPONED


def test_brought_forward() -> None:
    sooner = story(
        "AFP", "2011-05-03", meet("planned", "The meeting was brought forward to May 6.", "2011-05-06")
    )
    plan = only(world_of([PLANNED, sooner]))
    assert [t.turn for t in plan.transitions] == [Turn.OPENED, Turn.MOVED]
    assert "brought forward" in plan.transitions[1].reason


def test_called_off_and_announced_anew() -> None:
    off = story(
        "AFP", "2011-05-07", meet("negated", "Clerk has cancelled her meeting with Osei.", "2011-05-10")
    )
    assert only(world_of([PLANNED, off])).state is PlanState.CANCELLED
    anew = story("AFP", "2011-05-08", meet("planned", "Clerk will meet Osei after all.", "2011-05-10"))
    made = world_of([PLANNED, off, anew])
    assert only(made).state is PlanState.DUE
    assert only(made).transitions[-1].turn is Turn.REVIVED


def test_denied_then_held() -> None:
    denial = story(
        "Reuters",
        "2011-05-04",
        event(
            "CONSULT negated denies",
            "Osei's office denied that he would meet Ada Clerk.",
            [OSEI, CLERK],
            [],
            "2011-05-10",
            LOME,
            by=["#office of Osei|TGO"],
        ),
    )
    assert only(world_of([PLANNED, denial])).state is PlanState.CONTRADICTED
    held = story("AFP", "2011-05-10", meet("happened", "Osei received Ada Clerk in Lome.", "2011-05-10"))
    assert lives(world_of([PLANNED, denial, held])) == [
        ["opened 2011-05-10", "contradicted 2011-05-10", "fulfilled 2011-05-10"]
    ]


def test_told_not_to_have_come_to_pass() -> None:
    missed = story("AFP", "2011-05-12", meet("negated", "Clerk did not meet Osei on Tuesday.", "2011-05-10"))
    assert only(world_of([PLANNED, missed])).state is PlanState.CONTRADICTED


def test_kept_late_is_never_kept_in_time() -> None:
    late = story("AFP", "2011-05-12", meet("happened", "Clerk met Osei on Thursday.", "2011-05-12"))
    plan = only(world_of([PLANNED, late]))
    assert plan.state is PlanState.LATE
    assert plan.transitions[-1].reason == "2 days after its time"


def test_a_year_later_it_is_another_meeting() -> None:
    next_year = [
        story(
            "AFP", "2012-05-02", meet("planned", "Clerk will meet Osei for their annual talks.", "2012-05-10")
        ),
        story("AFP", "2012-05-10", meet("happened", "Clerk met Osei for their annual talks.", "2012-05-10")),
    ]
    assert lives(world_of([PLANNED, *next_year])) == [
        ["opened 2011-05-10"],
        ["opened 2012-05-10", "fulfilled 2012-05-10"],
    ]


def test_nothing_is_heard_of_it() -> None:
    plan = only(world_of([PLANNED]))
    assert plan.seen_from(date(2011, 5, 10)) is PlanState.DUE
    assert plan.seen_from(date(2011, 5, 11)) is PlanState.UNREPORTED


def test_a_day_fixed_later_is_the_same_plan() -> None:
    vague = story(
        "AFP",
        "2011-04-20",
        meet("planned", "Clerk and Osei are to meet in May.", "2011-05-01/2011-05-31", None),
    )
    plan = only(world_of([vague, PLANNED]))
    assert [t.turn for t in plan.transitions] == [Turn.OPENED, Turn.CONFIRMED]
    assert (plan.due_start, plan.due_end) == (date(2011, 5, 10), date(2011, 5, 10))


def test_two_agencies_announce_one_plan() -> None:
    other = story("Reuters", "2011-05-02", meet("planned", "Togo's Osei is to receive Clerk.", "2011-05-10"))
    made = world_of([PLANNED, other])
    assert len(made.plans) == 1
    assert told_of(made, "CONSULT")[0].sources == 2


def test_a_courtesy_call_became_lunch() -> None:
    call = story(
        "AFP",
        "2011-05-02",
        event(
            "CONSULT/visit planned", "Ada Clerk will call on Yaw Osei.", [CLERK], [OSEI], "2011-05-10", LOME
        ),
    )
    lunch = story(
        "Xinhua",
        "2011-05-10",
        event("CONSULT happened", "Clerk had lunch with Osei.", [CLERK, OSEI], [], "2011-05-10"),
    )
    assert only(world_of([call, lunch])).state is PlanState.FULFILLED


def test_the_story_that_announces_cannot_fulfil() -> None:
    both = story(
        "AFP",
        "2011-05-02",
        meet("planned", "Ada Clerk will meet Yaw Osei again on Monday.", "2011-05-02"),
        meet("happened", "The two had met over breakfast.", "2011-05-02"),
    )
    assert only(world_of([both])).state is PlanState.DUE


def test_two_plans_of_one_story_are_not_both_fulfilled_by_one_deed() -> None:
    two = story(
        "AFP",
        "2011-05-02",
        meet("planned", "Ada Clerk and Yaw Osei will hold talks on fishing.", "2011-05-10"),
        meet("planned", "They will also dine together.", "2011-05-10"),
    )
    held = story("AFP", "2011-05-10", meet("happened", "Clerk and Osei held talks on fishing.", "2011-05-10"))
    states = sorted(plan.state.value for plan in world_of([two, held]).plans)
    assert states == ["due", "fulfilled"]


def test_talks_move_with_the_visit_that_they_belong_to() -> None:
    visit = event(
        "CONSULT/visit planned", "Ada Clerk will visit Togo.", [CLERK], ["Togo|TGO"], "2011-05-10", LOME
    )
    first = story(
        "AFP", "2011-05-02", visit, meet("planned", "She will hold talks with Yaw Osei.", "2011-05-10")
    )
    moved = story(
        "AFP",
        "2011-05-08",
        event(
            "CONSULT/visit planned",
            "Her visit to Togo was postponed to May 20.",
            [CLERK],
            ["Togo|TGO"],
            "2011-05-20",
            LOME,
        ),
    )
    made = world_of([first, moved])
    assert [plan.due_start for plan in made.plans] == [date(2011, 5, 20)] * 2


@pytest.mark.parametrize(
    ("days", "ends"),
    [("2011-05-10", "fulfilled"), ("2011-05-05", "fulfilled"), ("2011-04-20", "due"), ("2011-09-01", "due")],
)
def test_which_days_fulfil(days: str, ends: str) -> None:
    told = max(days, "2011-05-10")
    held = story("Xinhua", told, meet("happened", "Ada Clerk met Yaw Osei.", days))
    assert only(world_of([PLANNED, held])).state == ends


def test_a_summit_of_many_is_not_kept_by_two_of_them() -> None:
    states = ["Ghana|GHA", "Togo|TGO", "Benin|BEN", "Mali|MLI", "Niger|NER"]
    summit = story(
        "AFP",
        "2011-05-02",
        event("CONSULT/multilateral planned", "Five states will meet.", states, [], "2011-05-10"),
    )
    two = story(
        "AFP",
        "2011-05-10",
        event("CONSULT happened", "Ghana and Togo held talks.", states[:2], [], "2011-05-10"),
    )
    assert only(world_of([summit, two])).state is PlanState.DUE
