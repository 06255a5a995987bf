"""How a text refers to those who act: names, persons and offices, nominals, pronouns."""
