"""Telling people that something is new, due or late: contentless messages, letters, calendars."""
