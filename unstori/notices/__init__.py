"""Floor 14: telling people that something is new, due or late: contentless messages, letters, calendars."""
