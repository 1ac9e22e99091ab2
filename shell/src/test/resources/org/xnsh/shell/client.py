"""Does one thing at an SSH server with paramiko: client.py PORT USER KEY THING [WORD...]

Prints what came of it; ends with 0 where the server did what was asked.
"""
import sys
import threading
import time

import paramiko
from paramiko.common import cMSG_CHANNEL_REQUEST
from paramiko.message import Message

PATIENCE = 90


def until(channel, part, seen=""):
    """Reads until something is on the terminal."""
    channel.settimeout(PATIENCE)
    while part not in seen:
        piece = channel.recv(4096)
        if not piece:
            raise EOFError("ended before %r; seen: %r" % (part, seen))
        seen += piece.decode("utf-8", "replace")
    return seen


def ended(channel):
    out = b""
    channel.settimeout(PATIENCE)
    while True:
        piece = channel.recv(4096)
        if not piece:
            break
        out += piece
    sys.stdout.write(out.decode())
    sys.stderr.write(channel.makefile_stderr("r").read().decode())
    status = channel.recv_exit_status()
    # paramiko waits for itself for ever where a channel's end comes while it asks for new keys
    end = time.time() + PATIENCE
    while not channel.closed and time.time() < end:
        time.sleep(0.002)
    channel.transport.global_request("keepalive@openssh.com", wait=True)
    return status


def signalled(channel, name):
    message = Message()
    message.add_byte(cMSG_CHANNEL_REQUEST)
    message.add_int(channel.remote_chanid)
    message.add_string("signal")
    message.add_boolean(False)
    message.add_string(name)
    channel.transport._send_user_message(message)


def run(transport, line):
    channel = transport.open_session()
    channel.exec_command(line)
    return ended(channel)


def shell(transport, prompt):
    """A prompt: a line, another size, a page."""
    channel = transport.open_session()
    channel.get_pty("vt100", 100, 40)
    channel.invoke_shell()
    until(channel, prompt)
    channel.send("show bridges | count\r")
    until(channel, prompt, until(channel, "count").split("count")[-1])
    channel.resize_pty(40, 8)
    until(channel, prompt)
    channel.send("help\r")
    print(until(channel, "--More--"))
    channel.send("q")
    until(channel, prompt)
    channel.send("exit\r")
    return ended(channel)


def voided(transport, prompt):
    """What was typed before Ctrl-C is no part of the next line, however fast that comes."""
    channel = transport.open_session()
    channel.get_pty("xterm", 100, 40)
    channel.invoke_shell()
    until(channel, prompt)
    for keys in (("nonsense\x03", "help clear\r"), ("non", "sense\x03help clear\r")) * 10:
        for some in keys:
            channel.send(some)
        seen = until(channel, "clears the screen")
        print(seen)
    channel.send("exit\r")
    ended(channel)
    return 0


def sizes(transport, prompt):
    """Terminals that cannot be, called as no terminal is."""
    for term, width, height in (("-V", 0, 0), ("../x", 100000, 100000), ("", 2**31 - 1, 1)):
        channel = transport.open_session()
        channel.get_pty(term, width, height)
        channel.invoke_shell()
        until(channel, prompt)
        channel.resize_pty(0, 0)
        channel.send("brctl show xenbr0\r")
        until(channel, prompt, until(channel, "peth0"))
        channel.close()
    return 0


def deaf(transport, prompt):
    """A terminal that stops reading, and changes its size while the server waits for room."""
    channel = transport.open_session(window_size=2048)
    channel.get_pty("xterm", 80, 24)
    channel.invoke_shell()
    until(channel, prompt)
    for i in range(100):
        channel.send("show bridges; show bridges\r")  # no page is full
    while channel.in_window_sofar + len(channel.in_buffer) < 1024:
        time.sleep(0.01)
    for i in range(100):
        channel.resize_pty(60 + i, 24)
    channel.send("\x03")
    channel.send("show bridges xenbr0 | count\r")
    until(channel, "count")
    channel.send("exit\r")
    ended(channel)
    return 0


