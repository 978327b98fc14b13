"""Organisations and services by name."""
