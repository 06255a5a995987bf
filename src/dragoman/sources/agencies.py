"""The names of news agencies, as datelines, credits and source lines write them."""

from __future__ import annotations

import re
from functools import cache

# One agency a line: the name the ledger uses, then the other ways it is written.
# Source: the agencies' own pages.
_NAMES = """
AFP|Agence France-Presse|Agence France Presse
AP|Associated Press|The Associated Press|AP Online|AP News
Reuters|Reuter|Thomson Reuters|Reuters News
Thomson Reuters Foundation
UPI|United Press International
Xinhua|Xinhua News Agency|XINHUA|Xinhuanet|Xinhua News
China News Service|CNS
Yonhap|Yonhap News Agency|Yonhap News|YONHAP
Newsis
News1
Kyodo|Kyodo News|Kyodo News Service|KYODO|Kyodo News International
Jiji Press|Jiji|JIJI
dpa|DPA|Deutsche Presse-Agentur|dpa-AFX
TASS|ITAR-TASS|Itar-Tass|Tass
RIA Novosti|RIA|RIAN
Sputnik
Interfax|Interfax-Ukraine|Interfax-AVN|Interfax-Kazakhstan
Anadolu|AA|Anadolu Agency|Anatolia|Anatolia News Agency
DHA|IHA|Cihan
EFE|Agencia EFE|EPA-EFE
Europa Press
ANSA
AGI|Adnkronos|AKI
KCNA|Korean Central News Agency
SANA|Syrian Arab News Agency
IRNA|Islamic Republic News Agency
ISNA|Mehr|MNA|Fars|FNA|Tasnim
MENA|Middle East News Agency
WAM|Emirates News Agency
SPA|Saudi Press Agency
KUNA|Kuwait News Agency
QNA|Qatar News Agency
BNA|Bahrain News Agency
ONA|Oman News Agency
Saba
Petra
NNA|National News Agency
WAFA
INA|Iraqi News Agency
PTI|Press Trust of India
ANI|IANS|UNI
APP|Associated Press of Pakistan
BSS|UNB
RSS
VNA|Vietnam News Agency
Bernama|BERNAMA
Antara|ANTARA
PNA|Philippine News Agency
TNA
CNA|Central News Agency
Lao News Agency|KPL
AKP
Belga
ANP
TT
NTB
Ritzau
STT
PAP|Polish Press Agency
CTK|Czech News Agency|ČTK
TASR
MTI
BTA
Agerpres|AGERPRES|Mediafax
Tanjug|TANJUG|Beta
HINA|Hina
FENA|SRNA
MIA|ATA|STA
ANA-MPA|ANA
Lusa|LUSA
APA
Keystone-SDA|ATS|SDA
Press Association|PA|PA Media
Ukrinform|UKRINFORM
UNIAN
BelTA|BELTA
Moldpres|MOLDPRES
Trend
Azertac|AZERTAC
Armenpress|ARMENPRESS
Interpressnews|InterPressNews
Kazinform|KAZINFORM
Kabar|AKIpress|Khovar|UzA
Montsame|MONTSAME
Tolo News|Pajhwok|Bakhtar
SUNA
NAN|News Agency of Nigeria
GNA|Ghana News Agency
SAPA|Sapa
MAP
APS
TAP
LANA
ENA|Ethiopian News Agency
KNA|Kenya News Agency
PANA|Panapress
Angop|ANGOP|AIM
New Ziana|ZIANA
Prensa Latina
ACN|AIN
Notimex|NOTIMEX
Telam|TELAM|Télam
Agencia Brasil|Agência Brasil|ABr
Andina
Canadian Press|The Canadian Press|CP
AAP|Australian Associated Press
NZPA
PACNEWS
IPS|Inter Press Service
CNN|BBC|BBC News|NBC News|CBS News|ABC News|Fox News|NPR|Al Jazeera
VOA|Voice of America
RFE/RL|RFA|Radio Free Asia
DW|NHK|CBC
Bloomberg|Bloomberg News
Dow Jones|Dow Jones Newswires
MarketWatch
PRNewswire|PR Newswire
GLOBE NEWSWIRE|GlobeNewswire
Business Wire|BUSINESS WIRE
ACCESSWIRE
Wikinews
UN News|UN News Service
IRIN
Knight Ridder|McClatchy|Cox News Service|Scripps Howard
New York Times|Washington Post|Los Angeles Times
"""

# Of these lines every name is an agency of its own.
_SEVERAL = (
    "DHA|", "AGI|", "ISNA|", "ANI|", "BSS|", "FENA|", "MIA|", "Tolo", "Kabar|", "Angop|", "CNN|", "RFE/RL|",
    "DW|", "Knight", "New York",
)  # fmt: skip


@cache
def _table() -> dict[str, str]:
    table: dict[str, str] = {}
    for line in _NAMES.strip().splitlines():
        names = line.split("|")
        for name in names:
            table[name] = name if line.startswith(_SEVERAL) else names[0]
    return table


@cache
def bare_pattern() -> re.Pattern[str]:
    """Return a pattern that matches any known agency's name, the longest first."""
    names = sorted(_table(), key=len, reverse=True)
    return re.compile("(?:" + "|".join(map(re.escape, names)) + r")(?![\w'’]|-\w)")


def canonical(name: str) -> str | None:
    """Return the name the ledger uses for an agency, or None if the words name no known agency.

    Of several agencies ("AFP/AP") the first known one counts.

    Example:
        >>> canonical("Yonhap News Agency"), canonical("AP/dpa"), canonical("Smith")
        ('Yonhap', 'AP', None)
    """
    table = _table()
    clean = " ".join(name.split()).strip(" .,:;-–—=_/")
    if clean in table:
        return table[clean]
    for part in re.split(r"[/,&+-]| and ", clean):
        if part.strip() in table:
            return table[part.strip()]
    return table.get(clean.removeprefix("The ").removeprefix("the "))
