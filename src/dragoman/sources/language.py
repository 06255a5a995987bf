"""Whether a text is in English, the one language that is read."""

from __future__ import annotations

import re

from dragoman.sources.wordlist import word_list

_SAMPLE = 20_000
_FEWEST_WORDS = 30
_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH = word_list(
    """
    the of and to in a is that for on was with as by at it his he from said be have has had not are were its
    an but their they which who will would been this after or about than more when her she over up into also
    there
    """
)
_OTHERS = {
    "French": "le la les des du et une dans que pour qui sur est au avec par pas sont il elle ont aux cette",
    "Spanish": "el la los las de que y en un una por con para del se su al es como más pero fue este lo sus",
    "German": "der die das und den von mit ist des dem nicht ein eine auf für sich im zu auch als werden",
    "Italian": "il di che la e un una per con del della le gli non sono nel alla è dei anche come più",
    "Portuguese": "o os que de da do e em um uma para com não no na por dos das ao mais foi pelo",
    "Dutch": "de het een van en in is dat op te voor met zijn niet aan er om ook als door naar bij heeft uit",
    "Swedish": "och att det som en på är av för med den till inte om har de ett var från vid men han",
    "Polish": "w i na z że się nie do jest to o przez od dla po jak został oraz są który ale",
    "Turkish": "ve bir bu için ile da de olarak olan çok daha en sonra gibi kadar ancak ise olduğunu",
    "Indonesian": "yang dan di untuk dengan dari pada ini itu tidak dalam akan adalah telah oleh juga",
    "Romanian": "și de la în cu pe care nu din o un pentru este au mai că fost sau prin",
    "Swahili": "na ya wa kwa katika ni za la kuwa cha hii alisema huo hiyo nchi watu",
}


def foreign_language(text: str) -> str | None:
    """Return what a text is plainly written in, if not English; None if it is, or if there is too little.

    Example:
        >>> foreign_language("Le ministre est dans la ville. " * 8)
        'French'
    """
    sample = text[:_SAMPLE]
    letters = [c for c in sample if c.isalpha()]
    if len(letters) >= 20:
        latin = sum(c < "\u0250" or "\u1e00" <= c < "\u1f00" for c in letters)
        if latin < 0.6 * len(letters):
            return "a script other than Latin"
    words = [word.lower() for word in _WORD.findall(sample)]
    if len(words) < _FEWEST_WORDS:
        return None
    english = sum(word in _ENGLISH for word in words)
    if english >= 0.15 * len(words):
        return None
    counts = {name: sum(word in own for word in words) for name, own in _lists().items()}
    best = max(counts, key=lambda name: counts[name])
    if counts[best] >= 0.12 * len(words) and counts[best] > 1.5 * english:
        return best
    return None


def plainly_english(text: str) -> bool:
    """Return whether there is enough text to tell, and its small words are English.

    Example:
        >>> plainly_english("It was the end of the talks with him. " * 5), plainly_english("Oui.")
        (True, False)
    """
    words = [word.lower() for word in _WORD.findall(text[:_SAMPLE])]
    return len(words) >= _FEWEST_WORDS and sum(w in _ENGLISH for w in words) >= 0.2 * len(words)


def _lists() -> dict[str, frozenset[str]]:
    return {name: frozenset(words.split()) for name, words in _OTHERS.items()}
