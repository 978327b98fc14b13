"""Floor 2: identities only: Person, Organisation, Team, User, Capacity."""
