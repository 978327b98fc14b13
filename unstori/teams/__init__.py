"""Floor 13: who manages a team: its people, promises, absences and supervision."""
