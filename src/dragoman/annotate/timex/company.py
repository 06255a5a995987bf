"""Words whose company shows that something is no time, or a time after all."""

from __future__ import annotations

TIME_PREPOSITIONS = frozenset(
    "in since until till by before after from to through during between of for around about and "
    "or late early mid "
    "last next this every each following past as at throughout circa - ( / on with over".split()
)
NEWSPAPERS = frozenset(
    "times telegraph mirror mail express herald people post independent star news leader mercury "
    "tribune guardian "
    "night club league football".split()
)
NAMED_DAYS = frozenset(
    "bloody black super cyber sheffield ash maundy good holy palm giving shrove easter".split()
)
NUMBERED = frozenset(
    "resolution resolutions no no. number flight route article section page bus unit block room "
    "highway level index "
    "at boeing airbus paragraph rule chapter # $ £ € ¥ % another than nearly almost over some total all "
    "least most exactly only".split()
)
COUNTED = frozenset(
    "people troops soldiers police policemen officers men women children civilians refugees miles"
    " km kilometers "
    "kilometres meters metres feet tons tonnes dollars euros pounds yen percent per points homes "
    "houses jobs workers "
    "votes seats shares square others members demonstrators protesters prisoners detainees "
    "hectares acres barrels "
    "copies victims deaths dead wounded migrants students families villages fighters militants "
    "rebels employees "
    "delegates observers monitors inmates cases books units cars vehicles trucks tanks missiles "
    "warheads % hours "
    "million billion thousand residents farmers participants peacekeepers rupees rubles lira us".split()
)
PERSONS = frozenset(
    "man woman boy girl child baby teenager suspect victim student leader president minister "
    "politician lawyer mother "
    "father son daughter brother sister wife husband king queen prince princess soldier officer "
    "veteran resident "
    "teacher worker driver farmer doctor journalist activist actor singer player star native "
    "citizen person people "
    "men women boys girls children youth pope general bishop cleric dissident businessman "
    "businesswoman candidate "
    "chairman chief economist engineer executive founder former grandfather grandmother infant "
    "kid lady male female "
    "millionaire billionaire patient pensioner pilot policeman priest professor prisoner ruler "
    "scientist senator "
    "survivor toddler tourist tycoon widow writer american briton german french russian chinese".split()
)
BEFORE_THE_YEAR = frozenset(
    "in since until till by from before after during year circa of ad late early mid to and".split()
)


BROADCASTERS = frozenset("USA VOA India Russia Africa Psychology History Toronto".split())

MONTH_NAMES_OF_PEOPLE = frozenset(["May", "March", "April", "June", "August"])

BEFORE_PART_OF_DAY = frozenset("at before after until by since from around late near".split())
"""What stands before a part of the day that is a time by itself: "until morning"."""

BEFORE_THE_PAST = frozenset("in of from with into than".split())
"""What stands before "the past" that is a time."""

BEFORE_PLURALS = frozenset("in for within after over take took taken spent last just".split())
"""What stands before a bare plural that tells a length: "take months"."""

BEFORE_THE_UNIT = frozenset("in for of during from this".split())
"""What stands before "the decade" or "the quarter" that is a time."""

AFTER_THE_DAY = frozenset("when that of he she they we i it after before - 's".split())
"""What follows "the day" that is told by a clause."""

BEFORE_THE_DAY = frozenset("end ended ending for finish finished in of during on closed".split())
"""What stands before "the day" of the story: "at the end of the day"."""

BEFORE_A_CLOCK = frozenset("at by until till from around about before after since to".split())
"""What says that "9:47" is a time and no score."""
