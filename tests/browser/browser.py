"""Chromium for tests: what it shows, what it complains about, and what it asks of a network."""

import contextlib
import json
import os
import shutil
import sys

# Debian's Selenium belongs to Debian's Python, which need not be the first in the path.
SYSTEM_PYTHON = "/usr/bin/python3"

try:
    from selenium import webdriver
    from selenium.webdriver.chrome.options import Options
    from selenium.webdriver.chrome.service import Service
except ImportError:
    if os.path.exists(SYSTEM_PYTHON) and os.path.realpath(sys.executable) != os.path.realpath(SYSTEM_PYTHON):
        os.execv(SYSTEM_PYTHON, [SYSTEM_PYTHON, *sys.argv])
    webdriver = None


def missing():
    """What there is to install before a browser can be used; None if nothing."""
    if webdriver is None:
        return "python3-selenium"
    if shutil.which("chromium") is None:
        return "chromium"
    return None if shutil.which("chromedriver") else "chromium-driver"


class Browser:
    def __init__(self, driver):
        self.driver = driver

    def look_as(self, scheme="light", width=1240, height=1000):
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride",
                                    {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False})
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {
            "features": [{"name": "prefers-color-scheme", "value": scheme}]})

    def open(self, path):
        self.driver.get(path if str(path).startswith("about:") else "file://" + os.path.abspath(path))

    def run(self, script, *arguments):
        return self.driver.execute_script(script, *arguments)

    def press(self, *keys):
        """Types into what has the focus, as a keyboard does."""
        for key in keys:
            self.driver.switch_to.active_element.send_keys(key)

    def complaints(self):
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def requests(self):
        """URLs that were asked for since the last call."""
        events = [json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance")]
        return [event["params"]["request"]["url"] for event in events if event["method"] == "Network.requestWillBeSent"]

    def picture(self):
        return self.driver.get_screenshot_as_png()

    def pdf(self):
        return self.driver.execute_cdp_cmd("Page.printToPDF", {})["data"]


@contextlib.contextmanager
def chromium():
    options = Options()
    options.binary_location = shutil.which("chromium")
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--disable-dev-shm-usage"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(service=Service(shutil.which("chromedriver")), options=options)
    try:
        yield Browser(driver)
    finally:
        driver.quit()
