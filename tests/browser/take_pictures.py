#!/usr/bin/env python3
"""Takes the pictures of the documentation: a page light, dark, on a phone, and what opens on it.

    take_pictures.py REPORT_HTML FOLDER
"""

import pathlib
import sys

import browser


def save(page, folder, name):
    (folder / f"{name}.png").write_bytes(page.picture())


def main(report, folder):
    lacking = browser.missing()
    if lacking:
        sys.exit(f"take_pictures: install {lacking}")
    folder.mkdir(parents=True, exist_ok=True)
    with browser.chromium() as page:
        for name, look in (("report_light", {}), ("report_dark", {"scheme": "dark"}), ("report_phone", {"width": 375, "height": 1000})):
            page.look_as(**{"height": 1180, "width": 1100, **look})
            page.open(report)
            save(page, folder, name)
        page.look_as(width=1100, height=1180)
        page.open(report)
        page.run("document.querySelector('#slowest summary').click();"
                 "document.querySelector('#requests-table button.open').click();"
                 "document.querySelector('#requests').scrollIntoView()")
        save(page, folder, "report_rows")
        page.run("document.querySelector('#slowest').scrollIntoView()")
        save(page, folder, "report_slowest")


if __name__ == "__main__":
    main(sys.argv[1], pathlib.Path(sys.argv[2]))
