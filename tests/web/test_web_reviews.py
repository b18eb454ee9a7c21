"""Reviews from drop to removal: one document, a set with one that governs, what goes wrong, and that nothing is left."""

from __future__ import annotations

import io
import json
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("starlette", reason="paketen för sidan (lintkit[serve]) är inte installerade")

from lintkit.report.html import policy
from lintkit.web.messages import Seen
from lintkit.web.process import COMMAND
from lintkit.web.store import suggested
from tests.conftest import ROOT

CORPUS = ROOT / "corpus" / "kundval"
VAGUE = "# Reglemente för kundval\n\n## Krav\n\n1. Anordnaren ska snarast svara.\n".encode()
CLEAR = "# Reglemente för kundval\n\n## Krav\n\n1. Anordnaren ska svara inom tre arbetsdagar.\n".encode()
GOVERNING = "# Reglemente för kundval\n\n## Begrepp\n\nMed skälig tid avses tio arbetsdagar.\n".encode()
UNDER = "# Auktorisationsvillkor för hemtjänst\n\n## Krav\n\n1. Anordnaren ska svara inom skälig tid.\n".encode()

#: A working process that behaves badly with documents by their names, and as it should with the others.
_UNRULY = """
import os, sys, time
import lintkit.web.worker as worker, lintkit.read as read, lintkit.engine as engine, lintkit.present as present
def unruly(function, name_of, stage):
    def wrapped(*args, **kwargs):
        name = name_of(*args, **kwargs)
        if "hang-" + stage in name: time.sleep(600)
        if "dies-" + stage in name: os._exit(9)
        if "fault-" + stage in name: raise RuntimeError("hemligt")
        if "memory-" + stage in name: raise MemoryError
        return function(*args, **kwargs)
    return wrapped
read.read_bytes = unruly(read.read_bytes, lambda data, name: name, "read")
engine.lint_result = unruly(engine.lint_result, lambda linter, document, *_: document.path, "lint")
present.annotate_file = unruly(present.annotate_file, lambda data, report, *_, **__: report.results[0].path, "write")
present.html_page = unruly(present.html_page, lambda report, *_, **__: report.results[0].path, "page")
sys.exit(worker.main())
"""
UNRULY = (sys.executable, "-c", _UNRULY)


def _seconds(name: str) -> float:
    """Few for a process that hangs, so that the test need not wait; more than any machine needs for the others."""
    return 5.0 if name.startswith("hang") else 60.0


def test_one_document(page: Any) -> None:
    data = (CORPUS / "reglemente-kundval.docx").read_bytes()
    at = page.drop(("Reglemente för kundval.docx", data), andringar="1")
    assert page.wait(at) == "done"
    shown = page.client.get(at).text
    assert "Reglemente för kundval.docx" in shown
    report = page.client.get(f"{at}/rapport")
    assert "Reglemente för kundval.docx" in report.text
    found = page.client.get(f"{at}/rapport.json")
    assert found.headers["content-disposition"].startswith("attachment; ")
    [document] = json.loads(found.text)["documents"]
    assert document["path"] == "Reglemente för kundval.docx"
    assert len(document["findings"]) > 10
    copy = page.client.get(f"{at}/dokument/0")
    assert copy.headers["content-disposition"] == (
        'attachment; filename="Reglemente for kundval-granskad.docx"; '
        "filename*=UTF-8''Reglemente%20f%C3%B6r%20kundval-granskad.docx"
    )
    with zipfile.ZipFile(io.BytesIO(copy.content)) as package:
        comments = package.read("word/comments.xml").decode()
    assert comments.count("<w:comment ") == len(document["findings"])
    assert f"Word med {len(document['findings'])} kommentarer" in shown
    with zipfile.ZipFile(io.BytesIO(page.client.get(f"{at}/allt.zip").content)) as package:
        assert package.namelist() == ["Reglemente för kundval-granskad.docx", "rapport.html", "rapport.json"]
        assert package.read("Reglemente för kundval-granskad.docx") == copy.content


@pytest.mark.parametrize(("summary", "changes"), [(True, False), (False, True)])
def test_word_choices_are_followed(page: Any, summary: bool, changes: bool) -> None:
    data = (CORPUS / "reglemente-kundval.docx").read_bytes()
    chosen = {name: "1" for name, on in (("sammanfattning", summary), ("andringar", changes)) if on}
    at = page.drop(("a.docx", data), **chosen)
    page.wait(at)
    with zipfile.ZipFile(io.BytesIO(page.client.get(f"{at}/dokument/0").content)) as package:
        body = package.read("word/document.xml").decode()
    assert ("Granskning med lintkit" in body) is summary
    assert ("och 2 ändringar" in page.client.get(at).text) is changes


