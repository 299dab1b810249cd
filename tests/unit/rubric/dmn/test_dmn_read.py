"""Decision tables of DMN models: what is read, and what is refused where."""

from __future__ import annotations

import pytest
from dmn_texts import (
    NAMESPACE,
    a_decision,
    a_model,
    a_rule,
    a_table,
    an_input,
    an_output,
    one_table,
)

from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.problem import ProblemsError
from factcheck.model.rubric import (
    OTHER,
    Categories,
    CategoryDomain,
    HitPolicy,
    Literal,
    NumberDomain,
    Numbers,
    Output,
    Rubric,
    RubricClass,
    UnknownPolicy,
    ValueKind,
)
from factcheck.rubric.dmn import choose, read_dmn
from factcheck.rubric.dmn.read import NAMESPACES

AGE = an_input("age", "number")
CLASS = an_output()
RULES = (a_rule(["< 18"], ['"minor"']), a_rule([">= 18"], ['"adult"']))


def read(data: bytes, name: str | None = None) -> Rubric:
    return choose(read_dmn(data, "m.dmn"), "m.dmn", name)


def refused(data: bytes, code: str) -> str:
    """Return what is said of the first fault, with the place that it has."""
    with pytest.raises(ProblemsError) as caught:
        read(data)
    problem = caught.value.problems[0]
    assert problem.code.code == code
    return f"{problem.message} | {problem.hint}"


def text(value: str) -> Literal:
    return Literal(ValueKind.TEXT, value)


def number(value: str) -> Literal:
    return Literal(ValueKind.NUMBER, value)


def test_a_table_of_texts_classifies() -> None:
    rubric = read(one_table([AGE, CLASS], RULES))
    assert rubric.hit is HitPolicy.UNIQUE
    assert rubric.unknown is UnknownPolicy.NO_MATCH
    assert rubric.name == "D"
    assert rubric.class_names == ("minor", "adult")
    assert [rule.classes for rule in rubric.rules] == [("minor",), ("adult",)]
    (test,) = rubric.rules[0].tests
    assert test.allowed == Numbers((Interval.at_most(18, closed=False),))
    assert test.text.value == "< 18"
    assert (test.text.span.line, rubric.rules[0].span.file) == (3, "m.dmn")


@pytest.mark.parametrize("namespace", NAMESPACES)
def test_every_version_is_read(namespace: str) -> None:
    table = a_table([an_input("age", "feel:number"), CLASS], RULES, "")
    assert read(a_model(a_decision("D", table), namespace=namespace)).hit is HitPolicy.UNIQUE


@pytest.mark.parametrize(
    ("attributes", "policy"),
    [
        ('hitPolicy="ANY"', HitPolicy.ANY),
        ('hitPolicy="FIRST"', HitPolicy.FIRST),
        ('hitPolicy="RULE ORDER"', HitPolicy.RULE_ORDER),
        ('hitPolicy="COLLECT"', HitPolicy.COLLECT),
        ('hitPolicy="COLLECT" aggregation="SUM"', HitPolicy.SUM),
        ('hitPolicy="COLLECT" aggregation="MIN"', HitPolicy.MINIMUM),
        ('hitPolicy="COLLECT" aggregation="MAX"', HitPolicy.MAXIMUM),
        ('hitPolicy="COLLECT" aggregation="COUNT"', HitPolicy.NUMBER),
    ],
)
def test_hit_policies(attributes: str, policy: HitPolicy) -> None:
    table = a_table([AGE, CLASS], [a_rule(["-"], ["1"]), a_rule(["> 1"], ["2"])], f" {attributes}")
    rubric = read(a_model(a_decision("D", table)))
    assert rubric.hit is policy
    name = "score" if policy.is_score else "D"
    assert rubric.outputs == (Output(name),)
    assert rubric.rules[0].tests == ()
    assert rubric.classes == ()


