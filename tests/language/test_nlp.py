"""The door to spaCy: tokens with exact offsets, bounded time, and a lower level instead of a failure."""

from __future__ import annotations

import json
import pickle
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from lintkit.document import Document
from lintkit.engine import lint_document, prepare
from lintkit.language import nlp
from lintkit.language.analysis import Analysis
from lintkit.language.nlp import BUILTIN, MAX_TOKENS, LazyParser, Parser, load_parser, resolve, self_check
from lintkit.read import read_bytes
from lintkit.rules import load_rules
from tests.conftest import ROOT

spacy = pytest.importorskip("spacy", reason="the language pipeline needs spaCy")

TEXT = """# Villkor

Anordnaren ska lämna uppgifterna till nämnden. Ansökan prövas av socialnämnden.

Måltiderna ska vara näringsriktiga.
"""


@pytest.fixture(scope="module")
def parser() -> Parser:
    loaded = load_parser("auto")
    assert loaded.parser is not None, loaded.problem
    return loaded.parser


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A copy of the shipped pipeline, to be damaged."""
    return Path(shutil.copytree(BUILTIN, tmp_path / "model"))


def _document(text: str = TEXT) -> Document:
    return read_bytes(text.encode(), "reglemente.md")


def test_tokens_have_tags_relations_and_exact_offsets(parser: Parser) -> None:
    text = "Ansökan ska  prövas av social\u00adnämnden, m.m."
    (tokens,) = parser.parse([text])
    assert all(text[t.start : t.end] == t.text for t in tokens)
    at = {t.text: t for t in tokens}
    assert at["ska"].pos == "AUX"
    assert "Voice=Pass" in at["prövas"].morph
    assert at["ska"].dep == "aux" and tokens[at["ska"].head].text == "prövas"


def test_one_text_is_one_sentence(parser: Parser) -> None:
    (tokens,) = parser.parse(["Jfr 4 kap. 2 § SoL. Beslutet gäller. Kommunen betalar: § 5 (se bilaga)."])
    assert [t.text for i, t in enumerate(tokens) if t.head == i] != []
    assert sum(t.head == i for i, t in enumerate(tokens)) == 1


def test_without_syntax_there_are_tags_but_no_relations(parser: Parser) -> None:
    (tokens,) = parser.parse(["Ansökan prövas av nämnden."], syntax=False)
    assert {t.dep for t in tokens} == {""}
    assert [t.head for t in tokens] == list(range(len(tokens)))
    assert [t.pos for t in tokens] == ["NOUN", "VERB", "ADP", "NOUN", "PUNCT"]


def test_texts_keep_their_places_in_a_batch(parser: Parser) -> None:
    long = "ord " * (MAX_TOKENS + 1)
    parsed = parser.parse(["", "Nämnden beslutar.", long, "   ", "Rektorn beslutar.", "x" * 10_000])
    assert [" ".join(t.text for t in tokens) for tokens in parsed[:3]] == ["", "Nämnden beslutar .", ""]
    assert parsed[4][0].text == "Rektorn"
    assert parsed[5] == ()


def test_a_sentence_is_read_alike_alone_and_in_any_company(parser: Parser) -> None:
    lines = (ROOT / "tests" / "language" / "model_sentences.jsonl").read_text("utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in lines]
    fresh = Parser(parser._nlp, "L2", parser.path)
    together = fresh.parse(texts)
    for text, tokens in zip(texts, together, strict=True):
        fresh._known.clear()
        assert fresh.parse([text]) == [tokens]
    fresh._known.clear()
    assert fresh.parse([*reversed(texts), *texts]) == [*reversed(together), *together]
    assert fresh.parse(texts, syntax=False) == [
        tuple(t._replace(dep="", head=i) for i, t in enumerate(tokens)) for tokens in together
    ]


def test_a_sentence_met_again_is_not_parsed_again(parser: Parser, monkeypatch: pytest.MonkeyPatch) -> None:
    fresh = Parser(parser._nlp, "L2", parser.path)
    first, again, other = "Nämnden beslutar.", "Nämnden beslutar.", "Rektorn beslutar."
    (tokens,) = fresh.parse([first])
    assert fresh.parse([other, again])[1] is tokens
    assert fresh.parse([first], syntax=False) != [tokens]
    monkeypatch.setattr(nlp, "_KEPT", 2)
    fresh.parse([first])
    fresh.parse(["Kommunen beslutar."])
    assert set(fresh._known) == {(first, True), ("Kommunen beslutar.", True)}
    fresh.parse(["ord " * 380])
    assert len(fresh._known) == 2, "long texts are not kept"


@pytest.mark.parametrize(
    "text",
    [")" * 6000, "'" * 6000, "(" * 2000 + "x" + ")" * 2000, "http://a/" + "a/" * 2900, "ö" * 6000, "_ " * 2900, "a.b-" * 1499],
    ids=["closers", "quotes", "nested", "address", "letters", "form line", "joined"],
)  # fmt: skip
@pytest.mark.timeout(120)
def test_hostile_text_is_not_cut_up(parser: Parser, text: str) -> None:
    """What takes spaCy up to 25 s to cut up is one token, too many tokens are none, and a longer text is not begun."""
    (tokens,) = parser.parse([text])
    assert all(text[t.start : t.end] == t.text for t in tokens)
    assert len(tokens) == (0 if "_" in text else 1)
    assert parser.parse([text * 100]) == [()]


def test_words_read_are_not_kept(parser: Parser) -> None:
    strings = parser._nlp.vocab.strings
    parser.parse(["Nämnden beslutar."])
    before = len(strings)
    parser.parse([f"Nämnden beslutar om ordet{i}prov." for i in range(50)])
    assert len(strings) == before


def test_lone_surrogates_do_not_stop_it(parser: Parser) -> None:
    text = "Nämnden \ud800 beslutar."
    (tokens,) = parser.parse([text])
    assert tokens[-1].end == len(text)


def test_shipped_pipeline_passes_its_self_check(parser: Parser) -> None:
    check = self_check(parser)
    assert check.level == "L2"
    assert check.sentences >= 20
    assert check.right >= check.total - 2, check.wrong


class _Echo:
    """A parser that tags every word alike."""

    level = "L2"

    def parse(self, texts: list[str], *, syntax: bool = True) -> list[tuple[nlp.Token, ...]]:
        return [
            tuple(nlp.Token(w, 0, 0, "NOUN", "NN", "", "dep", 0) for w in text.rstrip(".").split()) for text in texts
        ]


def test_self_check_sees_through_a_parser_that_knows_nothing() -> None:
    check = self_check(_Echo())  # type: ignore[arg-type]
    assert check.level == "L0"
    assert len(check.wrong) == check.total - check.right > 40


def test_none_is_no_problem() -> None:
    assert load_parser("none") == nlp.Loaded(None, "L0", "none", None)


@pytest.mark.parametrize("setting", ["finns_inte", "json", "./finns/inte", "/", "", "__main__", "å ä ö", "a.b"])
def test_what_is_no_model_is_said_in_one_sentence(setting: str) -> None:
    loaded = load_parser(setting)
    assert (loaded.parser, loaded.level) == (None, "L0")
    assert loaded.problem is not None
    assert loaded.problem.startswith(f"språkmodellen ”{setting}” ")
    assert "\n" not in loaded.problem


def _set_meta(folder: Path, **values: str) -> None:
    meta = json.loads((folder / "meta.json").read_text("utf-8"))
    (folder / "meta.json").write_text(json.dumps(meta | values), "utf-8")


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (lambda m: _set_meta(m, spacy_version=">=3.5.0,<3.6.0"), "behöver spaCy >=3.5.0,<3.6.0"),
        (lambda m: _set_meta(m, lang="da"), "språket ”da”"),
        (lambda m: (m / "meta.json").unlink(), "meta.json saknas"),
        (lambda m: (m / "meta.json").write_text("{", "utf-8"), "kunde inte läsas"),
        (lambda m: (m / "meta.json").write_text("[]", "utf-8"), "trasig meta.json"),
        (lambda m: (m / "config.cfg").write_text("[nlp\n", "utf-8"), "kunde inte läsas"),
        (lambda m: (m / "tok2vec" / "model").write_bytes(b"\x93NUMPY"), "kunde inte läsas"),
        (lambda m: shutil.rmtree(m / "vocab"), "kunde inte läsas"),
        (lambda m: (m / "tokenizer").unlink(), "kunde inte läsas"),
        (lambda m: shutil.rmtree(m), "finns inte"),
    ],
)
def test_damaged_pipeline_gives_level_0(broken: Path, damage: Callable[[Path], Any], words: str) -> None:
    damage(broken)
    loaded = load_parser(str(broken))
    assert (loaded.parser, loaded.level) == (None, "L0")
    assert loaded.problem is not None and words in loaded.problem and "\n" not in loaded.problem


def test_shipped_pipeline_that_is_gone_gives_level_0(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(nlp, "BUILTIN", tmp_path / "sv_lintkit")
    loaded = load_parser("auto")
    assert (loaded.parser, loaded.level) == (None, "L0")
    assert loaded.problem is not None and "”sv_lintkit” finns inte" in loaded.problem


def test_without_spacy_there_is_level_0(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "spacy", None)
    loaded = load_parser("builtin")
    assert loaded.level == "L0"
    assert loaded.problem is not None and "behöver spaCy, som inte är installerat" in loaded.problem


def test_pipeline_without_parser_gives_level_1(tmp_path: Path) -> None:
    spacy.load(BUILTIN, exclude=["parser"]).to_disk(tmp_path / "tagger")
    loaded = load_parser(str(tmp_path / "tagger"))
    assert loaded.level == "L1" and loaded.parser is not None
    assert loaded.problem is not None and "saknar satsanalys" in loaded.problem
    (tokens,) = loaded.parser.parse(["Ansökan prövas."])
    assert tokens[1].dep == "" and "Voice=Pass" in tokens[1].morph


def test_parser_that_fails_the_self_check_is_not_used(tmp_path: Path) -> None:
    pipeline = spacy.load(BUILTIN)
    for node in pipeline.get_pipe("parser").model.walk():
        for name in node.param_names:
            if node.has_param(name):
                node.set_param(name, node.get_param(name) * 0)
    pipeline.to_disk(tmp_path / "weak")
    loaded = load_parser(str(tmp_path / "weak"))
    assert loaded.level == "L1"
    assert loaded.problem is not None and "egenkontrollen" in loaded.problem


def test_a_pipeline_reads_as_it_does_when_spacy_loads_it(parser: Parser) -> None:
    whole = Parser(spacy.load(BUILTIN), "L2", BUILTIN)
    lines = (ROOT / "tests" / "language" / "model_sentences.jsonl").read_text("utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in lines]
    texts += [
        "Jfr 4 kap. 2 § SoL, s.k. vite (t.ex. 5%) m.m.",
        "e-post: namn@kommun.se, kl. 08.00–16.30",
        "bl.a. http://a.se/b",
    ]
    assert parser.parse(texts) == whole.parse(texts)


def test_only_known_components_are_built(tmp_path: Path) -> None:
    pipeline = spacy.load(BUILTIN)
    pipeline.add_pipe("sentencizer")
    pipeline.to_disk(tmp_path / "more")
    config = (tmp_path / "more" / "config.cfg").read_text("utf-8")
    own = config.replace('factory = "sentencizer"', 'factory = "somebody.elses.code"')
    (tmp_path / "more" / "config.cfg").write_text(own, "utf-8")
    assert load_parser(str(tmp_path / "more")).level == "L2"


def test_package_is_read_but_not_imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "sv_prov_sm"
    package.mkdir()
    (package / "__init__.py").write_text("raise RuntimeError('imported')", "utf-8")
    shutil.copytree(BUILTIN, package / "sv_prov_sm-1.0.0")
    monkeypatch.syspath_prepend(str(tmp_path))
    loaded = load_parser("sv_prov_sm")
    assert (loaded.level, loaded.problem) == ("L2", None)
    assert "sv_prov_sm" not in sys.modules


def test_relative_paths_are_relative_to_the_configuration() -> None:
    folder = Path("/nagonstans")
    assert resolve("./modell", folder) == "/nagonstans/modell"
    assert resolve("/modell", folder) == "/modell"
    assert [resolve(s, folder) for s in ("auto", "none", "sv_core_news_sm")] == ["auto", "none", "sv_core_news_sm"]


def test_lazy_parser_loads_once_and_crosses_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []
    monkeypatch.setattr(nlp, "load_parser", lambda setting: calls.append(setting) or nlp.Loaded(None, "L0", "x", "y"))
    lazy = LazyParser("sv_modell")
    assert lazy.loaded is None
    assert lazy() is None and lazy() is None
    assert calls == ["sv_modell"]
    assert lazy.loaded is not None
    copy = pickle.loads(pickle.dumps(lazy))
    assert (copy.setting, copy.loaded) == ("sv_modell", None)


def test_analysis_gives_tokens_with_plain_offsets(parser: Parser) -> None:
    analysis = Analysis(_document(), parser=lambda: parser)
    sentences = [s for block in analysis.document.blocks for s in analysis.sentences(block)]
    analysis.parse(sentences)
    for sentence in sentences:
        tokens = analysis.tokens(sentence)
        assert (tokens[0].start, tokens[-1].end) == (sentence.start, sentence.end)
        assert all(analysis.document.plain.text[t.start : t.end] == t.text for t in tokens)


def test_analysis_asks_for_a_parser_only_when_there_is_something_to_parse(parser: Parser) -> None:
    asked = []
    analysis = Analysis(_document(), parser=lambda: asked.append(1) or parser)
    analysis.parse([])
    assert asked == []
    (sentence, *_) = analysis.sentences(analysis.document.blocks[1])
    analysis.parse([sentence, sentence])
    assert analysis.tokens(sentence) is analysis.tokens(sentence)
    assert len(asked) == 1


def test_analysis_without_a_parser_has_no_tokens() -> None:
    analysis = Analysis(_document())
    (sentence, *_) = analysis.sentences(analysis.document.blocks[1])
    analysis.parse([sentence])
    assert analysis.tokens(sentence) == ()


@pytest.mark.parametrize(("setting", "flagged"), [("auto", ["näringsriktiga"]), ("none", []), ("finns_inte", [])])
def test_rule_that_needs_tokens_goes_on_without_them(setting: str, flagged: list[str]) -> None:
    rules = [r for r in load_rules([ROOT / "rules" / "vagt"]) if r.rule.id == "vagt-omdome"]
    linter = prepare(rules, date(2026, 11, 21), nlp=setting)
    assert linter.parser.loaded is None
    _, findings = lint_document(linter, _document())
    assert [f.text for f in findings] == flagged
    assert linter.parser.loaded is not None


_PROBE = """
import sys
from lintkit.cli import main
status = main(sys.argv[1:])
print(sorted(sys.modules.keys() & {"spacy", "thinc", "numpy", "blis"}), status, file=sys.stderr)
"""


def _modules_after(*arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", _PROBE, *arguments], cwd=ROOT, capture_output=True, text=True, timeout=300, check=True
    )
    return done.stderr.splitlines()[-1]


def test_spacy_is_not_imported_when_no_rule_needs_it(tmp_path: Path) -> None:
    path = tmp_path / "reglemente.md"
    path.write_text(TEXT, "utf-8")
    assert _modules_after("check", "--select", "hanvisning,metadata", str(path)).startswith("[]")


def test_spacy_is_not_imported_when_no_sentence_needs_it(tmp_path: Path) -> None:
    path = tmp_path / "reglemente.md"
    path.write_text("# Reglemente\n\nKommunen betalar ersättning den 5 maj varje år.\n", "utf-8")
    arguments = ("check", "--profile", "alla", "--preview", str(path))
    assert _modules_after(*arguments).startswith("[]")
    path.write_text(TEXT, "utf-8")
    assert "spacy" in _modules_after(*arguments)


def test_level_is_said_once_and_a_problem_even_when_quiet(tmp_path: Path) -> None:
    (tmp_path / "lintkit.yaml").write_text("nlp: {model: ./min-modell}\n", "utf-8")
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text(TEXT, "utf-8")

    def run(*more: str) -> list[str]:
        command = [sys.executable, "-m", "lintkit", "check", "--select", "vagt-omdome", *more, "a.md", "b.md"]
        env = {"PYTHONPATH": str(ROOT), "PATH": ""}
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=300, env=env)
        return [line for line in done.stderr.splitlines() if "språkmodell" in line]

    (problem,) = run("--quiet")
    assert problem.startswith(f"lintkit: språkmodellen ”{tmp_path / 'min-modell'}” finns inte")
    (tmp_path / "lintkit.yaml").write_text("nlp: {model: none}\n", "utf-8")
    assert run() == ["språkmodell: ingen, nivå L0"]
    (tmp_path / "lintkit.yaml").unlink()
    (said,) = run()
    assert said.startswith("språkmodell: sv_lintkit ") and said.endswith(", nivå L2")
    assert run("--quiet") == []
