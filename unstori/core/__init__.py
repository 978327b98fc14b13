"""Clock, ids, base model, bilingual text, definitions. Knows no room."""
