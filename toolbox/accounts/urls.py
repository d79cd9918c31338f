"""Logging in and out."""

from django.contrib.auth.views import LoginView, LogoutView
from django.urls import path

from .forms import LoginForm
from .views import login_link

urlpatterns = [
    path(
        "inloggen/",
        LoginView.as_view(
            template_name="accounts/login.html", authentication_form=LoginForm, redirect_authenticated_user=True
        ),
        name="login",
    ),
    path("inloggen/<str:uid>/<str:token>/", login_link, name="login_link"),
    path("uitloggen/", LogoutView.as_view(), name="logout"),
]
