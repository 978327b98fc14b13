"""What happened and what was said: entries, promises, facts, conversations, statements."""