def test_outputs_that_list_their_values_order_them() -> None:
    output = an_output(values='"high", "low"', default='"low"')
    rubric = read(one_table([AGE, output], [a_rule(["1"], ['"high"'])], "PRIORITY"))
    assert rubric.class_names == ("high", "low")
    assert rubric.otherwise is not None
    assert rubric.otherwise.number == 2
    assert rubric.otherwise.classes == ("low",)


def test_several_outputs_keep_their_names() -> None:
    outputs = [an_output("Status", '"yes", "no"', '"no"'), an_output("Rate")]
    rubric = read(one_table([AGE, *outputs], [a_rule(["1"], ['"yes"', "0.50"])]))
    assert rubric.outputs == (Output("Status", (text("yes"), text("no"))), Output("Rate"))
    assert rubric.rules[0].outcomes == ((text("yes"), number("0.5")),)
    assert rubric.otherwise is not None
    assert rubric.otherwise.outcomes == ((text("no"), Literal(ValueKind.NOTHING, "")),)


@pytest.mark.parametrize(
    ("output", "results", "expected"),
    [
        (an_output(), ['"a"', '"a"'], "one class tells nothing apart"),
        (an_output(), ["true", "false"], "truth values"),
        (an_output(), ['"a"', "null"], "nothing among texts"),
        (an_output(values='"a", "b ", "c"'), ['"a"', '"c"'], "a name with a blank at its end"),
    ],
)
def test_what_is_no_class_stays_an_output(output: str, results: list[str], expected: str) -> None:
    rules = [a_rule([str(place)], [result]) for place, result in enumerate(results)]
    rubric = read(one_table([AGE, output], rules))
    assert rubric.classes == (), expected
    assert rubric.outputs[0].name == "D"


def test_notes_and_names_of_rules() -> None:
    note = "<annotationEntry><text> Art. 1 </text></annotationEntry>"
    empty = "<annotationEntry><text/></annotationEntry><annotationEntry/>"
    rules = [
        a_rule(["1"], ['"a"'], ' id="_7f03803d-2636-40ab-8346-7fd7f38ab695"', note + empty + note),
        a_rule(["2"], ['"b"'], ' id="young"').replace("<rule id", "<rule id"),
        a_rule(["3"], ['"b"'], ' label="rule 3" id="x"'),
        a_rule(["4"], ['"b"'], ' id="same"'),
        a_rule(["5"], ['"b"'], ' id="same"'),
    ]
    described = rules[1].replace("<inputEntry>", "<description>So it is.</description><inputEntry>")
    rubric = read(one_table([AGE, CLASS], [rules[0], described, *rules[2:]]))
    assert [rule.because for rule in rubric.rules] == ["Art. 1; Art. 1", "So it is.", *[None] * 3]
    assert [rule.id for rule in rubric.rules] == [None, "young", "rule 3", None, None]


def test_descriptions_say_what_it_is_about() -> None:
    table = a_table([AGE, CLASS], RULES)
    said = f"<description>Of a\n decision.</description>{table}"
    assert read(a_model(a_decision("D", said))).about == "Of a decision."
    inner = table.replace("<input>", "<description>Of a table.</description><input>", 1)
    assert read(a_model(a_decision("D", inner))).about == "Of a table."


ITEMS = """
<itemDefinition name="tText"><typeRef>string</typeRef></itemDefinition>
<itemDefinition name="tLevel"><typeRef>tText</typeRef>
  <allowedValues><text>"low", "high", null</text></allowedValues></itemDefinition>
<itemDefinition name="tScore"><typeRef>feel:number</typeRef>
  <allowedValues><text>[0..9]</text></allowedValues>
  <typeConstraint><text>[0..5]</text></typeConstraint></itemDefinition>
<itemDefinition name="tAny"><typeRef>Any</typeRef></itemDefinition>
<itemDefinition name="tList" isCollection="true"><typeRef>string</typeRef></itemDefinition>
<itemDefinition name="tParts"><itemComponent name="a"/></itemDefinition>
<itemDefinition name="tRound"><typeRef>tRing</typeRef></itemDefinition>
<itemDefinition name="tRing"><typeRef>tRound</typeRef></itemDefinition>
<itemDefinition name="tOdd"><typeRef>string</typeRef>
  <allowedValues><text>&lt; "m"</text></allowedValues></itemDefinition>
<itemDefinition name="tWrong"><typeRef>number</typeRef>
  <allowedValues><text>[0..x]</text></allowedValues></itemDefinition>
"""


