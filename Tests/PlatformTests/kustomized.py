"""Compares what `kubectl kustomize` makes of a folder with the files in it.

Usage: kustomized.py FOLDER BUILT [NAMESPACE]; prints what differs, and nothing where all is the same.
"""

import pathlib
import sys

import yaml

# A bare `=`, which is text to everybody else.
yaml.SafeLoader.add_constructor("tag:yaml.org,2002:value", lambda _, node: node.value)

folder, built = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
namespace = sys.argv[3] if len(sys.argv) > 3 else None
documents = [d for d in yaml.safe_load_all(built.read_text()) if d]


def identity(document):
    metadata = document["metadata"]
    return document["kind"], metadata.get("namespace"), metadata["name"]


maps = [d for d in documents if d["kind"] == "ConfigMap"]
objects = {identity(d): d for d in documents if d["kind"] != "ConfigMap"}
if len(objects) + len(maps) != len(documents):
    print("two objects have one name")

# Steps of a rollout are merged into somebody's own; the adapter's configuration is no object.
written = {}
if (folder / "kustomization.yaml").exists() and folder.name != "grafana":
    for path in sorted([*folder.glob("kubernetes/**/*.yml"), *folder.glob("canary/*.yml")]):
        if not path.name.endswith(".rollout.yml") and path.name != "prometheus-adapter.yml":
            document = yaml.safe_load(path.read_text())
            written[identity(document)] = document
for name in sorted(written.keys() | objects.keys(), key=str):
    if written.get(name) != objects.get(name):
        print(name, "is not what its file says")

# Byte for byte, one in each map.
if folder.name == "grafana":
    files = {p.read_text(): p.name for p in folder.glob("**/*.json")}
else:
    files = {p.read_text(): p.name for p in folder.glob("kubernetes/prometheus-adapter.yml")}
    if any(kind == "AlertmanagerConfig" for kind, _, _ in objects):
        files |= {p.read_text(): p.name for p in folder.glob("alertmanager/*.tmpl")}
for document in maps:
    if document["metadata"].get("namespace") != namespace:
        print(identity(document), "is in another namespace")
    for text in document["data"].values():
        if files.pop(text, None) is None:
            print(identity(document), "holds what no file does")
for name in files.values():
    print(name, "is in no map")
keys = [key for document in maps for key in document["data"]]
if len(set(keys)) != len(keys):
    print("two maps have one key:", sorted(keys))
print(f"{len(objects)} objects, {len(maps)} maps", file=sys.stderr)
