"""Floor 16: pages that bring several rooms together."""
