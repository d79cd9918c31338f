"""Every address of the site."""

from django.contrib import admin
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path

from toolbox import pages, views
from toolbox.content.finders import Search, Suggestions, TermPage
from toolbox.everything import EverythingFilter

SITEMAPS = {"lists": views.ListSitemap, "terms": views.TermSitemap, "records": views.RecordSitemap}

urlpatterns = [
    path("", views.home, name="home"),
    path("over/", pages.about, name="about"),
    path("over/bewijs/", pages.evidence, name="about-evidence"),
    path("toegankelijkheid/", pages.accessibility, name="accessibility"),
    path("privacy/", pages.privacy, name="privacy"),
    path("contact/", pages.contact, name="contact"),
    path("", include("toolbox.approaches.urls")),
    path("gemeenten/", include("toolbox.municipalities.urls")),
    path("", include("publications.urls")),
    path("", include("communities.urls")),
    path("zoeken/", Search.as_view(filterset_class=EverythingFilter), name="search"),
    path("zoeken/suggesties/", Suggestions.as_view(), name="suggestions"),
    path("begrip/<slug:slug>/", TermPage.as_view(filterset_class=EverythingFilter), name="term"),
    path("", include("toolbox.accounts.urls")),
    path("admin/login/", views.admin_login),
    path("admin/", admin.site.urls),
    path("sitemap.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
    path("gezond", views.alive, name="alive"),
    path("gereed", views.ready, name="ready"),
]
