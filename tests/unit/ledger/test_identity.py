"""Who is who over many stories."""

from __future__ import annotations

from datetime import date

import pytest
from wire import event, story, world_of

from dragoman.ledger.world import Identity, World
from dragoman.model import EntityKind


def persons(*told: tuple[str, str]) -> list[Identity]:
    """Return the persons behind entities, each of a story of its own day."""
    records = [
        story("AFP", day, event("CONSULT happened", f"On {day} someone met.", [who], [], day))
        for day, who in told
    ]
    return [i for i in world_of(records).identities if i.kind is EntityKind.PERSON]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kim Kye-Gwan|PRK|envoy", "Kim Kye Gwan|PRK|vice foreign minister"),
        ("Khaled Meshaal|PSE|Hamas leader|REB", "Khalid Mashaal|PSE|leader|REB"),
        ("Moamer Kadhafi|LBY|leader", "Muammar Gaddafi|LBY|leader"),
        ("Taro Aso|JPN|Foreign Minister", "Taro Asao|JPN|Foreign Minister"),
        ("Mohamed ElBaradei|UNO|IAEA chief", "Mohammed el-Baradei|UNO|director general"),
        ("Presidents Mwai Kibaki|KEN|President", "Mwai Kibaki|KEN|President"),
        ("Chris Hill|USA|envoy", "Christopher Hill|USA|chief negotiator"),
        ("Ban Ki- moon|KOR|Foreign Minister", "Ban Ki-moon|UNO|Secretary-General"),
        ("Abdullah Gül|TUR|President", "Abdullah Gul|TUR|President"),
        ("Putin|RUS|President", "Vladimir Putin|RUS|President"),
    ],
)
def test_spellings_of_one_person(one: str, other: str) -> None:
    (found,) = persons(("2006-01-01", one), ("2006-02-01", other))
    assert len(found.links) == 2
    assert all(link.reason for link in found.links)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("John Howard|AUS|Prime Minister", "John Howard|USA|senator|LEG"),
        ("George W. Bush|USA|President", "George H. W. Bush|USA|President"),
        ("Kim Jong-Il|PRK|leader", "Kim Yong-Nam|PRK|President"),
        ("Ali Hassan|IRQ|Minister", "Ali Hassan|IRQ|militant|REB"),
        ("Lee Myung-bak|KOR|President", "Lee Hae-chan|KOR|Prime Minister"),
    ],
)
def test_two_persons_of_a_name_stay_two(one: str, other: str) -> None:
    assert len(persons(("2006-01-01", one), ("2006-02-01", other))) == 2


def test_a_family_name_that_two_bear_is_nobody_s() -> None:
    found = persons(
        ("2006-01-01", "Kim Jong-Il|PRK|leader"),
        ("2006-01-02", "Kim Yong-Nam|PRK|President"),
        ("2006-01-03", "Kim|PRK|aide"),
    )
    assert sorted(len(i.links) for i in found) == [1, 1, 1]


def test_someone_described_is_no_one_else() -> None:
    assert (
        len(
            persons(
                ("2006-01-01", "senior official|KOR|senior official"),
                ("2006-01-02", "senior official|KOR|senior official"),
            )
        )
        == 2
    )


def test_offices_with_their_days_and_stories() -> None:
    (ban,) = persons(
        ("2005-11-02", "Ban Ki-moon|KOR|South Korean Foreign Minister"),
        ("2006-10-01", "Ban Ki-moon|KOR|South Korean Foreign Minister"),
        ("2007-01-02", "Ban Ki-moon|UNO|Secretary-General"),
    )
    held = [(o.title, o.code, o.first_day, o.last_day, len(o.stories)) for o in ban.offices]
    assert held == [
        ("South Korean Foreign Minister", "KOR", date(2005, 11, 2), date(2006, 10, 1), 2),
        ("Secretary-General", "UNO", date(2007, 1, 2), date(2007, 1, 2), 1),
    ]


def bodies(*names: str) -> World:
    return world_of(
        [
            story("AFP", f"2006-01-{n + 1:02}", event("CONSULT happened", f"Sitting {n}.", [name], [], ""))
            for n, name in enumerate(names)
        ]
    )


def test_a_body_and_its_acronym() -> None:
    assert len(bodies("#Asia-Pacific Economic Cooperation", "#APEC").identities) == 1
    assert len(bodies("#African Union", "#Arab Union", "#AU").identities) == 3


def test_a_state_is_its_code() -> None:
    (korea,) = bodies("North Korea|PRK", "Pyongyang|PRK").identities
    assert korea.id == "PRK"
