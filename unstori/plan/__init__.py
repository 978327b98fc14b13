"""Personal outcomes, supports, ratings, agreement, review, documents."""
