"""Pictures and symbols to say things with: an organisation's own sets, boards, and the library they are shared in."""
