"""Whatever order time words come in, reading them yields ordered days or nothing, and never fails."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.annotate.timex.lexicon import lexicon_words
from dragoman.annotate.timex.links import link
from dragoman.annotate.timex.matching import matches
from dragoman.annotate.timex.pieces import cut
from dragoman.annotate.timex.setting import Setting
from dragoman.annotate.timex.tense import Direction

WORDS = [
    *sorted(lexicon_words()),
    *"the of in ago last next this later earlier and to from between until since before - , 's".split(),
    *"'05 99th of middle weekend end".split(),
    *"1 2 12 29 31 1989 2023 2024 1,000 2.5 1/2 '82 1990s 9:47 p.m. 2023-02-30 13/13/2023".split(),
]


@settings(max_examples=300, deadline=None)
@given(
    words=st.lists(st.sampled_from(WORDS), min_size=1, max_size=12),
    today=st.none() | st.dates(date(1987, 1, 1), date(2030, 12, 31)),
    lies=st.sampled_from(Direction),
    narrative=st.booleans(),
)
def test_any_words(words: list[str], today: date | None, lies: Direction, narrative: bool) -> None:
    pieces = cut(" ".join(words).title())
    setting = Setting(today, lambda hit: (lies, "told"), lambda piece: piece // 6, narrative)
    upto = 0
    for rule, hit in matches(pieces):
        try:
            read = rule.read(hit, setting) if hit.start >= upto else None
        except (ValueError, OverflowError) as error:
            if "calendar" not in str(error) and "out of range" not in str(error):  # "9999 years ago"
                raise
            continue
        if read:
            setting.named.extend(read if isinstance(read, list) else [read])
            upto = hit.end
    for time in link(setting.named, pieces, lambda start, end: (start, end), lambda sense: True):
        assert time.value
        assert time.type in ("DATE", "TIME", "DURATION", "SET")
        assert time.first is None or time.last is None or time.first <= time.last
