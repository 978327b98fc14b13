"""Somebody says that nobody is holding something, and somebody must answer."""
