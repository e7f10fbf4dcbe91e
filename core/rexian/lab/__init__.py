"""The laboratory: corpora, columns, replay, comparison, simulation."""
