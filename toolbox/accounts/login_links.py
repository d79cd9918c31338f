"""Links that let one person in once: for a fresh portal, and for people who cannot use a password."""

from django.contrib.auth import get_user_model
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode


class LoginLinkTokens(PasswordResetTokenGenerator):
    """Tokens of their own; logging in changes `last_login`, and with it every token given out before."""

    key_salt = "toolbox.accounts.login_links"


tokens = LoginLinkTokens()


def make_login_link(user):
    """The path of a link that logs this user in once, within settings.PASSWORD_RESET_TIMEOUT seconds."""
    uid = urlsafe_base64_encode(force_bytes(user.pk))
    return reverse("login_link", args=[uid, tokens.make_token(user)])


def user_of_link(uid, token):
    """The active user this link belongs to, or None when it is wrong, used or too old."""
    users = get_user_model().objects.filter(is_active=True)
    try:
        user = users.get(pk=urlsafe_base64_decode(uid).decode())
    except (ValueError, OverflowError, ValidationError, get_user_model().DoesNotExist):
        return None
    return user if tokens.check_token(user, token) else None
