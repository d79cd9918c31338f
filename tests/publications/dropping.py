"""What an editor does with files in tests: put them down, confirm what was read, press a button."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

START = "/beheer/uploaden/"


def drop(client, *files, address=START, **headers):
    rows = [SimpleUploadedFile(name, content) for name, content in files]
    return client.post(address, {"files": rows}, headers=headers)


def form_of(response):
    """{name: value} as a browser would send the page's form of confirmation, boxes that are ticked included."""
    data = {}
    for form in [response.context["for_all"], *response.context["forms"]]:
        for bound in form:
            value = bound.value()
            if value not in (None, "", [], False):
                data[bound.html_name] = "on" if value is True else value
    return data


def confirm(client, batch, **changes):
    page = client.get(batch.get_absolute_url())
    data = {"alle-readers": "everybody"} | form_of(page) | changes
    return client.post(batch.get_absolute_url(), {name: value for name, value in data.items() if value is not None})


def act(client, document, action):
    return client.post(reverse("upload:act", args=[document.pk, action]))
