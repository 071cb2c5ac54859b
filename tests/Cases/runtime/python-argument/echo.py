import os


def echo(value):
    return os.getpid()
