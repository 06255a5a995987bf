"""The columns that users of event data expect, read back as they read them."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

import polars as pl
import pytest

from dragoman.export import cameo_dyads, gdelt, icews, phoenix, polecat
from dragoman.export.coded import coded, dyads, told
from dragoman.export.formats import FORMATS, pieces
from dragoman.export.phoenix import penta
from dragoman.export.view import View
from dragoman.ontology import cameo


def frame(view: View, name: str, columns: tuple[str, ...], *, header: bool) -> pl.DataFrame:
    """The format as a reader of tables has it, every cell as text."""
    text = "".join(pieces(name, view))
    return pl.read_csv(
        io.StringIO(text),
        separator="\t",
        has_header=header,
        new_columns=None if header else list(columns),
        infer_schema=False,
        quote_char=None,
    )


@pytest.mark.parametrize(
    ("name", "columns", "count", "header"),
    [
        ("gdelt", gdelt.COLUMNS, 61, False),
        ("gdelt-mentions", gdelt.MENTION_COLUMNS, 16, False),
        ("phoenix", phoenix.COLUMNS, 26, False),
        ("icews", icews.COLUMNS, 20, True),
        ("polecat", polecat.COLUMNS, 40, True),
        ("cameo", cameo_dyads.COLUMNS, 9, True),
    ],
)
def test_the_columns_are_theirs(
    view: View, name: str, columns: tuple[str, ...], count: int, header: bool
) -> None:
    assert len(columns) == len(set(columns)) == count
    found = frame(view, name, columns, header=header)
    assert tuple(found.columns) == columns
    lines = "".join(pieces(name, view)).splitlines()
    assert {line.count("\t") for line in lines} == {count - 1}
    assert found.height == len(list(coded(view.events())))
    assert not [line for line in lines if "\x07" in line or "\x00" in line]


def test_what_event_data_leave_out(view: View) -> None:
    """Denials, possibilities, what did not happen, and what may be no event."""
    kept = [event for event in view.events() if told(event)]
    assert sorted(event.type.value for event in kept) == [
        "ASSAULT",
        "CONSULT",
        "CONSULT",
        "RETREAT",
        "SUPPORT",
    ]


def test_a_meeting_of_three_is_one_row_for_each_two(view: View) -> None:
    (summit,) = [event for event in view.events() if "multilateral" in event.modes]
    found = [(a.code, b.code) for a, b in dyads(summit) if a and b]
    assert found == [("ECU", "PER"), ("ECU", "BOL"), ("PER", "BOL")]


def test_numbers_are_keys_and_stay(view: View) -> None:
    numbers = [row.number for row in coded(view.events())]
    assert len(set(numbers)) == len(numbers)
    assert numbers == [row.number for row in coded(view.events())]
    assert max(numbers) < 2**60


def test_gdelt(view: View) -> None:
    rows = frame(view, "gdelt", gdelt.COLUMNS, header=False)
    visit = rows.filter(pl.col("Actor2CountryCode") == "CHL", pl.col("Actor1CountryCode") == "NOR").to_dicts()
    assert len(visit) == 1
    one = visit[0]
    assert (one["SQLDATE"], one["MonthYear"], one["Year"], one["FractionDate"]) == (
        "20210305", "202103", "2021", "2021.2603",
    )  # fmt: skip
    assert (one["EventCode"], one["EventBaseCode"], one["EventRootCode"], one["QuadClass"]) == (
        "036", "036", "03", "1",
    )  # fmt: skip
    assert one["Actor1Code"] == "NORGOV"
    assert one["DATEADDED"] == "20210303"
    assert all(one[name] is None for name in ("AvgTone", "IsRootEvent", "ActionGeo_Lat", "Actor1Geo_Type"))
    meeting = rows.filter(pl.col("EventRootCode") == "04").to_dicts()
    assert all(row["SQLDATE"] is row["Year"] is row["DATEADDED"] is None for row in meeting)
    assert {row["ActionGeo_FullName"] for row in meeting} == {"Quito, Ecuador"}
    assert {row["ActionGeo_CountryCode"] for row in meeting} == {"EC"}
    assert {row["ActionGeo_Lat"] for row in meeting} == {None}
    assert {row["SOURCEURL"] for row in meeting} == {"https://news.example/q"}
    body = rows.filter(pl.col("Actor1Type1Code") == "IGO").to_dicts()
    assert [row["Actor1Code"] for row in body] == ["IGO"]


def test_icews(view: View) -> None:
    rows = frame(view, "icews", icews.COLUMNS, header=True)
    assert rows.select("Event ID", "Event Date").is_unique().all()
    treaty = rows.filter(pl.col("City") == "Lima").to_dicts()
    assert [(row["Event Date"], row["Source Country"], row["Target Country"]) for row in treaty] == [
        ("2021-03-03", "Norway", "Peru")
    ]
    assert treaty[0]["Country"] == "Peru"
    assert float(treaty[0]["Latitude"]) == -12.05
    assert treaty[0]["Source Sectors"] == "Government"
    for row in rows.to_dicts():
        code = cameo.codes()[row["CAMEO Code"]]
        assert (code.label, code.goldstein) == (row["Event Text"], float(row["Intensity"]))


def test_polecat(view: View) -> None:
    rows = frame(view, "polecat", polecat.COLUMNS, header=True).to_dicts()
    visit = next(
        row for row in rows if row["Recipient Country"] == "CHL" and row["Event Date"] == "2021-03-05"
    )
    assert (visit["Event Type"], visit["Quad Code"]) == ("AGREE", "VERBAL COOPERATION")
    assert (visit["Actor COW"], visit["Recipient COW"]) == ("385", "155")
    assert (visit["Actor Title"], visit["Primary Actor Sector"]) == ("Foreign Minister", "GOV")
    assert visit["Placename"] is None
    meeting = [row for row in rows if row["Event Mode"] == "multilateral"]
    assert {row["Event Date"] for row in meeting} == {None}
    assert meeting[0]["Story People"] == "President of Ecuador;President of Peru;President of Bolivia"
    assert len({row["Event ID"] for row in rows}) == len(rows)


def test_phoenix(view: View) -> None:
    rows = frame(view, "phoenix", phoenix.COLUMNS, header=False).to_dicts()
    treaty = next(row for row in rows if row["LocationName"] == "Lima")
    assert (treaty["SourceActorFull"], treaty["SourceActorEntity"], treaty["SourceActorRole"]) == (
        "NORGOV", "NOR", "GOV",
    )  # fmt: skip
    assert (treaty["Year"], treaty["Month"], treaty["Day"]) == ("2021", "3", "3")
    assert treaty["NewsSources"] == "Andes Wire"
    assert {row["PentaClass"] for row in rows} <= set("01234")


@pytest.mark.parametrize(
    ("root", "number"), [("01", 0), ("03", 1), ("08", 2), ("09", 3), ("14", 4), ("20", 4)]
)
def test_penta_classes(root: str, number: int) -> None:
    assert penta(root) == number


def test_plover(view: View) -> None:
    found = [json.loads(line) for line in pieces("plover", view)]
    keys = {
        "id", "date", "enddate", "actor", "recipient", "event", "mode", "context", "event_loc", "event_text",
        "quad_code", "event_scale", "link", "text", "text_info", "cite_info", "coder", "coded_date",
    }  # fmt: skip
    assert all(set(one) | {"enddate"} == keys for one in found)
    party = {"code", "sector", "entity_text", "identifier_id", "identifier_text", "office"}
    assert all(set(p) == party for one in found for p in (*one["actor"], *one["recipient"]))
    opened = next(one for one in found if one["event"] == ["RETREAT"])
    assert (opened["date"], opened["enddate"]) == ("2020-01-01", "2020-12-31")
    meeting = next(one for one in found if one["mode"] == ["multilateral"])
    assert meeting["date"] is None
    assert meeting["link"] == ["https://news.example/q"]


def test_csv(view: View) -> None:
    rows = list(csv.DictReader(io.StringIO("".join(pieces("csv", view)))))
    assert len(rows) == 9
    by_quote = {row["quote"]: row for row in rows}
    meeting = by_quote[
        'The presidents of Ecuador, Peru and Bolivia met in Quito, said a <b>minister</b> & "host"'
    ]
    assert meeting["actor_code"] == "ECU;PER;BOL"
    assert (meeting["start_day"], meeting["precision"], meeting["latitude"]) == ("", "open", "")
    opened = by_quote["A border opened;\tlast year\x07"]
    assert (opened["precision"], opened["end_day"]) == ("year", date(2020, 12, 31).isoformat())


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_tells_what_it_loses(name: str) -> None:
    assert "lost" in FORMATS[name].loses
