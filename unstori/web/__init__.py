"""Floor 17: pages that bring several rooms together."""
