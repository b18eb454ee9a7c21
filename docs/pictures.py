"""Makes the guide's pictures of what lintkit really produces: the Word result, the report, the local page, a ladder.

    python docs/pictures.py

Needs LibreOffice with a window (libreoffice-writer), Xvfb, ImageMagick, Chromium and Playwright. Run when what
they show changes.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
TERMS = "corpus/kundval/villkor/villkor-hemtjanst.docx"
PICTURES = HERE / "bilder"
DAY = "2026-11-21"
DISPLAY = ":78"

#: Spell checking underlines every Swedish word where no dictionary is installed; tips of the day stand in the way.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Linguistic/SpellChecking">
<prop oor:name="IsSpellAuto" oor:op="fuse"><value>false</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Misc">
<prop oor:name="ShowTipOfTheDay" oor:op="fuse"><value>false</value></prop></item>
</oor:items>
"""


def lintkit(*arguments: str) -> None:
    """Run lintkit; findings are no failure."""
    done = subprocess.run([sys.executable, "-m", "lintkit", *arguments], cwd=ROOT, check=False)
    if done.returncode not in (0, 1):
        sys.exit(f"lintkit {' '.join(arguments)} gick inte")


def word(folder: Path) -> None:
    """The annotated Word document in LibreOffice's own window, comments in the margin."""
    lintkit(
        "review",
        TERMS,
        "-o",
        str(folder / "granskat.docx"),
        "--today",
        DAY,
    )
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, "utf-8")
    screen = subprocess.Popen(["Xvfb", DISPLAY, "-screen", "0", "1300x1500x24"], stderr=subprocess.DEVNULL)
    office = None
    try:
        time.sleep(2)
        env = {**os.environ, "DISPLAY": DISPLAY, "SAL_USE_VCLPLUGIN": "gen"}
        options = ["--norestore", "--nologo", f"-env:UserInstallation={profile.as_uri()}"]
        document = str(folder / "granskat.docx")
        office = subprocess.Popen(["soffice", *options, document], env=env, stderr=subprocess.DEVNULL)
        time.sleep(40)
        picture = PICTURES / "word.png"
        subprocess.run(["import", "-window", "root", str(picture)], env=env, check=True)
        trim = ["-crop", "1130x1160+60+95", "+repage", "-resize", "80%", "-colors", "128"]
        subprocess.run(["mogrify", *trim, str(picture)], check=True)
    finally:
        if office:
            office.terminate()
        screen.terminate()


def report(folder: Path) -> None:
    """The report in a browser."""
    page = folder / "rapport.html"
    lintkit("check", "corpus/kundval", "--format", "html", "--output", str(page), "--today", DAY)
    _screenshot(page, "rapport.png", "1280,1000")


def ladder(folder: Path) -> None:
    """A ladder as the picture for a memo."""
    picture = folder / "trappa.svg"
    lintkit("ladder", TERMS, "--format", "svg", "--output", str(picture))
    shutil.copy(picture, PICTURES / "trappa.svg")


def local_page(_: Path) -> None:
    """The local page with the result of a set, in a browser."""
    from playwright.sync_api import sync_playwright

    command = [sys.executable, "-m", "lintkit", "serve", "--no-browser"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server, sync_playwright() as started:
        assert server.stdout
        try:
            browser = started.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            page = browser.new_page(viewport={"width": 1280, "height": 1000}, locale="sv-SE")
            page.goto(server.stdout.readline().strip())
            page.set_input_files("#dokument", [ROOT / "corpus/kundval/reglemente-kundval.docx", ROOT / TERMS])
            page.click("#granska")
            page.click(".go .primary")
            page.wait_for_selector(".files")
            page.frame_locator("iframe.frame").locator("article.note").first.wait_for()
            page.wait_for_load_state()
            page.screenshot(path=PICTURES / "sida.png")
            browser.close()
        finally:
            server.terminate()
    subprocess.run(["mogrify", "-colors", "128", str(PICTURES / "sida.png")], check=True)


def _screenshot(page: Path, name: str, size: str) -> None:
    subprocess.run(
        ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", f"--window-size={size}",
         f"--screenshot={PICTURES / name}", page.as_uri()],
        check=True, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    subprocess.run(["mogrify", "-colors", "128", str(PICTURES / name)], check=True)


def main() -> None:
    """Make all pictures; the names of programs that are missing are said first."""
    missing = [name for name in ("soffice", "Xvfb", "import", "mogrify", "chromium") if shutil.which(name) is None]
    if missing:
        sys.exit(f"bilderna kräver program som saknas: {', '.join(missing)}")
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        for make in (word, report, local_page, ladder):
            make(Path(name))


if __name__ == "__main__":
    main()
