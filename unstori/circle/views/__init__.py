"""Pages of the circle: thin, form in, action or query, presenter out."""
