"""A second reader of results: built pages against raw records, without a line of the program.

`python -m tests.independent RECORDS SITE` reads every record of a file (`.jsonl`, `.jsonl.gz`) and
its built pages, and tells each number that it cannot account for, each that is missing, and each
that stands under another group or beside another row than in the record.
"""
