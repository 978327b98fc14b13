"""Unstori: a story told once, a circle the person controls, one plan in their words."""

__version__ = "0.1.0"