def typed(kind: str | None, values: str | None, *tests: str, more: str = "") -> bytes:
    rules = [a_rule([test], [f'"{place}"']) for place, test in enumerate(tests)]
    table = a_table([an_input("x", kind, values), CLASS], rules)
    return a_model(ITEMS, more, a_decision("D", table))


OPEN = CategoryDomain(("a", "b", OTHER), is_open=True)
LEVELS = CategoryDomain(("low", "high"))
TRUTH = CategoryDomain(("true", "false"), is_boolean=True)
WHOLE = NumberDomain(Interval.everything(), is_integer=True)


@pytest.mark.parametrize(
    ("kind", "values", "tests", "expected"),
    [
        ("string", None, ['"a"', 'not("b")', "-", ""], OPEN),
        ("tText", None, ['"a", "b"', "-"], OPEN),
        ("string", '"low", "high"', ['"low"', "-"], LEVELS),
        ("tLevel", None, ['"low"', '"high"'], LEVELS),
        ("tLevel", '"high", "low"', ['"low"', '"high"'], CategoryDomain(("high", "low"))),
        ("boolean", None, ["true", "false"], TRUTH),
        ("boolean", "true, false, null", ["true", "false"], TRUTH),
        ("number", None, ["1", "2"], NumberDomain(Interval.everything())),
        ("number", "-", ["1", "2"], NumberDomain(Interval.everything())),
        ("integer", None, ["1", "2"], WHOLE),
        (
            "number",
            "[0..5)",
            ["1", "2"],
            NumberDomain(Interval(Fraction(0), Fraction(5), True, False)),
        ),
        ("tScore", None, ["1", "2"], NumberDomain(Interval(Fraction(0), Fraction(5)))),
        ("tScore", ">= 3, null", ["4", "3"], NumberDomain(Interval(Fraction(3), Fraction(5)))),
        ("tAny", None, ["1", "2"], NumberDomain(Interval.everything())),
        ("Any", None, ["true", "false"], TRUTH),
        (None, None, ['"a"', '"b"'], OPEN),
        (None, '"low", "high"', ['"low"', "null"], LEVELS),
        (None, None, ["-", ""], CategoryDomain((OTHER,), is_open=True)),
    ],
)
def test_domains(
    kind: str | None, values: str | None, tests: list[str], expected: CategoryDomain | NumberDomain
) -> None:
    assert read(typed(kind, values, *tests)).inputs[0].domain == expected


def test_a_date() -> None:
    domain = read(typed("date", '>= date("2019-01-01")', '@"2019-01-02"', "null")).inputs[0].domain
    assert isinstance(domain, NumberDomain)
    assert domain.is_date
    assert domain.is_integer
    assert domain.within.lower == Fraction(737_060)
    assert domain.within.upper == Fraction(3_652_059)


def test_the_type_of_a_value_that_the_model_names() -> None:
    variable = '<variable name="Pre-bureau x" typeRef="tLevel"/>'
    given = f'<inputData name="Pre-bureau x">{variable}</inputData>'
    table = a_table([an_input(" Pre-bureau  x "), CLASS], [a_rule(['"low"'], ['"a"'])])
    rubric = read(a_model(ITEMS, given, a_decision("D", table)))
    assert rubric.inputs[0].name == "Pre-bureau x"
    assert rubric.inputs[0].domain == LEVELS


