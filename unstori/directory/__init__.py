"""Floor 4: organisations and services by name."""
