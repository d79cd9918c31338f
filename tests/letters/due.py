"""The steps of letters and parcels, and a chore."""

import datetime as dt
import os
import signal
import time

from django.db import close_old_connections, connection
from django.utils import timezone

from toolbox.work.register import chore, step

from .models import Delivery, Letter, Parcel

SECONDS = {"moment": 0.01, "while": 0.5, "minute": 60}


def obey(text):
    """Do what the text says, when it says something that can be done."""
    time.sleep(SECONDS.get(text, 0))
    if text.startswith("fail"):
        raise ValueError("what a file is called: \udcff\x00")
    if text == "die":
        os.kill(os.getpid(), signal.SIGKILL)


def next_moment(text):
    """What the step returns."""
    return timezone.now() + dt.timedelta(days=30) if text == "monthly" else None


@step(Letter.objects.exclude(text="withdrawn"))
def deliver(letter):
    """Deliver, and then obey: what goes wrong then takes the delivery back."""
    Delivery.objects.create(letter=letter, text=letter.text, process=os.getpid())
    obey(letter.text)
    return next_moment(letter.text)


@step(Parcel.objects.exclude(text="withdrawn"), is_long=True)
def carry(parcel):
    """Obey, which may take long, and deliver at the end; "end: ..." is for the end itself."""
    if parcel.text == "careless":
        close_old_connections()
        obey("minute")
    if parcel.text == "dropped":
        connection.cursor().execute("SELECT pg_terminate_backend(pg_backend_pid())")
    obey(parcel.text)
    if parcel.text == "monthly":
        return next_moment(parcel.text)

    def end(fresh):
        Delivery.objects.create(parcel=fresh, text=fresh.note or fresh.text, process=os.getpid())
        obey(fresh.text.removeprefix("end: "))

    return end


@chore("count letters", dt.time(3, 30))
def count_letters():
    """Leave a letter, slowly enough for another worker to come by; fail when there is a broken one."""
    if Letter.objects.filter(text="broken chore").exists():
        raise ValueError("broken")
    time.sleep(0.03)
    Letter.objects.create(text="counted")
