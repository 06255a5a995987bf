"""Every page walked as an analyst would, on a ledger of the tests' own chains of stories."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("stocked")]

PAGES = (
    "/",
    "/events",
    "/events?q=type%3DASSAULT",
    "/events?q=tpye%3DASSAULT",
    "/timeline",
    "/timeline?lanes=type",
    "/calendar?month=2003-10",
    "/map",
    "/network",
    "/who",
    "/review",
    "/read",
    "/nowhere",
)


def _axe(page: Any) -> list[str]:
    """Return the serious faults that axe finds on the page."""
    import axe_playwright_python

    script = next(Path(axe_playwright_python.__file__).parent.glob("**/axe*.js")).read_text("utf-8")
    page.evaluate(script)
    found = page.evaluate("async () => JSON.stringify((await axe.run()).violations)")
    return [
        f"{fault['id']}: {fault['help']} at {[node['target'] for node in fault['nodes'][:3]]}"
        for fault in json.loads(found)
        if fault["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_no_serious_fault(walk: Any, path: str, scheme: str) -> None:
    walk.page.emulate_media(color_scheme=scheme)
    walk.go(path)
    if path.startswith("/map"):
        walk.page.wait_for_selector("#map[data-ready]")
    assert _axe(walk.page) == []
    if path == "/nowhere":
        walk.faults.clear()  # the browser tells of the 404 itself


@pytest.mark.parametrize("width", [400, 2560])
def test_no_page_is_wider_than_the_window(walk: Any, width: int) -> None:
    walk.page.set_viewport_size({"width": width, "height": 900})
    for path in PAGES[:-1]:
        walk.go(path)
        assert walk.page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_an_analyst_filters_and_follows_a_plan_to_its_outcome(walk: Any) -> None:
    walk.go("/events")
    walk.page.get_by_role("combobox", name="Filter").fill("status=planned actor=Palacio")
    walk.page.get_by_role("button", name="Filter").click()
    walk.page.wait_for_url(re.compile("q=status"))
    walk.page.get_by_role("link", name="follow the plan").first.click()
    walk.page.wait_for_url(re.compile("/plans/"))
    assert walk.page.locator("h1 .state").inner_text() == "fulfilled"
    assert walk.page.get_by_text("had lunch").count() >= 1


def test_a_view_keeps_the_filter(walk: Any) -> None:
    walk.go("/events?q=type%3DASSAULT")
    walk.page.get_by_role("link", name="Timeline").last.click()
    walk.page.wait_for_url(re.compile(r"/timeline\?q=type"))
    assert walk.page.locator("circle.mark").count() >= 1


def test_conflicting_tolls_stand_side_by_side(walk: Any) -> None:
    walk.go("/events?q=type%3DASSAULT+place%3DQuetta&order=sources")
    walk.page.locator("a.open").first.click()
    walk.page.wait_for_url(re.compile("/events/"))
    values = walk.page.locator("table.claims td:nth-child(2) bdi").all_inner_texts()
    assert {"27", "33", "81"} <= {value.rstrip("+") for value in values}


def test_the_map_is_drawn_and_lists_its_places(walk: Any) -> None:
    walk.go("/map")
    walk.page.wait_for_selector("#map[data-ready]")
    assert walk.page.locator("#map").get_attribute("data-ready") == "true"
    assert walk.page.locator("#map canvas").count() == 1
    assert walk.page.locator("table tbody tr").count() >= 2


def test_a_correction_by_keys_alone_survives_reading_again(walk: Any) -> None:
    walk.go("/events?q=type%3DASSAULT+place%3DQuetta")
    walk.page.keyboard.press("j")
    walk.page.keyboard.press("Enter")
    walk.page.wait_for_url(re.compile("/events/"))
    walk.page.keyboard.press("e")
    form = walk.page.locator("form[data-form=correct]")
    form.wait_for()
    walk.page.keyboard.press("Tab")
    walk.page.keyboard.type("ongoing")
    for _ in range(12):
        if walk.page.evaluate("document.activeElement.type") == "submit":
            break
        walk.page.keyboard.press("Tab")
    walk.page.keyboard.press("Enter")
    walk.page.get_by_text("Corrected.").first.wait_for(timeout=20_000)
    from dragoman.model import Record
    from dragoman.pipeline import Reader

    chain = Path(__file__).parents[1] / "chains" / "toll"
    with walk.desk.writing() as ledger:
        for item in Reader().read(*sorted(chain.glob("[0-9]*.txt"))):
            assert isinstance(item, Record)
            ledger.add(item)
        ledger.settle()
    walk.go("/events?q=type%3DASSAULT+place%3DQuetta+status%3Dongoing")
    assert walk.page.locator("article.entry").count() == 1


def test_a_rejected_event_is_gone_until_it_is_undone(walk: Any) -> None:
    walk.go("/review")
    head = walk.page.locator(".review").get_attribute("data-event")
    walk.page.keyboard.press("x")
    walk.page.get_by_text("it no longer stands").first.wait_for(timeout=20_000)
    assert head
    assert not [line for line in _ids(walk) if line == head]
    walk.page.keyboard.press("u")
    walk.page.get_by_text("Undone.").first.wait_for(timeout=20_000)
    assert head in _ids(walk)


def _ids(walk: Any) -> list[str]:
    answer = walk.page.evaluate("async () => (await fetch('/api/events?limit=500')).json()")
    return [event["id"] for event in answer["events"]]


def test_someone_has_a_page_with_offices_and_plans(walk: Any) -> None:
    walk.go("/who?q=Palacio")
    walk.page.get_by_role("link", name=re.compile("Palacio")).first.click()
    walk.page.wait_for_url(re.compile("/who/."))
    assert walk.page.get_by_text(re.compile("Foreign Minister")).count() >= 1
    assert walk.page.locator(".state.fulfilled").count() >= 1
