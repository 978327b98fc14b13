"""Translates formats of the outside world and calls the actions of the rooms below."""
