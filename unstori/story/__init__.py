"""Floor 6: what happened and what was said: entries, promises, facts, conversations, statements."""