def test_labels_of_inputs() -> None:
    table = a_table(
        [an_input("a b", "number", attributes=' label="How much"'), CLASS], [a_rule(["1"], ['"a"'])]
    )
    assert read(a_model(a_decision("D", table))).inputs[0].label == "How much"


@pytest.mark.parametrize(
    ("kind", "values", "tests", "code", "said"),
    [
        ("time", None, ["1"], "FC334", "inputs of the type 'time' are not read"),
        ("feel:dateTime", None, ["1"], "FC334", "'feel:dateTime' are not read"),
        ("tLevl", None, ["1"], "FC334", "did you mean 'tLevel'"),
        ("tList", None, ["1"], "FC334", "is a list or has parts"),
        ("tParts", None, ["1"], "FC334", "is a list or has parts"),
        ("tRound", None, ["1"], "FC334", "is made of itself"),
        ("tOdd", None, ['"a"'], "FC334", "neither a list of texts nor one range"),
        ("tWrong", None, ["1"], "FC330", "the values '[0..x]': 'x' is a name"),
        ("string", 'not("a")', ['"a"'], "FC334", "neither a list"),
        ("number", "1, 2", ["1"], "FC334", "neither a list"),
        ("number", "< null", ["1"], "FC334", "neither a list"),
        ("tScore", "> 7", ["1"], "FC334", "neither a list"),
        ("boolean", '"yes"', ["true"], "FC331", "is a text; the input is true or false"),
        ("string", '"a", 1', ['"a"'], "FC331", "is a number; the input is a text"),
        ("string", '"a", "b "', ['"a"'], "FC334", "the value 'b ' is empty, or has spaces"),
        ("string", '"a", ""', ['"a"'], "FC334", "the value '' is empty, or has spaces"),
        ("string", '"a", "b\\u0007"', ['"a"'], "FC334", "is empty, or has spaces or signs"),
        (None, None, ["1", '"a"'], "FC334", "compared with number and string"),
        ("number", None, ['"a"'], "FC331", "rule 1, input 'x': '\"a\"' is a text"),
        ("number", None, ["> y"], "FC330", "rule 1, input 'x': 'y' is a name"),
        (None, None, ["> y"], "FC330", "rule 1, input 'x': 'y' is a name"),
        ("string", None, ["> y"], "FC330", "rule 1, input 'x': 'y' is a name"),
        ("tScore", None, ["7"], "FC301", "no value of the domain is '7'"),
        ("integer", None, ["0.5"], "FC301", "no value of the domain is '0.5'"),
        ("string", None, ["< null"], "FC301", "no value of the domain is '< null'"),
        ("number", None, ["< null"], "FC301", "no value of the domain is '< null'"),
    ],
)
def test_refused_types_and_tests(
    kind: str | None, values: str | None, tests: list[str], code: str, said: str
) -> None:
    assert said in refused(typed(kind, values, *tests), code)


def test_too_many_values() -> None:
    values = ", ".join(f'"{place}"' for place in range(501))
    assert "the limit is 500" in refused(typed("string", values, '"1"'), "FC307")


def test_too_many_output_values_and_faults() -> None:
    values = ", ".join(f'"{place}"' for place in range(501))
    output = an_output(values=values)
    assert "an output has 501 values" in refused(one_table([AGE, output], RULES), "FC307")
    rules = [a_rule(["x"], ["1"]) for _ in range(150)]
    (found,) = read_dmn(one_table([AGE, CLASS], rules), "m.dmn")
    assert len(found.problems) == 100


@pytest.mark.parametrize(
    ("expression", "said"),
    [
        ("structA.price", "tables read columns"),
        ("b + 1", "is no name of a value, but an expression"),
        ("count(x)", "is no name of a value"),
        ("a and b", "is no name of a value"),
        ("5", "is no name of a value"),
        ("Pre-bureau", "is no name of a value"),
    ],
)
def test_refused_expressions(expression: str, said: str) -> None:
    known = '<inputData name="structA"/><inputData name=""/>'
    table = a_table([an_input(expression, "number"), CLASS], RULES)
    assert said in refused(a_model(known, a_decision("D", table)), "FC334")


