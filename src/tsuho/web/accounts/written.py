"""What a person did with an account goes into the audit log, with where it came from."""

from django.http import HttpRequest

from tsuho.web.centre import centre

_LONGEST_NAME = 150  # of a user name; what was typed at the door may be anything


def written(request: HttpRequest | None, act: str, name: str, by: str = "", **details: str) -> None:
    """Write one act on the account of this name; ``by`` is who did it, empty: the person whose account it is."""
    if request is not None:
        details["from"] = request.META.get("REMOTE_ADDR", "")
    name = name[:_LONGEST_NAME]
    centre().audit.write(centre().now(), by or name, act, f"account {name}", details)
