"""What highdicom reads in structured reports: every group, number, place and observer, as JSON on stdout."""

import json
import sys

import highdicom as hd
import numpy as np
from highdicom.sr.utils import find_content_items
from pydicom.sr.codedict import codes


def code(concept):
    return None if concept is None else [concept.value, concept.scheme_designator]


def shape(item):
    reference = None
    if item.ValueType == "SCOORD":
        image = item.ContentSequence[0].ReferencedSOPSequence[0]
        frames = getattr(image, "ReferencedFrameNumber", None)
        reference = [str(image.ReferencedSOPInstanceUID), None if frames is None else int(frames)]
    else:
        reference = [str(item.ReferencedFrameOfReferenceUID), None]
    return {"type": item.GraphicType, "data": [float(x) for x in item.GraphicData], "on": reference}


def algorithm(item):
    texts = lambda value: [
        str(found.value)
        for found in find_content_items(item, name=hd.sr.CodedConcept(value, "DCM", "-"))
    ]
    name = texts("111001")
    return [name[0], texts("111003")[0], texts("111002")] if name else None


def measurement(found):
    return {
        "name": code(found.name),
        "value": float(found.value),
        "unit": code(found.unit),
        "derivation": code(found.derivation),
        "algorithm": algorithm(found[0]) if hasattr(found[0], "ContentSequence") else None,
        "along": [shape(item) for item in found.referenced_coordinates],
    }


def segment(item):
    """Of a Referenced Segment (121191) or Referenced Segmentation Frame (121214)."""
    reference = item.ReferencedSOPSequence[0]
    numbers = []
    for keyword in ("ReferencedSegmentNumber", "ReferencedFrameNumber"):
        value = getattr(reference, keyword, None)
        numbers += [] if value is None else [int(x) for x in np.atleast_1d(value)]
    return {"type": "SEGMENT", "data": numbers, "on": [str(reference.ReferencedSOPInstanceUID), None]}


def regions(item):
    found = []
    for child in item.ContentSequence:
        if child.ValueType == "IMAGE" and child.ConceptNameCodeSequence[0].CodeValue in ("121191", "121214"):
            found.append(segment(child))
        if child.ValueType in ("SCOORD", "SCOORD3D") and child.RelationshipType == "CONTAINS":
            found.append(shape(child))
    return found


def group(found, kind):
    return {
        "kind": kind,
        "identifier": found.tracking_identifier,
        "uid": str(found.tracking_uid),
        "category": code(found.finding_category),
        "type": code(found.finding_type),
        "sites": [[code(site.value), code(site.laterality)] for site in found.finding_sites],
        "measurements": [measurement(number) for number in found.get_measurements()],
        "evaluations": [
            [code(evaluation.name), code(evaluation.value)]
            for evaluation in found.get_qualitative_evaluations()
        ],
        "algorithm": algorithm(found[0]),
        "regions": regions(found[0]),
    }


def observer(context):
    attributes = context.observer_identifying_attributes
    if code(context.observer_type)[0] == codes.DCM.Person.value:
        return {"person": str(attributes.name), "login": attributes.login_name, "organisation": attributes.organization_name}
    return {"device": attributes.name, "uid": str(attributes.uid), "serial": attributes.serial_number}


def read(path):
    content = hd.sr.srread(path).content
    return {
        "observers": [observer(context) for context in content.get_observer_contexts()],
        "groups": [group(found, "planar") for found in content.get_planar_roi_measurement_groups()]
        + [group(found, "volumetric") for found in content.get_volumetric_roi_measurement_groups()]
        + [group(found, "plain") for found in content.get_image_measurement_groups()],
    }


json.dump({path: read(path) for path in sys.argv[1:]}, sys.stdout)
