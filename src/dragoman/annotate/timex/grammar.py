"""The rules: which classes of words, in which order, make which kind of time.

A rule is a line over pieces: `m=MONTH d=DAY ( ,? y=YEAR )?` is a month, a day and perhaps a year, each kept
under its name. CAPITALS are classes (`lexicon`, `pieces`) or the abbreviations below, other words stand for
themselves; `( | ) ? * +` are as in regular expressions.
"""

from __future__ import annotations

from collections.abc import Callable

from dragoman.annotate.timex import clocks, days, durations, offsets, references, relative, spans
from dragoman.annotate.timex.setting import Hit, Sense, Setting

Reader = Callable[[Hit, Setting], "Sense | list[Sense] | None"]

ABBREVIATIONS = {
    "DAY": "( DAYORD | DAYNUM | CARD - ORDW | ORDW )",
    "ORD": "( ORDW | ORDN | DAYORD | CARD - ORDW )",
    "SPELLED": (
        "( ( nineteen | eighteen | seventeen | twenty ) CARD ( -? CARD )? | two thousand ( and? CARD ( -?"
        " CARD )? )? )"
    ),
    "ANYYEAR": "( YEAR | SPELLED | YEARSHORT )",
    "EDGE": (
        "( the? very? ( beginning | start | middle | end | close ) of | the? very? ( early | mid | late |"
        " latter ) ( - | in | part of )? )"
    ),
    "LOOSE": (
        "( ( no | not )? ( more | less | fewer | longer ) than | at least | at most | as ( much | many | "
        "long ) as | up to | about | around | approximately | roughly | nearly | almost | over | under | "
        "barely | some | well over )"
    ),
    "NUMBER": (
        "( NUM FRACTION? ( and a half )? | FRACTION | half a dozen | a few | a good many | a couple of? |"
        " couple of? | ( a | NUM | CARD )? SCALE ( of )? | a? FUZZYN | CARD -? CARD SCALE | CARD SCALE ( "
        "and? CARD )? | CARD -? CARD | CARD ( and a half )? | half an? | another | an additional | an "
        "extra | a full | a whole | a | an )"
    ),
    "KIND": (
        "( more | straight | consecutive | full | whole | additional | successive | solid | entire | "
        "extra | further | trading | business | working | calendar | long | fiscal )"
    ),
    "QUANT": "( LOOSE* NUMBER ( ( to | or | - ) ( LOOSE* ) ( NUM | CARD ) )? KIND* )",
    "ANYUNIT": "( UNIT | UNITS )",
    "LONGUNIT": (
        "( weekend | week | month | quarter | year | decade | century | millennium | fortnight | semester )"
    ),
    "DATEPARTS": "( WDAY | WDSHORT )",
    "RELYEAR": (
        "( ( of | in )? ( this | last | next | that | the same | the previous | the following | the "
        "preceding | the current ) year )"
    ),
}

