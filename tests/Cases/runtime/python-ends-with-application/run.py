# Ends the program in each way while its worker does each thing, and looks who is left.
import os
import signal
import subprocess
import time


def is_alive(process):
    try:
        with open("/proc/%s/stat" % process) as file:
            return file.read().split(") ")[1][0] != "Z"
    except OSError:
        return False


def until(condition, seconds):
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.05)
    return condition()


for kind in (signal.SIGKILL, signal.SIGTERM, signal.SIGINT):
    for mode in ("gil", "sleep", "spin", "idle"):
        file = "%s-%d.txt" % (mode, kind)
        # As from a terminal: a group of its own, in which Ctrl+C is not ignored.
        program = subprocess.Popen(
            ["dotnet", "bin/Debug/net10.0/Case.dll", mode, file], start_new_session=True,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))
        until(lambda: os.path.exists(file), 60)
        with open(file) as ids:
            left = ids.read().split()
        if kind == signal.SIGINT:
            os.killpg(program.pid, kind)
        else:
            program.send_signal(kind)
        program.wait()
        until(lambda: not any(map(is_alive, left)), 15)
        print("%s while %s: %d alive" % (kind.name, mode, sum(map(is_alive, left))), flush=True)
