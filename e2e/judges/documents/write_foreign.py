"""Reports as highdicom writes them, of kinds that the samples lack: `write_foreign.py SEGMENTATION OUT`."""

import copy
import sys

import highdicom as hd
import numpy as np
import pydicom
from highdicom.sr import *  # noqa: F403
from pydicom.sr.codedict import codes

segmentation_path, out = sys.argv[1:]
mask = pydicom.dcmread(segmentation_path)


def image(uid, mask):
    """The header that evidence needs, of an image that the mask was made from."""
    found = copy.deepcopy(mask)
    found.SOPClassUID = "1.2.840.10008.5.1.4.1.1.2"
    found.SOPInstanceUID = uid
    found.SeriesInstanceUID = mask.ReferencedSeriesSequence[0].SeriesInstanceUID
    return found


uids = [item.ReferencedSOPInstanceUID for item in mask.ReferencedSeriesSequence[0].ReferencedInstanceSequence]
images = [image(uid, mask) for uid in uids]
frame_of_reference = mask.FrameOfReferenceUID
on_image = SourceImageForRegion(images[0].SOPClassUID, images[0].SOPInstanceUID)
algorithm = AlgorithmIdentification("other", "2.1", parameters=["k=v"], family=codes.DCM.ArtificialIntelligence)
numbers = [
    Measurement(codes.SCT.Area, 0.0, codes.UCUM.SquareMillimeter, derivation=codes.SCT.Mean, algorithm_id=algorithm),
    Measurement(codes.SCT.Diameter, 3.25, codes.UCUM.Millimeter, properties=MeasurementProperties(normality=codes.SCT.Normal)),
]
ellipsoid = np.array([[0, 5, 5], [20, 5, 5], [10, 0, 5], [10, 10, 5], [10, 5, 0], [10, 5, 10]], float)
rings = [np.array([[0, 0, z], [5, 0, z], [5, 5, z], [0, 0, z]], float) for z in (0.0, 2.0)]
volumetric = VolumetricROIMeasurementsAndQualitativeEvaluations
planar = PlanarROIMeasurementsAndQualitativeEvaluations


def track(name):
    return TrackingIdentifier(hd.UID(), name)


groups = [
    planar(
        track("frame of a mask"),
        referenced_segment=ReferencedSegmentationFrame.from_segmentation(mask, segment_number=1, frame_number=1),
        measurements=numbers,
        session="session 1",
        time_point_context=TimePointContext(time_point="TP1", time_point_order=1),
        finding_type=codes.SCT.Nodule,
        algorithm_id=algorithm,
        qualitative_evaluations=[QualitativeEvaluation(codes.DCM.LevelOfSignificance, codes.SCT.NotSignificant)],
    ),
    volumetric(track("segment"), referenced_segment=ReferencedSegment.from_segmentation(mask, segment_number=1)),
    volumetric(
        track("ellipsoid"),
        referenced_volume_surface=VolumeSurface(
            "ELLIPSOID",
            ellipsoid,
            frame_of_reference_uid=frame_of_reference,
            source_images=[SourceImageForSegmentation(images[0].SOPClassUID, images[0].SOPInstanceUID)],
        ),
    ),
    volumetric(
        track("surface of polygons"),
        referenced_volume_surface=VolumeSurface(
            "POLYGON",
            rings,
            frame_of_reference_uid=frame_of_reference,
            source_series=SourceSeriesForSegmentation(images[0].SeriesInstanceUID),
        ),
    ),
    volumetric(
        track("two regions"),
        referenced_regions=[
            ImageRegion("ELLIPSE", np.array([[0, 0], [10, 0], [5, -3], [5, 3]], float), on_image),
            ImageRegion("POLYLINE", np.array([[0, 0], [10, 0], [5, 3], [0, 0]], float), on_image),
        ],
    ),
    MeasurementsAndQualitativeEvaluations(
        track("length"),
        measurements=[
            Measurement(
                codes.SCT.Length,
                12.5,
                codes.UCUM.Millimeter,
                referenced_coordinates=[
                    CoordinatesForMeasurement("POLYLINE", np.array([[0, 2], [3, 4]], float), on_image)
                ],
            )
        ],
    ),
]
report = MeasurementReport(
    ObservationContext(
        observer_person_context=ObserverContext(codes.DCM.Person, PersonObserverIdentifyingAttributes("Doe^Jane"))
    ),
    procedure_reported=codes.LN.CTUnspecifiedBodyRegion,
    imaging_measurements=groups,
)
hd.sr.Comprehensive3DSR(
    evidence=[mask, *images],
    content=report,
    series_number=1,
    series_instance_uid=hd.UID(),
    sop_instance_uid=hd.UID(),
    instance_number=1,
    manufacturer="others",
).save_as(out)
