"""Who is away; and the directory: entries in versions, and what finds them."""

from unstori.directory.models.absences import Absence
from unstori.directory.models.editing import OPEN, Editor, EntryDraft
from unstori.directory.models.entries import LISTED, UNLISTED, Entry, EntryVersion, Feed, Likeness, Provider
from unstori.directory.models.finding import EntryMark, EntryPlace, EntryTerm, Opening, Taxonomy, Term
from unstori.directory.models.questions import Answer, AnswerVersion, Question, SeldomWord, Wish
from unstori.directory.models.searching import Sought, Word
from unstori.directory.models.visits import Reply, Visit, VisitAnswer, Visitor, VisitorLink, VisitPhoto
from unstori.directory.models.voice import Report, Review, ReviewText, State

__all__ = [
    "LISTED",
    "OPEN",
    "UNLISTED",
    "Absence",
    "Answer",
    "AnswerVersion",
    "Editor",
    "Entry",
    "EntryDraft",
    "EntryMark",
    "EntryPlace",
    "EntryTerm",
    "EntryVersion",
    "Feed",
    "Likeness",
    "Opening",
    "Provider",
    "Question",
    "Reply",
    "Report",
    "Review",
    "ReviewText",
    "SeldomWord",
    "Sought",
    "State",
    "Taxonomy",
    "Term",
    "Visit",
    "VisitAnswer",
    "VisitPhoto",
    "Visitor",
    "VisitorLink",
    "Wish",
    "Word",
]
