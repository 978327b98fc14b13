"""However a file is broken, it is refused or read: nothing falls over, and nothing is half read."""

import json
from copy import deepcopy
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from unstori.exchange.fhir.reading import read_bytes
from unstori.exchange.fhir.translate import translate_all
from unstori.exchange.fhir.write import bundle, to_json

INSTEAD = st.sampled_from(
    ["x", " ", None, [], {}, 7, -1.5, True, ["x"], [None], {"reference": 7}, "2024-02-30"]
)


def places(value):
    """Everywhere in a resource that something could be put instead."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [(value, key) for key, _one in inner] + [place for _key, one in inner for place in places(one)]


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_example_with_something_else_put_in_is_refused_or_read(folders, data):
    files = [path for folder in folders for path in sorted(Path(folder).glob("*.json"))]
    resource = deepcopy(json.loads(data.draw(st.sampled_from(files)).read_text()))
    holder, key = data.draw(st.sampled_from(places(resource)))
    holder[key] = data.draw(INSTEAD)
    found = read_bytes(json.dumps(resource).encode(), "sent.json")
    assert not (found.items and found.refused)
    assert to_json(bundle(translate_all(found.items)))
