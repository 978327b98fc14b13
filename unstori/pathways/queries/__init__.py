"""The only reads of `pathways`."""
