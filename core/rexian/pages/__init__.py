"""Pages: what the tables say, written down in Markdown to be read and searched."""
