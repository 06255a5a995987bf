"""Photo captions told from the paragraphs around them."""

from __future__ import annotations

import pytest

from dragoman.sources.captions import clues, is_caption
from dragoman.sources.text import read_text

LEAD = "Foreign Minister Ana Silva arrived in Oslo on Wednesday for talks with Prime Minister Jon Berg."

CAPTIONS = [
    (
        "Foreign Minister Ana Silva waves as she arrives at the airport in Oslo, Norway, on May 5,"
        " 2021. Silva is on a two-day trip."
    ),
    "Prime Minister Jon Berg (R) shakes hands with Ana Silva in Oslo on May 5, 2021. (Yonhap)",
    (
        "Ana Silva, left, speaks with Jon Berg before a meeting in Oslo, Wednesday, May 5, 2021."
        " (AP Photo/Li Wei)"
    ),
    "Demonstrators hold placards outside the ministry in Lima, Peru, May 5, 2021. REUTERS/Li Wei",
    (
        "FILE PHOTO: Ana Silva attends a news conference in Lisbon, Portugal, March 3, 2020."
        " REUTERS/Li Wei/File Photo"
    ),
    "FILE - Ana Silva listens during a session of parliament in Lisbon, March 3, 2020.",
    "In this photo released by the presidency, Jon Berg inspects a guard of honor in Oslo.",
    "This undated file photo shows a tanker of the company in the strait. (PHOTO NOT FOR SALE) (Yonhap)",
    "The bridge over the river was opened in June. Image: Ana Silva.",
    "A soldier stands guard outside the embassy in Nairobi. Photo by Li Wei/AFP via Getty Images",
    "Jon Berg (2nd from L) poses for a photo with his ministers on May 5, 2021.",
    "Smoke rises over the port after an air strike in the city, May 5, 2021. (Xinhua/Li Wei)",
    "Ana Silva in March 2016.",
    "File photo of the port of Odesa.",
    "Map of the region.",
    "Undated photo provided by the army shows the missile on its launcher.",
]

PARAGRAPHS = [
    "Silva waved to reporters as she arrived at the airport in Oslo on May 5, 2021, officials said.",
    "The party holds 31 of 150 seats since the election of May 3, 2020.",
    "The province seceded in 2016.",
    "The bank fell under state control in 2016.",
    "The treaty was signed in Oslo on May 5, 2019.",
    "Brazil holds a presidential election on Oct. 2, 2022.",
    '"She speaks to everyone at the ministry," an aide said on Friday.',
    "The court will deliver a verdict on May 5, 2023.",
    "The shares carry a dividend of 7 percent until Dec. 31, 2029.",
    "He is expected to attend the summit in Lima before leaving for Quito on Friday.",
    "According to Reuters, the two sides agreed to meet again in June 2023.",
    "The left, which won most votes, refused to join the cabinet.",
    "The video shows soldiers beating a prisoner, the group said on Monday.",
]


@pytest.mark.parametrize("words", CAPTIONS, ids=lambda words: words[:30])
def test_captions(words: str) -> None:
    assert is_caption(words, LEAD), clues(words, LEAD)


@pytest.mark.parametrize("words", PARAGRAPHS, ids=lambda words: words[:30])
def test_other_paragraphs(words: str) -> None:
    assert not is_caption(words, LEAD), clues(words, LEAD)


def test_every_clue_has_a_reason() -> None:
    assert all(clue.reason and clue.points for words in CAPTIONS for clue in clues(words, LEAD))


def test_caption_between_paragraphs_is_its_own_passage() -> None:
    text = (
        f"Silva in Oslo\n\nOSLO, {LEAD}\n\nThey will talk on Thursday.\n\n{CAPTIONS[0]}\n\nShe"
        f" leaves on Friday."
    )
    story = read_text(text)
    assert story.captions == (CAPTIONS[0],)
    assert story.published is not None
    assert story.published.isoformat() == "2021-05-05"
    assert "caption" in (story.published_reason or "")
