"""Log in with a one-time link; logging in by password and logging out are Django's own views."""

from django.contrib.auth import login
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from .login_links import user_of_link


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def login_link(request, uid, token):
    """Show whose link this is and a button; the button logs in, so that no mail scanner uses the link up."""
    user = user_of_link(uid, token)
    if user is None:
        return render(request, "accounts/login_link_expired.html", status=410)
    if request.method == "POST":
        login(request, user, backend="django.contrib.auth.backends.ModelBackend")
        return redirect("home")
    return render(request, "accounts/login_link.html", {"account": user})
