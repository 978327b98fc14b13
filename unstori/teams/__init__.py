"""Floor 12: who manages a team: its people, promises, absences and supervision."""
