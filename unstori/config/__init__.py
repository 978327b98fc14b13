"""Floor 17: settings, root addresses, the server's entry."""
