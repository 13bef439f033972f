"""Lets the Department's own rules judge an SSDA903 return (csc-validator-be-903).

Reads requests from standard input, a line each: the year in which the collection year ends, the
folder of the return, and, if there is one, the folder of last year's, parted by tabs. Answers each
with a line of JSON: the rules that were run, and the rows that fail.

Every rule that reads the Missing table, and some that read the Header, run on a deep copy of their
own: the package's own run hands each rule a shallow one, in which rule 365 leaves made-up dates
behind.
"""

import copy
import inspect
import json
import logging
import sys
import warnings
from pathlib import Path

logging.disable(logging.CRITICAL)
warnings.filterwarnings("ignore")

from lac_validator.datastore import create_datastore  # noqa: E402
from lac_validator.ingress import read_from_text  # noqa: E402
from lac_validator.rules.ruleset_utils import get_year_ruleset  # noqa: E402

TABLES = ["header", "episodes", "missing"]


def uploads(folder, description, tables):
    return [
        {
            "name": f"{table}.csv",
            "file_content": (Path(folder) / f"{table}.csv").read_bytes(),
            "description": description,
        }
        for table in tables
    ]


# Rules whose Header rows can fail for want of what a log of absences does not hold; those about
# columns that the CSV form lacks crash.
ABOUT_HEADER = {"101", "102", "103", "168", "209", "301", "393", "442", "607", "INT32"}


def reads_missing(rule):
    return '"Missing"' in inspect.getsource(inspect.unwrap(rule.func))


def judge(year, folder, last=None):
    files = uploads(folder, "This year", TABLES)
    if last:
        files += uploads(last, "Prev year", ["missing"])
    tables, extras = read_from_text(files)
    store = create_datastore(tables, {"collectionYear": year, "localAuthority": "E10000016", **extras})
    ran, failures = [], []
    for code, rule in sorted(get_year_ruleset(year).items()):
        is_of_missing = reads_missing(rule)
        if not is_of_missing and code not in ABOUT_HEADER:
            continue
        found = rule.func(copy.deepcopy(store))
        if found != {}:
            ran.append(code)
        for table, rows in found.items():
            if not is_of_missing and table != "Header":
                continue
            # The line of titles is line 1.
            failures += [
                {"rule": code, "table": table, "line": int(row) + 2} for row in rows if row == row
            ]
    return {"ran": ran, "failures": failures}


for line in sys.stdin:
    print(json.dumps(judge(*line.rstrip("\n").split("\t"))), flush=True)
