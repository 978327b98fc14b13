"""Pages of bringing in and taking away, and what other systems read."""

from unstori.exchange.views.connected import connected, end_connection
from unstori.exchange.views.records import came, copy, copy_pdf, export, import_, preview

__all__ = ["came", "connected", "copy", "copy_pdf", "end_connection", "export", "import_", "preview"]
