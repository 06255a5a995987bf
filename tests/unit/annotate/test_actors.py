"""Who the annotator finds, for whom they act, and what refers to them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from dragoman.annotate.registry import load, prepare
from dragoman.model import (
    Dateline,
    Entity,
    EntityKind,
    Layers,
    Mention,
    MentionKind,
    Passage,
    PassageKind,
    Span,
    Story,
    layers,
)

Read = Callable[[str], "Actors"]


class Actors:
    """The mentions of one text, looked up by their head word."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.layers: Layers = layers(doc)

    def mention(self, head: str, nth: int = 0) -> Mention:
        found = [m for m in self.layers.mentions if self.doc[m.head].text == head]
        assert len(found) > nth, f"no mention headed by {head!r}: {self.all()}"
        return found[nth]

    def who(self, head: str, nth: int = 0) -> Entity:
        (id,) = self.mention(head, nth).entities
        return self.layers.entities[id]

    def code(self, head: str, nth: int = 0) -> str | None:
        return self.who(head, nth).code

    def codes(self, head: str, nth: int = 0) -> set[str | None]:
        return {self.layers.entities[i].code for i in self.mention(head, nth).entities}

    def heads(self) -> set[str]:
        return {self.doc[m.head].text for m in self.layers.mentions}

    def all(self) -> list[str]:
        return [self.doc[m.start : m.end].text for m in self.layers.mentions]


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load(without=("dragoman_times", "dragoman_places", "dragoman_speech"))


@pytest.fixture(scope="module")
def read(nlp: Language) -> Read:
    def run(text: str) -> Actors:
        passages = (Passage(PassageKind.BODY, Span(0, len(text))),) if text else ()
        return Actors(nlp(prepare(nlp, Story(text, passages))))

    return run


def test_a_state_goes_by_name_abbreviation_capital_and_adjective(read: Read) -> None:
    found = read("Peru sent a note to Lima's envoy. The Peruvian army, S. Korea and the U.S. were silent.")
    assert found.code("Peru") == "PER"
    assert found.who("Lima").kind is EntityKind.STATE
    assert found.mention("Peruvian").kind is MentionKind.ADJECTIVE
    assert (found.code("Korea"), found.code("U.S.")) == ("KOR", "USA")


def test_the_pronoun_us_and_dollars_are_no_state(read: Read) -> None:
    found = read('"They told us to leave," the Kenyan minister said. The dam cost US$30 million.')
    assert "USA" not in {e.code for e in found.layers.entities.values()}


def test_a_capital_where_something_happens_is_marked_as_a_place(read: Read) -> None:
    found = read("The Chilean minister arrived in Oslo on Friday. Oslo rejected the offer.")
    assert found.mention("Oslo", 0).rule == "metonym-locative"
    assert found.mention("Oslo", 1).rule == "metonym"


def test_half_of_a_peninsula_needs_its_name_first(read: Read) -> None:
    assert read("North Korea fired a missile. The North then asked for talks.").code("North", 0) == "PRK"
    assert "North" not in read("He travelled to the North by train.").heads()


@pytest.mark.parametrize(
    ("text", "head", "code", "sector"),
    [
        ("Ghanaian Foreign Minister Ama Boateng flew to Lome.", "Boateng", "GHA", "GOV"),
        ("Chad's army chief, Gen. Idriss Oumar, resigned.", "Oumar", "TCD", "MIL"),
        ("The talks were led by Maria Castillo, Bolivia's trade minister.", "Castillo", "BOL", "GOV"),
        ("UN envoy Peter Lindqvist left Damascus.", "Lindqvist", "UNO", None),
        ("King Harald of Norway opened the session.", "Harald", "NOR", "GOV"),
        ("The Danish ambassador to Vietnam, Lars Holm, protested.", "Holm", "DNK", "GOV"),
        ("UNICEF spokeswoman Carla Benetti spoke on Monday.", "Benetti", "UNO", None),
        ("Rebel leader Tomas Kone attacked the Ivorian army.", "Kone", "CIV", "REB"),
    ],
)
def test_a_person_acts_for_whom_the_office_is_held(
    read: Read, text: str, head: str, code: str, sector: str | None
) -> None:
    person = read(text).who(head)
    assert (person.kind, person.code) == (EntityKind.PERSON, code)
    if sector is not None:
        assert person.sector == (sector,)


