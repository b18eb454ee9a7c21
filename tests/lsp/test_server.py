"""The server with a real client: what an editor sees when a regulation is opened, written in and asked about."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

pytest_lsp = pytest.importorskip("pytest_lsp", reason="pytest-lsp är inte installerat")
pytest.importorskip("pygls", reason="språkservern (extra lsp) är inte installerad")

from lsprotocol import types as lsp  # noqa: E402
from pytest_lsp import ClientServerConfig, LanguageClient  # noqa: E402

TEXT = """# Reglemente för kundval

## Krav

1. Anordnaren ska 𝄞 snarast svara.

2. Anordnaren ska svara inom tre dagar.
   - Underlaget ska lämnas skyndsamt.
"""


@pytest_lsp.fixture(config=ClientServerConfig(server_command=[sys.executable, "-m", "lintkit", "lsp"]))
async def client(lsp_client: LanguageClient) -> AsyncIterator[None]:
    @lsp_client.feature(lsp.CLIENT_REGISTER_CAPABILITY)
    def register(params: lsp.RegistrationParams) -> None:
        """An editor notes which files to watch."""

    await lsp_client.initialize_session(
        lsp.InitializeParams(capabilities=pytest_lsp.client_capabilities("visual-studio-code"))
    )
    yield
    await lsp_client.shutdown_session()


async def _open(client: LanguageClient, path: Path, text: str, language: str = "markdown") -> str:
    path.write_text(text, "utf-8")
    uri = path.as_uri()
    client.text_document_did_open(lsp.DidOpenTextDocumentParams(lsp.TextDocumentItem(uri, language, 1, text)))
    await client.wait_for_notification(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    return uri


def _words(client: LanguageClient, uri: str, text: str) -> list[tuple[str, str]]:
    """(rule, flagged words) of what is shown."""
    lines = text.split("\n")
    out = []
    for shown in client.diagnostics[uri]:
        line = lines[shown.range.start.line].encode("utf-16-le")
        out.append(
            (str(shown.code), line[2 * shown.range.start.character : 2 * shown.range.end.character].decode("utf-16-le"))
        )
    return out


@pytest.mark.asyncio
async def test_findings_stand_at_their_words(client: LanguageClient, tmp_path: Path) -> None:
    uri = await _open(client, tmp_path / "reglemente.md", TEXT)
    assert _words(client, uri, TEXT) == [("vagt-tid", "snarast"), ("vagt-tid", "skyndsamt")]
    shown = client.diagnostics[uri][0]
    assert shown.severity == lsp.DiagnosticSeverity.Warning
    assert "Förslag:" in shown.message


@pytest.mark.asyncio
async def test_writing_changes_them(client: LanguageClient, tmp_path: Path) -> None:
    uri = await _open(client, tmp_path / "reglemente.md", TEXT)
    line = TEXT.split("\n")[4]
    start = len(line[: line.index("snarast")].encode("utf-16-le")) // 2
    change = lsp.TextDocumentContentChangePartial(
        range=lsp.Range(lsp.Position(4, start), lsp.Position(4, start + 7)), text="inom tre dagar"
    )
    client.text_document_did_change(
        lsp.DidChangeTextDocumentParams(lsp.VersionedTextDocumentIdentifier(version=2, uri=uri), [change])
    )
    await client.wait_for_notification(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    assert [code for code, _ in _words(client, uri, TEXT)] == ["vagt-tid"]
    client.text_document_did_close(lsp.DidCloseTextDocumentParams(lsp.TextDocumentIdentifier(uri)))
    await client.wait_for_notification(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    assert not client.diagnostics[uri]


@pytest.mark.asyncio
async def test_hover_says_why_and_by_which_source(client: LanguageClient, tmp_path: Path) -> None:
    uri = await _open(client, tmp_path / "reglemente.md", TEXT)
    place = client.diagnostics[uri][0].range.start
    answer = await client.text_document_hover_async(lsp.HoverParams(lsp.TextDocumentIdentifier(uri), place))
    assert answer is not None and isinstance(answer.contents, lsp.MarkupContent)
    for part in ("**Varför:**", "**Källor:**", "Språklagen (2009:600)", "`vagt-tid`"):
        assert part in answer.contents.value
    nothing = await client.text_document_hover_async(
        lsp.HoverParams(lsp.TextDocumentIdentifier(uri), lsp.Position(0, 3))
    )
    assert nothing is None


async def _actions(client: LanguageClient, uri: str, index: int) -> list[lsp.CodeAction]:
    answer = await client.text_document_code_action_async(
        lsp.CodeActionParams(
            lsp.TextDocumentIdentifier(uri), client.diagnostics[uri][index].range, lsp.CodeActionContext([])
        )
    )
    return [action for action in answer or [] if isinstance(action, lsp.CodeAction)]


def _applied(text: str, action: lsp.CodeAction, uri: str) -> str:
    assert action.edit is not None and action.edit.changes is not None
    (edit,) = action.edit.changes[uri]
    assert isinstance(edit, lsp.TextEdit)
    lines = text.splitlines(keepends=True)
    at = sum(len(line) for line in lines[: edit.range.start.line]) + edit.range.start.character
    to = sum(len(line) for line in lines[: edit.range.end.line]) + edit.range.end.character
    return text[:at] + edit.new_text + text[to:]


@pytest.mark.asyncio
@pytest.mark.parametrize("index", [0, 1])
async def test_a_quick_fix_silences_once_it_is_filled_in(client: LanguageClient, tmp_path: Path, index: int) -> None:
    uri = await _open(client, tmp_path / "reglemente.md", TEXT)
    (action,) = await _actions(client, uri, index)
    assert action.title == "Tysta vagt-tid här med skäl och namn"
    blank = _applied(TEXT, action, uri)
    assert "<!-- lintkit: ok vagt-tid – … /… -->\n" in blank
    other = await _open(client, tmp_path / "tom.md", blank)
    assert sorted(code for code, _ in _words(client, other, blank)) == [
        "metadata-undantag-utan-skal",
        "vagt-tid",
        "vagt-tid",
    ]
    filled = blank.replace("… /…", "avtalat /A. Berg")
    last = await _open(client, tmp_path / "ifylld.md", filled)
    assert [words for _, words in _words(client, last, filled)] == [("skyndsamt", "snarast")[index]]


@pytest.mark.asyncio
async def test_a_wording_that_is_always_right_is_offered_first(client: LanguageClient, tmp_path: Path) -> None:
    text = "# Reglemente för kundval\n\n1. Anordnaren ska anmäla det till Datainspektionen inom 72 timmar.\n"
    uri = await _open(client, tmp_path / "reglemente.md", text)
    first, second = await _actions(client, uri, 0)
    assert (first.title, first.is_preferred) == ("Ändra till ”Integritetsskyddsmyndigheten”", True)
    assert "till Integritetsskyddsmyndigheten inom" in _applied(text, first, uri)
    assert second.title.startswith("Tysta hanvisning-")


ENTRY = "    - {fingerprint: " + 64 * "a" + ", rule: vagt-tid, reason: avtalat, by: A. Berg}\n"


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "before", ["profile: kundval", "accepted: []  # inget ännu\nprofile: lov\n", f"accepted:\n{ENTRY}profile: lov\n"]
)
async def test_in_a_text_file_the_configuration_takes_the_exemption(
    client: LanguageClient, tmp_path: Path, before: str
) -> None:
    config = tmp_path / "lintkit.yaml"
    config.write_text(before, "utf-8")
    text = "Reglemente för kundval\n\n1. Anordnaren ska snarast svara.\n"
    uri = await _open(client, tmp_path / "reglemente.txt", text, "plaintext")
    (action,) = await _actions(client, uri, 0)
    assert "Godta vagt-tid i lintkit.yaml" in action.title
    changed = _applied(config.read_text("utf-8"), action, config.as_uri()).replace('"…"', '"avtalat"')
    config.write_text(changed, "utf-8")
    client.workspace_did_change_watched_files(
        lsp.DidChangeWatchedFilesParams([lsp.FileEvent(config.as_uri(), lsp.FileChangeType.Changed)])
    )
    await client.wait_for_notification(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    assert not client.diagnostics[uri]


@pytest.mark.asyncio
async def test_symbols_are_the_outline(client: LanguageClient, tmp_path: Path) -> None:
    uri = await _open(client, tmp_path / "reglemente.md", TEXT)
    answer = await client.text_document_document_symbol_async(lsp.DocumentSymbolParams(lsp.TextDocumentIdentifier(uri)))
    (title,) = answer or []
    assert isinstance(title, lsp.DocumentSymbol) and title.children
    assert (title.name, [c.name for c in title.children]) == ("Reglemente för kundval", ["Krav"])
    assert [c.name.split()[:2] for c in title.children[0].children or []] == [["punkt", "1"], ["punkt", "2"]]
    assert title.range.end.line >= 6


@pytest.mark.asyncio
async def test_a_broken_configuration_is_shown_at_its_line_until_it_is_mended(
    client: LanguageClient, tmp_path: Path
) -> None:
    config = tmp_path / "lintkit.yaml"
    config.write_text("fail_on: warning\nprofil: kundval\n", "utf-8")
    path = tmp_path / "reglemente.md"
    await _open(client, path, TEXT)
    (wrong,) = client.diagnostics[config.as_uri()]
    assert wrong.range.start.line == 1
    assert "profile" in wrong.message
    config.write_text("fail_on: warning\n", "utf-8")
    client.workspace_did_change_watched_files(
        lsp.DidChangeWatchedFilesParams([lsp.FileEvent(config.as_uri(), lsp.FileChangeType.Changed)])
    )
    for _ in range(20):
        if client.diagnostics.get(path.as_uri()):
            break
        await asyncio.sleep(0.25)
    assert not client.diagnostics[config.as_uri()]
    assert len(client.diagnostics[path.as_uri()]) == 2


@pytest.mark.asyncio
async def test_what_governs_is_read_from_disk(client: LanguageClient, tmp_path: Path) -> None:
    (tmp_path / "lintkit.yaml").write_text(
        "documents:\n  - {name: kundval, governs: reglemente.md, applies_to: [villkor.md]}\n", "utf-8"
    )
    governing = tmp_path / "reglemente.md"
    governing.write_text("# Reglemente för kundval\n\nMed skyndsamt avses inom två arbetsdagar.\n", "utf-8")
    text = "# Auktorisationsvillkor för hemtjänst\n\n1. Anordnaren ska skyndsamt rätta felet.\n"
    uri = await _open(client, tmp_path / "villkor.md", text)
    assert not client.diagnostics[uri]
    governing.write_text("# Reglemente för kundval\n\nReglementet gäller.\n", "utf-8")
    client.text_document_did_save(lsp.DidSaveTextDocumentParams(lsp.TextDocumentIdentifier(uri)))
    await client.wait_for_notification(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    assert _words(client, uri, text) == [("vagt-tid", "skyndsamt")]


@pytest.mark.asyncio
async def test_other_texts_are_left_alone(client: LanguageClient, tmp_path: Path) -> None:
    path = tmp_path / "program.py"
    client.text_document_did_open(
        lsp.DidOpenTextDocumentParams(lsp.TextDocumentItem(path.as_uri(), "python", 1, "# Du ska snarast svara.\n"))
    )
    await _open(client, tmp_path / "reglemente.md", TEXT)
    assert path.as_uri() not in client.diagnostics
