"""How somebody is named in lists of a team."""

from unstori.people.models import Person


def whole_name(person: Person) -> str:
    """The name they like, and the rest of it: never the same word twice."""
    rest = f"{person.full_name} ".removeprefix(f"{person.called} ").strip()
    return f"{person.called} {rest}".strip()
