import pytest

from dragoman.annotate import registry
from dragoman.annotate.places import locate
from dragoman.model import Dateline, Passage, PassageKind, PlaceUse, Span, Story, layers


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


def uses(nlp, text):
    doc = parsed(nlp, text)
    named = sorted([*layers(doc).places, *layers(doc).pointers], key=lambda place: place.start)
    return {doc[p.start : p.end].text: (p.use.value, p.country, p.latitude is not None) for p in named}


def test_adjectives_point_to_their_state(nlp):
    doc = parsed(nlp, "Russian envoys left Ankara.")
    assert [(p.country, p.use) for p in layers(doc).pointers] == [("RUS", PlaceUse.MODIFIER)]
    assert [p.name for p in layers(doc).places] == ["Ankara"]


def test_an_adjective_of_two_words_is_one(nlp):
    found = uses(nlp, "South African police and North Korean diplomats spoke to North African ministers.")
    assert found["South African"] == ("modifier", "ZAF", True)
    assert found["North Korean"] == ("modifier", "PRK", True)
    assert "African" not in found


def test_a_people_has_a_state_and_no_position(nlp):
    assert uses(nlp, "Hundreds of Iraqis fled to Amman.")["Iraqis"] == ("people", "IRQ", False)


def test_a_government_is_a_metonym(nlp):
    found = uses(nlp, "France rejected the offer. Troops were sent to France. He died in Moscow.")
    doc = parsed(nlp, "France rejected the offer, and troops were sent to France.")
    assert [p.use.value for p in layers(doc).places] == ["metonym", "literal"]
    assert found["Moscow"][0] == "literal"


def test_a_public_body_holds_its_place_and_a_newspaper_does_not(nlp):
    found = uses(
        nlp, "The Nairobi City Council replied to the Boston Globe and the Michigan Department of Labor."
    )
    assert {use for use, country, _ in found.values() if country == "KEN"} == {"embedded"}
    assert found["Michigan"][0] == "embedded"
    assert not any("Boston" in text for text in found)


def test_what_is_called_after_a_place_is_none(nlp):
    names = {
        name
        for _, name, *_ in found(
            nlp, "Doctors in Lagos fear the Marburg virus. Marburg has killed ten people."
        )
    }
    assert names == {"Lagos"}


def test_a_list_of_states_holds_no_container(nlp):
    places = found(nlp, "Ministers of Brazil, China, Japan and Niger, Nigeria and Togo met.")
    assert {(name, country) for _, name, _, country in places} == {
        ("Brazil", "BRA"), ("China", "CHN"), ("Japan", "JPN"), ("Niger", "NER"), ("Nigeria", "NGA"),
        ("Togo", "TGO"),
    }  # fmt: skip


def test_divisions_in_a_list_or_behind_a_town_are_no_cities(nlp):
    places = found(
        nlp, "Floods hit Ohio, Washington and New York. The mayor of Buffalo, New York, called for help."
    )
    kinds = {(name, kind) for _, name, kind, _ in places}
    assert ("New York", "city") not in kinds
    assert ("Washington", "admin") in kinds


def test_a_state_of_the_union_called_like_a_country(nlp):
    american = found(
        nlp, "The laboratory in Georgia sent the samples to Florida and Alabama, American officials said."
    )
    caucasian = found(nlp, "Russia and Georgia closed the border near Tbilisi.")
    assert ("Georgia", "Georgia", "admin", "USA") in american
    assert ("Georgia", "Georgia", "state", "GEO") in caucasian


def test_long_names_of_states_are_whole(nlp):
    places = found(
        nlp, "Rebels left the Democratic Republic of the Congo for Guinea-Bissau and Bosnia and Herzegovina."
    )
    assert {country for *_, country in places} == {"COD", "GNB", "BIH"}


def test_a_place_says_its_division_and_how_exact_it_is(nlp):
    doc = parsed(nlp, "A bomb went off in Basra, and two more at Bagram Air Base.")
    basra, bagram = layers(doc).places
    assert (basra.precision, bagram.precision) == ("town", "site")
    assert basra.admin


def test_geneva_is_not_in_illinois_for_an_american_story(nlp):
    doc = parsed(
        nlp,
        "American and Iranian diplomats met in Geneva. US officials in Washington were hopeful.",
        "GENEVA",
    )
    assert layers(doc).here.country == "CHE"
    assert {p.country for p in layers(doc).places if p.name == "Geneva"} == {"CHE"}


def test_a_village_is_not_its_namesake_in_a_state_never_named(nlp):
    doc = parsed(nlp, "Ugandan rebels burned huts in Kasane, Congolese officials in Kinshasa said.")
    assert [p.country for p in layers(doc).places] in ([None, "COD"], ["COD"])


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("The jets took off from the U.S. Kunsan Air Base in the south.", "Kunsan Air Base", "KOR"),
        ("The envoy visited the British RAF Akrotiri base in Cyprus.", "RAF Akrotiri", "GBR"),
        ("The general spoke to soldiers at the U.S. Camp Casey on Friday.", "Camp Casey", "KOR"),
        ("Drones struck the Russian Engels air base at night.", "Engels air base", "RUS"),
    ],
)
def test_a_base_behind_its_owner_is_a_place(nlp, text, name, country):
    assert (name, "base", country) in {(n, kind, c) for _, n, kind, c in found(nlp, text)}


@pytest.mark.parametrize(
    "text",
    [
        "The Osan Air Base Command denied the report.",
        "The Camp David Accords were signed by both leaders.",
        "The Turkish base was attacked by rebels.",
    ],
)
def test_a_body_named_after_a_base_is_no_base(nlp, text):
    assert not {kind for _, _, kind, _ in found(nlp, text)} & {"base", "facility"}


def test_the_north_is_what_the_story_calls_so(nlp):
    text = "Envoys flew to North Macedonia on Monday. Ministers of the North waited in Skopje."
    assert {name for _, name, *_ in found(nlp, text)} == {"North Macedonia", "Skopje"}
    bare = {name for _, name, *_ in found(nlp, "Rebels in Abidjan said that the North would not vote.")}
    assert bare == {"Abidjan"}
