"""Who runs it: administrators, identity stewards, information governance."""
