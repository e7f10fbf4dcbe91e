"""How a place is set up: its `rexian.toml`, what it adds to its document, and what is amiss."""
