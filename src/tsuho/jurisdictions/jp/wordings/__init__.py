"""Wordings: how Japanese mail says what the law asks for, and what it advertises, as patterns on folded text.

No pattern decides a verdict alone. Those that make a display item kept are wide, since a miss accuses the innocent; those
that name a category are narrow, since a wrong hit sends a lawful mail to the wrong desk.
"""
