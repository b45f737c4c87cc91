"""The activity report of a fiscal year (活動報告): the ten sections that the centre's own report has, one file each, and an annex."""
