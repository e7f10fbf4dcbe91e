"""Assessment: indicators of units' work, ranking by them, and what follows from a rank."""
