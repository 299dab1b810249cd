"""The steps of a composite action or a workflow, run by hand as a runner of GitHub runs them."""

from __future__ import annotations

import os
import re
import subprocess
from typing import TYPE_CHECKING, Any

import yaml
from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

EXPRESSION = re.compile(r"\$\{\{ *([a-z-]+(?:\.[a-z_-]+)+) *\}\}")


class Ended(Struct, frozen=True):
    """What came of one step."""

    exit_code: int
    stdout: str
    stderr: str
    outputs: dict[str, str]
    summary: str


class Runner:
    """A job in one folder: steps see each other's outputs."""

    def __init__(self, folder: Path, temporary: Path, inputs: Mapping[str, str]) -> None:
        self._folder = folder
        self._temporary = temporary
        self._known: dict[str, str] = {f"inputs.{name}": value for name, value in inputs.items()}

    def knows(self, name: str, value: str) -> None:
        """Give a value to an expression, such as ``github.action_path``."""
        self._known[name] = value

    def run(self, step: Mapping[str, Any], **environment: str) -> Ended:
        """Run a step whose ``run`` is a script of bash; its ``env`` may have expressions."""
        number = len(list(self._temporary.glob("script-*")))
        script = self._temporary / f"script-{number}.sh"
        script.write_text(step["run"], encoding="utf-8")
        output, summary = (self._temporary / f"{name}-{number}" for name in ("output", "summary"))
        output.touch()
        summary.touch()
        given = {name: self._filled(value) for name, value in step.get("env", {}).items()}
        ended = subprocess.run(
            ("bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)),  # noqa: S607 - as a runner does
            cwd=self._folder,
            env={
                **os.environ,
                "GITHUB_OUTPUT": str(output),
                "GITHUB_STEP_SUMMARY": str(summary),
                "GITHUB_ACTIONS": "true",
                "RUNNER_TEMP": str(self._temporary),
                **given,
                **environment,
            },
            capture_output=True,
            check=False,
        )
        outputs = _outputs(output.read_text(encoding="utf-8"))
        for name, value in outputs.items():
            self._known[f"steps.{step.get('id')}.outputs.{name}"] = value
        texts = ended.stdout.decode(), ended.stderr.decode()
        return Ended(ended.returncode, *texts, outputs, summary.read_text(encoding="utf-8"))

    def _filled(self, value: str) -> str:
        return EXPRESSION.sub(lambda match: self._known[match[1]], str(value))


def _outputs(text: str) -> dict[str, str]:
    """Return the outputs of a step, some of which are several lines."""
    found: dict[str, str] = {}
    lines = iter(text.splitlines())
    for line in lines:
        name, is_long, end = line.partition("<<")
        if "=" in name or not is_long:
            name, _, found[name] = line.partition("=")
            continue
        value = []
        while (inner := next(lines)) != end:
            value.append(inner)
        found[name] = "\n".join(value)
    return found


def defaults_of(action: Mapping[str, Any]) -> dict[str, str]:
    """Return the inputs of an action as they are where nobody gives any."""
    return {name: each.get("default", "") for name, each in action["inputs"].items()}


def loaded(path: Path) -> dict[str, Any]:
    """Return a file of YAML, in which ``on`` is a key like any other."""
    found: dict[Any, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {"on" if key is True else str(key): value for key, value in found.items()}
