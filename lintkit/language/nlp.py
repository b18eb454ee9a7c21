"""spaCy behind a narrow door: finds and loads a Swedish pipeline and gives plain tokens; reads no meaning into them.

spaCy costs over a second to import, so it is imported inside the functions that need it and nowhere else.

Trust: a pipeline is read as data (configuration, tables and weights; nothing is unpickled) and only its tagger,
morphologizer, attribute ruler and parser with what feeds them are built, by functions that spaCy or an installed
package has registered. A model package is never imported; its folder is read. A pipeline is still somebody's work:
name only those you would install.
"""

from __future__ import annotations

import importlib.util
import json
import warnings
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from sys import intern
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from lintkit import lazy
from lintkit.language.memory import LONGEST
from lintkit.language.quick_spacy import import_spacy
from lintkit.language.selfcheck import Check as Check
from lintkit.language.selfcheck import self_check as self_check

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

Level = Literal["L0", "L1", "L2"]

#: The pipeline that ships with lintkit.
BUILTIN = Path(__file__).parent / "model" / "sv_lintkit"
#: A longer "sentence" is a table or a list pasted as text: no parse of it can be trusted.
MAX_TOKENS = 400
#: Far more than MAX_TOKENS words of Swedish (6,5 characters each); spares the tokenizer hostile input.
_MAX_CHARACTERS = 6_000
_BATCH = 256
#: Sentences kept parsed, mostly 5 kB each: archives repeat themselves, and a parse costs some milliseconds.
_KEPT = 1024
#: Dotted leaders, form lines and what is no word: blanked out, because spaCy takes quadratic time to cut them up.
_NOISE = lazy.compile(r"(?:[^\w\s]|_){8,}|\S{120,}")
#: What lintkit uses of a pipeline. Everything else (entities, lemmas, own components) is left unbuilt.
_FACTORIES = frozenset(
    {"tok2vec", "transformer", "curated_transformer", "tagger", "morphologizer", "attribute_ruler", "parser"}
)
_DEGRADED = "regler som behöver språkmodell hittar därför inget"


class Token(NamedTuple):
    """One token: half-open range in the text given; `pos` UPOS, `tag` SUC tag, `morph` UD features as "A=b|C=d",
    `dep` UD relation ("" where not parsed), `head` the index of its head in the sentence (its own for the root).
    """

    text: str
    start: int
    end: int
    pos: str
    tag: str
    morph: str
    dep: str
    head: int


class Parser:
    """A loaded pipeline. `level` is "L1" (tags and features) or "L2" (relations too)."""

    def __init__(self, nlp: Language, level: Literal["L1", "L2"], path: Path) -> None:
        self._nlp = nlp
        self.level: Literal["L1", "L2"] = level
        self.path = path
        self.name = f"{nlp.meta['lang']}_{nlp.meta['name']}"
        self.version = str(nlp.meta["version"])
        self._parsers = [name for name in nlp.pipe_names if nlp.get_pipe_meta(name).factory == "parser"]
        self._known: OrderedDict[tuple[str, bool], tuple[Token, ...]] = OrderedDict()

    def parse(self, texts: Sequence[str], *, syntax: bool = True) -> list[tuple[Token, ...]]:
        """The tokens of each text, which is taken as one sentence. Without `syntax`, and at level L1, `dep` is "".

        Empty for a text without words and for one of over MAX_TOKENS tokens: nothing reliable can be said of it.
        """
        syntax = syntax and self.level == "L2"
        found: dict[str, tuple[Token, ...]] = {}
        for text in texts:
            if (tokens := self._known.pop((text, syntax), None)) is not None:
                self._known[text, syntax] = found[text] = tokens  # asked for last
        found |= self._read([text for text in dict.fromkeys(texts) if text not in found], syntax)
        return [found[text] for text in texts]

    def _read(self, texts: Sequence[str], syntax: bool) -> dict[str, tuple[Token, ...]]:
        """The tokens of texts met for the first time, which are kept for when they come again."""
        if not texts:
            return {}
        found: dict[str, tuple[Token, ...]] = dict.fromkeys(texts, ())
        docs = ((self._one_sentence(text), text) for text in texts if len(text) <= _MAX_CHARACTERS)
        short = ((doc, text) for doc, text in docs if 0 < len(doc) <= MAX_TOKENS)
        off = [] if syntax else self._parsers
        with self._nlp.memory_zone():  # else a server would keep every word it has ever read
            for doc, text in self._nlp.pipe(short, as_tuples=True, batch_size=_BATCH, disable=off):
                found[text] = tuple(_token(token, text, parsed=syntax) for token in doc)
        self._known.update(((text, syntax), tokens) for text, tokens in found.items() if len(text) <= LONGEST)
        while len(self._known) > _KEPT:
            self._known.popitem(last=False)
        return found

    def _one_sentence(self, text: str) -> Doc:
        # A lone surrogate, which Python strings may hold, has no UTF-8 form; "?" keeps the offsets.
        clean = text.encode("utf-8", "replace").decode("utf-8")
        doc = self._nlp.make_doc(_NOISE.sub(lambda m: " " * len(m[0]), clean))
        for token in doc:
            token.is_sent_start = token.i == 0
        return doc


