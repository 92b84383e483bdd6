"""A service to put load on. The first part of a path says how it behaves:

/good answers at once, /slow after a second and a half, /failing refuses every third request,
/missing knows no path, /silent answers nothing but its health, /dead not even that.
A WebSocket is echoed. The port stands on the first line of the output.
"""

import base64
import hashlib
import http.server
import itertools
import signal
import socketserver
import struct
import time

count = itertools.count(1)


class Target(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def handle_request(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        behaviour = self.path.split("/")[1]
        is_health = self.path.endswith("/healthz")
        if behaviour == "dead" or behaviour == "silent" and not is_health:
            time.sleep(600)
        if behaviour == "slow" and not is_health:
            time.sleep(1.5)
        status = 200
        if behaviour == "failing" and not is_health and next(count) % 3 == 0:
            status = 503
        if behaviour == "missing" and not is_health:
            status = 404
        if status == 200 and self.headers.get("Upgrade", "").lower() == "websocket":
            self.talk(behaviour)
            return
        token = self.headers.get("Authorization", "")
        answer = f"hello {token} {body.decode()}".encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer)

    do_GET = do_HEAD = do_OPTIONS = do_POST = do_PUT = do_PATCH = do_DELETE = handle_request

    def talk(self, behaviour):
        key = self.headers["Sec-WebSocket-Key"] + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
        accepted = base64.b64encode(hashlib.sha1(key.encode()).digest()).decode()
        self.send_response(101)
        self.send_header("Upgrade", "websocket")
        self.send_header("Connection", "Upgrade")
        self.send_header("Sec-WebSocket-Accept", accepted)
        self.end_headers()
        self.close_connection = True
        while True:
            head = self.rfile.read(2)
            if len(head) < 2:
                return
            length = head[1] & 127
            if length == 126:
                (length,) = struct.unpack(">H", self.rfile.read(2))
            mask = self.rfile.read(4)
            data = bytes(b ^ mask[i % 4] for i, b in enumerate(self.rfile.read(length)))
            code = head[0] & 15
            if code == 8:
                self.wfile.write(bytes([0x88, len(data)]) + data)
                return
            if code == 1 and not self.path.endswith("/mute"):
                self.wfile.write(bytes([0x81, len(data)]) + data)

    def log_message(self, *arguments):
        pass


class Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
    daemon_threads = True
    request_queue_size = 256


# Threads that start tests may have it blocked, and programs inherit that.
signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGTERM])
server = Server(("127.0.0.1", 0), Target)
print(server.server_address[1], flush=True)
server.serve_forever()
