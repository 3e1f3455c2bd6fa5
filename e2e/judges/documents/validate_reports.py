"""What the PixelMed validator says of structured reports. One Java machine for all, since reading its rules takes longest."""

import glob
import json
import sys

import jpype

# Newer Java limits XPath; the rules of the validator need more (JAXP0801003).
LIMITS = ["xpathTotalOpLimit", "xpathExprOpLimit", "xpathExprGrpLimit"]
# It runs for seconds only: the first compiler of Java costs less than the second one saves.
SHORT_RUN = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]
jpype.startJVM(*SHORT_RUN, *[f"-Djdk.xml.{limit}=0" for limit in LIMITS], classpath=glob.glob("/usr/share/java/*.jar"))
validator = jpype.JClass("com.pixelmed.validate.DicomSRValidator")()


def validate(path):
    lines = str(validator.validate(path)).splitlines()
    return {
        "errors": [line for line in lines if line.startswith("Error")],
        "warnings": sum(line.startswith("Warning") for line in lines),
        "finished": any("Root Template Validation Complete" in line for line in lines),
    }


json.dump({path: validate(path) for path in sys.argv[1:]}, sys.stdout)
