"""Signing in, grants, the one policy, the one door to a person, the audit."""