def test_an_office_without_a_state_follows_the_one_beside_it(read: Read) -> None:
    found = read("Thai Foreign Minister Anan Suwan and Defense Minister Chai Prasert met Cambodian leaders.")
    assert (found.code("Suwan"), found.code("Prasert")) == ("THA", "THA")


def test_short_forms_and_spellings_are_one_person_and_namesakes_are_two(read: Read) -> None:
    found = read(
        "Kenyan minister Joseph Abul Kamau spoke. Abu Kamau was angry, and Kamau left."
        " Ugandan general Peter Kamau stayed."
    )
    assert found.who("Kamau", 0).id == found.who("Kamau", 1).id == found.who("Kamau", 2).id
    assert found.who("Kamau", 3).id != found.who("Kamau", 0).id
    assert found.code("Kamau", 3) == "UGA"


def test_the_family_name_comes_first_in_korea(read: Read) -> None:
    found = read("South Korean Foreign Minister Cho Min-ho met reporters. Cho said talks would go on.")
    assert found.who("Cho").id == "cho"
    assert found.who("Cho").mentions[0] == "South Korean Foreign Minister Cho Min-ho"


def test_nominal_actors_take_the_code_of_what_qualifies_them(read: Read) -> None:
    found = read(
        "Angolan troops shelled a village. Top officials in Madrid met Egypt's foreign ministry."
        " The government of Laos and a Swedish diplomat protested."
    )
    assert (found.code("troops"), found.who("troops").sector) == ("AGO", ("MIL",))
    assert found.code("officials") == "ESP"
    assert found.code("ministry") == "EGY"
    assert found.who("government").id == "lao"
    assert found.code("diplomat") == "SWE"


def test_a_nominal_without_owner_belongs_to_the_state_of_the_story(read: Read) -> None:
    found = read(
        "Protesters marched in Lusaka on Sunday. Police fired tear gas. Zambia is calm now, officials said."
    )
    assert [found.code(h) for h in ("Protesters", "Police", "officials")] == ["ZMB"] * 3


def test_a_definite_nominal_takes_up_the_one_before(read: Read) -> None:
    found = read("A Turkish diplomat met Greek officers. The diplomat told the officers to leave.")
    assert found.who("diplomat", 0).id == found.who("diplomat", 1).id
    assert found.who("officers", 0).id == found.who("officers", 1).id


def test_those_counted_are_those_counted(read: Read) -> None:
    found = read("Hundreds of Burmese monks marched. Some 19 of them were arrested.")
    assert found.code("Hundreds") == found.code("monks") == "MMR"
    assert found.who("19").id == found.who("monks").id


def test_an_acronym_in_brackets_is_defined_by_the_story(read: Read) -> None:
    found = read(
        "The Karamoja Freedom Front (KFF) burned two trucks in Uganda. The KFF then asked Uganda for talks."
    )
    assert found.who("Front").id == found.who("KFF", 0).id == found.who("KFF", 1).id
    assert found.code("Front") == "UGA"


def test_a_body_and_the_noun_for_its_kind_are_one(read: Read) -> None:
    found = read("The APEC forum will meet. Leaders of the NATO alliance agreed.")
    assert found.code("forum") == "IGO"
    assert found.who("alliance").id == found.who("NATO").id


def test_pairs_are_the_last_two_sides(read: Read) -> None:
    found = read(
        "Eritrea and Ethiopia signed a truce. The two countries will trade. Both sides were pleased."
    )
    assert found.codes("countries") == {"ERI", "ETH"}
    assert found.codes("sides") == {"ERI", "ETH"}


def test_pronouns_refer_by_gender_number_and_part(read: Read) -> None:
    found = read(
        "Finnish spokeswoman Aino Virtanen met Iraqi troops. She said they had left."
        " Finland sent its army, which was late."
    )
    assert found.who("She").id == found.who("Virtanen").id
    assert found.who("they").id == found.who("troops").id
    assert found.who("its").id == "fin"
    assert found.who("which").id == found.who("army").id


def test_a_speaker_is_the_i_and_we_of_what_is_quoted(read: Read) -> None:
    found = read('"We condemn this attack and I will go," Nigerian President Musa Bello said.')
    assert found.who("We").id == found.who("I").id == found.who("Bello").id


