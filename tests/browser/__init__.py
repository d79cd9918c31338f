"""Tests of the portal in a browser: Chromium, with the first content."""
