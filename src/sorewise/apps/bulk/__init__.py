"""`bulk`: the rulebook over tables of mornings, and over the histories of many athletes."""
