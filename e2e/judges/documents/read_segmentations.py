"""What highdicom reads in segmentations: segments, tracking, algorithms, and every pixel by segment and position."""

import json
import sys

import highdicom as hd
import numpy as np


def segment(description):
    algorithm = description.algorithm_identification
    return {
        "number": int(description.segment_number),
        "label": description.segment_label,
        "type": [description.segmented_property_type.value, description.segmented_property_type.scheme_designator],
        "algorithmType": description.algorithm_type.value,
        "algorithm": None if algorithm is None else [algorithm.name, algorithm.version],
        "trackingID": description.tracking_id,
        "trackingUID": None if description.tracking_uid is None else str(description.tracking_uid),
    }


def masks(image):
    """Pixels of each frame as highdicom decodes them, with the position and the source that the frame names."""
    frames = image.pixel_array
    if frames.ndim == 2:
        frames = frames[np.newaxis]
    found = []
    for index, item in enumerate(image.PerFrameFunctionalGroupsSequence):
        position = None
        if "PlanePositionSequence" in item:
            position = [float(x) for x in item.PlanePositionSequence[0].ImagePositionPatient]
        source = None
        if "DerivationImageSequence" in item:
            referenced = item.DerivationImageSequence[0].SourceImageSequence[0]
            frame = getattr(referenced, "ReferencedFrameNumber", None)
            source = [str(referenced.ReferencedSOPInstanceUID), None if frame is None else int(frame)]
        number = None
        if "SegmentIdentificationSequence" in item:
            number = int(item.SegmentIdentificationSequence[0].ReferencedSegmentNumber)
        pixels = [[int(at), int(frames[index].flat[at])] for at in np.flatnonzero(frames[index])]
        found.append({"segment": number, "position": position, "source": source, "pixels": pixels})
    return found


def volume(image):
    if "FrameOfReferenceUID" not in image:
        return None
    whole = image.get_volume(combine_segments=False)
    return {"sums": [float(x) for x in whole.array.sum(axis=(0, 1, 2))], "spacing": [float(x) for x in whole.spacing]}


def read(path):
    image = hd.seg.segread(path)
    return {
        "kind": image.segmentation_type.value,
        "segments": [segment(image.get_segment_description(number)) for number in image.segment_numbers],
        "overlap": getattr(image, "SegmentsOverlap", None),
        "frames": masks(image),
        "volume": volume(image),
    }


json.dump({path: read(path) for path in sys.argv[1:]}, sys.stdout)