def test_the_report_is_cut_off_from_the_page(page: Any) -> None:
    at = page.drop(("a.md", VAGUE + b"\n<script>alert(1)</script>\n"))
    page.wait(at)
    headers = page.client.get(f"{at}/rapport").headers
    sent = headers["content-security-policy"]
    assert sent == f"{policy()}; frame-ancestors 'self'; sandbox allow-scripts"
    assert "allow-same-origin" not in sent
    assert headers["x-frame-options"] == "SAMEORIGIN"
    assert '<iframe class="frame"' in page.client.get(at).text
    assert 'sandbox="allow-scripts"' in page.client.get(at).text
    assert "<script>alert" not in page.client.get(f"{at}/rapport").text


@pytest.mark.parametrize("name", ["rapport", "rapport.html", "rapport.json", "allt.zip", "dokument/0", "dokument/7"])
def test_nothing_to_fetch_before_it_is_done(make: Any, name: str) -> None:
    page = make(command=UNRULY)
    at = page.drop(("hang-read.md", VAGUE))
    assert page.client.get(f"{at}/{name}").status_code == 404


def test_without_findings_there_is_no_copy(page: Any) -> None:
    at = page.drop(("a.md", CLEAR), profil="policy")
    page.wait(at)
    text = page.client.get(at).text
    assert json.loads(page.client.get(f"{at}/rapport.json").text)["summary"]["rules"] == {}
    assert "inga anmärkningar" in text
    assert "/dokument/0" not in text
    assert page.client.get(f"{at}/dokument/0").status_code == 404


def test_profile_decides_the_rules(page: Any) -> None:
    seen = {}
    for profile in ("policy", "alla"):
        at = page.drop(("villkor.docx", (CORPUS / "villkor" / "villkor-hemtjanst.docx").read_bytes()), profil=profile)
        page.wait(at)
        rules = json.loads(page.client.get(f"{at}/rapport.json").text)["summary"]["rules"]
        seen[profile] = {rule.partition("-")[0] for rule in rules}
    assert not seen["policy"] & {"register", "sanktion", "kontroll", "sprak"}
    assert {"register", "sanktion"} <= seen["alla"]


def test_a_set_is_asked_about_and_the_governing_document_holds(page: Any) -> None:
    vague = {}
    for choice in ("1", ""):
        at = page.drop(("villkor.md", UNDER), ("reglemente.md", GOVERNING))
        assert page.wait(at) == "choosing"
        asked = page.client.get(at).text
        assert 'name="styr" value="1" checked' in asked
        assert 'name="styr" value="0">' in asked
        assert page.post(f"{at}/val", styr=choice).status_code == 303
        assert page.wait(at) == "done"
        shown = page.client.get(at).text
        assert ("Styrande dokument: reglemente.md." in shown) is bool(choice)
        documents = json.loads(page.client.get(f"{at}/rapport.json").text)["documents"]
        assert [d["path"] for d in documents] == ["villkor.md", "reglemente.md"]
        vague[choice] = [f["text"] for f in documents[0]["findings"] if f["family"] == "vagt"]
    assert vague == {"1": [], "": ["inom skälig tid"]}


@pytest.mark.parametrize("choice", ["7", "-1", "x", "2"])
def test_only_readable_documents_can_govern(page: Any, choice: str) -> None:
    at = page.drop(("a.md", VAGUE), ("b.md", UNDER), ("c.docx", b"inte Word"))
    assert page.wait(at) == "choosing"
    asked = page.client.get(at).text
    assert "c.docx" in asked
    assert 'value="2"' not in asked
    assert page.post(f"{at}/val", styr=choice).status_code == 400
    assert page.wait(at) == "choosing"


def test_nothing_to_choose_when_one_can_be_read(page: Any) -> None:
    at = page.drop(("a.md", VAGUE), ("b.docx", b"inte Word"))
    assert page.wait(at, "done", "failed") == "done"
    text = page.client.get(at).text
    assert '<p class="bad">b.docx ' in text


