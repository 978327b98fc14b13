"""Requests, waiting, processes with clocks, transitions."""
