"""No one library sees every fault. `fhircraft` is asked too, in a process of its own: it takes 1.1 GB."""

import subprocess
import sys

ASK = """
import json, sys, warnings
from pathlib import Path
warnings.simplefilter("ignore")
from fhircraft.fhir.resources.datatypes import R4
for folder in sys.argv[1:]:
    for file in sorted(Path(folder).glob("*.json")):
        resource = json.loads(file.read_text())
        if "resourceType" in resource:
            try:
                getattr(R4, resource["resourceType"]).model_validate(resource)
            except ValueError:
                print(file.name)
"""
MISTAKEN = ["CarePlan-preg.json", "Questionnaire-zika-virus-exposure-assessment.json"]


def test_fhircraft_refuses_only_what_we_know_and_why(folders):
    """A CareTeam inside another resource, which it does not know, and a narrative read strictly."""
    answer = subprocess.run(
        [sys.executable, "-c", ASK, *map(str, folders)],
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )
    assert answer.stdout.split() == MISTAKEN
