"""Floor 14: pages that bring several rooms together."""
