"""Identities only: Person, Organisation, Team, User, Capacity."""
