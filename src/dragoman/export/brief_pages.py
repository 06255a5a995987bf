"""The brief of a day as Markdown, and as one HTML file that needs nothing beside it.

What is lost: see `brief`. The HTML holds its own style, no script and no address that is loaded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from dragoman.export.brief import Brief, brief
from dragoman.export.title import UNNAMED, telling, when, whose_word
from dragoman.export.view import Shown, View
from dragoman.export.wording import clean, mode_words, parties_words
from dragoman.ontology import plover

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")

STYLE = """
:root { color-scheme: light dark; --ink: #1b1d21; --dim: #5a5f68; --line: #d9dbe0; --page: #fbfaf7;
  --q1: #17607a; --q2: #2c6e35; --q3: #8a5a00; --q4: #a32a20; }
@media (prefers-color-scheme: dark) { :root { --ink: #e7e6e2; --dim: #a3a8b2; --line: #3a3d44;
  --page: #17181b; --q1: #7cc4dd; --q2: #8fcf97; --q3: #e0b25a; --q4: #f08a80; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink);
  font: 1rem/1.5 Georgia, "Times New Roman", serif; }
main { max-width: 44rem; margin: 0 auto; padding: 2rem 1rem 4rem; }
h1 { font-size: 1.7rem; line-height: 1.2; margin: 0 0 .3rem; }
h2 { font-size: 1.05rem; margin: 2.2rem 0 .6rem; padding-bottom: .25rem;
  border-bottom: 1px solid var(--line); }
p { margin: 0; } .dim { color: var(--dim); font-size: .9rem; }
article { margin: 0 0 1.2rem; break-inside: avoid; overflow-wrap: anywhere; }
.type { font: 600 .78rem/1 ui-sans-serif, system-ui, sans-serif; letter-spacing: .04em; }
.q1 { color: var(--q1); } .q2 { color: var(--q2); } .q3 { color: var(--q3); } .q4 { color: var(--q4); }
blockquote { margin: .2rem 0; padding-left: .8rem; border-left: 3px solid var(--line); font-style: italic; }
a { color: inherit; }
"""


def markdown(view: View) -> Iterator[str]:
    """Yield the brief of the view's day as Markdown."""
    made = brief(view)
    yield f"# {made.title}\n\n{_plain(_read(made))}\n"
    for part in made.parts:
        yield f"\n## {part.title}\n"
        for event in part.events:
            yield f"\n- {_markdown(event)}\n"


def html(view: View) -> Iterator[str]:
    """Yield the brief of the view's day as a page."""
    made = brief(view)
    yield (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(made.title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n"
        f'<h1>{escape(made.title)}</h1>\n<p class="dim">{escape(_read(made))}</p>\n'
    )
    for part in made.parts:
        yield f"<section>\n<h2>{escape(part.title)}</h2>\n"
        for event in part.events:
            yield article(event)
        yield "</section>\n"
    yield "</main>\n</body>\n</html>\n"


def _read(made: Brief) -> str:
    """Return which stories the brief is made of."""
    if not made.stories and not made.parts:
        return "No story of this day, and nothing due."
    count = f"{made.stories} {'story' if made.stories == 1 else 'stories'} of the day"
    return f"{count}: {', '.join(map(clean, made.agencies))}." if made.agencies else f"{count}."


def _markdown(event: Shown) -> str:
    parties = _plain(_parties(event))
    act = f"**{event.type.value}**{f' {_plain(mode_words(event.best.event))}' if event.modes else ''}"
    place = f" · {_plain(clean(event.place.name))}" if event.place else ""
    lines = [f"{parties}: {act} · {_plain(when(event))}{place}  "]
    if word := whose_word(event):
        lines.append(f"{_plain(word)}  ")
    lines.append(f"“{_plain(clean(event.quote.text))}”  ")
    lines.append(f"{_plain(telling(event))}{_count(event)} · `{event.id[:8]}`")
    return "\n  ".join(lines)


def article(event: Shown) -> str:
    """Return an event as a part of the page."""
    modes = f" {mode_words(event.best.event)}" if event.modes else ""
    place = f" · {clean(event.place.name)}" if event.place else ""
    word = f"<p>{escape(whose_word(event))}</p>\n" if event.by else ""
    told = escape(f"{telling(event)}{_count(event)}")
    if event.links:
        told = f'<a href="{escape(clean(event.links[0]))}" rel="noopener noreferrer">{told}</a>'
    return (
        f'<article id="e{event.id}">\n'
        f'<p><span class="type q{plover.quad(event.type)}">{event.type.value}</span>{escape(modes)}'
        f'<span class="dim"> · {escape(when(event))}{escape(place)}</span></p>\n'
        f"<p>{escape(_parties(event))}</p>\n{word}"
        f"<blockquote>{escape(clean(event.quote.text))}</blockquote>\n"
        f'<p class="dim">{told} · {event.id[:8]}</p>\n</article>\n'
    )


def _parties(event: Shown) -> str:
    parties = parties_words(event.actor) or UNNAMED
    return f"{parties} → {parties_words(event.recipient)}" if event.recipient else parties


def _count(event: Shown) -> str:
    return f" ({event.sources} independent sources)" if event.sources > 1 else ""


def _plain(text: str) -> str:
    """Return a text whose characters Markdown takes as they are."""
    return _SPECIAL.sub(r"\\\1", text)
