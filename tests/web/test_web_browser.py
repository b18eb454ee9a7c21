"""The page in a real browser: a document dropped, progress, findings, the copy; a set; phone; keyboard; no script."""

from __future__ import annotations

import io
import json
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("uvicorn", reason="paketen för sidan (lintkit[serve]) är inte installerade")
pytest.importorskip("playwright", reason="Playwright är inte installerat")

import playwright.sync_api as playwright
from test_web_serve import serving

from tests.conftest import ROOT

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = [
    pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="Chromium är inte installerat"),
]  # fmt: skip

KUNDVAL = ROOT / "corpus" / "kundval"
REGLEMENTE = KUNDVAL / "reglemente-kundval.docx"
VILLKOR = KUNDVAL / "villkor" / "villkor-hemtjanst.docx"
EVIL = (
    "# <script>window.ont = 1</script>\n\n1. Anordnaren ska snarast <img src=x onerror=\"window.ont=1\"> svara.\n\n"
    "2. [länk](javascript:window.ont=1) ska snarast <iframe src=\"javascript:parent.ont=1\"></iframe> visas.\n"
)  # fmt: skip


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with serving("--no-browser") as (_, url):
        yield url


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as started:
        running = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield running
        running.close()


class Tab:
    """A tab, and what its console said."""

    def __init__(self, browser: Any, address: str, **options: Any) -> None:
        self.address = address
        self.context = browser.new_context(locale="sv-SE", viewport={"width": 1280, "height": 900}, **options)
        self.said: list[str] = []
        self.asked: list[str] = []
        self.context.on("request", lambda request: self.asked.append(request.url))
        self.page = self.watch(self.context.new_page())
        self.page.goto(address)

    def watch(self, page: Any) -> Any:
        page.on("console", lambda message: self.said.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: self.said.append(str(error)))
        return page

    def drop(self, *paths: Path) -> None:
        """Drop files on the page as a file manager does."""
        files = [[p.name, p.read_bytes().hex()] for p in paths]
        transfer = self.page.evaluate_handle(
            """files => { const t = new DataTransfer(); for (const [name, hex] of files)
            t.items.add(new File([Uint8Array.from(hex.match(/../g) || [], h => parseInt(h, 16))], name)); return t; }""",
            files,
        )
        for event in ("dragenter", "dragover", "drop"):
            self.page.dispatch_event("#slapp", event, {"dataTransfer": transfer})

    def quiet(self) -> bool:
        """Whether nothing was said in the console, and nothing was asked of other servers."""
        origin = self.address.partition("/s/")[0]
        elsewhere = [url for url in self.asked if not url.startswith((origin, "data:"))]
        assert not self.said, self.said
        assert not elsewhere, elsewhere
        return True


@pytest.fixture
def open_tab(browser: Any, address: str) -> Iterator[Any]:
    tabs: list[Tab] = []

    def build(**options: Any) -> Tab:
        tabs.append(Tab(browser, address, **options))
        return tabs[-1]

    yield build
    for tab in tabs:
        tab.context.close()


