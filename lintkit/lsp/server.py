"""The server: which texts are open, when they are linted, and what is sent; what is said stands in `answers`."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path, to_fs_path

from lintkit import __version__
from lintkit.errors import FileError, LintkitError, ReadError
from lintkit.finding import Finding
from lintkit.lsp import answers
from lintkit.lsp.positions import Lines
from lintkit.lsp.workshop import Result, Workshop, is_configuration

#: Seconds of silence after a keystroke before a text is linted anew.
PAUSE = 0.4

#: Characters of a text that is linted while it is written; a longer one is linted when it is opened and saved.
LIVE = 200_000

_TEXT_SUFFIXES = frozenset({".md", ".markdown", ".txt", ".html", ".htm", ".xml"})


@dataclass
class _Open:
    """A text in the editor: its last result and the linting that is under way."""

    version: int | None = None
    lines: Lines | None = None
    result: Result | None = None
    task: asyncio.Task[None] | None = None


@dataclass
class _State:
    """What the server remembers. Linting is done by one thread: the language model is not made for two."""

    workshop: Workshop
    texts: dict[str, _Open] = field(default_factory=dict)
    broken: dict[str, str] = field(default_factory=dict)  # URI of a configuration or rule file -> what was said of it
    said: set[str] = field(default_factory=set)
    worker: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, "lintkit"))
    tasks: set[asyncio.Task[None]] = field(default_factory=set)


def build(workshop: Workshop | None = None) -> LanguageServer:
    """A server ready to start. It reads documents from the editor, and governing documents from disk."""
    server = LanguageServer("lintkit", __version__, text_document_sync_kind=lsp.TextDocumentSyncKind.Incremental)
    state = _State(workshop or Workshop())
    _texts(server, state)
    _questions(server, state)
    return server


def serve() -> None:
    """Speak with an editor on standard input and output until it says goodbye."""
    # The library logs the text of messages when something fails, and documents do not belong in a log.
    logging.getLogger("pygls").setLevel(logging.CRITICAL)
    build().start_io()


def _texts(server: LanguageServer, state: _State) -> None:
    """Texts opened, changed, saved and closed; files changed on disk."""

    @server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
    async def opened(params: lsp.DidOpenTextDocumentParams) -> None:
        state.texts[params.text_document.uri] = _Open()
        _start(state, params.text_document.uri, _lint(server, state, params.text_document.uri, 0))

    @server.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
    async def changed(params: lsp.DidChangeTextDocumentParams) -> None:
        uri = params.text_document.uri
        if len(server.workspace.get_text_document(uri).source) <= LIVE:
            _start(state, uri, _lint(server, state, uri, PAUSE))

    @server.feature(lsp.TEXT_DOCUMENT_DID_SAVE)
    async def saved(params: lsp.DidSaveTextDocumentParams) -> None:
        uri = params.text_document.uri
        path = _path(uri)
        if path is not None and is_configuration(path):
            _again(server, state)
        else:
            # It may govern the others that are open.
            state.worker.submit(state.workshop.reread)
            for other in [uri, *(u for u in state.texts if u != uri)]:
                _start(state, other, _lint(server, state, other, 0))

    @server.feature(lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    async def on_disk(params: lsp.DidChangeWatchedFilesParams) -> None:
        _again(server, state)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)
    async def closed(params: lsp.DidCloseTextDocumentParams) -> None:
        gone = state.texts.pop(params.text_document.uri, None)
        if gone and gone.task:
            gone.task.cancel()
        server.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(params.text_document.uri, []))

    @server.feature(lsp.INITIALIZED)
    async def ready(params: lsp.InitializedParams) -> None:
        ability = server.client_capabilities.workspace
        watched = ability.did_change_watched_files if ability else None
        if watched and watched.dynamic_registration:
            # Configurations, rule files and governing documents decide over what is open.
            globs = [lsp.FileSystemWatcher(g) for g in ("**/lintkit.y*ml", "**/pyproject.toml", "**/*.{docx,odt,pdf}")]
            options = lsp.DidChangeWatchedFilesRegistrationOptions(globs)
            registration = lsp.Registration("lintkit-files", lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
            await server.client_register_capability_async(lsp.RegistrationParams([registration]))


def _questions(server: LanguageServer, state: _State) -> None:
    """What an editor asks about a text: why, what to do, and where its provisions stand."""

    @server.feature(lsp.TEXT_DOCUMENT_HOVER)
    async def hover(params: lsp.HoverParams) -> lsp.Hover | None:
        text = await _settled(state, params.text_document.uri)
        if text is None or text.result is None or text.lines is None:
            return None
        return answers.hover(text.result.findings, text.result.rules, text.lines, params.position)

    @server.feature(lsp.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    async def symbols(params: lsp.DocumentSymbolParams) -> list[lsp.DocumentSymbol]:
        text = await _settled(state, params.text_document.uri)
        if text is None or text.result is None or text.lines is None:
            return []
        return answers.symbols(text.result.document, text.lines)

    kinds = lsp.CodeActionOptions([lsp.CodeActionKind.QuickFix])

    @server.feature(lsp.TEXT_DOCUMENT_CODE_ACTION, kinds)
    async def actions(params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
        uri = params.text_document.uri
        text = await _settled(state, uri)
        if text is None or text.result is None or text.lines is None:
            return []
        start, end = text.lines.offset(params.range.start), text.lines.offset(params.range.end)
        here = [f for f in text.result.findings if f.status == "new" and f.start <= end and start <= f.end]
        return [action for finding in here for action in _actions(server, text, uri, finding)]


def _actions(server: LanguageServer, text: _Open, uri: str, finding: Finding) -> list[lsp.CodeAction]:
    assert text.result is not None
    assert text.lines is not None
    document, lines = text.result.document, text.lines
    of = answers.diagnostics([finding], document, lines, uri, from_path, lambda _: None)
    out = []
    if finding.suggestion:
        edit = lsp.TextEdit(lines.range(finding.start, finding.end), finding.suggestion)
        out.append(_action(f"Ändra till ”{finding.suggestion}”", of, uri, edit, preferred=True))
    comment = answers.exemption_edit(finding, document, lines)
    if comment is not None:
        out.append(_action(f"Tysta {finding.rule} här med skäl och namn", of, uri, comment))
    elif text.result.config is not None and text.result.config.name != "pyproject.toml":
        config = from_path(str(text.result.config))
        source = server.workspace.get_text_document(config).source
        start, end, entry = answers.accepted_edit(finding, source)
        edit = lsp.TextEdit(Lines(source).range(start, end), entry)
        title = f"Godta {finding.rule} i {text.result.config.name} med skäl och namn"
        out.append(_action(title, of, config, edit))
    return out


def _action(
    title: str, of: list[lsp.Diagnostic], uri: str, edit: lsp.TextEdit, *, preferred: bool = False
) -> lsp.CodeAction:
    whole = lsp.WorkspaceEdit({uri: [edit]})
    return lsp.CodeAction(title, lsp.CodeActionKind.QuickFix, of, is_preferred=preferred or None, edit=whole)


def _path(uri: str) -> Path | None:
    """The place on disk of a URI, None for a text without one (untitled, or inside another system)."""
    path = to_fs_path(uri) if uri.startswith("file:") else None
    return Path(path) if path else None


def from_path(path: str) -> str:
    """A path as a URI, made absolute from the working folder."""
    return from_fs_path(str(Path(path).absolute())) or path


def _start(state: _State, uri: str, work: Coroutine[Any, Any, None]) -> None:
    """Lint a text, in place of what was about to be done with it."""
    text = state.texts.setdefault(uri, _Open())
    if text.task and not text.task.done():
        text.task.cancel()
    text.task = asyncio.get_running_loop().create_task(work)
    state.tasks.add(text.task)
    text.task.add_done_callback(state.tasks.discard)


def _again(server: LanguageServer, state: _State) -> None:
    """Lint everything that is open, with configurations and rules read anew."""
    state.worker.submit(state.workshop.forget)
    state.said.clear()
    for uri in list(state.texts):
        _start(state, uri, _lint(server, state, uri, 0))


async def _settled(state: _State, uri: str) -> _Open | None:
    """A text once no linting of it is under way; None for one that is not open."""
    text = state.texts.get(uri)
    while text is not None and text.task is not None and not text.task.done():
        await asyncio.wait({text.task})
        text = state.texts.get(uri)
    return text


async def _lint(server: LanguageServer, state: _State, uri: str, pause: float) -> None:
    await asyncio.sleep(pause)
    source = server.workspace.get_text_document(uri)
    path = _path(uri)
    name = answers.name_for(str(path) if path else uri.rpartition(":")[2], source.language_id or "")
    if name is None or uri not in state.texts:
        return
    text, version = source.source, source.version
    try:
        loop = asyncio.get_running_loop()
        result = await loop.run_in_executor(state.worker, state.workshop.lint, text, name, path)
    except FileError as error:
        _report_file(server, state, error)
        return
    except ReadError as error:
        result = None
        if text.strip():
            _say(server, state, f"{Path(name).name} {error}.")
    except LintkitError as error:
        _say(server, state, f"{error}.")
        return
    opened = state.texts.get(uri)
    if opened is None:
        return
    _mended(server, state)
    opened.result, opened.version, opened.lines = result, version, Lines(text)
    if result is None:
        server.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, [], version))
        return
    for problem in result.problems:
        _say(server, state, f"{result.config or 'konfigurationen'}: {problem}.")
    found = answers.diagnostics(
        result.findings, result.document, opened.lines, uri, from_path, lambda other: _lines_of(server, other)
    )
    server.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, found, version))


def _lines_of(server: LanguageServer, path: str) -> Lines | None:
    """The lines of another document as the editor would show it; None for Word, PDF and what cannot be read."""
    if Path(path).suffix.lower() not in _TEXT_SUFFIXES or not Path(path).is_file():
        return None
    try:
        return Lines(server.workspace.get_text_document(from_path(path)).source)
    except (OSError, UnicodeDecodeError):
        return None


def _report_file(server: LanguageServer, state: _State, error: FileError) -> None:
    """Show a mistake in a configuration or rule file at its line."""
    uri = from_path(error.path)
    place = lsp.Range(lsp.Position(max(error.line - 1, 0), 0), lsp.Position(max(error.line, 1), 0))
    wrong = lsp.Diagnostic(place, error.what, lsp.DiagnosticSeverity.Error, source=answers.SOURCE)
    state.broken[uri] = error.what
    server.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, [wrong]))
    _say(server, state, str(error))


def _mended(server: LanguageServer, state: _State) -> None:
    """A linting went through: nothing is wrong with the files that were reported."""
    for uri in state.broken:
        server.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, []))
    state.broken.clear()


def _say(server: LanguageServer, state: _State, sentence: str) -> None:
    """A message in the editor, once until something changes on disk."""
    if sentence not in state.said:
        state.said.add(sentence)
        server.window_show_message(lsp.ShowMessageParams(lsp.MessageType.Warning, f"lintkit: {sentence}"))
