"""Open Referral UK: feeds in both page shapes and both service shapes become documents of HSDS-UK 3.0, and go out."""
