"""An editor at a form of the admin: what a browser would send back, and what the page then says."""

from django.urls import reverse

from tests.factories import make_staff
from tests.pages import Page


class Sheet:
    """The form on a page: values by name, the empty row of each inline, and errors by field ("" for the whole)."""

    def __init__(self, response):
        self.values, self.blank, self.errors = {}, {}, {}
        for element in Page(response).root.walk():
            if "name" in element.attrs:
                self._read(element, element.attrs["name"])
            elif element.tag == "ul" and "errorlist" in element.classes:
                field = element.attrs.get("id", "").removeprefix("id_").removesuffix("_error")
                self.errors[field] = f"{self.errors.get(field, '')} {element.text}".strip()

    def _read(self, element, name):
        kind = element.attrs.get("type")
        if kind in ("checkbox", "radio"):
            if "checked" in element.attrs:
                self._put(name, [*self.values.get(name, []), element.attrs.get("value", "on")])
        elif element.tag == "input" and kind != "submit":
            self._put(name, element.attrs.get("value", ""))
        elif element.tag == "textarea":
            self._put(name, "".join(element.children).removeprefix("\n"))
        elif element.tag == "select":
            chosen = [option.attrs["value"] for option in element.all("option") if "selected" in option.attrs]
            self._put(name, chosen if "multiple" in element.attrs else chosen[0] if chosen else "")

    def _put(self, name, value):
        inline, is_blank, field = name.partition("-__prefix__-")
        if is_blank:
            self.blank.setdefault(inline, {})[field] = value
        else:
            self.values[name] = value


class Editor:
    """A member of Redactie, no technical administrator, with a browser."""

    def __init__(self, client):
        self.client, self.user, self.open = client, make_staff(name="Redacteur"), {}
        client.force_login(self.user)

    def sheet(self, address):
        """The form at an address, open in the browser until something is saved."""
        if address not in self.open:
            response = self.client.get(address)
            assert response.status_code == 200, address
            self.open[address] = Sheet(response)
        return self.open[address]

    def filled_in(self, address, rows=None, **typed):
        """What the browser sends: the form as it stands, with what was typed and with new rows {inline: [fields]}."""
        sheet = self.sheet(address)
        data = sheet.values | typed
        for inline, added in (rows or {}).items():
            start = int(data[f"{inline}-TOTAL_FORMS"])
            data[f"{inline}-TOTAL_FORMS"] = str(start + len(added))
            for i, row in enumerate(added, start=start):
                data |= {f"{inline}-{i}-{name}": value for name, value in (sheet.blank[inline] | row).items()}
        return {name: list(map(str, v)) if isinstance(v, list) else str(v) for name, v in data.items()}

    def save(self, address, rows=None, **typed):
        """Send the form, which must be accepted."""
        response = self.client.post(address, self.filled_in(address, rows, **typed))
        assert response.status_code == 302, Sheet(response).errors
        self.open = {}

    def refused(self, address, rows=None, **typed):
        """Send the form, which must be refused with all that was typed still there. Returns the errors per field."""
        data = self.filled_in(address, rows, **typed)
        response = self.client.post(address, data)
        assert response.status_code == 200, "it was saved"
        sheet = Sheet(response)
        for name in data.keys() - {"csrfmiddlewaretoken", "base", "_continue", "_draft"}:
            assert sheet.values.get(name, []) == data[name], name
        return sheet.errors


def admin_address(record, page="change"):
    """The address of a record's form, or of another of its pages ("move"); of a model the form to add one."""
    name = f"admin:{record._meta.app_label}_{record._meta.model_name}"
    if isinstance(record, type):
        return reverse(f"{name}_add")
    return reverse(f"{name}_{page}", args=[record.pk])
