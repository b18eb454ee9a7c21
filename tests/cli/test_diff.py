"""The command diff: files, folders and git revisions; what it says, what it refuses, how it ends."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
from running import CLEAR, VAGUE, Run, Write

from lintkit.report.change_json import DIFF_SCHEMA

LADDER = (
    "# Auktorisationsvillkor\n\n## Sanktioner\n\n"
    "1. Vid brister ska nämnden besluta om varning. Bristen ska vara åtgärdad inom fyra veckor.\n"
    "2. Om bristen kvarstår ska nämnden häva avtalet.\n"
)
Git = Callable[..., str]


@pytest.fixture
def git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Git:
    """A repository in the working folder; commits whatever lies there when asked to `commit`."""
    if shutil.which("git") is None:
        pytest.skip("git finns inte här")
    for name, value in {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "GIT_CEILING_DIRECTORIES": str(tmp_path.parent)}.items():  # fmt: skip
        monkeypatch.setenv(name, value)

    def call(*arguments: str) -> str:
        command = ["git", "-C", str(tmp_path), "-c", "user.name=T", "-c", "user.email=t@example.se", *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()

    call("init", "-q", "-b", "main")
    return call


def commit(git: Git, message: str = "x") -> None:
    git("add", "-A")
    git("commit", "-q", "--allow-empty", "-m", message)


def diff(run: Run, *arguments: str, status: int) -> dict[str, object]:
    """The JSON comparison, held to its schema."""
    result = run("diff", *arguments, "--format", "json", "--today", "2026-11-21")
    assert result.status == status, result.err
    report = json.loads(result.out)
    jsonschema.Draft202012Validator(DIFF_SCHEMA).validate(report)
    return report  # type: ignore[no-any-return]


def new_rules(report: dict[str, object]) -> dict[str, list[str]]:
    return {d["path"]: [f["rule"] for f in d["findings"]["new"]] for d in report["documents"]}  # type: ignore[attr-defined]


# Files and folders


def test_two_files(run: Run, write: Write) -> None:
    write("gammal.md", CLEAR)
    write("ny.md", VAGUE)
    report = diff(run, "gammal.md", "ny.md", status=1)
    assert new_rules(report) == {"ny.md": ["vagt-tid"]}
    assert (report["old"], report["new"]) == ("gammal.md", "ny.md")
    assert report["documents"][0]["status"] == "changed"  # type: ignore[index]
    assert new_rules(diff(run, "ny.md", "gammal.md", status=0)) == {"gammal.md": []}


def test_a_file_and_itself(run: Run, write: Write) -> None:
    write("a.md", VAGUE)
    report = diff(run, "a.md", "a.md", status=0)
    assert report["summary"]["findings"]["kept"] == 1  # type: ignore[index]
    assert report["documents"][0]["provisions"] == []  # type: ignore[index]
    result = run("diff", "a.md", "a.md")
    assert result.out == "Inga nya anmärkningar, 0 åtgärdade, 1 kvarstår.\nIngen bestämmelse har ändrats.\n"


def test_two_folders(run: Run, write: Write) -> None:
    write("före/djupt/a.md", CLEAR)
    write("efter/djupt/a.md", VAGUE)
    write("före/borta.md", "# Borta\n\nAnordnaren ska skyndsamt packa.\n")
    write("efter/kommen.md", "# Något helt annat\n\nLokalen är ljus.\n")
    write("före/samma.md", VAGUE)
    write("efter/samma.md", VAGUE)
    report = diff(run, "före", "efter", status=1)
    assert {d["path"]: d["status"] for d in report["documents"]} == {  # type: ignore[attr-defined]
        "före/borta.md": "removed", "efter/djupt/a.md": "changed", "efter/kommen.md": "added",
        "efter/samma.md": "unchanged",
    }  # fmt: skip
    assert new_rules(report)["efter/djupt/a.md"] == ["vagt-tid"]


def test_word_beside_markdown(run: Run, write: Write, tmp_path: Path) -> None:
    import docx

    for name, words in (
        ("a.docx", "Anordnaren ska svara inom tre dagar."),
        ("b.docx", "Anordnaren ska svara snarast."),
    ):
        document = docx.Document()
        document.add_heading("Reglemente", 1)
        document.add_paragraph(words)
        document.save(str(tmp_path / name))
    report = diff(run, "a.docx", "b.docx", "--select", "vagt", status=1)
    assert new_rules(report) == {"b.docx": ["vagt-tid"]}
    [change] = report["documents"][0]["provisions"]  # type: ignore[index]
    assert [op for op, _ in change["words"]] == ["equal", "delete", "insert", "equal"]


def test_what_decides_the_exit_status(run: Run, write: Write) -> None:
    write("a.md", CLEAR)
    write("b.md", VAGUE)
    assert run("diff", "a.md", "b.md").status == 1
    assert run("diff", "a.md", "b.md", "--fail-on", "error").status == 0
    assert run("diff", "a.md", "b.md", "--fail-on", "never").status == 0
    assert run("diff", "a.md", "b.md", "--ignore", "vagt").status == 0
    write("lintkit.yaml", "fail_on: error\n")
    assert run("diff", "a.md", "b.md").status == 0
    assert run("diff", "a.md", "b.md", "--fail-on", "warning").status == 1


def test_the_new_versions_configuration_holds_for_both(run: Run, write: Write) -> None:
    write("före/a.md", VAGUE)
    write("före/lintkit.yaml", "ignore: [vagt]\n")
    write("efter/a.md", VAGUE)
    assert diff(run, "före", "efter", status=0)["summary"]["findings"]["kept"] == 1  # type: ignore[index]


def test_accepted_findings_are_not_new(run: Run, write: Write) -> None:
    write("a.md", CLEAR)
    write("b.md", VAGUE)
    run("baseline", "b.md", "-o", "godtaget.yaml")
    assert run("diff", "a.md", "b.md", "--baseline", "godtaget.yaml").status == 0


def test_definitions_of_each_versions_governing_document_hold(run: Run, write: Write) -> None:
    """The regulation defined the word; the revision takes the definition away, and the word is vague from then on."""
    text = "# Auktorisationsvillkor\n\n1. Anordnaren ska skyndsamt svara.\n"
    for folder, governing in (("före", "# Reglemente\n\nMed *skyndsamt* avses inom tre arbetsdagar.\n"), ("efter", "# Reglemente\n\nNämnden svarar.\n")):  # fmt: skip
        write(f"{folder}/reglemente.md", governing)
        write(f"{folder}/villkor.md", text)
        write(f"{folder}/lintkit.yaml", "documents: [{name: k, governs: reglemente.md, applies_to: [villkor.md]}]\n")
    report = diff(run, "före", "efter", "--select", "vagt-tid", status=1)
    assert new_rules(report)["efter/villkor.md"] == ["vagt-tid"]


def test_several_reports_and_the_same_bytes_twice(run: Run, write: Write, tmp_path: Path) -> None:
    write("a.md", LADDER)
    write("b.md", LADDER.replace("inom fyra veckor", "skyndsamt"))
    first = run("diff", "a.md", "b.md", "--report", "html=a.html", "--report", "json=a.json", "--format", "markdown")
    second = run("diff", "a.md", "b.md", "--report", "html=b.html", "--report", "json=b.json", "--format", "markdown")
    assert first.out == second.out
    for suffix in ("html", "json"):
        assert (tmp_path / f"a.{suffix}").read_bytes() == (tmp_path / f"b.{suffix}").read_bytes()
    assert "Fristen ”inom fyra veckor” för varning finns inte längre; i stället står det ”skyndsamt”." in first.out


def test_the_order_of_the_file_system_and_of_hashes_does_not_matter(tmp_path: Path) -> None:
    """Files made in opposite order, and strings that hash differently, give the same bytes."""
    outputs = set()
    names = ("a", "b", "ö", "c/d", "c/a", "e")
    for seed, order in (("1", names), ("2", tuple(reversed(names)))):
        top = tmp_path / seed
        for name in order:
            for folder, text in (("före", CLEAR), ("efter", LADDER + VAGUE)):
                path = top / folder / f"{name}.md"
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text.replace("Anordnaren", f"Anordnaren {name}"), encoding="utf-8")
        for form in ("json", "markdown", "html", "text"):
            done = subprocess.run(
                [sys.executable, "-m", "lintkit", "diff", "före", "efter", "--format", form, "--today", "2026-11-21"],
                cwd=top, capture_output=True, timeout=180, check=False, env={"PATH": "/usr/bin:/bin", "PYTHONHASHSEED": seed},
            )  # fmt: skip
            assert done.returncode == 1, done.stderr
            outputs.add((form, done.stdout))
    assert len(outputs) == 4


# Git


def test_revisions(run: Run, write: Write, git: Git) -> None:
    write("villkor/a.md", CLEAR)
    write("villkor/b.md", VAGUE)
    write("annat.txt.bak", "x")
    commit(git)
    write("villkor/a.md", VAGUE)
    write("läs.py", "x")
    commit(git)
    write("villkor/a.md", "orörd arbetskopia räknas inte")
    report = diff(run, "--git", "HEAD~1..HEAD", status=1)
    assert new_rules(report) == {"villkor/a.md": ["vagt-tid"]}
    assert (report["old"], report["new"]) == ("HEAD~1", "HEAD")
    assert diff(run, "--git", "HEAD..HEAD", status=0)["documents"] == []
    assert run("diff", "--git", "HEAD..HEAD").out.startswith("Inget dokument är ändrat.\n")


def test_revisions_leave_the_working_tree_alone(run: Run, write: Write, git: Git, tmp_path: Path) -> None:
    write("a.md", CLEAR)
    commit(git)
    write("a.md", VAGUE)
    commit(git)
    write("a.md", "ändrad")
    before = git("status", "--porcelain=v2"), sorted(p.name for p in tmp_path.iterdir()), git("stash", "list")
    run("diff", "--git", "HEAD~1..HEAD")
    assert (git("status", "--porcelain=v2"), sorted(p.name for p in tmp_path.iterdir()), git("stash", "list")) == before


def test_three_dots_compare_from_where_the_branch_left(run: Run, write: Write, git: Git) -> None:
    write("a.md", CLEAR)
    commit(git)
    git("checkout", "-q", "-b", "gren")
    write("b.md", VAGUE)
    commit(git)
    git("checkout", "-q", "main")
    write("a.md", VAGUE)
    commit(git)
    assert new_rules(diff(run, "--git", "main...gren", status=1)) == {"b.md": ["vagt-tid"]}
    report = diff(run, "--git", "main..gren", status=0)  # what a.md has on main stands in b.md on the branch
    assert set(new_rules(report)) == {"a.md", "b.md"}


def test_a_renamed_document(run: Run, write: Write, git: Git, tmp_path: Path) -> None:
    write("gammal.md", LADDER)
    commit(git)
    (tmp_path / "gammal.md").rename(tmp_path / "ny.md")
    write("ny.md", LADDER.replace("fyra", "två"))
    commit(git)
    report = diff(run, "--git", "HEAD~1..HEAD", status=0)
    [document] = report["documents"]  # type: ignore[misc]
    assert (document["status"], document["old"]["path"], document["new"]["path"]) == ("renamed", "gammal.md", "ny.md")
    assert "(hette gammal.md)" in run("diff", "--git", "HEAD~1..HEAD").out


def test_a_renamed_word_document_is_known_by_its_text(run: Run, git: Git, tmp_path: Path) -> None:
    import docx

    def save(name: str, last: str) -> None:
        document = docx.Document()
        document.add_heading("Reglemente", 1)
        for number in range(20):
            document.add_paragraph(f"Bestämmelse {number} om något som anordnaren ska göra inom {number + 2} dagar.")
        document.add_paragraph(last)
        document.save(str(tmp_path / name))

    save("a.docx", "Anordnaren ska svara inom tre dagar.")
    commit(git)
    (tmp_path / "a.docx").unlink()
    save("b.docx", "Anordnaren ska svara snarast.")
    commit(git)
    report = diff(run, "--git", "HEAD~1..HEAD", "--select", "vagt", status=1)
    assert [(d["status"], d["path"]) for d in report["documents"]] == [("renamed", "b.docx")]  # type: ignore[attr-defined]
    assert new_rules(report) == {"b.docx": ["vagt-tid"]}


def test_paths_limit_revisions(
    run: Run, write: Write, git: Git, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    commit(git)
    for name in ("ett/a.md", "två/b.md", "ett/.dold/c.md", "ett/README.md"):
        write(name, VAGUE)
    commit(git)
    assert set(new_rules(diff(run, "--git", "HEAD~1..HEAD", "ett", status=1))) == {"ett/a.md"}
    assert set(new_rules(diff(run, "--git", "HEAD~1..HEAD", "två/b.md", status=1))) == {"två/b.md"}
    monkeypatch.chdir(tmp_path / "ett")
    assert set(new_rules(diff(run, "--git", "HEAD~1..HEAD", ".", status=1))) == {"ett/a.md"}
    assert set(new_rules(diff(run, "--git", "HEAD~1..HEAD", status=1))) == {"ett/a.md", "två/b.md"}


@pytest.mark.parametrize(
    "name", ["-rf.md", "a b\n.md", "$(touch x).md", "”å”.md", "*.md", ":(top).md", "--output=x.md"]
)
def test_hostile_file_names(run: Run, git: Git, name: str, tmp_path: Path) -> None:
    commit(git)
    (tmp_path / name).write_text(VAGUE, encoding="utf-8")
    commit(git)
    assert new_rules(diff(run, "--git", "HEAD~1..HEAD", status=1)) == {name: ["vagt-tid"]}
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted([".git", name])
    for form in ("text", "markdown", "html"):
        assert run("diff", "--git", "HEAD~1..HEAD", "--format", form).status == 1


def test_a_name_that_is_not_utf8(run: Run, git: Git, tmp_path: Path) -> None:
    commit(git)
    try:
        (tmp_path / os.fsdecode(b"\xe5.md")).write_text(VAGUE, encoding="utf-8")
    except OSError:
        pytest.skip("filsystemet tar bara namn i UTF-8")
    commit(git)
    assert run("diff", "--git", "HEAD~1..HEAD").status == 1


def test_links_and_what_a_repository_configures_are_left_alone(
    run: Run, write: Write, git: Git, tmp_path: Path
) -> None:
    commit(git)
    (tmp_path / "länk.md").symlink_to("/etc/passwd")
    write("a.md", VAGUE)
    write(".gitattributes", "*.md diff=ond filter=ond\n")
    commit(git)
    for key in ("diff.external", "diff.ond.command", "diff.ond.textconv", "core.fsmonitor", "core.pager"):
        git("config", key, f"touch {tmp_path / 'körd'}")
    assert set(new_rules(diff(run, "--git", "HEAD~1..HEAD", status=1))) == {"a.md"}
    assert not (tmp_path / "körd").exists()


def test_governing_documents_are_read_in_their_revision(run: Run, write: Write, git: Git) -> None:
    write("lintkit.yaml", "documents: [{name: k, governs: reglemente.md, applies_to: [villkor.md]}]\n")
    write("reglemente.md", "# Reglemente\n\nMed *skyndsamt* avses inom tre arbetsdagar.\n")
    write("villkor.md", "# Auktorisationsvillkor\n\n1. Anordnaren ska skyndsamt svara.\n")
    commit(git)
    write("reglemente.md", "# Reglemente\n\nNämnden svarar.\n")
    write("villkor.md", "# Auktorisationsvillkor\n\n1. Anordnaren ska skyndsamt svara.\n2. Lokalen är ljus.\n")
    commit(git)
    report = diff(run, "--git", "HEAD~1..HEAD", "--select", "vagt-tid", status=1)
    assert new_rules(report)["villkor.md"] == ["vagt-tid"]


# Bad input


def refused(run: Run, tmp_path: Path, *arguments: str) -> str:
    """The one sentence that a run ends with, exit 2, and nothing written."""
    before = sorted(tmp_path.iterdir())
    result = run("diff", *arguments, "--report", "html=ut.html")
    assert (result.status, result.out) == (2, ""), result
    assert sorted(tmp_path.iterdir()) == before
    assert result.err.count("\n") == 1
    return result.err


def test_revisions_that_are_not_there(run: Run, write: Write, git: Git, tmp_path: Path) -> None:
    write("a.md", CLEAR)
    commit(git)
    assert "revisionen ”finns-inte” finns inte i förrådet" in refused(run, tmp_path, "--git", "finns-inte..HEAD")
    assert "revisionen ”HEAD~9” finns inte" in refused(run, tmp_path, "--git", "HEAD~9..HEAD")
    assert "ska skrivas BASE..HEAD" in refused(run, tmp_path, "--git", "HEAD")
    assert "ska skrivas BASE..HEAD" in refused(run, tmp_path, "--git", "..HEAD")
    assert "finns inte i förrådet" in refused(run, tmp_path, "--git=--output=x..HEAD")
    assert "b.md finns inte i någon av revisionerna" in refused(run, tmp_path, "--git", "HEAD..HEAD", "b.md")
    assert "ligger utanför git-förrådet" in refused(run, tmp_path, "--git", "HEAD..HEAD", "/etc")
    assert "finns inte i förrådet" in refused(run, tmp_path, "--git", "HEAD:a.md..HEAD")


def test_unrelated_histories(run: Run, write: Write, git: Git, tmp_path: Path) -> None:
    commit(git)
    git("checkout", "-q", "--orphan", "ny")
    commit(git, "en annan början")
    assert "ingen gemensam historia" in refused(run, tmp_path, "--git", "main...ny")


def test_no_repository_and_no_git(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert "ligger inte i ett git-förråd" in refused(run, tmp_path, "--git", "a..b")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "git finns inte på datorn" in refused(run, tmp_path, "--git", "a..b")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("a.md",), "ange GAMMAL och NY"),
        ((), "ange GAMMAL och NY"),
        (("a.md", "mapp"), "ange två filer eller två mappar"),
        (("a.md", "saknas.md"), "saknas.md finns inte"),
        (("a.md", "a.md", "--today", "igår"), "”igår” är inte ett datum"),
        (("a.md", "a.md", "--report", "sarif=x"), "formatet ”sarif” finns inte"),
        (("a.md", "a.md", "--output", "a.md"), "skulle skriva över"),
    ],
)
def test_wrong_use(run: Run, write: Write, tmp_path: Path, arguments: tuple[str, ...], says: str) -> None:
    write("a.md", CLEAR)
    write("mapp/a.md", CLEAR)
    assert says in refused(run, tmp_path, *arguments)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_merge_that_nobody_has_decided(run: Run, write: Write, tmp_path: Path, newline: str) -> None:
    write("a.md", CLEAR)
    text = CLEAR + "<<<<<<< HEAD\n2. Ett.\n=======\n2. Två.\n>>>>>>> gren\n"
    (tmp_path / "b.md").write_bytes(text.replace("\n", newline).encode())
    assert "b.md har en olöst sammanfogningskonflikt på rad 6; lös den först" in refused(run, tmp_path, "a.md", "b.md")
    checked = run("check", "a.md", "b.md")
    assert checked.status == 3
    assert "b.md har en olöst sammanfogningskonflikt på rad 6" in checked.out


def test_a_heading_underlined_with_equals_signs_is_no_conflict(run: Run, write: Write) -> None:
    write("a.md", "Reglemente\n=======\n\n    <<<<<<< så ser en konflikt ut\n\nText.\n")
    assert run("diff", "a.md", "a.md").status == 0


@pytest.mark.parametrize("broken", ["old", "new"])
def test_an_unreadable_side_does_not_stop_the_rest(run: Run, write: Write, tmp_path: Path, broken: str) -> None:
    for folder in ("old", "new"):
        write(f"{folder}/a.md", VAGUE)
        write(f"{folder}/b.md", CLEAR if folder == "old" else VAGUE)
    (tmp_path / broken / "a.md").unlink()
    (tmp_path / broken / "a.md").write_bytes(b"")
    report = diff(run, "old", "new", status=3)
    assert report["summary"]["unreadable"] == 1  # type: ignore[index]
    assert new_rules(report) == {"new/a.md": [], "new/b.md": ["vagt-tid"]}
    result = run("diff", "old", "new")
    assert ("den tidigare versionen" if broken == "old" else "den nya versionen") in result.out
    assert "är tom (0 byte)" in result.out


def test_a_pointer_to_large_file_storage(run: Run, git: Git, tmp_path: Path) -> None:
    commit(git)
    pointer = b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n"
    (tmp_path / "a.docx").write_bytes(pointer)
    commit(git)
    result = run("diff", "--git", "HEAD~1..HEAD")
    assert result.status == 3
    assert "Git LFS" in result.out


def test_schema_is_printed(run: Run) -> None:
    assert json.loads(run("schema", "diff").out) == DIFF_SCHEMA
    jsonschema.Draft202012Validator.check_schema(DIFF_SCHEMA)
