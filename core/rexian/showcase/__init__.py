"""The desk at work by itself: made-up people live a month of made-up tickets, by the rules."""
