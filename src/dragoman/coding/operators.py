"""Words that put what they govern in a status: verbs, adjectives and nouns of plan, wish, refusal, phase."""

from __future__ import annotations

from dragoman.model import Status

HAPPENED, ONGOING, PLANNED = Status.HAPPENED, Status.ONGOING, Status.PLANNED
POSSIBLE, NEGATED = Status.POSSIBLE, Status.NEGATED


def _table(rows: dict[Status, str]) -> dict[str, Status]:
    return {lemma: status for status, lemmas in rows.items() for lemma in lemmas.split()}


INFINITIVE = _table(
    {
        PLANNED: """plan expect schedule set intend agree promise pledge vow prepare decide aim arrange
            resolve
            determine mean undertake slate poise bind project programme program commit ready undertake tip
            undertake choose vote swear""",
        POSSIBLE: """want hope seek ask urge call demand consider threaten propose offer wish invite
            need require
            like appeal request press beg order instruct tell command advise recommend encourage permit allow
            authorize authorise enable empower push pressure persuade convince lobby plead warn
            dare desire favor
            favour prefer tempt incite oblige hesitate move campaign fight work strive bid long insist believe
            think consult discuss debate weigh study  destine""",
        NEGATED: """refuse decline fail avoid prevent forbid neglect omit cease stop forget prohibit bar
            discourage dissuade abstain reluctant unwilling unable""",
    }
)
"""What a verb makes of its infinitive or clause."""

FORBIDDING = frozenset(
    """decide opt rule prohibit bar ban prevent stop block forbid keep discourage dissuade refrain abstain
    deter restrain exempt exclude vote""".split()
)
"""Verbs after which "from" or "against" denies the act."""

PRESUPPOSING = frozenset(
    """extend end continue join resist halt stop maintain prolong escalate intensify condemn withstand
    repel drop break uphold tighten stem quell curb""".split()
)
"""Verbs whose object is already there, whatever is done about it: "vowed to end the blockade"."""

STOPPING = frozenset({"halt", "stop", "cease", "end", "quit", "suspend"})
"""Verbs whose gerund was under way: "stop shelling"."""

ASKED = frozenset(
    "request demand bid appeal proposal offer call claim accusation allegation plea charge ultimatum".split()
)
"""Nouns of what was said: rejecting them does not undo that they were made."""

NOBODY = frozenset({"nobody", "none", "nothing", "neither"})

PROVISOS = frozenset({"if", "unless", "provided", "providing", "once"})
"""Words that open a condition on which an announced act depends."""

SUCCEEDING = frozenset("convince persuade move prompt force compel".split())
"""Verbs that, in the past, brought about what they governed."""

SPEAKING = frozenset(
    """demand press protest denounce condemn urge call express appeal plead say tell ask thank apologize
    apologise resign accuse warn announce complain voice insist oppose""".split()
)
"""Verbs of acts of speech, done by the very act that is told to be for them: "marched to demand"."""

JOURNEYING = frozenset("travel fly go send dispatch leave head come return prepare use be have".split())
"""Verbs whose purpose still lies ahead: "flew to Rome to urge"."""

RANKS = frozenset("first second third fourth fifth last latest only sole".split())
ORDINALS = frozenset(
    """second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth consecutive successive
    straight running""".split()
)
UNITS_OF_TIME = frozenset("hour day night week month year decade".split())

HOLDING = frozenset("occupy besiege blockade encircle surround detain".split())
"""Verbs whose participle on a noun tells a state that lasts: "towns occupied by"."""

STAYS = frozenset(
    """visit tour trip stop leg stay swing mission strike war siege fast sit-in session""".split()
)
"""Nouns of what goes on while something is said or done in it: "during a visit", "on strike"."""

ANNOUNCED = frozenset(
    """end completion start beginning launch conclusion death arrest capture resignation formation
    appointment creation signing""".split()
)
"""Nouns of what is done, or as good as done, when it is announced."""

SPOKEN = frozenset(
    """request demand bid appeal proposal offer call claim accusation allegation plea charge objection
    complaint criticism threat ultimatum warning invitation suit petition application""".split()
)
"""Nouns of acts of speech that stand whatever is done about them: "turned down the offer"."""

UTTERING = frozenset(
    """make issue send voice raise lodge file deliver renew repeat level voice press submit extend present
    put have""".split()
)
"""Verbs that make such an act instead of answering it."""

ANSWERED_WITH_THANKS = frozenset(
    """apologize apologise thank blame criticize criticise punish praise fine convict sentence condemn
    arrest jail imprison denounce compensate indict prosecute""".split()
)
"""Verbs after which "for" names what has been done."""

