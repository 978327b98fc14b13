"""Floor 18: settings, root addresses, the server's entry."""
