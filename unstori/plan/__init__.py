"""Floor 7: personal outcomes, supports, ratings, agreement, review, documents."""
