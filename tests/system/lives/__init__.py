"""What each room adds to a life lived in (`tests/system/life.py`)."""
