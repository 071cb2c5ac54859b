"""Runs a program in a terminal: terminal.py COLUMNS screen|file PROGRAM ARGUMENT...

Prints what the terminal shows, or, with "file", what the program writes to its redirected output.
"""
import fcntl
import os
import pty
import struct
import sys
import termios
import threading


def read_all(source):
    parts = []
    while True:
        try:
            part = os.read(source, 65536)
        except OSError:  # so Linux ends a terminal that nobody writes to any more
            part = b""
        if not part:
            return b"".join(parts)
        parts.append(part)


columns, target, program = int(sys.argv[1]), sys.argv[2], sys.argv[3:]
file, file_end = os.pipe()
child, screen = pty.fork()
if child == 0:
    fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    if target == "file":
        os.dup2(file_end, 1)
    os.closerange(3, 10)
    os.execvp(program[0], program)

os.close(file_end)
shown = []
reader = threading.Thread(target=lambda: shown.append(read_all(screen)))
reader.start()
written = read_all(file)
reader.join()
_, status = os.waitpid(child, 0)
sys.stdout.buffer.write(written if target == "file" else shown[0])
sys.exit(os.waitstatus_to_exitcode(status))
