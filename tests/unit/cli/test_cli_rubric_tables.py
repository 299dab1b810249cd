"""``factcheck rubric import``, ``export``, ``decide`` and ``sql``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from dmn_texts import a_decision, a_model, a_rule, a_table, an_input, an_output, one_table

from factcheck.rubric.sql import DIALECTS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import RunCli

RUBRIC = """\
rubric: children
inputs:
  age: {type: number, domain: 0..120}
  a=b: {values: [x, "y=z"]}
classes: [minor, adult]
rules:
  - {when: {age: under 18}, then: minor}
  - {when: {age: 18 or more, a=b: x}, then: adult}
  - {when: {age: over 100}, then: adult}
"""
MODEL = one_table(
    [an_input("age", "number"), an_output()],
    [a_rule(["< 18"], ['"minor"']), a_rule([">= 18"], ['"adult"'])],
)


@pytest.fixture
def rubric(tmp_path: Path) -> str:
    path = tmp_path / "r.yml"
    path.write_text(RUBRIC, encoding="utf-8")
    return str(path)


@pytest.fixture
def model(tmp_path: Path) -> str:
    path = tmp_path / "m.dmn"
    path.write_bytes(MODEL)
    return str(path)


def test_a_model_becomes_a_rubric(run_cli: RunCli, model: str, tmp_path: Path) -> None:
    printed = run_cli("rubric", "import", model)
    assert printed.exit_code == 0
    assert printed.stdout.startswith("rubric: D\nunknown: no match\n")
    path = tmp_path / "d.yml"
    assert run_cli("rubric", "import", model, "-o", str(path)).exit_code == 0
    assert path.read_text(encoding="utf-8") == printed.stdout


def test_what_rubrics_do_not_allow_is_told_at_once(run_cli: RunCli, tmp_path: Path) -> None:
    path = tmp_path / "m.dmn"
    table = [an_input("class", "number"), an_output()]
    path.write_bytes(one_table(table, [a_rule(["1"], ['"a"']), a_rule(["2"], ['"b"'])]))
    found = run_cli("rubric", "import", str(path))
    assert found.exit_code == 2
    assert "cannot read the column 'class'" in found.stderr
    assert found.stdout == ""


def test_a_model_that_is_refused(run_cli: RunCli, tmp_path: Path) -> None:
    path = tmp_path / "m.dmn"
    path.write_bytes(b"<!DOCTYPE a><a/>")
    found = run_cli("rubric", "import", str(path))
    assert found.exit_code == 2
    assert "FC332" in found.stderr
    assert "1 | <!DOCTYPE a><a/>" in found.stderr


def test_models_with_several_tables_and_types_of_others(run_cli: RunCli, tmp_path: Path) -> None:
    table = a_table([an_input("x", "t.kind"), an_output()], [a_rule(['"a"'], ['"b"'])])
    imports = '<import name="t" namespace="other" importType="t"/>'
    path, other = tmp_path / "m.dmn", tmp_path / "o.dmn"
    path.write_bytes(a_model(imports, a_decision("D", table), a_decision("E", table)))
    kind = '<typeRef>string</typeRef><allowedValues><text>"a", "c"</text></allowedValues>'
    item = f'<itemDefinition name="kind">{kind}</itemDefinition>'
    other.write_bytes(a_model(item).replace(b'namespace="n"', b'namespace="other"'))
    found = run_cli("rubric", "import", str(path), "--decision", "E", "--import", str(other))
    assert found.exit_code == 0
    assert "values: [a, c]" in found.stdout
    assert "FC336" in run_cli("rubric", "import", str(path), "--decision", "E").stderr
    assert "'D', 'E'" in run_cli("rubric", "import", str(path)).stderr


def test_a_rubric_becomes_a_model(run_cli: RunCli, rubric: str, tmp_path: Path) -> None:
    printed = run_cli("rubric", "export", rubric)
    assert printed.exit_code == 0
    assert printed.stdout.startswith('<?xml version="1.0" encoding="UTF-8"?>\n<definitions ')
    path = tmp_path / "out.dmn"
    assert run_cli("rubric", "export", rubric, "-o", str(path)).exit_code == 0
    again = run_cli("rubric", "import", str(path))
    assert "- when: {age: '>= 18', 'a=b': '\"x\"'}" in again.stdout


def test_what_no_model_can_say(run_cli: RunCli, tmp_path: Path) -> None:
    path = tmp_path / "r.yml"
    path.write_text(RUBRIC.replace("then: minor", "then: minor or adult"), encoding="utf-8")
    for command, code in (("export", "FC338"), ("sql", "FC339")):
        found = run_cli("rubric", command, str(path))
        assert found.exit_code == 2
        assert f"error {code}" in found.stderr
        assert f"`factcheck explain {code}` tells more." in found.stderr
        assert "hint: " in found.stderr


def test_a_rubric_as_sql(run_cli: RunCli, rubric: str, tmp_path: Path) -> None:
    found = run_cli("rubric", "sql", rubric)
    assert found.exit_code == 0
    assert found.stdout.startswith("CASE\n  WHEN \"age\" < 18 THEN 'minor'\n")
    path = tmp_path / "out.sql"
    assert run_cli("rubric", "sql", rubric, "--dialect", "spark", "-o", str(path)).exit_code == 0
    assert "`age` < 18" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("dialect", DIALECTS)
def test_every_database_has_its_name_on_the_command_line(
    run_cli: RunCli, rubric: str, dialect: str
) -> None:
    assert run_cli("rubric", "sql", rubric, "--dialect", dialect).exit_code == 0


def test_one_row_is_decided(run_cli: RunCli, rubric: str) -> None:
    found = run_cli("rubric", "decide", rubric, "age=12", "a=b=y=z")
    assert found.exit_code == 0
    assert found.stdout.startswith("minor\n  rule 1: age under 18 (")
    found = run_cli("rubric", "decide", rubric, "age= 20", "a=b = x", "--format", "json")
    assert json.loads(found.stdout)["outcome"] == "adult"


def test_a_row_of_a_model(run_cli: RunCli, model: str) -> None:
    assert run_cli("rubric", "decide", model, "age=20").stdout.startswith("adult\n")


def test_no_rule_and_several(run_cli: RunCli, rubric: str) -> None:
    found = run_cli("rubric", "decide", rubric, "age=null", "a=b=x")
    assert (found.exit_code, found.stdout) == (1, "null\n  no rule matches\n")
    found = run_cli("rubric", "decide", rubric, "age=110", "a=b=x")
    assert found.exit_code == 1
    assert "the hit policy is unique, and rule 2 (line 8) and rule 3 (line 9) match" in found.stderr


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (["age"], "'age' is no NAME=VALUE"),
        (["ag=5"], "there is no input 'ag'; did you mean 'age'?"),
        (["age=5", "age=6"], "the input 'age' has two values"),
        (["age=5"], "no value is given for 'a=b'; write a=b=null for none"),
        (["age=500", "a=b=x"], "'500' is not in the domain of 'age'"),
    ],
)
def test_rows_that_are_no_rows(run_cli: RunCli, rubric: str, values: list[str], said: str) -> None:
    found = run_cli("rubric", "decide", rubric, *values)
    assert found.exit_code == 2
    assert said in found.stderr


def test_scores_that_are_left_open(run_cli: RunCli, tmp_path: Path) -> None:
    path = tmp_path / "r.yml"
    path.write_text(
        "rubric: r\nhit_policy: collect +\ninputs: {x: {type: number}}\n"
        "rules: [{when: {x: 5}, then: [1, 2]}]\n",
        encoding="utf-8",
    )
    found = run_cli("rubric", "decide", str(path), "x=5")
    assert found.exit_code == 2
    assert "rule 1 leaves open what it gives" in found.stderr


def test_options_of_models_are_refused_for_rubrics(run_cli: RunCli, rubric: str) -> None:
    found = run_cli("rubric", "sql", rubric, "--decision", "D")
    assert found.exit_code == 2
    assert "--decision and --import go with DMN models" in found.stderr


def test_what_a_rubric_does_not_allow_is_told_in_the_model(run_cli: RunCli, tmp_path: Path) -> None:
    path = tmp_path / "m.dmn"
    rules = [a_rule(["1"], ['"a"']), "\n", a_rule(["-"], ['"b"'])]
    path.write_bytes(one_table([an_input("age", "number"), an_output()], rules))
    found = run_cli("rubric", "import", str(path))
    assert found.exit_code == 2
    assert f"{path.as_posix()}:4:1: error FC303 rule-without-test: rule 2" in found.stderr
    assert "hint: give it a test, or make what it gives the default output" in found.stderr
    assert "\n    4 | <rule><inputEntry>" in found.stderr


def test_an_input_that_a_rubric_does_not_allow_is_told_in_the_model(
    run_cli: RunCli, tmp_path: Path
) -> None:
    path = tmp_path / "m.dmn"
    inputs = [an_input("age", "number"), "\n", an_input("class", "number")]
    rules = [a_rule(["1", "2"], ['"a"']), a_rule(["2", "-"], ['"b"'])]
    path.write_bytes(one_table([*inputs, an_output()], rules))
    found = run_cli("rubric", "import", str(path))
    assert f"{path.as_posix()}:4:1: error FC034" in found.stderr


def test_what_stands_in_neither_is_told_of_the_file(run_cli: RunCli, tmp_path: Path) -> None:
    path = tmp_path / "m.dmn"
    name = "12"
    table = a_table([an_input("age", "number"), an_output()], [a_rule(["1"], ['"a"'])])
    path.write_bytes(a_model(a_decision(name, table)))
    found = run_cli("rubric", "import", str(path))
    assert f"{path.as_posix()}:1:1: error" in found.stderr


@pytest.mark.parametrize("word", ["true", "TRUE", "True", "tRUE"])
def test_truth_values_are_read_as_in_cells(run_cli: RunCli, tmp_path: Path, word: str) -> None:
    path = tmp_path / "m.dmn"
    rules = [a_rule(["true"], ['"a"']), a_rule(["false"], ['"b"'])]
    path.write_bytes(one_table([an_input("x", "boolean"), an_output()], rules))
    assert run_cli("rubric", "decide", str(path), f"x={word}").stdout.startswith("a\n")
    assert run_cli("rubric", "decide", str(path), "x=yes").exit_code == 2
