"""GeoJSON, JSON-LD, ninjs and GraphML, held against their readers and rules."""

from __future__ import annotations

import io
import json

import geojson
import jsonschema
import networkx as nx
import pyshacl
import rdflib

from dragoman.export.formats import pieces
from dragoman.export.ninjs import RECORD
from dragoman.export.view import View
from dragoman.model import Record
from dragoman.sources.records import read_record

SCHEMA = rdflib.Namespace("https://schema.org/")
PROV = rdflib.Namespace("http://www.w3.org/ns/prov#")
OA = rdflib.Namespace("http://www.w3.org/ns/oa#")

SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix schema: <https://schema.org/> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
[] a sh:NodeShape ; sh:targetClass schema:Event ;
  sh:property [ sh:path schema:name ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:string ] ;
  sh:property [ sh:path schema:startDate ; sh:maxCount 1 ; sh:datatype xsd:date ] ;
  sh:property [ sh:path schema:endDate ; sh:maxCount 1 ; sh:datatype xsd:date ] ;
  sh:property [ sh:path schema:eventStatus ; sh:maxCount 1 ;
    sh:in ( schema:EventScheduled schema:EventRescheduled schema:EventPostponed schema:EventCancelled ) ] ;
  sh:property [ sh:path schema:actor ; sh:class prov:Agent ] ;
  sh:property [ sh:path schema:location ; sh:class schema:Place ] ;
  sh:property [ sh:path prov:wasDerivedFrom ; sh:minCount 1 ; sh:class schema:NewsArticle ] .
[] a sh:NodeShape ; sh:targetClass oa:Annotation ;
  sh:property [ sh:path oa:hasBody ; sh:minCount 1 ; sh:class schema:Event ] ;
  sh:property [ sh:path oa:hasTarget ; sh:minCount 1 ; sh:node [
    sh:property [ sh:path oa:hasSource ; sh:minCount 1 ; sh:class schema:NewsArticle ] ;
    sh:property [ sh:path oa:hasSelector ; sh:minCount 2 ] ] ] .
[] a sh:NodeShape ; sh:targetClass oa:TextPositionSelector ;
  sh:property [ sh:path oa:start ; sh:minCount 1 ; sh:datatype xsd:integer ] ;
  sh:property [ sh:path oa:end ; sh:minCount 1 ; sh:datatype xsd:integer ] .
[] a sh:NodeShape ; sh:targetClass oa:TextQuoteSelector ;
  sh:property [ sh:path oa:exact ; sh:minCount 1 ; sh:datatype xsd:string ] .
