"""Stories in the admin."""

from django.contrib import admin

from toolbox.content.admin import ContentAdmin

from .models import Story

admin.site.register(Story, ContentAdmin)
