"""Statutory clocks: what the law says must happen by which day, and what somebody may do when it does not."""