IMPLICATIVE = frozenset(
    [
        "try",
        "attempt",
        "manage",
        "begin",
        "start",
        "continue",
        "come",
        "go",
        "proceed",
        "force",
        "use",
        "help",
        "succeed",
        "rush",
        "move",
        "resume",
        "keep",
        "choose",
        "opt",
        "happen",
        "get",
        "make",
        "let",
        "cause",
        "lead",
        "compel",
        "bring",
        "send",
        "dispatch",
        "deploy",
        "travel",
        "arrive",
        "return",
        "gather",
    ]
)
"""Verbs whose infinitive shares their own status: an attempt made has been made, even if it failed."""

PHASE_ONGOING = frozenset(["continue", "keep", "go_on", "remain", "carry_on", "persist"])

ADJECTIVE = _table(
    {
        PLANNED: """due set ready scheduled slated poised bound prepared determined about certain sure
            likely planned""",
        POSSIBLE: """willing able eager keen possible free reluctant unlikely unclear uncertain
            important necessary
            essential inclined hopeful desirous desirable vital open anxious prone close near capable
                doubtful""",
        NEGATED: "unwilling unable impossible",
    }
)
"""What an adjective makes of its infinitive."""

NOUN_HEAD = _table(
    {
        PLANNED: """plan promise pledge vow commitment intention decision arrangement
            schedule readiness
            resolve agreement undertaking mission task mandate order deal pact accord""",
        POSSIBLE: """preparation
            hope wish demand call appeal request proposal offer threat willingness possibility
            chance risk
            danger fear concern prospect need desire bid effort proposition suggestion invitation idea option
            opportunity pressure ultimatum draft right ability capability permission obligation
            initiative push
            campaign drive consideration ambition temptation likelihood warning condition consent bill motion
            worry speculation negotiation""",
        NEGATED: """refusal failure rejection inability reluctance opposition cancellation objection denial
            ban lack absence""",
        HAPPENED: "attempt",
    }
)
"""What a noun makes of the infinitive or the of-, for- or on-phrase below it."""

GOVERNING_NOUN = _table(
    {
        PLANNED: """plan schedule prepare expect await anticipate arrange organize organise announce set
            programme
            finalize finalise precede host promise pledge finalise""",
        POSSIBLE: """consider propose demand seek request want urge discuss suggest offer favor favour
            need require
            recommend contemplate weigh envisage support back advocate threaten fear mull invite enable allow
            facilitate ensure await explore encourage avoid""",
        NEGATED: """cancel reject refuse avert prevent forestall thwart scrap shelve abandon decline
            block foil rule
            bar prohibit deny preclude abort exclude oppose""",
        HAPPENED: """hold condemn welcome denounce deplore praise criticise criticize follow attend end
            conclude
            complete finish host join blame protest slam mourn mark claim""",
    }
)
"""What a verb makes of the noun of action that is its object (or its passive subject)."""

MODIFIER = _table(
    {
        PLANNED: """planned upcoming scheduled forthcoming expected next future anticipated coming imminent
            intended impending promised pledged further""",
        POSSIBLE: """possible potential proposed eventual would-be prospective feared conceivable hypothetical
            draft threatened suggested likely desired any""",
        ONGOING: """ongoing continued continuing current repeated constant persistent daily present unabated
            relentless frequent long-running on-going day-to-day protracted growing expanding
            increasing escalating increased continual ceaseless incessant existing""",
        NEGATED: "cancelled canceled aborted averted foiled thwarted",
        HAPPENED: "recent last past previous latest earlier former deadly failed alleged historic",
    }
)
"""What an adjective makes of the noun of action it qualifies."""

OCCUR = frozenset(
    [
        "take",
        "hold",
        "begin",
        "start",
        "open",
        "resume",
        "occur",
        "happen",
        "follow",
        "kick",
        "convene",
        "come",
        "end",
        "conclude",
        "continue",
        "close",
        "reconvene",
        "last",
        "erupt",
        "break",
        "run",
        "go",
        "proceed",
        "fail",
        "collapse",
        "focus",
        "centre",
        "center",
        "erupt",
        "restart",
        "stall",
    ]
)
"""Verbs of which a noun of action is the subject, and whose status it shares."""

PREPOSITION = {
    "before": None,
    "ahead": PLANNED,
    "after": HAPPENED,
    "following": HAPPENED,
    "since": HAPPENED,
    "without": NEGATED,
    "despite": HAPPENED,
    "against": None,
    "for": None,
}
"""What a preposition makes of the noun of action below it; None leaves it to what governs the phrase."""

PLANNED_MODALS = frozenset({"will", "shall", "'ll", "wo", "sha"})
POSSIBLE_MODALS = frozenset({"could", "may", "might", "should", "must", "ought", "can", "ca"})
CONDITIONAL_MARKS = frozenset({"if", "unless", "whether", "provided", "providing", "lest"})
NEGATORS = frozenset({"not", "n't", "never", "nor", "neither"})
