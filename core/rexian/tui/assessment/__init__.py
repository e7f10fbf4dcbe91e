"""Assessment: the units and their indicators, month by month."""
