"""Floor 15: translates formats of the outside world and calls the actions of the rooms below."""
