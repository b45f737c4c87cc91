"""What the command line shows a person: one mail explained, a day's figures, progress; hostile text made harmless."""
