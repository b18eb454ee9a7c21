"""The pages as HTML answers, each with a content policy that lets nothing but its own script and style run."""

from __future__ import annotations

import secrets
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.responses import HTMLResponse, Response

from lintkit.report.common import safe
from lintkit.report.html import colors, policy
from lintkit.web.messages import Step
from lintkit.web.store import Job

if TYPE_CHECKING:
    from jinja2 import Environment

_HERE = Path(__file__).parent
_DOING = {"read": "Läser", "lint": "Granskar", "annotate": "Skriver kommentarer i"}
_ICON = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Crect width='16' height='16' "
    "rx='3' fill='%231f4e6b'/%3E%3Cpath d='M4 5h8M4 8h8M4 11h4' stroke='%23fff' stroke-width='1.5'/%3E%3C/svg%3E"
)
_KINDS = {"agar-och-ledningsprovning": "ägar- och ledningsprövning", "forfragningsunderlag": "förfrågningsunderlag"}


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(_HERE / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    made.filters["safe_text"] = lambda value: safe(str(value))
    made.filters["kind_name"] = kind_name
    made.filters["plural"] = plural
    return made


def page(name: str, status: int = 200, **values: Any) -> HTMLResponse:
    """A template's page. Script and style run by a nonce made for this answer."""
    nonce = secrets.token_urlsafe(16)
    site = values.get("site")
    values.setdefault("root", site.root if site is not None else "")
    # Whoever has no token is given the style with the page; there is nothing more to ask for.
    inline = "" if values["root"] else style()
    html = _environment().get_template(name).render(nonce=nonce, icon=_ICON, inline_style=inline, **values)
    content = (
        f"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; img-src data:; "
        "connect-src 'self'; form-action 'self'; frame-src 'self'; frame-ancestors 'none'; base-uri 'none'"
    )
    return HTMLResponse(html.encode("utf-8", "replace"), status, {"Content-Security-Policy": content})


def report(html: str) -> Response:
    """The report as a page of its own: its policy goes with the answer too, and it is cut off from our origin."""
    headers = {
        "Content-Security-Policy": f"{policy()}; frame-ancestors 'self'; sandbox allow-scripts",
        "X-Frame-Options": "SAMEORIGIN",
    }
    return HTMLResponse(html.encode("utf-8", "replace"), headers=headers)


@cache
def style() -> str:
    """The style of the pages, on the report's colours."""
    return colors() + (_HERE / "assets" / "page.css").read_text("utf-8")


@cache
def script() -> str:
    """The script of the pages; they work without it."""
    return (_HERE / "assets" / "page.js").read_text("utf-8")


def progress(job: Job) -> tuple[str, int, int]:
    """What a review is doing in one Swedish sentence, steps done, and steps in all (at least 1)."""
    if job.state == "waiting":
        return "Väntar på sin tur …", 0, 1
    if job.step is None:
        return "Börjar …", 0, 1
    return f"{_now(job.step, job.names)} …", job.step.done, max(job.step.total, 1)


def _now(step: Step, names: tuple[str, ...]) -> str:
    if step.stage not in _DOING:
        return "Sätter samman rapporten"
    place = f" ({step.place + 1} av {len(names)})" if len(names) > 1 else ""
    return f"{_DOING[step.stage]} {safe(names[step.place])}{place}"


def kind_name(kind: str) -> str:
    """A kind of document in Swedish; "" for documents of no recognised kind."""
    return "" if kind == "annat" else _KINDS.get(kind, kind.replace("-", " "))


def plural(count: int, one: str, many: str) -> str:
    """A count with its noun: "1 varning", "2 varningar"."""
    return f"{count} {one if count == 1 else many}"
