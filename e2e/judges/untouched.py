"""Reads every output with pydicom and compares it with its input: what the report does not name must be equal.

untouched.py MAP.csv OUTPUT_DIR REPORT.json -> {"compared": elements, "found": [faults]}
"""

import csv
import json
import logging
import os
import sys
import warnings

import pydicom

warnings.simplefilter("ignore")
logging.getLogger("pydicom").setLevel(logging.CRITICAL)

map_file, out_dir, report_file = sys.argv[1:4]
with open(report_file, encoding="utf-8") as file:
    instances = {instance["output"]: instance for instance in json.load(file)["instances"]}
found = []
compared = 0


def name_of(tag):
    return "(%04X,%04X)" % (tag.group, tag.element)


def value_of(element):
    """Texts and numbers as pydicom understands them; what it cannot name, as bytes."""
    return element.value if not isinstance(element.value, float) else repr(element.value)


def compare(before, after, path, actions, source):
    global compared
    for element in before:
        if element.tag.group == 2 or element.tag.element == 0:
            continue
        here = path + name_of(element.tag)
        if here in actions and not (element.VR == "SQ" and actions[here] in "UCK"):
            continue
        if element.tag not in after:
            if here not in actions:
                found.append(f"{source}: {here} is gone, and the report does not say so")
            continue
        other = after[element.tag]
        if element.VR == "SQ" and other.VR == "SQ":
            compare_items(element.value, other.value, here, actions, source)
            continue
        compared += 1
        if element.VR == other.VR and value_of(element) == value_of(other):
            continue
        # A file that lies about its layout is written in the one it declares: the bytes are what counts then.
        if raw(before, element.tag) != raw(after, element.tag):
            found.append(f"{source}: {here} differs, and the report does not say so")
    for element in after:
        if element.tag.group != 2 and element.tag not in before and path + name_of(element.tag) not in actions:
            found.append(f"{source}: {path}{name_of(element.tag)} is new, and the report does not say so")


def compare_items(before, after, here, actions, source):
    # An item that went is named by its first element.
    kept = [
        (index, item)
        for index, item in enumerate(before)
        if actions.get(f"{here}[{index}].(0040,A040)") != "X" or f"{here}[{index}].(0040,A160)" in actions
    ]
    if len(kept) != len(after):
        return
    for (index, item), other in zip(kept, after):
        compare(item, other, f"{here}[{index}].", actions, source)


def raw(dataset, tag):
    element = dataset[tag]
    value = element.value
    return value.rstrip(b"\0 ") if isinstance(value, bytes) else str(value).rstrip("\0 ").encode()


with open(map_file, encoding="utf-8", newline="") as file:
    rows = [row for row in csv.DictReader(file) if row["status"] == "written"]
for row in rows:
    source = "/".join(row["source"].split("/")[-2:])
    try:
        after = pydicom.dcmread(os.path.join(out_dir, row["output"]))
        for _ in after.iterall():
            pass
    except Exception as error:  # noqa: BLE001 -- whatever it is, the output cannot be read
        after = None
        reason = type(error).__name__
    try:
        before = pydicom.dcmread(row["source"], force=True)
        for _ in before.iterall():
            pass
    except Exception:  # noqa: BLE001 -- pydicom cannot read the input either
        before = None
    if after is None:
        found.append(f"{source}: {'' if before else '(nor the input) '}unreadable, {reason}")
    elif before is not None:
        actions = {entry["path"]: entry["action"] for entry in instances[row["output"]]["entries"]}
        compare(before, after, "", actions, source)
print(json.dumps({"compared": compared, "found": found}))
