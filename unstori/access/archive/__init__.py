"""Backup and restore: the database, the files and the audit's head in one archive with a digest of each."""
