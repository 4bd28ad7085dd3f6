"""The second telling: what a trial page must say, worked out again from the raw record.

Nothing here imports the program. It reads the registry's JSON and the wording file, and says for
each section which entries of the wording must be said, filled with what. A test holds that pages
say exactly that, on all records: a wrong code, number, date, negation or order is a difference.
"""
