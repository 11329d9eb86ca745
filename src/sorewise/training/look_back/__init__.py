"""Looking back over months: what a page shows of the past, and no rule reads.

`look(history, now)` puts the record in order once; each module makes one view of it. Views count and never conclude: no
cause, no share of a hundred. A day that nobody spoke of is unknown and counts for nothing.
"""
