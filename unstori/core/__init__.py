"""Floor 0: clock, ids, base model, bilingual text, definitions. Knows no room."""
