"""The demo region: about two hundred made-up people, told through the same actions as everybody else's lives.

`place.toml` and `lives/*.toml` are written by hand; `invent` puts together the stories of `threads/*.toml`.
All days are days before today, so the region is as fresh next year as it is now.
"""
