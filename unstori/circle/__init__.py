"""Who is around the person, and what each may see."""
