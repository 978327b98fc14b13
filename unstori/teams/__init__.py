"""Who manages a team: its people, promises, absences and supervision."""
