"""The changes that somebody needs of services, as a flag that health and care can read."""