def test_a_counterpart_belongs_to_the_other_side(read: Read) -> None:
    found = read("Polish President Jan Nowak met his Lithuanian counterpart, Jonas Petraitis.")
    assert found.code("Petraitis") == "LTU"
    assert found.code("counterpart") == "LTU"


def test_a_citys_name_is_no_state_and_a_water_is_none(read: Read) -> None:
    found = read("Talks on the South China Sea were held in Osaka.")
    assert {e.code for e in found.layers.entities.values()} == set()


def test_ids_are_unique_and_the_same_each_time(read: Read) -> None:
    text = "Malian soldiers killed two soldiers. Malian soldiers fled. Three Malian soldiers died."
    first, second = read(text), read(text)
    assert list(first.layers.entities) == list(second.layers.entities)
    assert all(id.startswith("mli") for id in first.layers.entities)


def test_forms_are_from_the_original_text(read: Read) -> None:
    found = read("South Korean Foreign Minister Cho Min- ho met reporters.")
    assert "Cho Min- ho" in found.layers.entities["cho"].mentions


def test_every_mention_covers_its_head_and_names_known_entities(read: Read) -> None:
    found = read(
        "The U.N. Security Council urged Israel and the Palestinians, who met in Cairo, to resume talks,"
        " Egypt's foreign minister said after he saw both delegations."
    )
    for mention in found.layers.mentions:
        assert mention.start <= mention.head < mention.end
        assert set(mention.entities) <= set(found.layers.entities)


def test_an_empty_text_has_no_actors(read: Read) -> None:
    assert read("").layers.mentions == []


def test_a_body_that_many_states_have_is_the_storys_own(read: Read) -> None:
    found = read("Malawi voted on Sunday. Malawi's president thanked the National Assembly of Malawi.")
    assert found.code("Assembly") == "MWI"
    assert read("The Iraqi Council of Ministers met.").code("Council") == "IRQ"


def test_the_story_may_place_a_movement_in_a_state(read: Read) -> None:
    found = read("The Muslim Brotherhood, Jordan's largest opposition group, won two seats.")
    assert found.code("Brotherhood") == "JOR"


def test_the_end_of_a_longer_name_is_not_the_body_of_that_name(read: Read) -> None:
    found = read("The Broad Patriotic Front (BPF) won 34 seats in Guyana.")
    assert found.who("BPF").name == "Broad Patriotic Front"


def test_a_past_office_is_told(read: Read) -> None:
    assert read("Former Bulgarian president Ivan Petrov died.").who("Petrov").sector == ("ELI",)


def test_people_of_one_descent_in_another_state_belong_there(read: Read) -> None:
    assert read("The Albanians of Serbia want autonomy.").code("Albanians") == "SRB"
    assert read("Three Albanians were hurt in Rome.").code("Albanians") == "ALB"


def test_empty_it_refers_to_nobody(read: Read) -> None:
    found = read("Gabon closed its border. It was unclear when it would open the border again.")
    assert "It" not in found.heads()
    assert found.who("it").id == "gab"


def test_he_outside_a_quotation_is_not_whom_it_tells_of(read: Read) -> None:
    found = read(
        'Latvian spokesman Janis Ozols praised Estonian envoy Mart Tamm. "His heir is kind," he said.'
    )
    assert found.who("he").id == found.who("Ozols").id


def test_a_name_that_nobody_recognised_still_acts(read: Read) -> None:
    found = read("A court in Ghana found Asantewaa guilty of fraud.")
    assert found.who("Asantewaa").kind is EntityKind.PERSON


def test_an_office_and_the_word_state_in_it_are_no_body(read: Read) -> None:
    found = read("U.S. Secretary of State Dana Whitfield left. The secretary of state met nobody.")
    assert "State" not in found.heads()
    assert found.who("secretary").id == found.who("Whitfield").id


def test_coordinated_adjectives_make_the_offices_of_several_states(read: Read) -> None:
    found = read("Thai and Laotian foreign ministers signed a pact. French and German troops watched.")
    assert found.codes("ministers") == {"THA", "LAO"}
    assert {e.kind for e in found.layers.entities.values() if "ministers" in e.id} == {EntityKind.PERSON}
    assert found.codes("troops") == {"FRA", "DEU"}


