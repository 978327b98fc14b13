"""Measures pages as people wait for them. `make bench`; what the figures mean: docs/performance.md."""