def test_an_expression_without_any_names_around() -> None:
    table = a_table([an_input("a.b", "number"), CLASS], RULES)
    logic = f"<encapsulatedLogic>{table}</encapsulatedLogic>"
    model = a_model(f'<businessKnowledgeModel id="b">{logic}</businessKnowledgeModel>')
    assert refused(model, "FC334").endswith("| None")


@pytest.mark.parametrize(
    ("clauses", "rules", "policy", "code", "said"),
    [
        (["<input/>", CLASS], RULES, "UNIQUE", "FC337", "an input has no expression"),
        (
            ["<input><inputExpression><text> </text></inputExpression></input>", CLASS],
            RULES,
            "ANY",
            "FC337",
            "no expression",
        ),
        ([CLASS], [a_rule([], ['"a"'])], "UNIQUE", "FC337", "the table has no input"),
        ([AGE], [a_rule(["1"], [])], "UNIQUE", "FC337", "the table has no output"),
        ([AGE, CLASS], [], "UNIQUE", "FC337", "the table has no rule"),
        ([AGE, AGE, CLASS], [a_rule(["1", "2"], ['"a"'])], "ANY", "FC305", "look at 'age'"),
        (
            [AGE, CLASS],
            [a_rule(["1", "2"], ['"a"'])],
            "UNIQUE",
            "FC337",
            "rule 1 has 2 input and 1",
        ),
        ([AGE, CLASS], RULES, "UNIQE", "FC337", "did you mean 'UNIQUE'"),
        ([AGE, CLASS], RULES, "PRIORITY", "FC335", "the output values count"),
        ([AGE, CLASS], RULES, "OUTPUT ORDER", "FC335", "the output values count"),
        ([AGE, CLASS], [a_rule(["1"], ["x"])], "ANY", "FC335", "'x' is a name"),
        ([AGE, CLASS], [a_rule(["1"], ["1 + 1"])], "ANY", "FC335", "calculates"),
        ([AGE, CLASS], [a_rule(["1"], ["1, 2"])], "ANY", "FC335", "'1, 2' is a list"),
        ([AGE, CLASS], [a_rule(["1"], [" "])], "ANY", "FC335", "rule 1, output is empty"),
        ([AGE, CLASS], [a_rule(["1"], ['" a"'])], "ANY", "FC335", "has spaces or signs"),
        (
            [AGE, an_output(values='"a", "b"')],
            [a_rule(["1"], ['"c"'])],
            "ANY",
            "FC335",
            "'c' is not among",
        ),
        (
            [AGE, an_output(values="[1..5]")],
            [a_rule(["1"], ["1"])],
            "ANY",
            "FC335",
            "no list of literals",
        ),
        (
            [AGE, an_output(values='"a", "b"', default='"c"')],
            [a_rule(["1"], ['"a"'])],
            "ANY",
            "FC335",
            "default output: 'c'",
        ),
        (
            [AGE, an_output(default="x")],
            [a_rule(["1"], ['"a"'])],
            "ANY",
            "FC335",
            "the default output 'x'",
        ),
        (
            [AGE, an_output("a"), an_output()],
            [a_rule(["1"], ["1", "2"])],
            "ANY",
            "FC337",
            "has no name",
        ),
        (
            [AGE, an_output("a"), an_output("a")],
            [a_rule(["1"], ["1", "2"])],
            "ANY",
            "FC305",
            "are called 'a'",
        ),
    ],
)
def test_refused_tables(
    clauses: list[str], rules: list[str], policy: str, code: str, said: str
) -> None:
    assert said in refused(one_table(clauses, rules, policy), code)


