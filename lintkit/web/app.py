"""The routes of the page: what each address does with a review; how reviews are done and kept is others' business."""

from __future__ import annotations

import io
import threading
import zipfile
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from lintkit.errors import LintkitError
from lintkit.read import READERS
from lintkit.web import pages
from lintkit.web.guard import Guard, same
from lintkit.web.limits import megabytes
from lintkit.web.messages import Done, Given
from lintkit.web.names import disposition, download_name, shown_name, unique
from lintkit.web.store import Choices, Job, Store
from lintkit.web.upload import Form, Rejected, read_form

#: Profiles with their names on the page, and what sets them apart.
PROFILES = (
    ("kundval", "Kundval"), ("lov", "Valfrihet enligt LOV"), ("bidrag", "Bidrag"),
    ("policy", "Policy (inte registerutdrag, sanktioner och kontroller)"), ("alla", "Alla regler, även klarspråk"),
)  # fmt: skip
#: What one browser needs at the same time is far less; more uploads than this wait for nobody.
_UPLOADS = 4
_TYPES = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".odt": "application/vnd.oasis.opendocument.text", ".pdf": "application/pdf",
    ".html": "text/html; charset=utf-8",
}  # fmt: skip
_NO_PAGE = "Det finns ingen sida på den adressen."
_GONE = "Granskningen finns inte längre. Den kan ha tagits bort eller legat oanvänd för länge."


