"""Reading a story in the browser."""

from __future__ import annotations

from typing import Any

import pytest

pytestmark = pytest.mark.slow

STORY = """LIMA, March 3, 2021 (Andes Wire) -- Peru accused Chile on Wednesday of spying on its navy.

Chilean Foreign Minister Ana Rojas will visit Lima on Friday, her ministry said.
"""


def test_a_pasted_story_becomes_records_that_light_their_words(walk: Any) -> None:
    walk.go("/read")
    walk.page.get_by_label("A story's text").fill(STORY)
    walk.page.get_by_role("button", name="Read it").click()
    result = walk.page.locator("#results .entry").first
    result.wait_for(timeout=60_000)
    walk.page.locator("#results h2 a").first.click()
    walk.page.locator(".story .ev").first.wait_for()
    card = walk.page.locator(".records .entry").first
    card.focus()
    name = card.get_attribute("data-events")
    assert walk.page.locator(f'.story .ev.lit[data-events~="{name}"]').count() >= 1


def test_the_theme_is_kept(walk: Any) -> None:
    walk.go("/read")
    walk.page.locator("#theme").click()
    walk.page.reload()
    assert walk.page.locator("html").get_attribute("data-theme") == "dark"
