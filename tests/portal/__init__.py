"""Tests of the portal as its visitors see it, with the first content or with very much."""
