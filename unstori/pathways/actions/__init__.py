"""The only writes of `pathways`."""
