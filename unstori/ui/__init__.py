"""Floor 1: how it looks: layout, components, form fields, symbols, paper."""
