"""How somebody gets into what the directory has: that decides what is thought of first. Pure."""

WAYS_IN = (
    "open",
    "some",
    "referral",
)  # universal and community, then for some, then what is asked for by others
BY_OTHERS = ("assessment", "plan")  # thresholds of `directory/definitions/entry-1.toml`
FOR_SOME = ("need", "diagnosis")


def way_in(*, needs_referral: bool | None, threshold: str = "") -> str:
    """What does not say that it asks for anything is open: whoever looks sees the page before they go."""
    if needs_referral or threshold in BY_OTHERS:
        return "referral"
    return "some" if threshold in FOR_SOME else "open"


def comes_from(way: str) -> tuple[str, str]:
    """Where such support comes from and how much it is, until somebody who knows says otherwise."""
    return {
        "open": ("community", "universal"),
        "some": ("service", "universal_plus"),
        "referral": ("service", "early_intervention"),
    }[way]
