import pytest

from dragoman.gazetteer.atlas import open_atlas
from dragoman.gazetteer.resolution import Surroundings, Toponym, abbreviations, distance, resolve, resolve_all


def chosen(*toponyms, **around):
    names = [Toponym(t) if isinstance(t, str) else t for t in toponyms]
    return [choice.place if choice else None for choice in resolve_all(names, **around)]


def test_the_great_bearer_of_a_name_wins_by_itself():
    assert chosen("Paris")[0].country == "FRA"
    assert chosen("New York")[0].kind == "city"
    assert chosen("Mexico")[0].kind == "state"


def test_a_stated_container_decides():
    place = chosen(Toponym("Paris", ("Texas",)))[0]
    assert (place.country, place.kind) == ("USA", "city")
    assert chosen(Toponym("Salem", ("Ore.",)))[0].admin == chosen(Toponym("Oregon"))[0].id


def test_a_container_holds_for_the_whole_text():
    first, second = chosen(Toponym("Paris", ("Texas",)), "Paris")
    assert first == second


def test_the_countries_of_the_text_decide():
    assert chosen("Georgia", "Tbilisi", "Russia")[0].kind == "state"
    assert chosen("Georgia", "Atlanta", "Alabama")[0].kind == "admin"
    assert chosen("Tripoli", countries={"LBN": 4.0})[0].country == "LBN"
    assert chosen("Tripoli", countries={"LBY": 4.0})[0].country == "LBY"


def test_the_dateline_decides():
    here = resolve("Beirut").place
    assert chosen("Tripoli", here=here)[0].country == "LBN"


def test_the_noun_beside_decides():
    assert chosen(Toponym("New York", noun="state"))[0].kind == "admin"
    assert chosen(Toponym("Kandahar", noun="province"))[0].kind == "admin"
    assert chosen(Toponym("Kandahar", noun="city"))[0].kind == "city"


def test_no_bearer_no_place():
    assert chosen("Xyzzyville") == [None]
    assert resolve("Xyzzyville", Surroundings()) is None


def test_reasons_are_for_a_person():
    choice = resolve(Toponym("Dayton", ("Ohio",)))
    assert any("said to lie in Ohio" in reason for reason in choice.reasons)


def test_distance():
    atlas = open_atlas()
    seoul, tokyo = resolve("Seoul", atlas=atlas).place, resolve("Tokyo", atlas=atlas).place
    assert distance(seoul, tokyo) == pytest.approx(1155, abs=20)


def test_abbreviations():
    assert abbreviations()["Calif."] == ("California", "USA")
