"""The machinery of law: rules, periods, judging. No country's law stands here."""
