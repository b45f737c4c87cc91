"""What the staff works with, in one relational database by Django's ORM: records, ledger, register, outbox, audit log.

One file a port; `set_up` comes first, and only then may the others be imported.
"""
