"""Unstori: a story told once, a circle the person controls, one plan in their words."""
