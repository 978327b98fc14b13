"""Floor 10: what is offered, and disagreeing without losing support."""