RULES: tuple[tuple[str, str, Reader], ...] = (
    # distances from a named day, ahead of the plainer readings of their parts
    (
        "but one",
        "the u=( week | weekend | month | year ) way=( after next | before last )",
        offsets.but_one,
    ),
    ("weeks from day", "n=( a | one | two | three ) ( week | weeks ) from w=WDAY", offsets.weeks_from),
    ("weeks from day", "n=( a | one ) week ago=( ago on? ) w=WDAY", offsets.weeks_from),
    ("weeks from day", "w=WDAY week", offsets.weeks_from),
    ("day of month", "the d=DAYORD of rel=( this | last | next | the ) month", offsets.day_of_month),
    ("day of month", "the d=DAYORD", offsets.day_of_month),
    ("ago", "u=( days | weeks | months | years | decades | centuries ) ago", offsets.bare_ago),
    ("in time", "n=QUANT u=ANYUNIT ( ' | 's ) time", relative.ahead),
    (
        "times a unit",
        "( once | twice | ( CARD | NUM ) times ) ( a | an | per | each | every ) u=( day | week | month"
        " | quarter | year )",
        offsets.rate,
    ),
    ("clock", "ABOUTC? four=ZONECLOCK hours", offsets.hours),
    # full dates
    ("iso", "d=ISO", days.iso),
    (
        "week of day",
        "the week ( of | beginning | starting ) m=MONTH d=DAY ( ,? y=ANYYEAR )?",
        days.week_of_day,
    ),
    ("nine eleven", "nine=NINEELEVEN", days.nine_eleven),
    ("slashed", "d=SLASHED", days.slashed),
    (
        "month day",
        "( ( this | next | last )? ( coming | past )? w=DATEPARTS ,? ( the )? )? m=MONTH ( the )? d=DAY ("
        " ,? y=ANYYEAR | ,? rel=( this | last | next ) year )?",
        days.month_day,
    ),
    (
        "day month",
        "( w=DATEPARTS ,? )? ( the )? d=( DAYNUM | DAYORD | ORDW | CARD - ORDW ) ( of )? m=MONTH ( ,? ( "
        "of )? y=ANYYEAR | ,? rel=( this | last | next ) year )?",
        days.month_day,
    ),
    (
        "month days",
        "m=MONTH d=DAY j=( - | – | to | through | until | and ) d2=DAY ( ,? y=ANYYEAR )?",
        days.month_days,
    ),
    (
        "days month",
        "d=( DAYNUM | DAYORD ) j=( - | – | to | through | until | and ) d2=( DAYNUM | DAYORD ) ( of )? "
        "m=MONTH ( ,? y=ANYYEAR )?",
        days.month_days,
    ),
    # months and more
    ("month year", "edge=EDGE? m=MONTH ( ,? | of | in ) y=ANYYEAR", spans.month),
    ("month of year", "edge=EDGE? m=MONTH ,? year=RELYEAR", spans.month),
    (
        "month",
        "edge=EDGE? rel=( last | next | this | this past | this coming | past | the? same | the previous "
        "| the following | every | each )? m=MONTH",
        spans.month,
    ),
    ("year", "edge=EDGE? ( the year )? y=ANYYEAR", spans.year),
    ("years", "y=YEAR ( - | – | / ) y2=( YEAR | TWODIGIT )", spans.years),
    (
        "fiscal year",
        "( the )? y=YEAR ( - | – | / ) ( YEAR | TWODIGIT ) ( fiscal | financial ) year",
        spans.fiscal_year,
    ),
    ("fiscal year", "( the )? fiscal ( year )? y=YEAR ( - | – | / ) ( YEAR | TWODIGIT )", spans.fiscal_year),
    ("year bc", "y=NUM ( bc | bce )", spans.bc_year),
    ("year ad", "( ad | a . d . ) y=NUM", spans.ad_year),
    ("year ad", "y=NUM ( ad | ce | a . d .? )", spans.ad_year),
    ("year bc", "y=NUM b . c .?", spans.bc_year),
    (
        "decade",
        "( the )? edge=EDGE? ( c=( nineteen | eighteen | twenty ) )? d=( DECADE | DECW )",
        spans.decade,
    ),
    ("century", "( the )? edge=EDGE? n=ORD -? century ( bc=( bc | bce | b . c .? ) )?", spans.century),
    ("fiscal year", "( the )? fiscal ( year )? y=YEAR", spans.fiscal_year),
    (
        "fiscal year",
        "( the ) rel=( last | current | previous | next | coming | past | latest )? ( fiscal | financial "
        ") year",
        spans.fiscal_year,
    ),
    (
        "quarter",
        "( the )? ( year=( this | last | next ) year 's | y=YEAR )? fiscal? -? ( n=ORD | last=( last | "
        "final ) ) -? fiscal? u=( quarter | half ) ( ( of | in )? y2=ANYYEAR | ( of )? year2=( ( this | "
        "last | next | that ) year ) )?",
        spans.quarter,
    ),
    ("quarter code", "code=QCODE ( of )? y=YEAR?", spans.quarter),
    (
        "season",
        "( the )? edge=EDGE? rel=( last | next | this | this past | this coming | past | every | each"
        " | that | the same )? s=SEASON ( ( of )? y=ANYYEAR | year=RELYEAR )?",
        spans.season,
    ),
    ("year-end", "( the )? ( y=YEAR )? year ( - | 's )? end", spans.year_end),
    # days by their distance
    (
        "weekday",
        "rel=( last | next | this | this coming | this past | coming | past | the? previous | the? "
        "following | every other? | each )? ( early | late | earlier | later | earlier on | later on )? "
        "w=WDAY ( early | late )? part=PART? ( of )? ( rel2=( ( last | this | next ) week ) )?",
        days.weekday,
    ),
    ("weekdays", "( on )? w=WDAYS", days.weekdays),
    ("weekday nights", "w=WDAY part=( mornings | afternoons | evenings | nights )", days.weekdays),
    (
        "deictic",
        "( late | early | earlier | later | mid - ( morning | afternoon ) )? d=( today | yesterday | "
        "tomorrow | tonight ) part=PART?",
        days.deictic,
    ),
    ("deictic", "d=overnight", days.deictic),
    ("deictic", "( mid - )? part=PART d=( yesterday | today | tomorrow )", days.deictic),
    ("day but one", "rel=( the day ( before yesterday | after tomorrow ) )", days.two_days_off),
    (
        "part of day",
        "( later | earlier | late | early )? rel=( this | last | the? same | the previous | the next | "
        "the following | that | every | each ) part=PART",
        days.part_of_day,
    ),
    ("part of day", "( the )? ( early | late | mid ) ( in the | at | - )? part=PART", days.part_of_day),
    ("part of day", "the part=PART", days.part_of_day),
    (
        "part of day",
        "part=( night | dawn | dusk | daybreak | nightfall | sunrise | sunset )",
        days.part_of_day,
    ),
    (
        "same day",
        "( ( ( late | later | early | earlier ) ( on | in )? )? ( the same | that | the ) day | earlier "
        "in the day )",
        days.same_day,
    ),
    ("same day", "the ( start | beginning | end | close ) of the day", days.same_day),
    ("nth day", "( the )? ORD ( straight | consecutive | successive )? day", days.nth_day),
    (
        "next to day",
        "rel=( the ( previous | preceding | following | next ) day | the day ( before | after ) )",
        days.next_to_day,
    ),
    # longer spans by their distance
    (
        "relative",
        "lead=( ( later | earlier ) ( in | on )? | sometime )? edge=EDGE? ( the )? rel=( last | past | "
        "previous | preceding | next | coming | upcoming | following | this ( past | coming )? | current "
        "| same | that ) u=LONGUNIT",
        relative.relative_unit,
    ),
    ("the unit", "lead=( ( later | earlier ) in? )? edge=EDGE the u=LONGUNIT", relative.the_unit),
    (
        "the unit",
        "( lead=( later | earlier ) in )? the ( full | entire | whole )?"
        " u=( weekend | week | month | quarter | year | decade | century )",
        relative.the_unit,
    ),
    (
        "counted",
        "( the )? n=( ORD | last | final ) u=( day | week | weekend | month ) of ( rel=( this | last | "
        "next | the | that ) v=( month | year | quarter ) | m=MONTH y=ANYYEAR? | y2=YEAR )",
        relative.counted_unit,
    ),
    ("ago", "n=QUANT u=ANYUNIT ( or so )? ( ago | back )", relative.ago),
    ("ahead", "n=QUANT u=ANYUNIT ( from now | hence )", relative.ahead),
    (
        "from named",
        "n=QUANT u=ANYUNIT way=( earlier | later | before | previously | prior | after | afterward | "
        "afterwards | thereafter )",
        relative.from_named,
    ),
    (
        "year-ago",
        "( the | the same | the corresponding | the comparable )? year - ( ago | earlier ) u=( third | "
        "first | second | fourth )? ( quarter | period )?",
        relative.year_ago_term,
    ),
    (
        "same term",
        "the ( corresponding | same | comparable ) ( period | quarter ) ( of | in )? ( the )? ( last year"
        " | a year ago | a year earlier | the previous year )",
        relative.year_ago_term,
    ),
    ("same term", "last year 's ( quarter | period )", relative.year_ago_term),
    (
        "same month",
        "the same month ( of | in )? ( last year | a year ago | a year earlier | the previous year | the "
        "year before )",
        relative.same_month,
    ),
    ("year before", "the year ( before | previous | earlier )", relative.year_earlier),
    ("single day", "single - day", durations.single_day),
    ("latest term", "( the ) ( latest | y=YEAR ) ( quarter | period )", relative.latest_term),
    (
        "stretch",
        "( the | these )? rel=( last | past | previous | preceding | next | coming | following | upcoming"
        " | first | final | opening ) n=QUANT u=ANYUNIT",
        relative.stretch,
    ),
    ("nine months", "the n=( CARD | NUM ) u=( months | weeks | quarters | days | years )", relative.stretch),
    (
        "vague stretch",
        "( the )? rel=( recent | past | coming | future | upcoming ) u=UNITS ( and UNITS )?",
        relative.vague_stretch,
    ),
    ("vague stretch", "the u=UNITS rel=ahead", relative.vague_stretch),
    # lengths and repetitions
    ("duration", "n=QUANT dash=-? u=ANYUNIT ( - long | or ( so | more | longer ) )?", durations.duration),
    ("year or two", "( a | an ) u=UNIT or joint=( two | so | more )", durations.fuzzy_one),
    ("and a half", "n=( a | an | one | CARD | NUM ) u=ANYUNIT half=( and a half )", durations.and_a_half),
    ("old", "( n=QUANT )? -? u=( year | month | week | day | decade | century ) - old", durations.old),
    (
        "plural",
        "u=( minutes | hours | days | weeks | months | years | decades | centuries )",
        durations.plural,
    ),
    ("plural", "u=( decades | years | months | weeks | days | hours ) - long", durations.plural),
    (
        "long",
        "dash=( day | week | month | year | decade | century | night | hour ) - long",
        durations.unit_long,
    ),
    ("rate", "( a | an | per ) u=UNIT", durations.rate),
    ("every", "( every | each ) n=( other | CARD | NUM | few )? u=ANYUNIT", durations.every),
    ("frequency", "f=FREQ", durations.frequency),
    ("over the years", "the u=( years | decades | centuries )", durations.plural),
    (
        "vague",
        "( some | quite some ) time | a ( long | short | little )? while | a long time",
        durations.vague,
    ),
    # clock times
    ("clock", "ABOUTC? t=CLOCK mer=MERIDIEM? ( local time )? z=ZONE?", clocks.clock),
    ("clock", "ABOUTC? t=POINTCLOCK mer=MERIDIEM ( local time )? z=ZONE?", clocks.clock),
    ("clock", "ABOUTC? t=( DAYNUM | HOURNUM | CARD ) mer=MERIDIEM ( local time )? z=ZONE?", clocks.clock),
    ("clock", "ABOUTC? four=ZONECLOCK ( hours )? z=ZONE", clocks.clock),
    ("clock", "ABOUTC? t=( HOURNUM | CARD ) o ' ? clock", clocks.clock),
    ("clock", "noon=( noon | midnight | midday )", clocks.clock),
    # words that only point
    ("reference", "( right | just )? r=now", references.plain),
    ("reference", "r=REF", references.plain),
    ("reference", "more r=recently", references.plain),
    (
        "reference",
        "the ( near | not too distant | foreseeable | immediate | not so distant )? r=future",
        references.plain,
    ),
    ("reference", "the ( short | near | long ) term", references.term),
    ("the past", "the ( recent )? past", references.past),
    ("reference", "( these days | at present | for the time being | the time being )", references.present),
)
