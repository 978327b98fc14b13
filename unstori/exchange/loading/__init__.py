"""An authority's own tables, read and checked before anything is written (ADR 0064). Nothing here writes."""