def test_two_halves_of_a_land_are_two_states(read: Read) -> None:
    found = read("North and South Korea exchanged fire. North and South Korean envoys met.")
    assert found.codes("Korea") == {"PRK", "KOR"}
    assert found.codes("envoys") == {"PRK", "KOR"}


def test_members_belong_to_the_body_behind_them(read: Read) -> None:
    found = read("Peru was calm. Members of the Green Dawn party marched in Lima.")
    assert found.code("Members") == "PER"
    assert found.who("Members").sector == ("PTY",)


def test_peoples_within_states(read: Read) -> None:
    found = read("Chechens marched. Catalan leaders objected. Bosnian Croats voted.")
    assert found.who("Chechens").code == "RUS"
    assert found.who("Chechens").sector == ("CVL",)
    assert found.code("leaders") == "ESP"
    assert found.code("Croats") == "BIH"


def test_a_people_of_several_states_follows_the_story(read: Read) -> None:
    assert read("Turkey sent troops. Kurds protested.").code("Kurds") == "TUR"
    assert read("Norway sent a note. Kurds protested.").code("Kurds") is None
    assert read("Iraq was calm. Kurdish rebels attacked.").code("rebels") == "IRQ"
    assert read("Norway sent a note. Kurdish rebels protested.").code("rebels") is None


@pytest.mark.parametrize(
    ("text", "head", "codes"),
    [
        ("Chad shelled Sudan on Monday. Kenya called on both sides to refrain.", "sides", {"TCD", "SDN"}),
        ("Peru and Ecuador held talks. Brazil urged both parties to agree.", "parties", {"PER", "ECU"}),
        ("Armenian-Azerbaijani talks failed. The EU told both sides to go on.", "sides", {"ARM", "AZE"}),
        (
            "Chad and Libya signed a pact. Qatar was the broker. The two countries will trade.",
            "countries",
            {"TCD", "LBY"},
        ),
        (
            "Chad accused Libya of raids. Algeria, which speaks to the two capitals, sent an envoy.",
            "capitals",
            {"TCD", "LBY"},
        ),
    ],
)
def test_both_sides_are_those_opposed_and_not_who_speaks_to_them(
    read: Read, text: str, head: str, codes: set[str]
) -> None:
    assert read(text).codes(head) == codes


def test_a_side_before_an_unknown_name_says_what_it_is(read: Read) -> None:
    found = read("Zambian police broke up a march. The opposition Patriotic Front condemned the arrests.")
    assert "opposition" not in found.heads()
    front = found.who("Front")
    assert (front.code, front.sector) == ("ZMB", ("OPP",))


def test_a_foreign_ministry_is_the_storys_states(read: Read) -> None:
    told = read("Turkey recalled its envoy to Cairo. Turkey will not back down, the foreign ministry said.")
    assert told.code("ministry") == "TUR"


def test_forces_without_an_owner_are_those_of_the_state_that_tells_of_them(nlp: Language) -> None:
    text = (
        "Somali troops fled. Somalia is at war and Somalia needs help. Somali leaders met. "
        "Kenyan Foreign Minister Raphael Tuju said security forces had arrested ten men."
    )
    line = Dateline("NAIROBI", None, None, Span(0, 0))
    doc = prepare(nlp, Story(text, (Passage(PassageKind.BODY, Span(0, len(text))),), dateline=line))
    assert Actors(nlp(doc)).code("forces") == "KEN"


def test_a_minority_acts_for_the_state_it_lives_in(read: Read) -> None:
    told = read(
        "Macedonia is tense. Ethnic Albanian rebels fought the Macedonian army in Macedonia. "
        "Leaders of the Albanian parties met in Skopje."
    )
    assert told.code("rebels") == "MKD"
    assert told.code("Leaders") == "MKD"


def test_a_people_beside_its_own_state_is_that_states(read: Read) -> None:
    told = read("Ethnic Albanian rebels fled. Albania closed its border. Albanian officials met in Tirana.")
    assert told.code("officials") == "ALB"


def test_a_short_name_follows_the_long_one(read: Read) -> None:
    told = read(
        "Macedonia shelled the rebels of the National Liberation Army (NLA). Macedonia is at war. "
        "Macedonia said the NLA must go."
    )
    assert told.code("NLA", 1) == "MKD"
