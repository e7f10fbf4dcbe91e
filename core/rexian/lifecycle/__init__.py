"""A ticket's life: what may be recorded of it, at which stage, and what its history comes to."""
