"""The commands of the registers of partners and senders. Thin, like all of the command line."""

from pathlib import Path
from typing import Annotated

import typer

from tsuho.terminal.chosen import chosen_centre, chosen_language

partners = typer.Typer(no_args_is_help=True, help="The register of providers, agencies and vendors.")
senders = typer.Typer(no_args_is_help=True, help="The register of senders: who is answerable for campaigns.")

_Code = Annotated[str, typer.Argument(metavar="CODE", help="The partner's code.")]
_Sender = Annotated[str, typer.Argument(metavar="CODE", help="The sender's code.")]
_By = Annotated[str, typer.Option(help="Who does it.")]
_Reason = Annotated[str, typer.Option(help="Why; it must stand years later.")]
_Kind = Annotated[str, typer.Option(help="providers, agencies or vendors")]


def add_to(app: typer.Typer) -> None:
    """Put these commands where a person looks for them."""
    app.add_typer(partners, name="partners")
    app.add_typer(senders, name="senders")


@partners.command("import")
def partners_import(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A .csv or .yaml; its columns stand in the docs.")],
    kind: _Kind,
    source: Annotated[
        str, typer.Option(help="Whose list it is; the next import of the same source replaces it.")
    ] = "list",
    apply: Annotated[bool, typer.Option("--apply", help="Enter it; without, only the diff is shown.")] = False,
    by: Annotated[str, typer.Option(help="Who applies it.")] = "",
) -> None:
    """Show what a table would change, and enter it with --apply."""
    from tsuho.terminal.partners import import_table

    import_table(chosen_centre(), file, kind, source=source, apply=apply, by=by, language=chosen_language())


@partners.command("list")
def partners_list(kind: _Kind = "providers") -> None:
    """All of one kind, with why nothing goes to some."""
    from tsuho.terminal.partners import list_partners

    list_partners(chosen_centre(), kind, chosen_language())


@partners.command("show")
def partners_show(code: _Code) -> None:
    """One provider, each field with the layer that it comes from."""
    from tsuho.terminal.partners import show_provider

    show_provider(chosen_centre(), code, chosen_language())


@partners.command("confirm")
def partners_confirm(
    code: _Code,
    by: _By,
    reason: _Reason,
    fields: Annotated[list[str] | None, typer.Argument(metavar="FIELD=VALUE...")] = None,
    drop: Annotated[
        list[str] | None, typer.Option(help="A field whose confirmation is taken back; repeatable.")
    ] = None,
) -> None:
    """Confirm fields of a provider by hand; they win over every import."""
    from tsuho.casework.confirm_provider import confirm_provider
    from tsuho.terminal.partners import fields_from, registers_of

    centre = chosen_centre()
    confirm_provider(
        registers_of(centre), code, fields_from(fields or []), drop or [], by=by, reason=reason, at=centre.now()
    )
    typer.echo("confirmed")


@partners.command("inhibit")
def partners_inhibit(
    code: _Code,
    by: _By,
    reason: _Reason,
    until: Annotated[
        str, typer.Option(metavar="2015-03-12", help="The day from which it may be written to again.")
    ] = "",
    lift: Annotated[bool, typer.Option("--lift", help="Write there again.")] = False,
) -> None:
    """Send a provider nothing, until a day or until it is lifted."""
    from tsuho.casework.inhibit_provider import inhibit_provider, lift_inhibition
    from tsuho.terminal.partners import day_from, registers_of

    centre = chosen_centre()
    if lift:
        lift_inhibition(registers_of(centre), code, reason=reason, by=by, at=centre.now())
        typer.echo("lifted")
    else:
        inhibit_provider(registers_of(centre), code, reason=reason, until=day_from(until), by=by, at=centre.now())
        typer.echo("inhibited")


@partners.command("clear-bounce")
def partners_clear_bounce(code: _Code, by: _By, reason: _Reason) -> None:
    """The contact was looked at and is in order: write there again."""
    from tsuho.casework.inhibit_provider import clear_bounce
    from tsuho.terminal.partners import registers_of

    centre = chosen_centre()
    clear_bounce(registers_of(centre), code, reason=reason, by=by, at=centre.now())
    typer.echo("cleared")


@senders.command("list")
def senders_list() -> None:
    """The register: displayed, verified, warned, ordered."""
    from tsuho.terminal.senders import list_senders

    list_senders(chosen_centre(), chosen_language())


@senders.command("add")
def senders_add(
    code: _Sender,
    by: _By,
    displayed: Annotated[
        list[str] | None, typer.Option(help="A name or contact that the mails show; repeatable.")
    ] = None,
    campaign: Annotated[list[int] | None, typer.Option(help="A campaign of this sender; repeatable.")] = None,
) -> None:
    """Enter a sender, with what the mails display and the campaigns that are his."""
    from tsuho.casework.register_senders import add_sender, assign_campaigns

    centre = chosen_centre()
    add_sender(centre.register, centre.audit, code, displayed or [], by=by, at=centre.now())
    if campaign:
        assign_campaigns(centre.register, centre.records, centre.audit, code, campaign, by=by, at=centre.now())
    typer.echo("entered")


@senders.command("assign")
def senders_assign(
    code: _Sender, campaigns: Annotated[list[int], typer.Argument(metavar="CAMPAIGN...")], by: _By
) -> None:
    """Say that campaigns are this sender's."""
    from tsuho.casework.register_senders import assign_campaigns

    centre = chosen_centre()
    sender = assign_campaigns(centre.register, centre.records, centre.audit, code, campaigns, by=by, at=centre.now())
    typer.echo(f"{code}: " + " ".join(map(str, sender.campaigns)))


@senders.command("verify")
def senders_verify(
    code: _Sender,
    name: Annotated[str, typer.Option(help="Whom the source names.")],
    address: Annotated[str, typer.Option(help="The address there.")],
    how: Annotated[str, typer.Option(help="The source outside the mails: 登記, an answer under Article 29, …")],
    by: Annotated[str, typer.Option(help="Who found it.")],
    contact: Annotated[str, typer.Option(help="The mail address of the person found; a warning goes there.")] = "",
    on: Annotated[str, typer.Option(metavar="2015-03-12", help="When it was found; default: today.")] = "",
) -> None:
    """Enter who a sender is, from a source outside his mails."""
    from tsuho.casework.verify_sender import verify_sender
    from tsuho.terminal.partners import day_from
    from tsuho.words.partners import VerifiedIdentity

    centre = chosen_centre()
    zone = centre.reading.jurisdiction.timezone
    day = day_from(on) or centre.now().astimezone(zone).date()
    identity = VerifiedIdentity(name, address, contact, how, by, day)
    verify_sender(centre.register, centre.audit, code, identity, at=centre.now(), timezone=zone)
    typer.echo(f"{code}: verified")


@senders.command("ordered")
def senders_ordered(
    code: _Sender, day: Annotated[str, typer.Argument(metavar="DAY", help="The day of the order, 2015-03-12.")], by: _By
) -> None:
    """Record an order of the ministry against a sender (措置命令)."""
    from tsuho.casework.register_senders import record_order
    from tsuho.terminal.partners import day_from

    centre = chosen_centre()
    ordered = day_from(day)
    if ordered is None:
        raise typer.BadParameter("the day of the order is missing")
    record_order(centre.register, centre.audit, code, ordered, by=by, at=centre.now())
    typer.echo("recorded")
