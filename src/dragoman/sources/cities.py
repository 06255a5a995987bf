"""Cities and regions as datelines write them, for datelines that have lost their day and agency."""

from __future__ import annotations

from functools import cache

# Capitals, seats of world bodies and cities that agencies let stand alone.
# Source: AP and Reuters style books.
_CITIES = """
Abidjan|Abu Dhabi|Abuja|Accra|Addis Ababa|Aden|Aleppo|Algiers|Almaty|Amman|Amsterdam|Andorra la Vella
Ankara|Antananarivo
Apia|Asmara|Astana|Asuncion|Asunción|Athens|Atlanta|Auckland|Baghdad|Baku|Baltimore|Bamako
Bandar Seri Begawan|Bangalore
Bangkok|Bangui|Banjul|Barcelona|Basra|Basseterre|Beijing|Beirut|Belfast|Belgrade|Belmopan|Benghazi|Berlin
Bern|Berne|Bethlehem
Bishkek|Bissau|Bogota|Bogotá|Bombay|Bonn|Boston|Brasilia|Brasília|Bratislava|Brazzaville|Bridgetown
Brisbane|Brussels
Bucharest|Budapest|Buenos Aires|Bujumbura|Busan|Cairo|Calcutta|Cali|Canberra|Cape Town|Caracas|Casablanca
Castries|Cayenne
Chennai|Chicago|Chisinau|Cincinnati|Cleveland|Colombo|Conakry|Copenhagen|Cotonou|Dakar|Dallas|Damascus
Dar es Salaam
Davos|Delhi|Denver|Detroit|Dhaka|Dili|Djibouti|Dodoma|Doha|Donetsk|Dubai|Dublin|Durban|Dushanbe|Edinburgh
Frankfurt
Freetown|Funafuti|Gaborone|Gaza|Gaza City|Geneva|Georgetown|Gibraltar|Gitega|Goma|Grozny|Guantanamo
Guatemala City|Hague
Hamburg|Hanoi|Harare|Havana|Hebron|Helsinki|Hiroshima|Ho Chi Minh City|Hong Kong|Honiara|Honolulu|Houston
Indianapolis
Islamabad|Istanbul|Jakarta|Jeddah|Jerusalem|Johannesburg|Juba|Kabul|Kampala|Kandahar|Karachi|Kathmandu
Kharkiv|Khartoum
Kiev|Kigali|Kingston|Kingstown|Kinshasa|Kirkuk|Kolkata|Kosovska Mitrovica|Kuala Lumpur|Kuwait|Kuwait City
Kyiv|Kyoto
La Paz|Lagos|Lahore|Las Vegas|Libreville|Lilongwe|Lima|Lisbon|Ljubljana|Lome|Lomé|London|Los Angeles|Luanda
Lusaka
Luxembourg|Macau|Madrid|Majuro|Malabo|Male|Managua|Manama|Manila|Maputo|Maseru|Mbabane|Melbourne
Mexico City|Miami
Milan|Milwaukee|Minneapolis|Minsk|Mogadishu|Monaco|Monrovia|Montevideo|Montreal|Moroni|Moscow|Mosul|Mumbai
Munich|Muscat
N'Djamena|Nagasaki|Nairobi|Najaf|Nassau|Naypyidaw|Nay Pyi Taw|New Delhi|New Orleans|New York|Ngerulmud
Niamey|Nicosia
Nouakchott|Noumea|Nuku'alofa|Nur-Sultan|Nuuk|Osaka|Oslo|Ottawa|Ouagadougou|Palikir|Panama City|Panmunjom
Paramaribo|Paris
Peking|Peshawar|Philadelphia|Phnom Penh|Phoenix|Pittsburgh|Podgorica|Port Louis|Port Moresby|Port Vila
Port-au-Prince
Port of Spain|Port-of-Spain|Porto-Novo|Prague|Praia|Pretoria|Pristina|Pusan|Pyongyang|Quebec City|Quito
Rabat|Ramallah
Rangoon|Reykjavik|Riga|Rio de Janeiro|Riyadh|Rome|Roseau|Saint George's|Salt Lake City|San Antonio
San Diego|San Francisco
San Jose|San Juan|San Marino|San Salvador|Sana'a|Sanaa|Santiago|Santo Domingo|Sao Paulo|São Paulo|Sao Tome
Sarajevo
Seattle|Sejong|Seoul|Sevastopol|Shanghai|Sharm el-Sheikh|Simferopol|Singapore|Skopje|Sofia
Sri Jayawardenepura Kotte
St. Louis|St. Petersburg|Stanley|Stockholm|Strasbourg|Sucre|Suva|Sydney|Taipei|Tallinn|Tarawa|Tashkent
Tbilisi|Tegucigalpa
Tehran|Teheran|Tel Aviv|The Hague|The Vatican|Thimphu|Tirana|Tiraspol|Tokyo|Toronto|Tripoli|Tskhinvali
Tunis|Ulaanbaatar
Ulan Bator|United Nations|U.N. Headquarters|Vaduz|Valletta|Vancouver|Vatican City|Victoria|Vienna|Vientiane
Vilnius
Vladivostok|Warsaw|Washington|Wellington|Windhoek|Yamoussoukro|Yangon|Yaounde|Yaoundé|Yerevan|Yokohama
Zagreb|Zurich
Oklahoma City|Kansas City|Sacramento|Austin|Albany|Hartford|Nashville|Memphis|Louisville|Columbus|Charlotte
Raleigh|Tampa
Orlando|Jacksonville|Richmond|Portland|Tucson|Albuquerque|El Paso|Fort Worth|Birmingham|Des Moines|Omaha
Buffalo
Manchester|Liverpool|Glasgow|Cardiff|Marseille|Toulouse|Bordeaux|Lille|Seville|Valencia|Bilbao|Porto|Naples
Palermo
Venice|Florence|Cologne|Düsseldorf|Duesseldorf|Stuttgart|Dresden|Leipzig|Salzburg|Graz|Basel|Lausanne
Lugano|Antwerp
Rotterdam|Gothenburg|Malmo|Bergen|Tampere|Tartu|Kaunas|Krakow|Gdansk|Poznan|Wroclaw|Cluj|Varna|Plovdiv
Thessaloniki
Izmir|Antalya|Adana|Diyarbakir|Gaziantep|Bursa|Tabriz|Isfahan|Mashhad|Shiraz|Erbil|Irbil|Sulaimaniyah
Fallujah|Ramadi
Latakia|Daraa|Deir Ezzor|Aqaba|Haifa|Ashdod|Eilat|Jenin|Jericho|Khan Yunis|Alexandria|Ismailia|Luxor|Aswan
Misrata|Sfax
Oran|Constantine|Fez|Marrakesh|Tangier|Rawalpindi|Faisalabad|Multan|Hyderabad|Srinagar|Amritsar|Ahmedabad
Lucknow|Patna
Guwahati|Imphal|Kochi|Chittagong|Sylhet|Kandy|Pokhara|Mandalay|Chiang Mai|Pattaya|Phuket|Da Nang|Haiphong
Siem Reap
Penang|Johor Baru|Kota Kinabalu|Surabaya|Bandung|Medan|Denpasar|Banda Aceh|Jayapura|Cebu|Davao|Zamboanga
Guangzhou
Shenzhen|Chengdu|Chongqing|Wuhan|Nanjing|Hangzhou|Tianjin|Dalian|Shenyang|Harbin|Qingdao|Jinan|Xi'an
Kunming|Lhasa|Urumqi
Fuzhou|Xiamen|Hefei|Changsha|Nanning|Haikou|Guiyang|Lanzhou|Hohhot|Taiyuan|Zhengzhou|Nagoya|Sapporo|Fukuoka
Naha|Sendai
Incheon|Daejeon|Daegu|Gwangju|Ulsan|Suwon|Gyeongju|Pohang|Jeju|Paju|Kaesong|Wonsan|Rason|Perth|Adelaide
Darwin|Hobart
Christchurch|Dunedin|Nadi|Mombasa|Kisumu|Entebbe|Gulu|Bukavu|Lubumbashi|Kisangani|Bunia|Maiduguri|Kaduna
Port Harcourt
Ibadan|Kumasi|Bouake|Gao|Timbuktu|Agadez|Zinder|Douala|Benin City|Pointe-Noire|Huambo|Beira|Bulawayo|Ndola
Blantyre
Pietermaritzburg|Bloemfontein|Hargeisa|Kismayo|Baidoa|Mekele|Port Sudan|El Fasher|Nyala|Wau|Malakal
Guadalajara
Monterrey|Tijuana|Ciudad Juarez|Acapulco|Cancun|Medellin|Cucuta|Barranquilla|Cartagena|Maracaibo|Guayaquil
Cuzco|Cusco
Arequipa|Santa Cruz|Cochabamba|Recife|Salvador|Fortaleza|Manaus|Belem|Porto Alegre|Curitiba|Rosario|Cordoba
Mendoza
Mar del Plata|Valparaiso|Concepcion|Calgary|Edmonton|Halifax|Winnipeg|Regina|St. John's|Yekaterinburg
Novosibirsk|Kazan
Samara|Sochi|Rostov-on-Don|Volgograd|Krasnodar|Irkutsk|Khabarovsk|Murmansk|Kaliningrad|Makhachkala
Vladikavkaz|Nazran
Sukhumi|Stepanakert|Gyumri|Ganja|Batumi|Samarkand|Bukhara|Andijan|Khujand|Ashgabat|Dnipro|Zaporizhzhia
Kherson|Mariupol
Luhansk|Mykolaiv|Kramatorsk|Bakhmut|Gomel|Brest|Banja Luka|Mostar|Srebrenica|Pale|Nis|Prizren|Mitrovica
Tetovo
Ain|Agra|Ajloun|Bari|Bath|Bhuj|Bonn|Bray|Brno|Caen|Cork|Cox's Bazar|Deir el-Balah|Derry|Faro|Genk|Gent|Gori
Herat|Hilla
Homs|Idlib|Irbid|Jena|Jaffna|Jos|Kano|Khan Younis|Kiel|Kobe|Kufa|Kunduz|Lviv|Leeds|Linz|Lodz|Lyon|Mainz
Metz|Nablus
Nara|Nice|Nis|Novi Sad|Odesa|Odessa|Omsk|Osh|Pau|Perm|Pisa|Port Said|Pune|Quetta|Rafah|Sidon|Sirte|Split
Suez|Taif|Taiz
Tuzla|Turin|Tyre|Ufa|Ulm|Van|Vigo|York|Zenica
"""

