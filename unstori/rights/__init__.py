"""What is offered, and disagreeing without losing support."""
