"""The only reads of `governance`."""