def _token(token: Any, text: str, *, parsed: bool) -> Token:
    start = token.idx
    end = start + len(token)
    dep, head = (token.dep_, token.head.i) if parsed else ("", token.i)
    # The same few labels come again and again: one string of each.
    pos, tag, morph, dep = map(intern, (token.pos_, token.tag_, str(token.morph), dep))
    return Token(text[start:end], start, end, pos, tag, morph, dep, head)


@dataclass(frozen=True, slots=True)
class Loaded:
    """The outcome of loading: `level` is what rules can count on, `problem` one Swedish sentence or None."""

    parser: Parser | None
    level: Level
    name: str
    problem: str | None = None


class LazyParser:
    """A parser that is loaded when first asked for, once; what a run shares between its documents."""

    def __init__(self, setting: str = "auto") -> None:
        self.setting = setting
        self._loaded: Loaded | None = None
        self.asked = False

    def __call__(self) -> Parser | None:
        """The parser, or None at level L0. `asked` tells from then on, until it is set back, that it was wanted."""
        self.asked = True
        return self.load().parser

    def load(self) -> Loaded:
        """The outcome of loading, which takes place now if it has not before."""
        if self._loaded is None:
            self._loaded = load_parser(self.setting)
        return self._loaded

    @property
    def loaded(self) -> Loaded | None:
        """The outcome of loading; None as long as nobody has asked for the parser."""
        return self._loaded

    def __reduce__(self) -> tuple[type[LazyParser], tuple[str]]:
        return LazyParser, (self.setting,)  # another process loads its own


class _Unusable(Exception):
    """Why a pipeline cannot be used: a Swedish clause whose subject is the pipeline."""


def resolve(setting: str, folder: Path) -> str:
    """The setting with a relative path made absolute from `folder`; other settings unchanged."""
    return str(folder / setting) if _is_path(setting) else setting


def load_parser(setting: str = "auto") -> Loaded:
    """Load what `nlp.model` names: auto, builtin, none, an installed package or a folder.

    Never raises: what cannot be used gives a lower level and says why. A pipeline that is not lintkit's own must
    pass the self-check for the level it is given.
    """
    if setting == "none":
        return Loaded(None, "L0", "none")
    name = BUILTIN.name if setting in ("auto", "builtin") else setting
    try:
        path = BUILTIN if setting in ("auto", "builtin") else _locate(setting)
        parser = _load(path)
        return _judged(parser, name) if path != BUILTIN else Loaded(parser, parser.level, parser.name)
    except _Unusable as error:
        reason = str(error)
    except Exception as error:  # spaCy, numpy and damaged files fail in many ways; all mean the same here
        reason = f"kunde inte läsas ({type(error).__name__}: {_first_line(error)})"
    return Loaded(None, "L0", name, f"språkmodellen ”{name}” {reason}; {_DEGRADED}")


