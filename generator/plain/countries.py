"""Countries: the names that registries give them, and which of them form a region of law."""

import datetime

COUNTRIES = {
    "Bosnia and Herzegovina": "BA",
    "Congo, The Democratic Republic of the": "CD",
    "Czech Republic": "CZ",
    "Hong Kong": "HK",
    "Iran, Islamic Republic of": "IR",
    "Korea, Democratic People's Republic of": "KP",
    "Korea, Republic of": "KR",
    "Lao People's Democratic Republic": "LA",
    "Libyan Arab Jamahiriya": "LY",
    "Macau": "MO",
    "Macedonia, The Former Yugoslav Republic of": "MK",
    "Micronesia, Federated States of": "FM",
    "Moldova, Republic of": "MD",
    "Palestinian Territories, Occupied": "PS",
    "Palestinian Territory, occupied": "PS",
    "Russian Federation": "RU",
    "Syrian Arab Republic": "SY",
    "Tanzania, United Republic of": "TZ",
    "Turkey": "TR",
    "Turkey (Türkiye)": "TR",
    "Virgin Islands (U.S.)": "VI",
}
"""Spellings of countries that registries use and Unicode's list does not, to ISO 3166 codes."""

LISTED = {
    "BA": "Bosnia and Herzegovina",
    "HK": "Hong Kong",
    "MO": "Macau",
    "TR": "Turkey (Türkiye)",
    "VI": "Virgin Islands (U.S.)",
}
"""How the registry spells some countries today, where Unicode's list has other names for them."""

EU_MEMBERS = frozenset(
    "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split()
)
"""Member States of the European Union on `MEMBERS_AS_OF`, by ISO 3166 codes.

Source: Treaty on European Union, Article 52, as it stands since the United Kingdom left it.
"""
EU_TERRITORIES = frozenset("AX EA GF GP IC MF MQ RE YT".split())
"""Parts of Member States that have a code of their own, and in which the law of the Union holds.

Source: Treaty on the Functioning of the European Union, Article 355 (1) and (4). Ceuta and Melilla
(EA) are part of Spain.
"""
EEA_MEMBERS = frozenset(("IS", "LI", "NO"))
"""Other countries of the European Economic Area, in which Regulation 536/2014 holds too.

Source: Decision of the EEA Joint Committee No 65/2018 takes up that regulation.
"""
MEMBERS_AS_OF = datetime.date(2026, 1, 1)
"""The day on which the two lists of countries were looked at last."""
