"""The hash of the code behind a scene's values follows its imports."""

from __future__ import annotations

from pathlib import Path

import pytest

from anim_lib.code_hash import ROOT, code_sha256, imported_names, library_files


@pytest.fixture
def project(tmp_path: Path) -> Path:
    package = tmp_path / "anim_lib" / "models"
    package.mkdir(parents=True)
    (tmp_path / "anim_lib" / "theme.py").write_text("INK = 0\n")
    (package / "inner.py").write_text("def f():\n    return 1\n")
    (package / "outer.py").write_text("from anim_lib.models.inner import f\n")
    (tmp_path / "values.py").write_text(
        "import numpy\ndef compute():\n    from anim_lib.models import outer\n"
    )
    return tmp_path


def test_follows_imports_inside_functions_and_through_others(project: Path) -> None:
    found = [path.name for path in library_files(project / "values.py", project)]
    assert found == ["values.py", "inner.py", "outer.py"]


def test_changes_with_any_of_them_and_with_no_other(project: Path) -> None:
    seen = {code_sha256(project / "values.py", project)}
    (project / "anim_lib" / "theme.py").write_text("INK = 1\n")
    assert code_sha256(project / "values.py", project) in seen
    for name in ("models/inner.py", "models/outer.py"):
        with (project / "anim_lib" / name).open("a") as file:
            file.write("# changed\n")
        assert code_sha256(project / "values.py", project) not in seen
        seen.add(code_sha256(project / "values.py", project))


def test_line_ends_do_not_matter(project: Path) -> None:
    before = code_sha256(project / "values.py", project)
    inner = project / "anim_lib" / "models" / "inner.py"
    inner.write_bytes(inner.read_bytes().replace(b"\n", b"\r\n"))
    assert code_sha256(project / "values.py", project) == before


def test_names() -> None:
    assert imported_names("import a.b\nfrom c import d\nfrom . import e") == {"a.b", "c", "c.d"}


def test_d14_rests_on_its_models_and_signals() -> None:
    found = {path.name for path in library_files(ROOT / "scenes" / "values" / "d14_s4_dual.py")}
    models = {"discretize.py", "hippo.py", "hippo_measures.py", "s4.py"}
    assert found == {"d14_s4_dual.py", "provenance.py", "tones.py"} | models


def test_values_that_build_on_another_scenes_rest_on_its_code() -> None:
    entry = ROOT / "scenes" / "values" / "m2_recurrent_vs_convolutional.py"
    assert {"d14_s4_dual.py", "tones.py"} <= {path.name for path in library_files(entry)}


def test_modules_that_import_each_other_are_read_once(project: Path) -> None:
    inner = project / "anim_lib" / "models" / "inner.py"
    inner.write_text("from anim_lib.models import outer\n")
    found = [path.name for path in library_files(project / "values.py", project)]
    assert found == ["values.py", "inner.py", "outer.py"]
