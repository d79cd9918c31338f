"""Every address of the site."""

from django.contrib import admin
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path

from toolbox import pages, views

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
    path("publicaties/", include("publications.urls")),
    path("", include("communities.urls")),
    path("", include("toolbox.content.urls")),
    path("", include("toolbox.accounts.urls")),
    path("admin/login/", views.admin_login),
    path("admin/", admin.site.urls),
    path("sitemap.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
    path("gezond", views.alive, name="alive"),
    path("gereed", views.ready, name="ready"),
]