def test_when_nothing_can_be_read_there_is_nothing_to_fetch(page: Any) -> None:
    at = page.drop(("tom.docx", b""))
    assert page.wait(at) == "done"
    answer = page.client.get(at)
    assert page.problem(answer) == "tom.docx är tom (0 byte)."
    assert "/rapport" not in answer.text


def test_suggestion_is_the_first_reglemente_that_was_read() -> None:
    seen = [Seen("avtal"), Seen("reglemente", error="är tom"), Seen("reglemente"), Seen("reglemente")]
    assert suggested(seen) == 2
    assert suggested([Seen("avtal"), Seen("policy")]) is None


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("hang-read.md", "tar längre tid än 5 sekunder att läsa"), ("hang-lint.md", "tar längre tid än 5 sekunder att granska"),
     ("dies-read.md", "är skadat eller kräver för mycket minne för att gå att läsa"),
     ("dies-lint.md", "är skadat eller kräver för mycket minne för att gå att granska"),
     ("fault-read.md", "kunde inte granskas, för lintkit råkade ut för ett internt fel"),
     ("fault-lint.md", "kunde inte granskas, för lintkit råkade ut för ett internt fel"),
     ("memory-lint.md", "kräver för mycket minne eller är för djupt nästlat för att kunna granskas")],
)  # fmt: skip
def test_one_bad_document_does_not_take_the_others(make: Any, name: str, sentence: str) -> None:
    page = make(command=UNRULY, step_seconds=_seconds(name))
    at = page.drop(("reglemente.md", VAGUE), (name, VAGUE))
    if page.wait(at) == "choosing":
        page.post(f"{at}/val", styr="")
        assert page.wait(at) == "done"
    text = page.client.get(at).text
    assert f'<p class="bad">{name} {sentence}.</p>' in text
    assert "hemligt" not in text
    documents = json.loads(page.client.get(f"{at}/rapport.json").text)["documents"]
    assert documents[0]["error"] is None
    assert documents[0]["findings"]
    assert documents[1]["error"] == sentence
    assert page.client.get(f"{at}/dokument/0").status_code == 200
    assert page.client.get(f"{at}/dokument/1").status_code == 404


def test_a_governing_document_that_cannot_be_linted_is_told(make: Any) -> None:
    page = make(command=UNRULY, step_seconds=60.0)
    at = page.drop(("villkor.md", UNDER), ("dies-lint.md", GOVERNING))
    page.wait(at)
    page.post(f"{at}/val", styr="1")
    assert page.wait(at) == "done"
    assert "dies-lint.md är skadat" in page.client.get(at).text


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("hang-write.md", "tar längre tid än 5 sekunder att kommentera"),
     ("dies-write.md", "är skadat eller kräver för mycket minne för att gå att kommentera"),
     ("fault-write.md", "kunde inte kommenteras, för lintkit råkade ut för ett internt fel"),
     ("memory-write.md", "kräver för mycket minne eller är för djupt nästlat för att kunna kommenteras")],
)  # fmt: skip
def test_without_a_copy_there_is_still_a_report(make: Any, name: str, sentence: str) -> None:
    page = make(command=UNRULY, step_seconds=_seconds(name))
    at = page.drop((name, VAGUE))
    assert page.wait(at) == "done"
    assert f"{name} {sentence}." in page.client.get(at).text
    assert "snarast" in page.client.get(f"{at}/rapport").text
    assert page.client.get(f"{at}/dokument/0").status_code == 404


@pytest.mark.parametrize("name", ["hang-page.md", "dies-page.md"])
def test_without_a_report_there_is_one_sentence(make: Any, name: str) -> None:
    page = make(command=UNRULY, step_seconds=_seconds(name))
    at = page.drop((name, VAGUE))
    assert page.wait(at) == "failed"
    text = page.client.get(at).text
    assert (
        page.problem(page.client.get(at))
        == "Granskningen avbröts av ett internt fel i lintkit, och ingen rapport kunde göras."
    )
    assert "Till början" in text


def test_the_whole_has_its_time_too(make: Any) -> None:
    page = make(command=UNRULY, step_seconds=60.0, total_seconds=2.0)
    at = page.drop(("hang-read.md", VAGUE))
    assert page.wait(at) == "failed"
    assert "tog längre tid än 2 sekunder och avbröts" in page.problem(page.client.get(at))


