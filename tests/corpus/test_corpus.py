"""The corpus is what its sources and annotations say: rebuilt bytes, quotes, manifest, coverage."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
MANIFEST = yaml.safe_load((CORPUS / "manifest.yaml").read_text(encoding="utf-8"))
DOCUMENTS: list[dict[str, Any]] = MANIFEST["documents"]


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"corpus_{path.stem}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def make_gold() -> ModuleType:
    return _module(CORPUS / "gold" / "make_gold.py")


def _sources() -> dict[str, dict[str, Any]]:
    """Source of each built document, by path."""
    found = (yaml.safe_load(path.read_text(encoding="utf-8")) for path in (CORPUS / "source").glob("*.yaml"))
    return {source["path"]: source for source in found}


@cache
def _words(doc: str) -> str:
    """What a person reads in a document, on one line, without any reader of lintkit."""
    sources = _sources()
    if doc not in sources:
        data = (CORPUS / doc).read_bytes()
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            text = data.decode("cp1252")
        return " ".join(re.sub(r"(?<=[a-zåäö])-\s+(?=[a-zåäö]{3})", "", text).split())
    text = re.sub(r"\{-.*?-\}|\{\^.*?\^\}", "", sources[doc]["body"])
    text = re.sub(r"\{[+=](.*?)[+=]\}", r"\1", text)
    text = re.sub(r"\{#[^#]+#([^#]+)#\}", r"\1", text)
    return " ".join(text.split())


def test_manifest_lists_every_document() -> None:
    kept = {
        path.relative_to(CORPUS).as_posix()
        for suffix in ("docx", "odt", "pdf", "html", "md", "txt")
        for path in CORPUS.rglob(f"*.{suffix}")
    }
    assert kept - {"README.md"} == {document["path"] for document in DOCUMENTS}


def test_all_formats_are_there() -> None:
    formats = Counter(Path(document["path"]).suffix for document in DOCUMENTS)
    assert len(DOCUMENTS) >= 14
    for suffix, least in {".docx": 3, ".pdf": 2, ".odt": 2, ".html": 2, ".md": 3, ".txt": 2}.items():
        assert formats[suffix] >= least, suffix


def test_governing_documents_exist() -> None:
    paths = {document["path"] for document in DOCUMENTS}
    assert {document["governed_by"] for document in DOCUMENTS} - {None} <= paths


def test_one_text_is_windows_encoded_with_hard_line_breaks() -> None:
    data = (CORPUS / "rutiner" / "rutin-registerkontroll.txt").read_bytes()
    assert data.count(b"\r\n") == data.count(b"\n") > 20
    with pytest.raises(UnicodeDecodeError):
        data.decode("utf-8")
    assert "Söderholma kommun" in data.decode("cp1252").replace("SÖDERHOLMA KOMMUN", "Söderholma kommun")


@pytest.mark.parametrize("run", [1, 2])
def test_build_gives_the_committed_bytes(run: int) -> None:
    # A process of its own each time: nothing may depend on the hash seed or on what was built before.
    pytest.importorskip("docx", reason="python-docx saknas (tillvalet corpus)")
    pytest.importorskip("reportlab", reason="reportlab saknas (tillvalet corpus)")
    done = subprocess.run(
        [sys.executable, str(CORPUS / "build.py"), "--check"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, ""), done.stderr


def test_every_quote_stands_in_its_document_once(make_gold: ModuleType) -> None:
    for mark in make_gold.marks():
        make_gold.locate(mark, _words(mark.doc))


def test_locate_sees_split_words_and_refuses_doubles(make_gold: ModuleType) -> None:
    def mark(quote: str, context: str | None = None) -> Any:
        return make_gold.Mark("x", quote, context, "vagt", "time", "core")

    assert make_gold.locate(mark("vid behov"), "görs vid\n  be-\nhov.") == (5, 18)
    assert make_gold.locate(mark("snarast", "svara snarast"), "snarast. svara snarast") == (15, 22)
    with pytest.raises(make_gold.NotFoundError, match="2 x"):
        make_gold.locate(mark("snarast"), "snarast, ja snarast")
    with pytest.raises(make_gold.NotFoundError, match="0 x"):
        make_gold.locate(mark("genast"), "snarast")


def test_gold_is_up_to_date(make_gold: ModuleType) -> None:
    written = (CORPUS / "gold" / "gold.jsonl").read_text(encoding="utf-8")
    assert written == make_gold.gold(), "kör python corpus/gold/make_gold.py"


def test_well_drafted_documents_have_almost_no_marks(make_gold: ModuleType) -> None:
    core = Counter(mark.doc for mark in make_gold.marks() if mark.strength == "core")
    well = [document["path"] for document in DOCUMENTS if document["well_drafted"]]
    assert len(well) >= 4
    assert all(core[path] <= 1 for path in well)
    assert all(core[document["path"]] > 1 for document in DOCUMENTS if not document["well_drafted"])


def test_every_family_is_annotated_often(make_gold: ModuleType) -> None:
    core = Counter(mark.family for mark in make_gold.marks() if mark.strength == "core")
    assert set(core) == set(make_gold.FAMILIES)
    assert min(core.values()) >= 8


def test_cross_quotes_stand_in_their_documents(make_gold: ModuleType) -> None:
    cross = yaml.safe_load((CORPUS / "gold" / "cross.yaml").read_text(encoding="utf-8"))
    for pair in (*cross["conflicts"], *cross["not_conflicts"]):
        for side in (pair["a"], pair["b"]):
            mark = make_gold.Mark(side["doc"], side["quote"], None, "konflikt", "", "core")
            make_gold.locate(mark, _words(mark.doc))
    for entry in cross["terms"]:
        assert all(word in _words(entry["doc"]).lower() for word in entry["used"]), entry


def test_coverage_answers_every_remark(make_gold: ModuleType) -> None:
    marked = {(mark.doc, mark.quote) for mark in make_gold.marks()}
    remarks = yaml.safe_load((CORPUS / "coverage.yaml").read_text(encoding="utf-8"))["remarks"]
    ids = [remark["id"] for remark in remarks]
    assert len(ids) == len(set(ids))
    for remark in remarks:
        if remark["rule"] is None:
            assert remark["why_not"], remark["id"]
        else:
            shown = remark["shown_in"]
            assert (shown["doc"], shown["quote"]) in marked, remark["id"]