def ahead(transport, prompt, line):
    """Ctrl-C behind more type-ahead than a terminal takes, while a command runs."""
    channel = transport.open_session()
    channel.get_pty("xterm", 80, 24)
    channel.invoke_shell()
    until(channel, prompt)
    channel.send(line + "\r")
    until(channel, "\n")
    channel.send("x" * 1500)
    channel.send("\x03")
    until(channel, prompt)
    return 0


def signal(transport, line):
    """A command that a signal of the client's ends."""
    channel = transport.open_session()
    channel.exec_command(line)
    signalled(channel, "INT")
    return ended(channel)


def variables(transport, count):
    channel = transport.open_session()
    for i in range(int(count)):
        channel.update_environment({"LD_PRELOAD%d" % i: "/tmp/x" * 100})
    channel.exec_command("brctl show xenbr0")
    return ended(channel)


def refused(name, ask):
    try:
        ask()
    except Exception as e:
        print("%s: refused" % name)
    else:
        print("%s: GRANTED" % name)


def forwards(transport):
    """All that a client may ask for and does not get, on one connection."""
    def kind(name):
        there = ("127.0.0.1", 22)
        return lambda: transport.open_channel(name, there, there, timeout=PATIENCE)
    for name in ("direct-tcpip", "forwarded-tcpip", "x11", "auth-agent@openssh.com",
                 "tun@openssh.com", "direct-streamlocal@openssh.com"):
        refused(name, kind(name))
    refused("tcpip-forward", lambda: transport.request_port_forward("127.0.0.1", 0))
    refused("x11-req", lambda: transport.open_session().request_x11())
    for name in ("sftp", "netconf", "../x", "n" * 10000):
        channel = transport.open_session()
        refused("subsystem " + name[:10], lambda: channel.invoke_subsystem(name))
        channel.close()
    channel = transport.open_session()
    channel.request_forward_agent(lambda c: print("agent: GRANTED"))
    channel.exec_command("show bridges xenbr0 | count")
    return ended(channel)


def storm(transport, most):
    """Asks for new keys again and again, until the server has enough of it."""
    made = 0
    try:
        while made < int(most):
            transport.renegotiate_keys()
            made += 1
    except Exception as e:
        print("let go of after", made)
        return 0
    print("made", made)
    return 1


def rekeyed(transport, line):
    """New keys between commands."""
    for i in range(5):
        status = run(transport, line)
        transport.renegotiate_keys()
    return status or run(transport, line)


def connected(port):
    transport = paramiko.Transport(("127.0.0.1", int(port)))
    transport.daemon = True
    transport.start_client(timeout=PATIENCE)
    return transport


def stranger(port, user, thing):
    """Ways in that are none."""
    transport = connected(port)
    try:
        if thing == "password":
            transport.auth_password(user, "x", fallback=False)
        elif thing == "keyboard-interactive":
            transport.auth_interactive(user, lambda *_: [])
        elif thing == "none":
            transport.auth_none(user)
        elif thing == "long":
            transport.auth_none("u" * 10000)
        elif thing == "renewal":
            transport.renegotiate_keys()
            transport.renegotiate_keys()
            transport.auth_none(user)
        elif thing == "channel":
            transport.open_session(timeout=1)
    except paramiko.BadAuthenticationType as e:
        print("refused, allowed:", ",".join(e.allowed_types))
        return 0
    except Exception as e:
        print("refused:", type(e).__name__)
        return 0
    finally:
        transport.close()
    print("GRANTED")
    return 1


def main(port, user, key, thing, *words):
    if key == "none":
        return stranger(port, user, thing)
    transport = connected(port)
    try:
        transport.auth_publickey(user, paramiko.Ed25519Key.from_private_key_file(key))
        return globals()[thing](transport, *words)
    finally:
        transport.close()


sys.exit(main(*sys.argv[1:]))
