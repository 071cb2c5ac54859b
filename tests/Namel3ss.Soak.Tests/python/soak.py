import os
import time


def fail_at_times(fault):
    if fault == "throws":
        raise ValueError("by chance")
    if fault == "hangs":
        time.sleep(600)
    if fault == "dies":
        os._exit(3)
    return len(fault)
