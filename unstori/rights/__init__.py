"""Floor 11: what is offered, and disagreeing without losing support."""
