#!/usr/bin/env python3
"""Measures native scenarios, beside Locust where there is one, against one nginx on a core of its own.

    native.py BUILD_FOLDER [NAME...]      names: locust calm open switch; all without any

BUILD_FOLDER is a Release build with tests. Needs nginx; for the comparison Locust 2.
"""

import json
import os
import re
import resource
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request

from processes import family, pss

BUILD = os.path.abspath(sys.argv[1])
HERE = os.path.dirname(os.path.abspath(__file__))
BROOD = os.path.join(BUILD, "ci/command/brood")
USERS = os.path.join(BUILD, "tests/bench/native_user")

CONFIG = """
daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/error.log crit;
worker_rlimit_nofile 60000;
events {{ worker_connections 30000; }}
http {{
  access_log off; keepalive_requests 1000000000; keepalive_timeout 600s;
  client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder};
  uwsgi_temp_path {folder}; scgi_temp_path {folder};
  server {{
    listen 127.0.0.1:{port} backlog=16384;
    location / {{ return 200 "hello"; }}
    location /status {{ stub_status; }}
  }}
}}
"""


class Nginx:
    def __init__(self, folder, pinned):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        config = os.path.join(folder, "nginx.conf")
        with open(config, "w", encoding="utf-8") as file:
            file.write(CONFIG.format(folder=folder, port=self.port))
        pin = ["taskset", "-c", "0"] if pinned else []
        nginx = shutil.which("nginx") or "/usr/sbin/nginx"
        self.process = subprocess.Popen([*pin, nginx, "-c", config], stderr=subprocess.DEVNULL)
        for _ in range(100):
            time.sleep(0.05)
            try:
                self.requests()
                return
            except OSError:
                pass
        sys.exit("nginx did not start")

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def requests(self):
        with urllib.request.urlopen(self.url + "/status", timeout=5) as answer:
            return int(re.search(r"\n \d+ \d+ (\d+)", answer.read().decode()).group(1))

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait()


def measured(server, command):
    """Requests that the server counted, CPU seconds of the command and all it started, and seconds."""
    before, used, begin = server.requests(), resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        sys.exit(f"{command[0]} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    now = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = now.ru_utime + now.ru_stime - used.ru_utime - used.ru_stime
    return server.requests() - before - 1, cpu, time.monotonic() - begin


def brood(server, folder, task, *options):
    return ["taskset", "-c", "1", BROOD, "run", USERS, "-H", server.url, "--out", folder, "--filter", task, *options]


def locust(folder):
    """Requests per CPU second at 50 and at 1,000 users, ours and Locust's, in turn, three rounds; the best of each."""
    server = Nginx(folder, True)
    best = {}
    for users in ("50", "1000"):
        ours = brood(server, folder, "Busy.get", "-u", users, "-r", users, "-t", "10s")
        theirs = ["taskset", "-c", "1", "locust", "-f", os.path.join(HERE, "locustfile.py"), "--headless", "-u", users,
                  "-r", users, "-t", "10s", "-H", server.url, "--only-summary"]
        for _ in range(3):
            for name, command in (("Brood", ours), ("Locust", theirs)):
                if name == "Locust" and not shutil.which("locust"):
                    continue
                requests, cpu, seconds = measured(server, command)
                per_cpu = requests / cpu
                print(f"  {name}, {users} users: {requests:,} requests, {cpu:.1f} s CPU in {seconds:.1f} s, "
                      f"{per_cpu:,.0f} per CPU second")
                best[name, users] = max(best.get((name, users), 0), per_cpu)
    server.stop()
    for users in ("50", "1000"):
        if ("Locust", users) in best:
            print(f"{users} users: {best['Brood', users] / best['Locust', users]:.2f} times Locust's requests per CPU second")
    print(f"1,000 users: {best['Brood', '1000'] / best['Brood', '50']:.2f} of what 50 do")


def calm(folder):
    """Memory and start of 10,000 users that wait most of the time, each with a connection."""
    server = Nginx(folder, False)
    sizes = {}
    for users in (100, 10_000):
        command = [BROOD, "run", USERS, "-H", server.url, "--out", folder, "--filter", "Calm.get", "-u", str(users), "-r",
                   "1000000", "-t", "25s"]
        begin = time.monotonic()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT)
        up = None
        while process.poll() is None and time.monotonic() - begin < 22:
            time.sleep(0.1)
            if up is None and server.requests() - sizes.get("asked", 0) > users:
                up = time.monotonic() - begin
        sizes[users] = pss(family(process.pid))
        process.wait()
        sizes["asked"] = server.requests()
    server.stop()
    each = (sizes[10_000] - sizes[100]) / 9_900
    print(f"10,000 users, connected: all up after {up:.1f} s, {sizes[10_000] / 1024:.0f} MB in all, {each:.1f} KB each")


def open_model(folder):
    """5,000 arrivals a second: how many came in each second, and how late they began."""
    server = Nginx(folder, False)
    subprocess.run([BROOD, "run", USERS, "-H", server.url, "--out", folder, "--filter", "Busy.get", "--rate", "5000/s", "-t",
                    "20s"], stdout=subprocess.DEVNULL, check=True)
    server.stop()
    counts = []
    with open(os.path.join(folder, "journal.jsonl"), encoding="utf-8") as file:
        for line in file:
            interval = json.loads(line).get("interval")
            if interval and not interval.get("drain"):
                counts.append(sum(task.get("passed", 0) for task in interval["tasks"]))
    with open(os.path.join(folder, "stats.json"), encoding="utf-8") as file:
        stats = json.load(file)
    worst = max(abs(count - 5000) for count in counts) / 50
    late = stats["generator"]["lateness_ms"]
    print(f"open model, 5,000/s: each second within {worst:.2f} % of the plan ({min(counts)} to {max(counts)}), began late by "
          f"p50 {late['p50']} p99 {late['p99']} max {late['max']} ms, {stats['arrivals']['late']} found no free user")


def switch(_):
    subprocess.run([os.path.join(BUILD, "tests/bench/fiber_bench")], check=True)


BENCHES = {"locust": locust, "calm": calm, "open": open_model, "switch": switch}

for name in sys.argv[2:] or BENCHES:
    with tempfile.TemporaryDirectory() as place:
        os.chmod(place, 0o777)  # nginx serves as another user when it is started by root
        BENCHES[name](place)
