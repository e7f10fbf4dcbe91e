"""The queue: the tickets before somebody, and what presses."""
