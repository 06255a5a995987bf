"""Where things happen, by the words that place them and the scene they are part of."""

import pytest

from dragoman.coding.coder import code
from dragoman.model import Dateline, EventType, Passage, PassageKind, PublishedBasis, Span, Story


@pytest.fixture(scope="module")
def placed(reader):
    """Return a function: the type, evidence and place's name of each event of a text."""

    def read(text, dateline=None):
        from datetime import date

        passages, at = [], 0
        for paragraph in text.split("\n\n"):
            passages.append(Passage(PassageKind.BODY, Span(at, at + len(paragraph))))
            at += len(paragraph) + 2
        line = Dateline(dateline, None, None, Span(0, 0)) if dateline else None
        story = Story(
            text,
            tuple(passages),
            dateline=line,
            published=date(2011, 5, 12),
            published_basis=PublishedBasis.GIVEN,
        )
        record = code(reader.annotated(story), vote=False)
        names = {entity.id: entity.name for entity in record.entities}
        return [(e.type, " ".join(q.text for q in e.quotes), names.get(e.place or "")) for e in record.events]

    return read


def of(events, type):
    return [place for kind, _, place in events if kind is type]


def test_a_speaker_speaks_where_he_is_said_to(placed):
    events = placed(
        "The Dutch foreign minister condemned the raid on Thursday.\n\n"
        '"We demand the release of the hostages," Dutch Foreign Minister Jan Visser told reporters in Accra.'
    )
    assert "Accra" in of(events, EventType.REQUEST)


def test_what_is_spoken_of_does_not_place_the_speaker(placed):
    events = placed("Norway's foreign minister condemned the recent massacre in Goma on Thursday.")
    assert of(events, EventType.ACCUSE) == [None]


def test_an_unnamed_spokeswoman_of_the_lead_is_named_later(placed):
    events = placed(
        "Gunmen abducted forty villagers in northern Uganda, a UN spokeswoman said here Thursday.\n\n"
        '"We condemn this crime," spokeswoman Anna Lind said.',
        "GENEVA",
    )
    assert "GENEVA" in of(events, EventType.ACCUSE)


def test_the_topic_of_an_act_does_not_place_it(placed):
    events = placed("Cuba provided Angola with doctors for its war in Cabinda.")
    assert set(of(events, EventType.AID)) <= {None}


def test_a_town_taken_is_where_it_was_taken(placed):
    events = placed("Refugees fled Goma, which was captured on Monday by Rwandan rebels.")
    assert "Goma" in of(events, EventType.ASSAULT)


def test_a_meeting_on_a_visit_is_held_there(placed):
    events = placed(
        "Turkish Foreign Minister Ali Demir arrived in Belgrade on Thursday.\n\n"
        "Demir met Serbian President Marko Ilic."
    )
    assert set(of(events, EventType.CONSULT)) == {"Belgrade"}


def test_the_town_and_not_the_region_that_tells_which(placed):
    events = placed("Israeli tank shells struck houses in the northern Gaza town of Beit Hanoun on Thursday.")
    assert of(events, EventType.ASSAULT) == ["Beit Hanoun"]


def test_a_border_told_by_an_adjective_is_a_place(placed):
    events = placed(
        "Gunmen attacked an army post near the Chadian border on Thursday, Sudanese officials said."
    )
    assert of(events, EventType.ASSAULT) == ["Chadian border"]


def test_a_state_shelled_in_part_is_a_place_and_a_doer_is_none(placed):
    events = placed("Hamas militants fired rockets on southern Israel on Thursday. Israel shelled Gaza City.")
    assert "Israel" in of(events, EventType.ASSAULT)
    assert "Gaza City" in of(events, EventType.ASSAULT)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Visser flew in from Accra where he met Ghanaian Foreign Minister Kofi Owusu.", "Accra"),
        (
            "Visser left for the inland city of Kumasi where he met Ghanaian Foreign Minister Kofi Owusu.",
            "Kumasi",
        ),
        (
            "Visser flew in from Accra, the Ghanaian capital, where he met Foreign Minister Kofi Owusu.",
            "Accra",
        ),
    ],
)
def test_where_tells_the_place_with_a_comma_and_without(placed, text, place):
    events = placed(f"Dutch Foreign Minister Jan Visser is on a tour. {text}")
    assert place in of(events, EventType.CONSULT)


def test_a_question_where_places_nothing(placed):
    events = placed("Dutch Foreign Minister Jan Visser asked Ghana where the rebels attacked the convoy.")
    assert of(events, EventType.ASSAULT) == [None]
