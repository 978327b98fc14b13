"""Floor 15: who runs it: administrators, identity stewards, information governance."""
