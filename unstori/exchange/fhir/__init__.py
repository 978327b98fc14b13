"""FHIR R4 (4.0.1) in and out, by way of a neutral middle.

Bytes become items (`reading`, `items`), items become proposals (`resolve`, `translate`), and proposals become
resources again (`write`). A proposal only says what a file claims: nothing here writes to a person. UK Core
is understood where it helps; conformance to it is never claimed (`docs/fhir.md`).
"""
