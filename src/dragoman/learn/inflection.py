"""English verb forms, as far as the codebook's phrases need them."""

from __future__ import annotations

from functools import cache

_IRREGULAR = """
be was been|become became become|begin began begun|bend bent bent|
bet bet bet|bid bid bid|bind bound bound|bite bit bitten|
bleed bled bled|blow blew blown|break broke broken|breed bred bred|
bring brought brought|build built built|burn burned burned|burst burst burst|
buy bought bought|cast cast cast|catch caught caught|choose chose chosen|
cling clung clung|come came come|cost cost cost|creep crept crept|
cut cut cut|deal dealt dealt|dig dug dug|do did done|
draw drew drawn|drink drank drunk|drive drove driven|eat ate eaten|
fall fell fallen|feed fed fed|feel felt felt|fight fought fought|
find found found|flee fled fled|fling flung flung|fly flew flown|
forbid forbade forbidden|foresee foresaw foreseen|forget forgot forgotten|forgive forgave forgiven|
forgo forwent forgone|forsake forsook forsaken|forswear forswore forsworn|freeze froze frozen|
get got got|give gave given|go went gone|grind ground ground|
grow grew grown|hang hanged hanged|have had had|hear heard heard|
hide hid hidden|hit hit hit|hold held held|hurt hurt hurt|
keep kept kept|kneel knelt knelt|know knew known|lay laid laid|
lead led led|leave left left|lend lent lent|let let let|
lie lay lain|lose lost lost|make made made|mean meant meant|
meet met met|misread misread misread|mow mowed mown|offset offset offset|
outlaw outlawed outlawed|overcome overcame overcome|overhear overheard overheard|override overrode overridden|
overrun overran overrun|oversee oversaw overseen|overtake overtook overtaken|overthrow overthrew overthrown|
pay paid paid|put put put|quit quit quit|read read read|
rebuild rebuilt rebuilt|repay repaid repaid|retake retook retaken|rethink rethought rethought|
rewrite rewrote rewritten|rid rid rid|ride rode ridden|ring rang rung|
rip ripped ripped|rise rose risen|run ran run|say said said|
see saw seen|seek sought sought|sell sold sold|send sent sent|
set set set|shake shook shaken|shed shed shed|shoot shot shot|
show showed shown|shut shut shut|sing sang sung|sink sank sunk|
sit sat sat|slay slew slain|sling slung slung|slit slit slit|
speak spoke spoken|spend spent spent|spill spilled spilled|spit spat spat|
split split split|spread spread spread|spring sprang sprung|stand stood stood|
steal stole stolen|stick stuck stuck|strike struck struck|strive strove striven|
swear swore sworn|sweep swept swept|swing swung swung|take took taken|
teach taught taught|tear tore torn|tell told told|think thought thought|
throw threw thrown|thrust thrust thrust|undergo underwent undergone|undertake undertook undertaken|
undo undid undone|uphold upheld upheld|upset upset upset|wage waged waged|
win won won|wind wound wound|withdraw withdrew withdrawn|withhold withheld withheld|
withstand withstood withstood|write wrote written
"""
_DOUBLING = frozenset(
    """
    abet admit annul bag ban bar beg blot bug cap chat chip club commit compel concur confer control
    cop cram deter dispel drag drop drum embed emit equip expel fan flog gag grab ham infer jam jet
    kidnap knit lag log lop man map mob mop mug nab net nod occur omit outbid pan patrol permit plan
    plot plug pop prod prop rebel rebut recur refer regret remit repel rip rob rot rub sag scrap
    scrub ship shred shun slam slap slip snap snub spar spat spot spur stab star step stir stop
    strip sum swap tag tap thin tip top transfer transmit trap trek trim tug vet wag wed whip
    wrap zap
    """.split()
)


def past(verb: str) -> str:
    """Return a verb's past tense.

    Example:
        >>> past("meet"), past("deny"), past("ban"), past("veto")
        ('met', 'denied', 'banned', 'vetoed')
    """
    return _irregular()[verb][0] if verb in _irregular() else _regular(verb)


def participle(verb: str) -> str:
    """Return a verb's past participle.

    Example:
        >>> participle("withdraw"), participle("seize")
        ('withdrawn', 'seized')
    """
    return _irregular()[verb][1] if verb in _irregular() else _regular(verb)


def gerund(verb: str) -> str:
    """Return a verb's form in -ing.

    Example:
        >>> gerund("seize"), gerund("ban"), gerund("flee"), gerund("tie")
        ('seizing', 'banning', 'fleeing', 'tying')
    """
    if verb.endswith("ie"):
        return f"{verb[:-2]}ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")) and verb != "be":
        return f"{verb[:-1]}ing"
    doubled = verb in _DOUBLING or verb in _SHORT
    return f"{verb}{verb[-1]}ing" if doubled else f"{verb}ing"


_SHORT = frozenset(
    """
    bet bid cut dig forbid forget get hit let put quit rid run set shed shut sit slit spit split
    swim win
    """.split()
)


def _regular(verb: str) -> str:
    if verb in _DOUBLING:
        return f"{verb}{verb[-1]}ed"
    if verb.endswith("e"):
        return f"{verb}d"
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return f"{verb[:-1]}ied"
    return f"{verb}ed"


@cache
def _irregular() -> dict[str, tuple[str, str]]:
    rows = (row.split() for row in _IRREGULAR.replace("\n", "").split("|"))
    return {verb: (before, done) for verb, before, done in rows}
