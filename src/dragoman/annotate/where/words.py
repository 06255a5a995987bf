"""Words that tell where a name of a place stands, what it is and what it is not."""

from __future__ import annotations

LONGEST = 6
"""Tokens of the longest name looked up."""
LARGE = 50_000
"""People from which on a town is taken for meant without the tagger's word."""
PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
OTHER_LABELS = frozenset({"PERSON", "ORG", "NORP", "PRODUCT", "WORK_OF_ART", "LAW", "LANGUAGE", "EVENT"})
NUMBER_LABELS = frozenset({"DATE", "TIME", "ORDINAL", "CARDINAL", "MONEY", "PERCENT", "QUANTITY"})
LOCATIVE = frozenset(
    "in at near from to into toward towards outside inside around across through via reach leave "
    "enter between of off on over throughout within beyond above".split()
)
REACHING = frozenset(
    "flee leave reach enter capture seize overrun occupy bomb shell besiege evacuate liberate".split()
)
"""Verbs whose object is a place rather than a person."""
CONNECTORS = frozenset("of de la le el al del des du da do dos di and e y the und sur am upon - 's".split())
DIVISIONS = frozenset(
    "province state region governorate oblast prefecture department territory republic county "
    "district municipality parish city town village port suburb neighborhood neighbourhood capital "
    "river lake sea strait gulf island islands peninsula valley".split()
)
"""Nouns beside a name that tell its kind and are no part of it where they stand small."""
FACILITIES = frozenset(
    "airport airfield airbase base camp crossing checkpoint shrine temple mosque church cathedral "
    "palace square bridge tunnel dam prison jail hospital stadium embassy hotel barracks station "
    "plant reactor refinery oilfield pass hall monument museum harbor harbour market street avenue "
    "road highway boulevard park university school college center centre forest mountains mountain "
    "hills desert beach coast bay cape plateau basin canal mine quarter compound headquarters".split()
)
"""Nouns that make a place of the name before them and belong to it."""
AREAS = frozenset(
    "area community outskirts outskirt suburbs vicinity settlement hamlet township commune enclave resort "
    "stronghold sector slum centre center streets".split()
)
"""Further nouns of places whose name stands beside them."""
INHABITANTS = frozenset(
    "woman man resident villager mayor police court native student teenager couple hospital laboratory "
    "council councillor councilman prosecutor judge sheriff firefighter merchant".split()
)
"""Nouns of those who are told by their town: "a Longview woman"."""
BEFORE = frozenset("lake mount mt. mt river cape fort port gulf bay strait straits sea camp".split())
DESCRIPTIVE = frozenset(
    "international air force naval army military northern southern eastern western central north "
    "south east west downtown greater metropolitan old new national state county regional memorial "
    "general border refugee nuclear power district".split()
)
_FORMS = """
Europe: European Europeans
Africa: African Africans
Asia: Asian Asians
England: English
Scotland: Scottish Scots Scot
Wales: Welsh
Northern Ireland: Ulster
Kurdistan: Kurdish Kurds
Latin America: Latin_American Latin_Americans Latino Latinos
North America: North_American North_Americans
South America: South_American South_Americans
Central America: Central_American Central_Americans
West Africa: West_African West_Africans
East Africa: East_African East_Africans
North Africa: North_African North_Africans
Southern Africa: Southern_African
Central Asia: Central_Asian Central_Asians
South Asia: South_Asian South_Asians
Southeast Asia: Southeast_Asian
East Asia: East_Asian East_Asians
Middle East: Middle_Eastern Mideastern
Eastern Europe: Eastern_European East_European
Western Europe: Western_European West_European
Caribbean: Caribbeans
Scandinavia: Scandinavian
Catalonia: Catalan Catalans
Basque Country: Basque Basques
Tibet: Tibetan Tibetans
Chechnya: Chechen Chechens
Kashmir: Kashmiri Kashmiris
Sicily: Sicilian
Siberia: Siberian
Crimea: Crimean Crimeans
Balkans: Balkan
Arctic: Arctic
Mediterranean: Mediterranean
California: Californian Californians
Texas: Texan Texans
London: Londoners Londoner
Paris: Parisian Parisians
Darfur: Darfuri Darfuris
Bavaria: Bavarian
Flanders: Flemish
Quebec: Quebecois
Punjab: Punjabi
Bengal: Bengali
"""
REGION_ADJECTIVES = {
    form.replace("_", " "): line.partition(": ")[0]
    for line in _FORMS.strip().splitlines()
    for form in line.partition(": ")[2].split()
}
"""The region behind each adjective and noun for its people: "Kurdish", "Scots"."""
PUBLIC = frozenset(
    "department ministry police council government army navy force forces parliament congress senate "
    "assembly court agency center centre centers centres commission commissioner authority authorities "
    "board office bureau embassy consulate hospital airport zoo schools school service services hall "
    "public health fire guard postal treasury administration committee cabinet embassies prison jail "
    "station university district secretary state federal national supreme prosecutor institute union "
    "association society party laboratory museum".split()
)
"""Words in the name of a body that serves the place in its name."""
PRIVATE = frozenset(
    "times post daily news herald star journal tribune press presse television radio broadcasting corp "
    "corp. corporation inc inc. company companies airlines airways air bank cup games league magazine "
    "telegraph guardian review gazette network channel tv fc rovers plc ltd ltd. group "
    "holdings".split()
)
"""Words in the name of a newspaper, a firm or a team, which may be anywhere."""
NAMESAKES = frozenset(
    "virus viruses fever flu influenza disease syndrome encephalitis hemorrhagic haemorrhagic strain strains "
    "hurricane".split()
)
"""Nouns of what is only called after the place before them."""
NO_NAMES = frozenset(
    "january february march april may june july august september october november december spring "
    "summer autumn winter monday tuesday wednesday thursday friday saturday sunday union states "
    "united police act first mass".split()
)
"""Capitalised words that a town somewhere bears, and that hardly ever mean it."""
