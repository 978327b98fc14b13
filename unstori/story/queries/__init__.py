"""The only reads of `story`: of one person through the door, of many through the one policy."""

from unstori.story.queries.across import (
    last_entries,
    late_promises,
    new_since_i_looked,
    people_quiet_too_long,
    promises_owed,
)
from unstori.story.queries.conversations import (
    answers_of,
    conversation,
    conversations,
    statements,
    unfinished,
)
from unstori.story.queries.facts import (
    KnownFact,
    contradiction,
    fact,
    fact_history,
    known_facts,
    standing_facts,
)
from unstori.story.queries.promises import could_own, duties_of, promise, promises
from unstori.story.queries.timeline import (
    PAGE,
    Filters,
    attachment,
    authors,
    contacts,
    correction_of,
    entries_by_id,
    entry,
    entry_chain,
    last_contacts,
    timeline,
)

__all__ = [
    "PAGE",
    "Filters",
    "KnownFact",
    "answers_of",
    "attachment",
    "authors",
    "contacts",
    "contradiction",
    "conversation",
    "conversations",
    "correction_of",
    "could_own",
    "duties_of",
    "entries_by_id",
    "entry",
    "entry_chain",
    "fact",
    "fact_history",
    "known_facts",
    "last_contacts",
    "last_entries",
    "late_promises",
    "new_since_i_looked",
    "people_quiet_too_long",
    "promise",
    "promises",
    "promises_owed",
    "standing_facts",
    "statements",
    "timeline",
    "unfinished",
]  # fmt: skip