@pytest.mark.parametrize("command", [(sys.executable, "-c", "print('rappakalja' * 99)"), ("/finns/inte",)])
def test_a_working_process_that_is_not_one(make: Any, command: tuple[str, ...]) -> None:
    page = make(command=command)
    at = page.drop(("a.md", VAGUE))
    assert page.wait(at) == "failed"
    assert "internt fel" in page.problem(page.client.get(at))
    assert page.get().status_code == 200


def test_removal_stops_the_work_and_forgets(make: Any) -> None:
    page = make(command=UNRULY)
    at = page.drop(("hang-read.md", VAGUE))
    page.wait(at, "working")
    [job] = page.site.store.all()
    process = job.runner._process
    assert process.poll() is None
    answer = page.post(f"{at}/ta-bort")
    assert (answer.status_code, answer.headers["location"]) == (303, f"{page.site.root}?borttagen")
    assert process.wait(10) != 0
    assert job.documents == ()
    assert page.client.get(at).status_code == 404
    assert "finns inte längre" in page.problem(page.client.get(at))
    assert "borttagna" in page.client.get(f"{page.site.root}?borttagen").text
    assert page.post(f"{at}/ta-bort").status_code == 303  # once more does no harm


def test_documents_are_dropped_when_done_and_results_when_removed(page: Any) -> None:
    at = page.drop(("a.md", VAGUE))
    page.wait(at)
    [job] = page.site.store.all()
    assert job.documents == ()
    assert job.result is not None
    page.post(f"{at}/ta-bort")
    assert job.result is None
    for name in ("", "/rapport", "/rapport.json", "/dokument/0", "/lage"):
        assert page.client.get(at + name).status_code == 404


def test_unused_reviews_expire(make: Any) -> None:
    now = [0.0]
    page = make(clock=lambda: now[0], idle_seconds=60.0)
    at = page.drop(("a.md", VAGUE))
    page.wait(at)
    now[0] += 59
    assert page.client.get(at).status_code == 200
    now[0] += 59
    assert page.client.get(at).status_code == 200  # used a while ago
    now[0] += 61
    assert page.client.get(at).status_code == 404


def test_what_is_at_work_does_not_expire(make: Any) -> None:
    now = [0.0]
    page = make(command=UNRULY, clock=lambda: now[0], idle_seconds=60.0)
    at = page.drop(("hang-read.md", VAGUE))
    page.wait(at, "working")
    now[0] += 600
    assert page.client.get(at).status_code == 200


def test_at_most_so_many_at_work(make: Any) -> None:
    page = make(command=UNRULY, running=1)
    first = page.drop(("hang-read.md", VAGUE))
    page.wait(first, "working")
    second = page.drop(("a.md", VAGUE))
    assert page.wait(second, "waiting") == "waiting"
    assert "Väntar på sin tur" in page.client.get(second).text
    page.post(f"{first}/ta-bort")
    assert page.wait(second) == "done"


def test_closing_the_page_forgets_everything(page: Any) -> None:
    stopped: list[int] = []
    page.site.stop = lambda: stopped.append(1)
    page.drop(("a.md", VAGUE))
    answer = page.post("stang")
    assert answer.status_code == 200
    assert "lintkit är stängt" in answer.text
    assert not page.site.store.all()
    assert stopped == [1]


def test_progress_is_told_by_name(make: Any) -> None:
    page = make(command=UNRULY)
    at = page.drop(("hang-lint <b>.md", VAGUE))
    page.wait(at, "working")
    while (state := page.client.get(f"{at}/lage").json())["done"] < 1:
        pass
    assert state == {"state": "working", "text": "Granskar hang-lint <b>.md …", "done": 1, "total": 4}
    text = page.client.get(at).text
    assert "<b>" not in text
    assert '<noscript><meta http-equiv="refresh" content="2"></noscript>' in text


def test_the_working_process_connects_to_nothing(make: Any, tmp_path: Path) -> None:
    probe = (
        "import lintkit.web.worker as worker, lintkit.read as read, socket, sys\n"
        "def probe(data, name):\n"
        "    try: socket.create_connection(('127.0.0.1', 9))\n"
        "    except OSError as error: raise read.ReadError(str(error))\n"
        "read.read_bytes = probe\n"
        "sys.exit(worker.main())\n"
    )
    page = make(command=(sys.executable, "-c", probe))
    at = page.drop(("a.md", VAGUE))
    page.wait(at)
    assert "granskningen ansluter inte till något" in page.client.get(at).text


def test_command_does_not_look_in_the_working_folder() -> None:
    assert "-P" in COMMAND
