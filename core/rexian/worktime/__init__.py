"""Working time: calendars and their sources, periods, office hours, counting."""
