"""Floor 9: personal outcomes, supports, ratings, agreement, review, documents."""
