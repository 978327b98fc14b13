"""The only writes of `exchange`: it calls the actions of the rooms below, and keeps what came untouched."""

from unstori.exchange.actions.entries import import_services
from unstori.exchange.actions.importing import Result, import_files
from unstori.exchange.actions.tokens import end_token, end_tokens_of, make_token, token_used
from unstori.exchange.actions.uploads import confirm_upload, files_of, keep_upload, throw_away_upload

__all__ = [
    "Result", "confirm_upload", "end_token", "end_tokens_of", "files_of", "import_files", "import_services", "keep_upload",
    "make_token", "throw_away_upload", "token_used",
]  # fmt: skip
