"""Runs a command on a pseudo-terminal, says yes when it is asked, and kills it so long after it began to show progress if it is told to."""
import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time

kill_after, command = float(sys.argv[1]), sys.argv[2:]
pid, terminal = pty.fork()
if pid == 0:
    os.execvp(command[0], command)
fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack('HHHH', 50, 250, 0, 0))
begun, answered, status = None, False, None
output = b''
while True:
    if kill_after > 0 and begun is not None and time.monotonic() - begun > kill_after:
        os.kill(pid, signal.SIGKILL)
    ready, _, _ = select.select([terminal], [], [], 0.02)
    if ready:
        try:
            chunk = os.read(terminal, 65536)
        except OSError:
            break
        if not chunk:
            break
        output += chunk
        if begun is None and b'expected end' in output:
            begun = time.monotonic()
        if b'(y/N)' in output and not answered:
            answered = True
            os.write(terminal, b'y\r')
_, status = os.waitpid(pid, 0)
sys.stdout.buffer.write(output)
sys.exit(137 if os.WIFSIGNALED(status) else os.WEXITSTATUS(status))
