"""Floor 16: who runs it: administrators, identity stewards, information governance."""