def test_refused_aggregations() -> None:
    table = a_table([AGE, CLASS], RULES, ' hitPolicy="ANY" aggregation="SUM"')
    assert "'SUM' is no aggregation" in refused(a_model(a_decision("D", table)), "FC337")
    both = [AGE, an_output("a"), an_output("b")]
    table = a_table(both, [a_rule(["1"], ["1", "2"])], ' hitPolicy="COLLECT" aggregation="SUM"')
    assert "several outputs" in refused(a_model(a_decision("D", table)), "FC337")


def test_too_many_inputs_and_rules() -> None:
    inputs = [an_input(f"x{place}", "number") for place in range(21)]
    assert "21 inputs" in refused(one_table([*inputs, CLASS], RULES), "FC307")
    rules = [a_rule([str(place)], ['"a"']) for place in range(2_001)]
    assert "2,001 rules" in refused(one_table([AGE, CLASS], rules), "FC307")


def test_a_result_without_a_text() -> None:
    rule = "<rule><inputEntry><text>1</text></inputEntry><outputEntry/></rule>"
    assert "output is empty" in refused(one_table([AGE, CLASS], [rule]), "FC335")


def test_types_give_the_values_of_outputs() -> None:
    def ordered(kind: str) -> bytes:
        table = a_table(
            [AGE, an_output(kind=kind)], [a_rule(["-"], ['"low"'])], ' hitPolicy="PRIORITY"'
        )
        return a_model(ITEMS, a_decision("D", table))

    assert read(ordered("tLevel")).outputs[0].values[0] == text("low")
    for kind in ("tText", "tOdd", "tRound", "string"):
        assert "the output values count" in refused(ordered(kind), "FC335")


def test_a_test_is_written_so_that_words_do_not_read_it_otherwise() -> None:
    (test,) = read(typed("number", None, "not( 5 )")).rules[0].tests
    assert test.text.value == "< 5, > 5, null"
    assert test.holds_without
    assert read(typed("string", None, 'not( "5" )')).rules[0].tests[0].text.value == 'not("5")'
    values = '"a", "\\"a\\""'
    (test,) = read(typed("string", values, '"a"')).rules[0].tests
    assert test.text.value == '"a", "a"'
    assert test.allowed == Categories(("a",))


CLASSES_BESIDE = (
    '<output><extensionElements><factcheck:class name="in" label="I" role="counted"/>'
    '<factcheck:class name="out" role="outside"/></extensionElements>'
    '<outputValues><text>"in", "out", "or"</text></outputValues>'
    '<defaultOutputEntry><text>"out"</text></defaultOutputEntry></output>'
)
EXTENDED = a_model(
    '<extensionElements><factcheck:rubric title="T" version="2" author="A" unknown="either" '
    'otherwise="rest" otherwiseBecause="so"/><factcheck:source title="S" url="https://a.b"/>'
    '<other xmlns="elsewhere"/></extensionElements>',
    a_decision(
        "D",
        a_table(
            [
                an_input(
                    "age", "number", "[0..1]", ' factcheck:unit="percent" factcheck:column="a"'
                ),
                an_input("n", "number", None, ' factcheck:integer="true" factcheck:unit="years"'),
                an_input("t", "string", None, ' factcheck:unit="years"'),
                CLASSES_BESIDE,
            ],
            [a_rule(["< 0.5", "-", '"a"'], ['"in"'])],
        ),
    ),
    more=' xmlns:factcheck="urn:factcheck:rubric:1"',
)


