"""Floor 15: settings, root addresses, the server's entry."""
