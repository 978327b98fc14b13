"""Needs assessed over the story, and decided test by test."""
