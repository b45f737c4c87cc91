"""Publications: the activity report of a year, the ministry's report of a month, a year's open data, made and handed over as files."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tsuho.casework.errors import CannotDo
from tsuho.web.centre import whole
from tsuho.web.look.preferences import choices, language_of, offer
from tsuho.web.look.refused import why_not
from tsuho.wiring.open import Centre
from tsuho.wiring.publications import Wanted, activity_report_pdf, ministry_report_pdf, open_data_files
from tsuho.words.catalogue import LANGUAGES
from tsuho.words.vocabulary import Source

_WHAT = ("activity_report", "ministry_report", "open_data")


class Publication(forms.Form):
    """What is made, of which time, in which language, from which source of counts."""

    what = forms.ChoiceField()
    year = forms.IntegerField(min_value=2002, max_value=2100, required=False)
    month = forms.RegexField(r"^\d{4}-\d{2}$", max_length=7, required=False, widget=forms.TextInput({"type": "month"}))
    wording = forms.ChoiceField()
    source = forms.ChoiceField(required=False)

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request.POST if request.method == "POST" else None, initial={"wording": language_of(request)})
        offer(self, "what", choices(request, "publication", _WHAT))
        offer(self, "wording", choices(request, "wording", LANGUAGES))
        offer(self, "source", choices(request, "source", Source, any_first=True))

    def clean(self) -> dict[str, object]:
        """A report of a month needs the month, the others a year."""
        said = super().clean() or {}
        wanted = "month" if said.get("what") == "ministry_report" else "year"
        if wanted not in self.errors and not said.get(wanted):
            self.add_error(wanted, self.fields[wanted].error_messages["required"])
        return said


@require_http_methods(["GET", "HEAD", "POST"])
def publications(request: HttpRequest) -> HttpResponse:
    """The form; by POST the file."""
    form = Publication(request)
    if not (form.is_bound and form.is_valid()):
        return render(request, "console/publications.html", {"form": form}, status=422 if form.is_bound else 200)
    said, centre = form.cleaned_data, whole()
    try:
        name, content = _made(centre, said)
    except CannotDo as refused:
        messages.error(request, why_not(request, refused))
        return redirect("console:publications")
    details = {"language": said["wording"], "source": said["source"], "bytes": str(len(content))}
    centre.audit.write(centre.now(), request.user.get_username(), "publish", name, details)
    kind = "application/zip" if name.endswith(".zip") else "application/pdf"
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _made(centre: Centre, said: dict[str, object]) -> tuple[str, bytes]:
    wanted = Wanted(str(said["wording"]), str(said["source"]))
    if said["what"] == "ministry_report":
        month = str(said["month"])
        return f"ministry-report-{month}-{wanted.language}.pdf", ministry_report_pdf(centre, month, wanted)
    year = int(str(said["year"]))
    if said["what"] == "activity_report":
        return f"activity-report-{year}-{wanted.language}.pdf", activity_report_pdf(centre, year, wanted)
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name, content in open_data_files(centre, year, wanted).items():
            archive.writestr(name, content)
    return f"open-data-{year}.zip", packed.getvalue()
