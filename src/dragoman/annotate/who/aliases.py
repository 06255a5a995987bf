"""Short names that a story brings in brackets: "the Lord Resistance Army (LRA)"."""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.annotate.who.cast import fold
from dragoman.annotate.who.names import Name
from dragoman.annotate.who.scene import Scene

_SMALL = frozenset({"of", "the", "and", "for", "in", "on", "to", "de", "du", "la", "-", "'s", "&"})


def find_aliases(scene: Scene) -> None:
    """Note each short name in brackets with the body that its long name before the bracket stands for."""
    doc = scene.doc
    for token in doc[1:-1] if len(doc) > 2 else ():
        if (
            token.text.isupper()
            and len(token.text) >= 2
            and doc[token.i - 1].text == "("
            and doc[token.i + 1].text == ")"
        ):
            _alias(scene, token)
    for token in doc if scene.named_aliases else ():
        sense = scene.named_aliases.get(token.text)
        if sense is not None:
            scene.names[token.i] = Name(token.i, token.i + 1, token, sense)


def _alias(scene: Scene, token: Token) -> None:
    doc = scene.doc
    last = token.i - 2
    if last < 0:
        return
    if last in scene.names:
        name = scene.names[last]
        other = scene.names.get(token.i)
        if name.sense.body is not None and (other is None or other.sense.body is not name.sense.body):
            scene.named_aliases[token.text] = name.sense
        return
    start = _long_name(token, last)
    if start is None:
        return
    known = scene.names.get(token.i)
    if (
        known is not None
        and known.sense.body is not None
        and _alike(doc[start : last + 1].text, known.sense.body.names)
    ):
        for i in range(start, last + 1):
            scene.names[i] = Name(start, last + 1, doc[start : last + 1].root, known.sense)
        return
    for same in doc:
        if same.text == token.text:
            scene.names.pop(same.i, None)
    scene.aliases[token.text] = (start, last + 1)
    scene.long_names[doc[start : last + 1].root.i] = (start, last + 1)


def _alike(long: str, names: tuple[str, ...]) -> bool:
    """Return whether a long name is one of the names, but for a word or a spelling."""
    words = {fold(w) for w in long.split()}
    return any(2 * len(words & {fold(w) for w in name.split()}) > len(words) for name in names)


def _long_name(token: Token, last: int) -> int | None:
    """Return where the words begin whose initials the short name is made of."""
    letters = [c for c in token.text.lower() if c.isalpha()]
    at = last
    start: int | None = None
    while letters and at >= token.sent.start:
        word = token.doc[at]
        if word.text[:1].isupper() and word.text[0].lower() == letters[-1]:
            letters.pop()
            start = at
        elif word.lower_ not in _SMALL and not word.text[:1].isupper():
            break
        at -= 1
    return start if not letters else None