def _judged(parser: Parser, name: str) -> Loaded:
    """Somebody else's pipeline at the level it earns."""
    check = self_check(parser)
    if check.level == "L0":
        raise _Unusable(f"klarar bara {check.right} av {check.total} uppgifter i egenkontrollen")
    if check.level == "L2":
        return Loaded(parser, "L2", parser.name)
    if parser.level == "L1":
        why = "saknar satsanalys (parser)"
    else:
        why = f"klarar bara {check.right} av {check.total} uppgifter i egenkontrollen"
    parser.level = "L1"
    return Loaded(parser, "L1", parser.name, f"språkmodellen ”{name}” {why} och används därför på nivå L1")


def _is_path(setting: str) -> bool:
    return setting not in ("auto", "builtin", "none") and not setting.isidentifier()


def _locate(setting: str) -> Path:
    """The folder of a pipeline, given as a path or as the name of an installed package (which is not imported)."""
    if _is_path(setting):
        return Path(setting).expanduser()
    spec = importlib.util.find_spec(setting)
    if spec is None:
        if Path(setting).is_dir():
            return Path(setting)
        raise _Unusable("är varken ett installerat paket eller en mapp")
    for package in spec.submodule_search_locations or ():
        # A packaged pipeline lies in name/name-version beside the package's own meta.json.
        for config in sorted(Path(package).glob("*/config.cfg"), reverse=True):
            return config.parent
    raise _Unusable("är ett paket utan språkmodell")


def _load(path: Path) -> Parser:
    if not path.is_dir():
        raise _Unusable("är en fil, inte en mapp" if path.exists() else "finns inte")
    if not (path / "config.cfg").is_file() or not (path / "meta.json").is_file():
        raise _Unusable("är ingen språkmodell för spaCy (config.cfg eller meta.json saknas)")
    meta = json.loads((path / "meta.json").read_text("utf-8"))
    if not isinstance(meta, dict):
        raise _Unusable("har en trasig meta.json")
    if meta.get("lang") != "sv":
        raise _Unusable(f"är gjord för språket ”{meta.get('lang')}”, inte för svenska")
    try:
        spacy = import_spacy()
        from spacy.about import __version__ as installed
        from spacy.util import is_compatible_version, load_config
    except ImportError as error:
        raise _Unusable("behöver spaCy, som inte är installerat") from error
    wanted = str(meta.get("spacy_version", ""))
    if wanted and not is_compatible_version(installed, wanted):
        raise _Unusable(f"behöver spaCy {wanted}, men version {installed} är installerad")
    config = load_config(path / "config.cfg")
    components = config.get("components", {})
    factories = {name: component.get("factory", "") for name, component in components.items()}
    unused = [name for name, factory in factories.items() if factory not in _FACTORIES]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # spaCy's advice to developers; whether the pipeline works is tried below
        nlp = spacy.load(path, exclude=unused, config=_overrides(config, path))
        built = {nlp.get_pipe_meta(name).factory for name in nlp.pipe_names}
        if "morphologizer" not in built and "attribute_ruler" not in built:
            raise _Unusable("saknar ordklasser (morphologizer)")
        parser = Parser(nlp, "L2" if "parser" in built else "L1", path)
        (tokens,) = parser.parse(["Nämnden ska pröva ansökan."])
    if not any(token.pos for token in tokens):
        raise _Unusable("ger inga ordklasser")
    return parser


def _overrides(config: Mapping[str, Any], path: Path) -> dict[str, Any]:
    """What of a pipeline's configuration is not followed: a tokenizer that its own file replaces whole need not first
    be made with the rules of the language, which takes as long as reading the file.
    """
    from spacy.tokenizer import Tokenizer
    from spacy.util import registry

    if (
        config.get("nlp", {}).get("tokenizer") != {"@tokenizers": "spacy.Tokenizer.v1"}
        or not (path / "tokenizer").is_file()
    ):
        return {}
    registry.tokenizers("lintkit.EmptyTokenizer.v1", func=lambda: lambda nlp: Tokenizer(nlp.vocab))
    return {"nlp.tokenizer": {"@tokenizers": "lintkit.EmptyTokenizer.v1"}}


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [""])[0][:160]
