"""A directory as one would find it, of any size; questions with judged answers; how well and how fast it is searched."""
