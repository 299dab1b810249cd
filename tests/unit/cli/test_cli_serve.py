"""``factcheck serve``: what may be said on its command line."""

from __future__ import annotations

import socket
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from cli_workspace import project

from factcheck.cli import serve as command
from factcheck.serve.records import Settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from tests.conftest import RunCli

HAS_WEB = all(map(find_spec, command._PACKAGES))
needs_web = pytest.mark.skipif(not HAS_WEB, reason="needs the extra `web`")


@pytest.fixture(name="served")
def _served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Note what would be served, in a folder of one's own."""
    monkeypatch.chdir(tmp_path)
    project(tmp_path)
    noted: list[Any] = []

    def serve(
        settings: Settings,
        listening: socket.socket,
        remembering: Callable[[], AbstractContextManager[object]],
    ) -> None:
        with listening, remembering() as memory:
            noted.extend([settings, listening.getsockname(), memory])

    if HAS_WEB:
        monkeypatch.setattr("factcheck.serve.start.serve", serve)
    monkeypatch.setattr("click.launch", noted.append)
    return noted


@needs_web
def test_the_address_is_printed_and_nothing_is_opened(run_cli: RunCli, served: list[Any]) -> None:
    result = run_cli("serve", "--port", "0", ".")
    settings, (host, port), memory = served
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == f"http://127.0.0.1:{port}/\nCtrl-C ends it.\n"
    assert (host, memory) == ("127.0.0.1", None)
    assert settings == Settings((Path(),))


@needs_web
def test_the_browser_is_opened_where_that_is_asked_for(run_cli: RunCli, served: list[Any]) -> None:
    result = run_cli("serve", "--open")
    assert served[0] == result.stdout.splitlines()[0]


@needs_web
def test_the_folder_of_claims_is_the_usual_one(run_cli: RunCli, served: list[Any]) -> None:
    run_cli("serve")
    assert served[0].named == (Path(),)
    served.clear()
    Path("claims").mkdir()
    run_cli("serve")
    assert served[0].named == (Path("claims"),)


@needs_web
def test_options_are_handed_on(run_cli: RunCli, served: list[Any]) -> None:
    words = "serve claims.yml . --strict --as-of 2020-01 --report-lang fr --root ."
    run_cli(*words.split())
    assert served[0] == Settings((Path("claims.yml"), Path()), Path(), True, "2020-01", "fr")


@needs_web
def test_ctrl_c_is_the_way_to_end_it(
    run_cli: RunCli, served: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(_: object, listening: socket.socket, __: object) -> None:
        listening.close()
        raise KeyboardInterrupt

    monkeypatch.setattr("factcheck.serve.start.serve", interrupted)
    result = run_cli("serve")
    assert (result.exit_code, result.stderr, served) == (0, "", [])


@needs_web
def test_a_port_in_use_is_named(run_cli: RunCli, served: list[Any]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = run_cli("serve", "--port", str(port))
    assert (result.exit_code, served) == (2, [])
    assert f"port {port} cannot be used: " in result.stderr
    assert "in use" in result.stderr
    assert "leave out --port" in result.stderr


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["nowhere"], "there is no file 'nowhere'"),
        (["--port", "70000"], "0<=x<=65535"),
        (["--port", "x"], "not a valid integer"),
        (["--report-lang", "xx"], "'en', 'de', 'fr'"),
        (["--as-of", "soon"], "is no year, month or day"),
        (["--root", "nowhere"], "does not exist"),
    ],
)
def test_what_is_wrong_is_told(
    run_cli: RunCli, served: list[Any], words: list[str], told: str
) -> None:
    result = run_cli("serve", *words)
    assert (result.exit_code, served) == (2, [])
    assert told in result.stderr


def test_packages_that_are_missing_are_named(
    run_cli: RunCli, served: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command, "find_spec", lambda name: None if name == "uvicorn" else name)
    result = run_cli("serve")
    assert (result.exit_code, served) == (2, [])
    assert "pip install 'factcheck-statistics[web]'" in result.stderr