def test_what_an_export_says_beside_dmn() -> None:
    rubric = read(EXTENDED.replace(b' role="outside"', b""))
    assert (rubric.title, rubric.version, rubric.author) == ("T", "2", "A")
    assert rubric.unknown is UnknownPolicy.EITHER
    assert [source.title for source in rubric.sources] == ["S"]
    assert rubric.otherwise is not None
    assert (rubric.otherwise.id, rubric.otherwise.because) == ("rest", "so")
    share, number_of, word = rubric.inputs
    assert share.column == "a"
    assert isinstance(share.domain, NumberDomain)
    assert share.domain.is_percent
    assert isinstance(number_of.domain, NumberDomain)
    assert (number_of.domain.unit, number_of.domain.is_integer) == ("years", True)
    assert isinstance(word.domain, CategoryDomain)
    assert [test.text.value for test in rubric.rules[0].tests] == ["< 50%", '"a"']
    assert rubric.classes[0].label == "I"
    assert rubric.classes[1:] == (RubricClass("out"), RubricClass("or"))


def test_what_is_wrong_beside_dmn() -> None:
    assert "'role' is 'outside'" in refused(EXTENDED, "FC337")
    wrong = EXTENDED.replace(b'unknown="either"', b'unknown="maybe"')
    assert "'unknown' is 'maybe'" in refused(wrong, "FC337")
    assert NAMESPACE.encode() in wrong


@pytest.mark.parametrize(
    ("kind", "given", "expected"),
    [
        (
            "number",
            '"A"',
            (
                "'A' is a text; the type of the output is that of a number | "
                "write a number, or give the output another type"
            ),
        ),
        (
            "string",
            "5",
            (
                "'5' is a number; the type of the output is that of a text | "
                'a text stands in double quotes: "5"'
            ),
        ),
        (
            "date",
            '"2019-01-31"',
            (
                "'2019-01-31' is a text; the type of the output is that of a date | "
                'write date("2019-01-31")'
            ),
        ),
        ("tText", "true", "'true' is true or false; the type of the output is that of a text"),
        ("boolean", 'date("2019-01-31")', "is a date; the type of the output is that of true"),
    ],
)
def test_results_of_another_kind_than_their_type(kind: str, given: str, expected: str) -> None:
    def model(output: str, *, rule: str = given, attributes: str = "", about: str = "") -> bytes:
        table = a_table([AGE, output], [a_rule(["1"], [rule])], attributes)
        return a_model(ITEMS, a_decision("D", about + table))

    assert expected in refused(model(an_output(kind=kind)), "FC335")
    assert expected in refused(model(an_output(), attributes=f' typeRef="{kind}"'), "FC335")
    variable = f'<variable name="D" typeRef="{kind}"/>'
    assert expected in refused(model(an_output(), about=variable), "FC335")
    default = an_output(kind=kind, default=given)
    assert "the default output" in refused(model(default, rule="null"), "FC335")
    # What is collected has another type than what is given, and null is of every type.
    collected = model(an_output(), attributes=' hitPolicy="COLLECT"', about=variable)
    assert read(collected).hit is HitPolicy.COLLECT
    assert read(model(an_output(kind=kind), rule="null")).rules[0].outcomes[0][0].text == ""
    (table,) = read_dmn(model(an_output(kind=kind)), "m.dmn", for_analysis=True)
    assert table.rubric is not None
    assert [each.code.code for each in table.rubric.warnings] == ["FC335"]


@pytest.mark.parametrize("kind", ["Any", "tList", "tRound", "nowhere"])
def test_results_of_types_without_a_kind(kind: str) -> None:
    table = a_table([AGE, an_output(kind=kind)], [a_rule(["1"], ['"A"'])])
    assert read(a_model(ITEMS, a_decision("D", table))).rules


def test_a_decimal_with_three_dots_is_no_interval() -> None:
    found = refused(one_table([AGE, CLASS], [a_rule(["[0...5]"], ['"a"'])]), "FC300")
    assert "'...' can be read in two ways" in found
    assert "write '[0..5]'" in found
    (rule,) = read(one_table([AGE, CLASS], [a_rule(["1,2,3"], ['"a"'])])).rules
    assert len(rule.tests[0].allowed.intervals) == 3  # type: ignore[union-attr] # numbers
