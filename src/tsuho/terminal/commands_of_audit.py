"""The commands of the audit log. Thin, like all of the command line."""

import typer

from tsuho.terminal.chosen import chosen_centre, chosen_language

audit = typer.Typer(no_args_is_help=True, help="The audit log: seal it, and see whether it is whole.")


@audit.command("seal")
def audit_seal() -> None:
    """Write down beside the database how long the log is now."""
    from tsuho.casework.seal_audit import seal_audit

    centre = chosen_centre()
    head = seal_audit(centre.audit, centre.audit_heads, centre.now())
    typer.echo(f"{head.length} {head.hash}")


@audit.command("verify")
def audit_verify() -> None:
    """Compute the chain anew and hold it against every sealed head; exit 1 when the log is not whole."""
    from tsuho.casework.verify_audit import verify_audit
    from tsuho.words.catalogue import say

    centre, language = chosen_centre(), chosen_language()
    verified = verify_audit(centre.audit, centre.audit_heads, centre.ledger.closed_months())
    for fault in verified.faults:
        typer.echo(say(fault.key, language, fault.details), err=True)
    if verified.faults:
        typer.echo(say("audit_what_to_do", language), err=True)
        raise typer.Exit(1)
    counts = {"entries": f"{verified.entries:,}", "heads": f"{verified.heads:,}"}
    typer.echo(say("audit_whole", language, counts))
