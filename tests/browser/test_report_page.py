"""The report page in a real browser: filters, links, phone width, print, no errors, and axe without serious faults."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from lintkit.accept import Listed
from lintkit.config import Accepted
from lintkit.engine import lint_paths, lint_result, prepare
from lintkit.present import html_page
from lintkit.read import read_bytes
from lintkit.report.model import Report
from lintkit.report.page_model import Gone
from lintkit.rules import load_rules

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "report"))
from sample import report as hostile

sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright finns inte här")
axe_module = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe finns inte här")

ROOT = Path(__file__).resolve().parent.parent.parent
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium finns inte här"),
]
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
NAMES = ("kundval/reglemente-kundval.docx", "forskola/underlag-agar-och-ledningsprovning.pdf", "forening/regler-foreningsbidrag.html")  # fmt: skip


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield running
        running.close()


def corpus_report() -> Report:
    """Three documents of the corpus with one finding accepted."""
    rules = [r for r in load_rules() if r.rule.status == "stable"]
    day = date(2026, 11, 21)
    paths = [(ROOT / "corpus" / name, name) for name in NAMES]
    first = lint_paths(prepare(rules, day, nlp="none"), paths[:1]).results[0].findings[0]
    accepted = Listed("b.yaml", "baseline", (Accepted(first.fingerprint, first.rule, "känt", "C. Dahl"),))
    return lint_paths(prepare(rules, day, nlp="none", accepted=(accepted,)), paths)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sida") / "rapport.html"
    path.write_text(html_page(corpus_report(), [Gone("vagt-tid", "åtgärdat", "C. Dahl")]), "utf-8")
    return path


class Window:
    """An open page and what its console said."""

    def __init__(self, browser: Any, file: Path, **options: Any) -> None:
        self.context = browser.new_context(reduced_motion="reduce", **options)
        self.page = self.context.new_page()
        self.said: list[str] = []
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("request", lambda request: self.said.append(request.url) if request.url[:5] not in ("file:", "data:") else None)  # fmt: skip
        self.page.goto(file.as_uri())

    def __enter__(self) -> Window:
        return self

    def __exit__(self, *_: object) -> None:
        self.context.close()

    def visible(self) -> int:
        return int(self.page.locator("article.note:visible, details.closed:visible").count())


def serious(page: Any) -> list[str]:
    """Faults that axe calls serious or critical."""
    found = axe_module.Axe().run(page).response["violations"]
    return [
        f"{v['id']}: {v['nodes'][0]['html'][:200]} {v['nodes'][0].get('failureSummary', '')}"
        for v in found if v["impact"] in ("serious", "critical")
    ]  # fmt: skip


def test_filters(browser: Any, file: Path) -> None:
    with Window(browser, file) as window:
        page = window.page
        total = window.visible()
        vague = page.locator('article.note[data-family="vagt"]').count()
        assert page.locator("#visas").inner_text() == f"Visar {total} av {total} anmärkningar"
        page.get_by_label("Vaga uttryck").uncheck()
        assert window.visible() == total - vague
        assert page.locator("#visas").inner_text() == f"Visar {total - vague} av {total} anmärkningar"
        assert page.locator("a.hit.off").count() > 0
        for name in ("Fel", "Varningar", "Upplysningar"):
            page.get_by_label(name, exact=True).uncheck()
        assert window.visible() == 0
        page.get_by_label("Vaga uttryck").check()
        page.get_by_label("Varningar", exact=True).check()
        assert 0 < window.visible() < total
        assert window.said == []


def test_accepted_findings_can_be_hidden_and_opened(browser: Any, file: Path) -> None:
    with Window(browser, file) as window:
        page = window.page
        closed = page.locator("details.closed")
        assert closed.count() == 1 and not page.locator("details.closed article").is_visible()
        closed.locator("summary").click()
        assert "Skäl: känt" in page.locator("details.closed article").inner_text()
        page.get_by_label("Godtagna och undantagna").uncheck()
        assert not closed.is_visible()
        assert "Borta" in page.locator("#oversikt").inner_text()


def test_only_paragraphs_with_findings(browser: Any, file: Path) -> None:
    with Window(browser, file) as window:
        before = window.page.locator(".row:visible").count()
        window.page.get_by_label("Bara stycken med anmärkning").check()
        after = window.page.locator(".row:visible").count()
        assert 0 < after < before
        assert window.page.locator(".row.noted:visible").count() == after


def test_words_lead_to_their_note_and_keys_to_the_next(browser: Any, file: Path) -> None:
    with Window(browser, file) as window:
        page = window.page
        hit = page.locator("a.hit").nth(2)
        target = hit.get_attribute("href")
        hit.click()
        assert page.evaluate("location.hash") == target
        assert page.locator(f"{target}:visible").count() == 1
        page.get_by_role("button", name="Nästa").click()
        first = page.evaluate("document.activeElement.id")
        page.get_by_role("button", name="Nästa").click()
        second = page.evaluate("document.activeElement.id")
        page.get_by_role("button", name="Föregående").click()
        assert first != second and page.evaluate("document.activeElement.id") == first
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.tagName") in ("A", "SUMMARY", "BUTTON")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe(browser: Any, file: Path, scheme: str) -> None:
    with Window(browser, file, color_scheme=scheme) as window:
        assert serious(window.page) == []


def test_phone(browser: Any, file: Path) -> None:
    with Window(browser, file, viewport={"width": 390, "height": 844}, has_touch=True) as window:
        page = window.page
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        assert not page.get_by_label("Vaga uttryck").is_visible()
        page.get_by_text("Visa och filtrera").click()
        page.get_by_label("Vaga uttryck").uncheck()
        assert page.locator('article.note[data-family="vagt"]:visible').count() == 0
        assert serious(page) == [] and window.said == []


def test_print(browser: Any, file: Path) -> None:
    with Window(browser, file) as window:
        window.page.emulate_media(media="print")
        window.page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
        assert not window.page.locator(".top").is_visible()
        assert window.page.locator("article.note:visible").count() == window.page.locator("article.note").count()
        assert len(window.page.pdf(format="A4")) > 20_000


def test_without_script_everything_is_there(browser: Any, file: Path) -> None:
    with Window(browser, file, java_script_enabled=False) as window:
        assert not window.page.locator("#filter").is_visible()
        assert window.visible() == window.page.locator("article.note").count()
        assert window.page.locator("img").count() >= 1


def test_a_hostile_document_runs_nothing(browser: Any, tmp_path: Path) -> None:
    path = tmp_path / "rapport.html"
    path.write_text(html_page(hostile()), "utf-8", errors="replace")
    with Window(browser, path) as window:
        assert window.said == []
        assert window.page.locator("h2").first.inner_text().startswith("Reglemente alert(1)")
        assert serious(window.page) == []


def test_a_large_document_stays_usable(browser: Any, tmp_path: Path) -> None:
    text = "# Villkor\n\n" + "".join(
        f"{i}. Anordnaren ska snarast svara. " + "Nämnden får ta del av handlingar hos anordnaren och kunden. " * 8 + "\n\n"
        for i in range(1, 1001)
    )  # fmt: skip
    rules = [r for r in load_rules() if r.rule.id == "vagt-tid"]
    linter = prepare(rules, date(2026, 11, 21), nlp="none")
    result = lint_result(linter, read_bytes(text.encode(), "stor.md"), kind="reglemente")
    assert len(text) > 480_000 and len(result.findings) == 1000
    path = tmp_path / "rapport.html"
    path.write_text(html_page(Report("0", linter.today, (result,), {})), "utf-8")
    assert path.stat().st_size < 4_000_000
    with Window(browser, path) as window:
        assert window.page.locator("article.note").count() == 1000
        window.page.get_by_label("Varningar", exact=True).uncheck()
        assert window.page.locator("#visas").inner_text() == "Visar 0 av 1000 anmärkningar"
        assert window.said == []