@dataclass
class Site:
    """One session: its reviews, its secrets, and how to stop it. `profile` is the configuration's own."""

    store: Store
    token: str
    csrf: str
    hosts: frozenset[str]
    profile: str = "kundval"
    #: The part of an address that opens the page once, so that the token is in no process's arguments.
    entry: str = ""
    stop: Callable[[], None] = lambda: None
    _uploads: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def root(self) -> str:
        return f"/s/{self.token}/"

    def app(self) -> ASGIApp:
        """The application, behind its guard."""
        at = f"/s/{self.token}"
        job = f"{at}/granskning/{{job}}"
        routes = [
            Route("/in/{entry}", self._enter), Route(f"{at}/", self._start),
            Route(f"{at}/sida.css", self._style), Route(f"{at}/sida.js", self._script),
            Route(f"{at}/granskning", self._create, methods=["POST"]), Route(job, self._show),
            Route(f"{job}/lage", self._state), Route(f"{job}/val", self._choose, methods=["POST"]),
            Route(f"{job}/ta-bort", self._remove, methods=["POST"]), Route(f"{job}/rapport", self._report),
            Route(f"{job}/rapport.html", self._report_file), Route(f"{job}/rapport.json", self._json_file),
            Route(f"{job}/allt.zip", self._all), Route(f"{job}/dokument/{{place:int}}", self._annotated),
            Route(f"{at}/stang", self._close, methods=["POST"]), Route("/favicon.ico", self._no_icon),
        ]  # fmt: skip

        @asynccontextmanager
        async def lifespan(_: Starlette) -> AsyncIterator[None]:
            try:
                yield
            finally:
                self.store.close()

        app = Starlette(
            routes=routes, lifespan=lifespan,
            exception_handlers={
                HTTPException: self._http_error, Rejected: self._rejected, Exception: self._own_fault,
            },
        )  # fmt: skip
        app.router.redirect_slashes = False
        return Guard(app, self.hosts, self.token, lambda status, why: self._message(status, why), ("/favicon.ico",))

    # Pages

    async def _enter(self, request: Request) -> Response:
        with self._lock:
            entry, self.entry = self.entry, ""
        if not entry or not same(request.path_params["entry"], entry):
            self.entry = entry
            return self._message(404, "Adressen gäller bara en gång. Använd den adress som lintkit serve visade.")
        return RedirectResponse(self.root, 303)

    async def _start(self, request: Request) -> Response:
        notice = "Granskningen och dess dokument är borttagna." if "borttagen" in request.query_params else ""
        return self._start_page(200, notice=notice)

    def _start_page(self, status: int, *, notice: str = "", problem: str = "") -> Response:
        limits = self.store.limits
        return pages.page(
            "start.html.j2", status, site=self, limits=limits, profiles=PROFILES, notice=notice, problem=problem,
            suffixes=sorted(READERS), jobs=self.store.all(), file_size=megabytes(limits.file_bytes),
            total_size=megabytes(limits.total_bytes), minutes=round(limits.idle_seconds / 60),
        )  # fmt: skip

    async def _create(self, request: Request) -> Response:
        with self._lock:
            if self._uploads >= _UPLOADS:
                return self._start_page(503, problem="Flera överföringar pågår redan; försök igen om en stund.")
            self._uploads += 1
        try:
            form = await read_form(request, self.store.limits, self._admit)
            if not form.files:
                raise Rejected(400, "Välj minst ett dokument.")
            names = unique(shown_name(name) for name, _ in form.files)
            documents = [Given(name, data) for name, (_, data) in zip(names, form.files, strict=True)]
            job = self.store.add(documents, self._choices(form))
        except Rejected as error:
            return self._start_page(error.status, problem=str(error))
        except LintkitError as error:
            return self._start_page(503, problem=str(error))
        finally:
            with self._lock:
                self._uploads -= 1
        return RedirectResponse(self._at(job), 303)

    def _choices(self, form: Form) -> Choices:
        profile = form.fields.get("profil", self.profile)
        if profile not in {key for key, _ in PROFILES}:
            raise Rejected(400, "Välj en av profilerna i listan.")
        # The configuration's own profile stays as it is there, with what it selects.
        chosen = None if profile == self.profile else profile
        return Choices(chosen, "andringar" in form.fields, "sammanfattning" in form.fields)

    async def _show(self, request: Request) -> Response:
        job = self._job(request)
        values: dict[str, Any] = {"site": self, "job": job, "at": self._at(job)}
        if job.state == "choosing":
            return pages.page("choose.html.j2", **values)
        if (result := job.result) is not None:
            copies = sum(bool(d.annotated) for d in result.documents)
            minutes = round(self.store.limits.idle_seconds / 60)
            return pages.page("result.html.j2", result=result, copies=copies, minutes=minutes, **values)
        if job.state == "failed":
            return pages.page("failed.html.j2", **values)
        text, done, total = pages.progress(job)
        return pages.page("work.html.j2", text=text, done=done, total=total, **values)

    async def _state(self, request: Request) -> Response:
        job = self._job(request)
        text, done, total = pages.progress(job)
        return JSONResponse({"state": job.state, "text": text, "done": done, "total": total})

    # What changes something

    async def _choose(self, request: Request) -> Response:
        job = self._job(request)
        form = await read_form(request, self.store.limits, self._admit)
        choice = form.fields.get("styr", "")
        places = {str(i): i for i, seen in enumerate(job.seen) if seen.error is None}
        if choice not in {"", *places}:
            raise Rejected(400, "Välj ett av dokumenten i listan.")
        self.store.choose(job, places.get(choice))
        return RedirectResponse(self._at(job), 303)

    async def _remove(self, request: Request) -> Response:
        await read_form(request, self.store.limits, self._admit)
        self.store.remove(request.path_params["job"])
        return RedirectResponse(f"{self.root}?borttagen", 303)

    async def _close(self, request: Request) -> Response:
        await read_form(request, self.store.limits, self._admit)
        for job in self.store.all():
            self.store.remove(job.id)
        answer = pages.page("closed.html.j2")
        self.stop()
        return answer

    def _admit(self, form: Form) -> None:
        if not same(form.fields.get("csrf", ""), self.csrf):
            raise Rejected(403, "Formuläret kommer inte från den här sidan; ladda om sidan och försök igen.")

    # Files

    async def _report(self, request: Request) -> Response:
        return pages.report(self._done(request)[1].page)

    async def _report_file(self, request: Request) -> Response:
        job, result = self._done(request)
        return _download(result.page.encode(), self._report_name(job, ".html"), _TYPES[".html"])

    async def _json_file(self, request: Request) -> Response:
        job, result = self._done(request)
        return _download(result.json.encode(), self._report_name(job, ".json"), "application/json")

    async def _annotated(self, request: Request) -> Response:
        place = request.path_params["place"]
        documents = self._done(request)[1].documents
        if place >= len(documents) or not documents[place].annotated:
            raise HTTPException(404, _NO_PAGE)
        document = documents[place]
        name = download_name(document.name, document.suffix, "-granskad")
        return _download(document.annotated, name, _TYPES.get(document.suffix, "application/octet-stream"))

    async def _all(self, request: Request) -> Response:
        _, result = self._done(request)
        found = [(download_name(d.name, d.suffix, "-granskad"), d.annotated) for d in result.documents if d.annotated]
        found += [("rapport.html", result.page.encode()), ("rapport.json", result.json.encode())]
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
            for name, (_, data) in zip(unique(name for name, _ in found), found, strict=True):
                package.writestr(name, data)
        return _download(out.getvalue(), "granskning.zip", "application/zip")

    def _report_name(self, job: Job, suffix: str) -> str:
        return download_name(job.names[0], suffix, "-rapport") if len(job.names) == 1 else f"rapport{suffix}"

    async def _style(self, _: Request) -> Response:
        return Response(pages.style(), media_type="text/css; charset=utf-8")

    async def _script(self, _: Request) -> Response:
        return Response(pages.script(), media_type="text/javascript; charset=utf-8")

    async def _no_icon(self, _: Request) -> Response:
        return Response(status_code=204)

    # Common

    def _at(self, job: Job) -> str:
        return f"{self.root}granskning/{job.id}"

    def _job(self, request: Request) -> Job:
        job = self.store.get(request.path_params["job"])
        if job is None:
            raise HTTPException(404, _GONE)
        return job

    def _done(self, request: Request) -> tuple[Job, Done]:
        job = self._job(request)
        result = job.result
        if result is None:
            raise HTTPException(404, "Granskningen är inte klar.")
        return job, result

    def _message(self, status: int, why: str, *, inside: bool = False) -> Response:
        return pages.page("message.html.j2", status, why=why, root=self.root if inside else "")

    async def _http_error(self, request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        inside = request.url.path.startswith(self.root)
        known = error.detail in (_GONE, _NO_PAGE) or error.detail.startswith("Granskningen")
        why = error.detail if known else {405: "Så går det inte att anropa sidan."}.get(error.status_code, _NO_PAGE)
        return self._message(error.status_code, why, inside=inside)

    async def _own_fault(self, request: Request, _: Exception) -> Response:
        return self._message(500, "Sidan råkade ut för ett internt fel.", inside=request.url.path.startswith(self.root))

    async def _rejected(self, request: Request, error: Exception) -> Response:
        assert isinstance(error, Rejected)
        return self._message(error.status, str(error), inside=True)


def _download(data: bytes, name: str, kind: str) -> Response:
    return Response(data, media_type=kind, headers={"Content-Disposition": disposition(name)})
