"""Reads dashboards into the classes of Grafana's own SDK and writes them again.

Whatever does not come back was not understood: a misspelled option, a value where a list belongs.
usage: grafana_models.py FILE...      Needs grafana-foundation-sdk (PyPI) on PYTHONPATH.
"""
import json
import sys

from grafana_foundation_sdk.cog.encoder import JSONEncoder
from grafana_foundation_sdk.cog.plugins import register_default_plugins
from grafana_foundation_sdk.models.dashboard import Dashboard

# What every Grafana reads and the SDK's classes have not: the text of a variable's query, and the
# Prometheus data source's own keys of annotations.
UNKNOWN_TO_SDK = {
    "templating.list.definition",
    "annotations.list.step",
    "annotations.list.titleFormat",
    "annotations.list.textFormat",
    "annotations.list.useValueForTime",
}


def lost(before, after, path=""):
    """Every place where something has gone or changed."""
    if isinstance(before, dict) and isinstance(after, dict):
        for key, value in before.items():
            inner = f"{path}.{key}".lstrip(".")
            if key in after:
                yield from lost(value, after[key], inner)
            elif inner not in UNKNOWN_TO_SDK:
                yield f"{inner} is not known"
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for one, other in zip(before, after):
            yield from lost(one, other, path)
    elif before != after:
        yield f"{path} is {after!r} and not {before!r}"


def main():
    register_default_plugins()
    failed = False
    for name in sys.argv[1:]:
        with open(name, encoding="utf-8") as file:
            before = json.load(file)
        after = json.loads(json.dumps(Dashboard.from_json(before), cls=JSONEncoder))
        for problem in sorted(set(lost(before, after))):
            failed = True
            print(f"{name}: {problem}")
    sys.exit(failed)


main()
