"""The only writes of `governance`, one file for each thing."""
