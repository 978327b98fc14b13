"""Floor 5: who is around the person, and what each may see."""
