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
Latin America: Latino Latinos
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
    form: line.partition(": ")[0]
    for line in _FORMS.strip().splitlines()
    for form in line.partition(": ")[2].split()
}
"""The region behind each adjective and noun for its people: "Kurdish", "Scots"."""
NO_NAMES = frozenset(
    "january february march april may june july august september october november december spring "
    "summer autumn winter monday tuesday wednesday thursday friday saturday sunday union states "
    "united police act first mass".split()
)
"""Capitalised words that a town somewhere bears, and that hardly ever mean it."""
