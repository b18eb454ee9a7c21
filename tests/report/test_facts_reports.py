"""Ladders as table, Mermaid and picture: shape, gaps, escaping, wrapping."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lintkit.report import facts_json, facts_table, ladder_mermaid, ladder_svg
from lintkit.report.facts_model import LadderFact, LadderSheet, RegisterSheet, RequirementFact, StepFact
from lintkit.report.facts_words import KIND, cut, months, next_of, title_of
from lintkit.report.ladder_shape import Edge, shape
from lintkit.report.svg_text import width_of, wrap

SVG = "{http://www.w3.org/2000/svg}"
RANK = {"correction": 20, "warning": 50, "fine": 70, "repayment": 80, "admission_stop": 90, "revocation": 110, "police_report": None}  # fmt: skip


def step(kind: str, after: str | None = None, **more: object) -> StepFact:
    known: dict[str, object] = {
        "name": KIND[kind].split(" ")[0], "kind": kind, "rank": RANK[kind], "modality": "ska", "trigger": "om felet kvarstår",
        "decider": "nämnden", "deadline": "inom 30 dagar", "follow_up": None, "escalates_to": after, "start": 0, "end": 9,
    }  # fmt: skip
    return StepFact(**(known | more))  # type: ignore[arg-type]


def sheet(*steps: StepFact) -> LadderSheet:
    return LadderSheet("a.md", "Villkor", "lov", "”kundval” 2 gånger", (LadderFact(("Villkor", "Sanktioner"), steps),))


def texts(svg: str) -> list[str]:
    return [e.text or "" for e in ElementTree.fromstring(svg).iter(f"{SVG}text")]


# --- shape --------------------------------------------------------------------------------------------------------


def test_rungs_stand_from_mildest_to_most_severe() -> None:
    form = shape(
        LadderFact((), (step("revocation"), step("repayment"), step("warning", "revocation"), step("police_report")))
    )
    assert [s.kind for s in form.rungs] == ["warning", "revocation"]
    assert [s.kind for s in form.beside] == ["repayment", "police_report"]
    assert form.edges == (Edge(0, 1, "revocation"),)


def test_the_nearest_rung_above_is_meant() -> None:
    form = shape(LadderFact((), (step("fine"), step("warning", "fine"), step("fine"), step("correction", "repayment"))))
    assert [s.kind for s in form.rungs] == ["correction", "warning", "fine", "fine"]
    assert form.edges[:2] == (Edge(0, None, "repayment"), Edge(1, 2, "fine"))


def test_only_what_ends_the_relation_owes_no_next_step() -> None:
    assert shape(LadderFact((), (step("fine"),))).edges == (Edge(0, None, None),)
    assert shape(LadderFact((), (step("revocation"),))).edges == ()


# --- words --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "kind", "shown"),
    [
        ("varning", "warning", "Varning"),
        ("anmaning", "correction", "Anmaning (rättelse)"),
        ("avauktorisering", "revocation", "Avauktorisering"),
        ("sista steget", "revocation", "Sista steget (återkallelse eller hävning)"),
    ],
)
def test_a_step_is_called_as_in_the_text(name: str, kind: str, shown: str) -> None:
    assert title_of(step(kind, name=name)) == shown


def test_the_next_step_is_called_as_in_the_text() -> None:
    warning, end = step("warning", "revocation"), step("revocation", name="avauktorisering")
    assert next_of(warning, (warning, end)) == "avauktorisering"
    assert next_of(warning, (warning,)) == "återkallelse eller hävning"
    assert next_of(end, (warning, end)) is None


def test_measures_and_cuts() -> None:
    assert [months(n) for n in (None, 6.0, 1.5, 12)] == [None, "6 mån", "1,5 mån", "12 mån"]
    assert cut("ett  två\ntre", 80) == "ett två tre"
    assert cut("ett två, tre", 9) == "ett två …"


# --- table --------------------------------------------------------------------------------------------------------


def test_a_table_keeps_its_width_and_escapes() -> None:
    words = "[b]x[/b] \x1b[31m \u202e " + "y" * 90
    out = facts_table.render_ladders([sheet(step("warning", trigger=words, decider=words))], width=90)
    assert max(map(len, out.splitlines())) == 90
    assert "[b]x[/b]" in out
    assert "\x1b" not in out and "\u202e" not in out


def test_a_narrow_screen_gets_lists() -> None:
    demand = RequirementFact(
        "belastningsregistret", None, ("verkställande direktör",), ("anställning",), 6, 12, None, 0, 1
    )
    registers = facts_table.render_registers([RegisterSheet("a.md", "", (demand,))], width=60)
    ladders = facts_table.render_ladders([sheet(step("warning", decider=None))], width=60)
    assert max(map(len, (registers + ladders).splitlines())) == 60
    rows = [" ".join(line.replace("│", " ").split()) for line in (registers + ladders).splitlines()]
    for row in ("Register belastningsregistret", "Vilka personer verkställande direktör", "Högsta ålder 6 mån",
                "Förnyas varje år", "Lagstöd saknas", "Vem som beslutar saknas", "Frist inom 30 dagar"):  # fmt: skip
        assert row in rows


def test_colour_only_when_asked_for() -> None:
    gap = sheet(step("warning", decider=None))
    assert "\x1b[" in facts_table.render_ladders([gap], color=True)
    assert "\x1b[" not in facts_table.render_ladders([gap])


def test_renewal_is_said_in_words() -> None:
    def shown(renewal_months: int | None, renewal: str | None) -> str:
        fact = RequirementFact(
            "belastningsregistret", None, ("vd",), (), 3.0, renewal_months, None, 0, 1, renewal=renewal
        )
        return facts_table.render_registers([RegisterSheet("a.md", "", (fact,))])

    assert "varje år" in shown(12, "årligen")
    assert "var 6 mån" in " ".join(shown(6, "halvårsvis").replace("│", " ").split())
    assert "”förnyas”" in shown(None, "förnyas")


# --- JSON ---------------------------------------------------------------------------------------------------------


def test_schema_refuses_what_the_contract_does_not_name() -> None:
    step_ = {k: getattr(step("warning"), k) for k in (
        "name", "kind", "rank", "modality", "trigger", "decider", "deadline", "follow_up", "escalates_to", "start", "end")}  # fmt: skip
    value = {"documents": [{"path": "a", "ladders": [{"section": [], "steps": [step_]}]}]}
    jsonschema.validate(value, facts_json.LADDER_SCHEMA)
    for broken in ({"kind": "dialog"}, {"direct": True}, {"start": -1}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(
                {"documents": [{"path": "a", "ladders": [{"section": [], "steps": [step_ | broken]}]}]},
                facts_json.LADDER_SCHEMA,
            )


def test_every_kind_has_a_swedish_name() -> None:
    assert set(facts_json.KINDS) == set(KIND)


# --- Mermaid ------------------------------------------------------------------------------------------------------


def test_mermaid_labels_cannot_break_out() -> None:
    out = ladder_mermaid.render([sheet(step("warning", trigger='x"] --> y; %% <script>#'))])
    (line,) = (li for li in out.splitlines() if li.strip().startswith("t1s0["))
    inside = line.strip()[len('t1s0["') : -len('"]')]
    assert '"' not in inside and "-->" not in inside and "%%" not in inside and "<script" not in inside
    assert "#quot;#93;" in inside


def test_mermaid_draws_direct_routes_and_missing_steps() -> None:
    out = ladder_mermaid.render([sheet(step("fine"), step("revocation", direct=True))])
    assert "t1d ==> t1s1" in out
    assert "t1s0 -.-> t1n0" in out and "nästa steg saknas" in out


# --- picture ------------------------------------------------------------------------------------------------------


def test_picture_is_self_contained_and_described() -> None:
    svg = ladder_svg.render([sheet(step("warning", "revocation", deadline=None), step("revocation"))])
    root = ElementTree.fromstring(svg)
    assert root.get("role") == "img"
    assert [root[0].tag, root[1].tag] == [f"{SVG}title", f"{SVG}desc"]
    assert "Frist: saknas" in (root[1].text or "") and "Nästa steg: inget" in (root[1].text or "")
    assert "http" not in svg.replace("http://www.w3.org/2000/svg", "")
    assert root.get("font-family") == "sans-serif"


def test_gaps_are_dashed() -> None:
    full = ladder_svg.render([sheet(step("warning", "revocation"), step("revocation"))])
    gap = ladder_svg.render([sheet(step("warning", decider=None), step("revocation"))])
    assert "stroke-dasharray" not in full and "saknas" not in texts(full)
    assert gap.count("stroke-dasharray") == 3  # who decides; the missing next step and the line to it
    assert "nästa steg saknas" in texts(gap)


def test_direct_routes_and_passing_escalations_are_arrows() -> None:
    plain = sheet(step("warning", "fine"), step("fine", "revocation"), step("revocation"))
    assert ladder_svg.render([plain]).count("marker-end") == 2
    passing = sheet(step("warning", "revocation"), step("fine", "revocation"), step("revocation", direct=True))
    svg = ladder_svg.render([passing])
    assert svg.count("marker-end") == 3
    assert "Direkt väg," in texts(svg)


def test_steps_stand_below_each_other_inside_the_picture() -> None:
    long = "ord " * 120 + "x" * 300
    svg = ladder_svg.render(
        [
            sheet(
                *(
                    step(k, trigger=long)
                    for k in ("correction", "warning", "fine", "admission_stop", "revocation", "police_report")
                )
            )
        ]
    )
    root = ElementTree.fromstring(svg)
    height = float(root.get("height", "0"))
    boxes = [(float(r.get("y", "0")), float(r.get("height", "0")), float(r.get("x", "0")), float(r.get("width", "0")))
             for r in root.iter(f"{SVG}rect") if r.get("rx") in ("2", "12")]  # fmt: skip
    assert len(boxes) == 6
    for (y, tall, x, wide), (below, *_) in zip(boxes, [*boxes[1:], (height,)], strict=True):
        assert y + tall <= below
        assert x >= 0 and x + wide <= ladder_svg.WIDTH
    for text in root.iter(f"{SVG}text"):
        if text.get("text-anchor") is None:
            bold = text.get("font-weight") == "bold"
            assert (
                float(text.get("x", "0")) + width_of(text.text or "", float(text.get("font-size", "0")), bold=bold)
                <= ladder_svg.WIDTH
            )
        assert float(text.get("y", "0")) <= height


@given(st.text(max_size=80), st.text(max_size=40))
def test_any_words_make_valid_xml(words: str, name: str) -> None:
    given_ = replace(
        sheet(step("warning", trigger=words, decider=name, vague_time=words, deadline=None)), title=name, path=words
    )
    ElementTree.fromstring(ladder_svg.render([given_]))


@given(st.text(alphabet="abcå mWi-/. ", max_size=200), st.integers(20, 300))
def test_wrapping_keeps_every_letter_within_the_room(words: str, room: int) -> None:
    lines = wrap(words, room, 14)
    assert "".join(lines).replace(" ", "") == "".join(words.split())
    assert all(width_of(part, 14) <= room or len(part) == 1 for part in lines)