def fits(page: Any) -> bool:
    """Whether nothing sticks out of the window at the side."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))


def axe(page: Any) -> list[str]:
    """What axe finds that is serious or worse."""
    module = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe är inte installerat")
    found = module.Axe().run(page).response["violations"]
    return [f"{v['id']}: {v['nodes'][0]['html'][:200]}" for v in found if v["impact"] in ("serious", "critical")]


def test_drop_wait_read_and_download(open_tab: Any) -> None:
    tab = open_tab()
    page = tab.page
    tab.drop(REGLEMENTE)
    assert page.locator("#valda li .name").all_inner_texts() == ["reglemente-kundval.docx"]
    assert page.evaluate("document.activeElement.id") == "granska"
    page.keyboard.press("Enter")
    page.wait_for_selector(".files", timeout=120_000)
    assert re.search(r"\d+ varningar", page.inner_text(".file"))
    frame = page.frame_locator("iframe.frame")
    frame.locator("article.note").first.wait_for(timeout=30_000)
    notes = frame.locator("article.note").count()
    assert notes > 10
    frame.locator("input[data-filter=severity][value=warning]").uncheck()  # its script runs inside the frame
    assert f"av {notes} anmärkningar" in frame.locator("#visas").inner_text()
    assert frame.locator("article.note:visible").count() < notes
    with page.expect_download() as waiting:
        page.click(".file .button")
    download = waiting.value
    assert download.suggested_filename == "reglemente-kundval-granskad.docx"
    with zipfile.ZipFile(io.BytesIO(Path(download.path()).read_bytes())) as package:
        assert package.read("word/comments.xml").count(b"<w:comment ") == notes
    with page.expect_download() as waiting:
        page.get_by_role("link", name="JSON").click()
    assert waiting.value.suggested_filename == "reglemente-kundval-rapport.json"
    assert json.loads(Path(waiting.value.path()).read_text("utf-8"))["schema"] == "lintkit-report/1"
    with tab.context.expect_page() as opened:
        page.click(".report .button")
    report = opened.value
    report.wait_for_load_state()
    assert report.locator("article.note").count() == notes
    assert report.evaluate("window.origin") == "null"  # cut off from the page
    page.get_by_role("button", name="Ta bort nu").click()
    page.wait_for_selector(".notice")
    assert "borttagna" in page.inner_text(".notice")
    assert tab.quiet()


def test_a_set_on_a_phone_by_keyboard(open_tab: Any) -> None:
    tab = open_tab(color_scheme="dark")
    page = tab.page
    page.set_viewport_size({"width": 390, "height": 844})
    assert fits(page)
    assert page.locator("#dokument").evaluate("e => { e.focus(); return document.activeElement === e; }")
    page.set_input_files("#dokument", [str(VILLKOR), str(REGLEMENTE)])
    assert page.inner_text("#granska") == "Granska 2 dokument"
    assert fits(page)
    page.locator("#granska").press("Enter")
    page.wait_for_selector("fieldset.options", timeout=120_000)
    assert page.locator("input[name=styr]:checked").get_attribute("value") == "1"
    assert fits(page)
    page.locator("input[name=styr]:checked").press("ArrowDown")
    assert page.locator("input[name=styr]:checked").get_attribute("value") == ""
    page.locator("input[name=styr]:checked").press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_selector(".files", timeout=120_000)
    page.wait_for_load_state()
    assert "Styrande dokument: reglemente-kundval.docx." in page.inner_text(".head")
    assert page.locator(".file").count() == 2
    assert not page.locator("iframe.frame").is_visible()
    assert fits(page)
    assert tab.quiet()


def test_files_that_do_not_fit_are_told_before_they_are_sent(open_tab: Any, tmp_path: Path) -> None:
    tab = open_tab()
    old, other, good = tmp_path / "gammal.doc", tmp_path / "bild.png", tmp_path / "bra.md"
    for path in (old, other, good):
        path.write_text("1. Anordnaren ska snarast svara.\n", "utf-8")
    tab.drop(old, other, good)
    said = tab.page.inner_text("#problem")
    assert "gammal.doc har formatet .doc, som inte kan läsas; spara om dokumentet som .docx." in said
    assert "bild.png har ett format som inte kan läsas." in said
    assert tab.page.locator("#valda li .name").all_inner_texts() == ["bra.md"]
    tab.page.get_by_role("button", name="Välj bort bra.md").click()
    assert not tab.page.locator("#valda").is_visible()
    tab.page.click("#granska")
    assert tab.page.inner_text("#problem") == "Välj minst ett dokument."
    assert tab.quiet()


def test_text_of_a_document_never_runs(open_tab: Any, tmp_path: Path) -> None:
    evil = tmp_path / "<img src=x onerror=window.ont=1>.md".replace("/", "")
    evil.write_text(EVIL, "utf-8")
    tab = open_tab()
    page = tab.page
    tab.drop(evil)
    assert page.evaluate("window.ont") is None
    page.click("#granska")
    page.wait_for_selector(".files", timeout=120_000)
    page.frame_locator("iframe.frame").locator("article.note").first.wait_for(timeout=30_000)
    assert all(frame.evaluate("window.ont") is None for frame in page.frames)
    assert not page.locator("main img").count()
    with tab.context.expect_page() as opened:
        page.click(".report .button")
    opened.value.wait_for_load_state()
    assert opened.value.evaluate("window.ont") is None
    page.goto(tab.address)
    assert page.evaluate("window.ont") is None
    assert tab.quiet()


def test_without_script(open_tab: Any) -> None:
    tab = open_tab(java_script_enabled=False)
    page = tab.page
    assert page.locator("#dokument").is_visible()
    page.set_input_files("#dokument", str(VILLKOR))
    page.click("#granska")
    page.wait_for_selector(".files", timeout=120_000)
    with page.expect_download() as waiting:
        page.click(".file .button")
    assert waiting.value.suggested_filename == "villkor-hemtjanst-granskad.docx"
    page.get_by_role("button", name="Ta bort nu").click()
    assert "borttagna" in page.inner_text(".notice")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_serious_for_those_who_use_aids(open_tab: Any, scheme: str) -> None:
    tab = open_tab(color_scheme=scheme, bypass_csp=True)  # axe is put into the page
    page = tab.page
    assert axe(page) == []
    tab.drop(VILLKOR, REGLEMENTE)
    assert axe(page) == []
    page.click("#granska")
    page.wait_for_selector("fieldset.options", timeout=120_000)
    assert axe(page) == []
    page.click(".go .primary")
    page.wait_for_selector(".files", timeout=120_000)
    assert axe(page) == []
    page.goto(f"{tab.address}granskning/finns-inte")
    assert axe(page) == []


def test_another_site_can_neither_read_nor_post(open_tab: Any, browser: Any, address: str) -> None:
    """A page of another origin (a data address) tries what a hostile site would."""
    context = browser.new_context()
    page = context.new_page()
    page.goto("data:text/html,<p>annan plats</p>")
    root = address
    outcome = page.evaluate(
        """async root => {
          const tries = [];
          for (const options of [{}, {mode: 'no-cors'}, {method: 'POST', mode: 'no-cors', body: new FormData()}]) {
            try { const a = await fetch(root + 'granskning', options); tries.push(a.type + a.status); }
            catch (e) { tries.push('stopp'); }
          }
          return tries; }""",
        root,
    )
    assert all(t in ("stopp", "opaque0") for t in outcome)
    page.set_content(f'<iframe src="{root}" id="f"></iframe>')
    page.wait_for_timeout(500)
    framed = [frame for frame in page.frames if frame != page.main_frame]
    assert all("Granska dokument" not in frame.content() for frame in framed)
    context.close()
