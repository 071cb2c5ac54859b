import ctypes, os, subprocess, sys, time


def hold(mode, file):
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(100)"])
    with open(file + ".new", "w") as ids:
        ids.write("%d %d" % (os.getpid(), child.pid))
    os.rename(file + ".new", file)
    if mode == "gil":
        ctypes.PyDLL(None).sleep(100)  # PyDLL holds the lock
    elif mode == "sleep":
        time.sleep(100)
    elif mode == "spin":
        while True:
            pass
