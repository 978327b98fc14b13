"""Floor 8: personal outcomes, supports, ratings, agreement, review, documents."""
