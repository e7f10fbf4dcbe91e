"""One ticket: what is known of it, its clocks, what was done, what the documents say."""
