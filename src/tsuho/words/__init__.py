"""The vocabulary of the centre: one word for one thing, as frozen values without behaviour of their own."""
