import multiprocessing, os, time


def dies():
    child = multiprocessing.get_context("fork").Process(target=time.sleep, args=(60,))
    child.start()
    with open("child.txt", "w") as file:
        file.write(str(child.pid))
    os._exit(7)  # or a crash in native code, or the system that is out of memory
