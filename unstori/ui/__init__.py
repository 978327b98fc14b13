"""How it looks: layout, components, form fields, symbols, paper."""