_REGIONS = """
Afghanistan|Albania|Algeria|Andorra|Angola|Antigua|Argentina|Armenia|Australia|Austria|Azerbaijan|Bahamas
Bahrain|Bangladesh
Barbados|Belarus|Belgium|Belize|Benin|Bhutan|Bolivia|Bosnia|Bosnia-Hercegovina|Bosnia-Herzegovina
Bosnia and Herzegovina
Botswana|Brazil|Britain|Brunei|Bulgaria|Burkina Faso|Burma|Burundi|Cambodia|Cameroon|Canada|Cape Verde
Cabo Verde
Central African Republic|Chad|Chile|China|Colombia|Comoros|Congo|Costa Rica|Croatia|Cuba|Cyprus
Czech Republic|Czechia
Czechoslovakia|Democratic Republic of Congo|DR Congo|Denmark|Djibouti|Dominica|Dominican Republic
East Germany|East Timor
Ecuador|Egypt|El Salvador|England|Equatorial Guinea|Eritrea|Estonia|Eswatini|Ethiopia|Fiji|Finland|France
French Guiana
Gabon|Gambia|Gaza Strip|Georgia|Germany|Ghana|Greece|Greenland|Grenada|Guam|Guatemala|Guinea|Guinea-Bissau
Guyana|Haiti
Honduras|Hungary|Iceland|India|Indonesia|Iran|Iraq|Ireland|Israel|Italy|Ivory Coast|Jamaica|Japan|Jordan
Kazakhstan|Kenya
Kiribati|Kosovo|Kuwait|Kyrgyzstan|Laos|Latvia|Lebanon|Lesotho|Liberia|Libya|Liechtenstein|Lithuania
Luxembourg|Macedonia
Madagascar|Malawi|Malaysia|Maldives|Mali|Malta|Marshall Islands|Mauritania|Mauritius|Mexico|Micronesia
Moldova|Monaco
Mongolia|Montenegro|Morocco|Mozambique|Myanmar|Namibia|Nauru|Nepal|Netherlands|New Zealand|Nicaragua|Niger
Nigeria
North Korea|North Macedonia|Northern Ireland|Norway|Oman|Pakistan|Palau|Palestine|Panama|Papua New Guinea
Paraguay|Peru
Philippines|Poland|Portugal|Puerto Rico|Qatar|Romania|Russia|Rwanda|Samoa|Saudi Arabia|Scotland|Senegal
Serbia|Seychelles
Sierra Leone|Slovakia|Slovenia|Solomon Islands|Somalia|South Africa|South Korea|South Sudan|Soviet Union
Spain|Sri Lanka
Sudan|Suriname|Swaziland|Sweden|Switzerland|Syria|Taiwan|Tajikistan|Tanzania|Thailand|Togo|Tonga|Trinidad
Tunisia|Turkey
Türkiye|Turkiye|Turkmenistan|Tuvalu|Uganda|UK|Ukraine|United Arab Emirates|UAE|United Kingdom|United States
Uruguay|USSR
Uzbekistan|Vanuatu|Vatican|Venezuela|Vietnam|Wales|West Bank|West Germany|Western Sahara|Yemen|Yugoslavia
Zaire|Zambia
Zimbabwe|Crimea|Chechnya|Dagestan|Northern Cyprus|Kurdistan|Kashmir|Tibet|Abkhazia|South Ossetia
Golan Heights
D.C.|Ala.|Alaska|Ariz.|Ark.|Calif.|Colo.|Conn.|Del.|Fla.|Ga.|Hawaii|Idaho|Ill.|Ind.|Iowa|Kan.|Ky.|La.|Maine
Md.|Mass.
Mich.|Minn.|Miss.|Mo.|Mont.|Neb.|Nev.|N.H.|N.J.|N.M.|N.Y.|N.C.|N.D.|Ohio|Okla.|Ore.|Pa.|R.I.|S.C.|S.D.
Tenn.|Texas|Utah
Vt.|Va.|Wash.|W.Va.|Wis.|Wyo.|Alabama|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida
Illinois|Indiana
Kansas|Kentucky|Louisiana|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska
Nevada
New Hampshire|New Jersey|New Mexico|New York|North Carolina|North Dakota|Oklahoma|Oregon|Pennsylvania
Rhode Island
South Carolina|South Dakota|Tennessee|Vermont|Virginia|Washington|West Virginia|Wisconsin|Wyoming
Alberta|British Columbia|Manitoba|New Brunswick|Newfoundland|Nova Scotia|Ontario|Quebec|Saskatchewan
New South Wales|Queensland|South Australia|Tasmania|Western Australia|Bavaria|Sicily|Sardinia|Corsica
Punjab|Sindh
"""


def _fold(name: str) -> str:
    return " ".join(name.split()).replace("’", "'").upper()


@cache
def _cities() -> frozenset[str]:
    return frozenset(_fold(name) for line in _CITIES.split("\n") for name in line.split("|") if name)


@cache
def _regions() -> frozenset[str]:
    return frozenset(_fold(name) for line in _REGIONS.split("\n") for name in line.split("|") if name)


def is_city(name: str) -> bool:
    """Return whether this is a city that a dateline may give alone, in any case; a pair needs both."""
    return all(_fold(part) in _cities() for part in name.split("/")) if name else False


def is_region(name: str) -> bool:
    """Return whether this is a state, or a part of one, as a dateline adds it after a city."""
    return _fold(name) in _regions()