"""

DAY = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"}
URI = {"type": "string", "pattern": "^(urn|https?):"}


def closed(required: list[str] | None = None, **properties: object) -> dict[str, object]:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": required or [],
        "properties": properties,
    }


def several(item: object) -> dict[str, object]:
    return {"type": "array", "minItems": 1, "items": item}


TEXT = {"type": "string", "minLength": 1}
NAMED = closed(["name"], name=TEXT, rel=TEXT, literal=TEXT, uri=URI)
NINJS = closed(
    ["uri", "standard", "type"],
    uri=URI,
    standard=closed(["name", "version"], name={"const": "ninjs"}, version={"const": "3.1"}, schema=URI),
    type={"enum": ["text", "event"]},
    representationType={"enum": ["full", "partial"]},
    pubStatus={"enum": ["usable", "withheld", "canceled"]},
    version=TEXT,
    versionCreated={"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT00:00:00Z$"},
    urgency={"type": "integer", "minimum": 1, "maximum": 9},
    language=TEXT,
    title=TEXT,
    by=TEXT,
    slugline=TEXT,
    located=TEXT,
    headlines=several(closed(["value"], role=TEXT, value=TEXT, contentType=TEXT)),
    bodies=several(closed(["value"], role=TEXT, value=TEXT, contentType=TEXT)),
    descriptions=several(closed(["value"], role=TEXT, value=TEXT, contentType=TEXT)),
    altIds=several(closed([], role=TEXT, value=TEXT)),
    people=several(NAMED),
    organisations=several(NAMED),
    infoSources=several(closed([], name=TEXT, role=TEXT)),
    places=several(closed([], name=TEXT, rel=TEXT, literal=TEXT, geoJSON={"type": "object"})),
    subjects=several(closed([], rel=TEXT, literal=TEXT, confidence={"type": "integer", "maximum": 100})),
    events=several(closed([], uri=URI, rel=TEXT)),
    associations=several(closed(["name", "uri"], name=TEXT, uri=URI, rel=TEXT)),
    eventDetails=closed(
        [],
        eventStatus={"type": "string", "pattern": "^http://cv.iptc.org/newscodes/eventoccurstatus/eos[0-6]$"},
        dates={**closed([], expectedStartDate=DAY, expectedEndDate=DAY), "minProperties": 1},
    ),
)
"""What ninjs 3.1 rules of the properties used here; none other are."""


def test_geojson(view: View) -> None:
    text = "".join(pieces("geojson", view))
    found = geojson.loads(text)
    assert found.is_valid
    assert all(feature.is_valid for feature in found.features)
    assert len(found.features) == 9
    assert [f.geometry.coordinates for f in found.features if f.geometry] == [[-77.04, -12.05]]
    known = json.loads(text)["features"]
    assert all("geometry" in feature for feature in known)
    assert {feature["properties"]["place"] for feature in known} == {None, "Lima", "Quito"}


def test_an_empty_collection_is_one_too(view: View) -> None:
    empty = View(view.ledger, view.wanted.parse("actor=nobody"), view.today)
    assert geojson.loads("".join(pieces("geojson", empty))).features == []
    assert json.loads("".join(pieces("jsonld", empty)))["@graph"] == []


def test_json_ld(view: View) -> None:
    graph = rdflib.Graph().parse(data="".join(pieces("jsonld", view)), format="json-ld")
    assert len(set(graph.subjects(rdflib.RDF.type, SCHEMA.Event))) == 9
    conforms, _, report = pyshacl.validate(
        graph, shacl_graph=rdflib.Graph().parse(data=SHAPES, format="turtle")
    )
    assert conforms, report
    planned = list(graph.subject_objects(SCHEMA.eventStatus))
    assert [str(status) for _, status in planned] == ["https://schema.org/EventScheduled"]
    assert len(list(graph.subject_objects(SCHEMA.startDate))) == 5
    (word,) = set(graph.objects(None, PROV.wasAttributedTo)) & set(
        graph.subjects(SCHEMA.name, rdflib.Literal("Chile"))
    )
    assert (word, rdflib.RDF.type, PROV.Agent) in graph


def test_evidence_stands_where_the_annotation_says(view: View) -> None:
    graph = rdflib.Graph().parse(data="".join(pieces("jsonld", view)), format="json-ld")
    texts = {record.story.id: record.story.text for record in view.records()}
    checked = 0
    for target in graph.objects(None, OA.hasTarget):
        story = str(graph.value(target, OA.hasSource)).rpartition(":")[2]
        selectors = list(graph.objects(target, OA.hasSelector))
        (exact,) = [str(v) for s in selectors for v in graph.objects(s, OA.exact)]
        (start,) = [v.toPython() for s in selectors for v in graph.objects(s, OA.start)]
        (end,) = [v.toPython() for s in selectors for v in graph.objects(s, OA.end)]
        assert texts[story][start:end] == exact
        checked += 1
    assert checked == 9


def test_ninjs(view: View, records: tuple[Record, ...]) -> None:
    items = [json.loads(line) for line in pieces("ninjs", view)]
    for item in items:
        jsonschema.validate(item, NINJS, cls=jsonschema.Draft202012Validator)
    assert [item["type"] for item in items] == ["text"] * 3 + ["event"] * 9
    back = [
        read_record(body["value"])
        for item in items
        for body in item.get("bodies", ())
        if body["contentType"] == RECORD
    ]
    assert sorted(back, key=repr) == sorted(records, key=repr)
    (due,) = [i for i in items if i.get("eventDetails", {}).get("eventStatus", "").endswith("eos5")]
    assert due["eventDetails"]["dates"] == {
        "expectedStartDate": "2021-03-05", "expectedEndDate": "2021-03-05",
    }  # fmt: skip
    (since,) = [i for i in items if i.get("eventDetails", {}).get("eventStatus", "").endswith("eos3")]
    assert "expectedEndDate" not in since["eventDetails"]["dates"]


def test_graphml(view: View) -> None:
    graph = nx.read_graphml(io.BytesIO("".join(pieces("graphml", view)).encode()))
    assert graph.is_directed()
    assert graph.nodes["NOR"]["name"] == "Norway"
    assert graph.nodes["PER"]["events"] == 6
    edges = {(a, b, d["type"], d["status"], d["mutual"]) for a, b, d in graph.edges(data=True)}
    assert ("NOR", "CHL", "CONSULT", "planned", False) in edges
    assert ("ECU", "BOL", "CONSULT", "happened", True) in edges
    undated = next(d for _, _, d in graph.edges(data=True) if d["mutual"])
    assert "first_day" not in undated
