"""What somebody types into the directory's pages."""

from unstori.directory.forms.finding import LookForm

__all__ = ["LookForm"]
