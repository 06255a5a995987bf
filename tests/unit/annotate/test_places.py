import pytest

from dragoman.annotate import registry
from dragoman.annotate.places import locate, oblique
from dragoman.model import Dateline, Passage, PassageKind, Span, Story, layers


@pytest.fixture(scope="module")
def nlp():
    return registry.load(without=[name for name, *_ in registry.ANNOTATORS if name != "dragoman_places"])


def parsed(nlp, text, place=None):
    dateline = Dateline(place, None, None, Span(0, 0)) if place else None
    story = Story(text, (Passage(PassageKind.BODY, Span(0, len(text))),), dateline=dateline)
    return nlp(registry.prepare(nlp, story))


def found(nlp, text):
    doc = parsed(nlp, text)
    return {(doc[p.start : p.end].text, p.name, p.kind, p.country) for p in layers(doc).places}


def test_towns_provinces_and_states(nlp):
    places = found(nlp, "Troops left Kandahar for the town of Charikar in Parwan province, Afghanistan.")
    assert ("Kandahar", "Kandahar", "city", "AFG") in places
    assert ("Charikar", "Charikar", "city", "AFG") in places
    assert ("Parwan", "Parwan", "admin", "AFG") in places
    assert ("Afghanistan", "Afghanistan", "state", "AFG") in places


def test_a_base_camp_or_shrine_is_one_name(nlp):
    places = found(
        nlp, "The minister flew to Bagram Air Base and later prayed at the Yasukuni Shrine in Tokyo."
    )
    assert ("Bagram Air Base", "Bagram Air Base", "base", "AFG") in places
    assert ("Yasukuni Shrine", "Yasukuni Shrine", "facility", "JPN") in places


def test_regions_and_waters(nlp):
    places = found(
        nlp, "Ships in the Strait of Hormuz and envoys across the Middle East waited for word from Darfur."
    )
    assert ("Strait of Hormuz", "Strait of Hormuz", "water", None) in places
    assert {"Middle East", "Darfur"} <= {name for _, name, *_ in places}


def test_adjectives_and_peoples_are_no_places(nlp):
    names = {
        name for _, name, *_ in found(nlp, "Russian troops and Iraqi officials met the Chadians in Ankara.")
    }
    assert names == {"Ankara"}


def test_persons_are_no_places(nlp):
    names = {
        name
        for _, name, *_ in found(nlp, "President Paul Lincoln met Gen. Houston in Nairobi. Lincoln smiled.")
    }
    assert names == {"Nairobi"}


def test_months_are_no_places(nlp):
    names = {name for _, name, *_ in found(nlp, "In March and in August the court in Lagos sat twice.")}
    assert names == {"Lagos"}


def test_the_container_decides(nlp):
    doc = parsed(nlp, "The suspect was held in Birmingham, Alabama.")
    place = next(p for p in layers(doc).places if p.name == "Birmingham")
    assert place.country == "USA"
    assert "said to lie in Alabama" in place.rule


def test_an_unknown_place_is_kept_without_coordinates(nlp):
    doc = parsed(nlp, "Rebels seized the village of Zorquanda in the east.")
    places = [p for p in layers(doc).places if p.name == "Zorquanda"]
    assert all(p.latitude is None and p.id is None for p in places)


def test_here_is_the_datelines_place(nlp):
    doc = parsed(nlp, "The two sides met here on Monday.", place="KHARTOUM, Sudan")
    here = layers(doc).here
    assert here is not None
    assert (here.country, here.kind, here.start, here.end) == ("SDN", "city", 0, 0)
    assert layers(parsed(nlp, "They met here.")).here is None


def test_the_dateline_helps_to_choose(nlp):
    doc = parsed(nlp, "Shells fell near Tripoli on Monday.", place="BEIRUT")
    assert [p.country for p in layers(doc).places] == ["LBN"]


def test_given_spans_are_resolved_in_order(nlp):
    text = "He flew from  Paris to Dallas, and Russian reporters went to the Kessler Street Church."
    doc = parsed(nlp, text)
    spans = [
        (text.index(word), text.index(word) + len(word))
        for word in ("Dallas", "Paris", "Russian", "Kessler Street Church")
    ]
    dallas, paris, russia, church = locate(doc, spans)
    assert (dallas.name, dallas.country) == ("Dallas", "USA")
    assert paris.name == "Paris"
    assert (russia.kind, russia.country) == ("state", "RUS")
    assert church.latitude is not None
    assert "town named nearest" in church.rule


def test_oblique_places_are_apart(nlp):
    doc = parsed(nlp, "Russian envoys left Ankara.")
    assert [p.country for p in oblique(doc)] == ["RUS"]
    assert [p.name for p in layers(doc).places] == ["Ankara"]
