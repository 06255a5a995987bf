from collections import Counter

from dragoman.gazetteer.agents import agent_by_form, load_agents
from dragoman.model import EntityKind


def test_plurals():
    forms = agent_by_form()
    assert forms["policemen"].noun == "policeman"
    assert forms["spies"].noun == "spy"
    assert forms["churches"].noun == "church"
    assert forms["lt. gen."].plural is None


def test_offices_are_persons():
    assert all(agent.kind is EntityKind.PERSON for agent in load_agents() if agent.office)
    assert agent_by_form()["foreign minister"].office
    assert not agent_by_form()["foreign ministry"].office


def test_no_noun_stands_twice():
    counts = Counter((agent.noun, agent.office) for agent in load_agents())
    assert [noun for noun, n in counts.items() if n > 1] == []


def test_kinds_and_sectors():
    assert agent_by_form()["troops"].sectors == ("MIL",)
    assert agent_by_form()["junta"].sectors == ("GOV", "MIL")
    assert agent_by_form()["villagers"].kind is EntityKind.GROUP
