# SPDX-License-Identifier: MIT
"""A ZPL printer in the network for the tests beside it. It prints what is between ^XA and ^XZ, says
how it is when it is asked (~HS), and misbehaves as its attributes tell it to."""
import socket
import struct
import threading
import time

STRINGS = {  # what ~HS answers: paper out, pause, formats waiting; head open, ribbon out, labels left
    'first': '\x02030,{paper},{pause},0400,{waiting:03},0,0,0,000,0,0,0\x03\r\n',
    'second': '\x02000,0,{head},{ribbon},0,2,4,0,{left:08},1,000\x03\r\n',
    'third': '\x021234,0\x03\r\n',
}


class Printer:
    """labels: what was printed, each as its bytes. Attributes may change at any time."""

    def __init__(self):
        self.labels = []
        self.connections = 0
        self.paper, self.pause, self.head, self.ribbon = 0, 0, 0, 0
        self.answers = True     # else it is silent
        self.reads = True       # else it accepts, and that is all
        self.closes = False     # as soon as it has accepted
        self.resets_at = 0      # of a label: so many bytes in, it resets
        self.print_s = 0        # how long a label takes
        self.listening = socket.create_server(('127.0.0.1', 0))
        self.port = self.listening.getsockname()[1]
        self.target = f'tcp://127.0.0.1:{self.port}'
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            connection, _ = self.listening.accept()
            self.connections += 1
            threading.Thread(target=self.serve, args=(connection,), daemon=True).start()

    def status(self, waiting):
        flags = {'paper': self.paper, 'pause': self.pause, 'head': self.head,
                 'ribbon': self.ribbon, 'waiting': waiting, 'left': waiting}
        return ''.join(text.format(**flags) for text in STRINGS.values()).encode()

    def serve(self, connection):
        with connection:
            if self.closes:
                return
            while not self.reads:
                time.sleep(0.01)
            try:
                self.read(connection)
            except OSError:
                pass

    def read(self, connection):
        heard = b''
        ready_at = 0
        while bytes_ := connection.recv(4096):
            heard += bytes_
            start = heard.find(b'^XA')
            if self.resets_at and start >= 0 and len(heard) - start > self.resets_at:
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER,
                                      struct.pack('ii', 1, 0))
                return
            while (label := self.cut(heard)) is not None:
                self.labels.append(label)
                heard = heard[heard.find(b'^XZ') + 3:]
                ready_at = time.monotonic() + self.print_s
            if b'~HS' in heard and heard.find(b'^XA') < 0:
                heard = b''
                if self.answers:
                    connection.sendall(self.status(int(time.monotonic() < ready_at)))

    @staticmethod
    def cut(heard):
        start, end = heard.find(b'^XA'), heard.find(b'^XZ')
        return heard[start:end + 3] if 0 <= start < end else None
