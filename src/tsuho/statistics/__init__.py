"""Published figures: what is counted, when a row is booked, and the documents' numbers as queries on the ledger."""
