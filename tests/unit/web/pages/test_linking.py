from pathlib import Path

import pytest

from web.pages.linking import Unlinkable, link


def write(folder: Path, **files: str) -> Path:
    for name, source in files.items():
        path = folder / f"{name.replace('__', '/')}.js"
        path.parent.mkdir(exist_ok=True)
        path.write_text(source)
    return folder


def test_modules_stand_after_what_they_import_and_once(tmp_path: Path) -> None:
    write(
        tmp_path,
        main='import "./lib/a.js";\nimport { b } from "./lib/b.js";\nb();\n',
        lib__a='import { b } from "./b.js";\nb();\n',
        lib__b="/** Says b. */\n\nexport function b() {}\n",
    )
    linked = link(tmp_path, "main.js")
    places = [
        linked.index(f'modules["{name}"] ??=') for name in ("lib/b.js", "lib/a.js", "main.js")
    ]
    assert places == sorted(places)
    assert linked.count("function b()") == 1
    assert "Says b" not in linked


def test_every_form_of_export_is_handed_on(tmp_path: Path) -> None:
    write(
        tmp_path,
        main=(
            "export const one = 1;\nexport const { two, four: three } = { two: 2, four: 3 };\n"
            "export class Four {}\nexport function five() {}\nexport async function six() {}\n"
        ),
    )
    linked = link(tmp_path, "main.js")
    assert "return { one, two, three, Four, five, six };" in linked
    assert 'export const { one, two, three, Four, five, six } = modules["main.js"];' in linked


def test_a_type_before_an_expression_takes_nothing_with_it(tmp_path: Path) -> None:
    write(tmp_path, main="/** @type {A} */ (a).b();\n  c();\n/** A. */\nd();\n")
    linked = link(tmp_path, "main.js")
    assert "(a).b();" in linked
    assert "c();" in linked
    assert "A." not in linked


def test_imports_may_be_renamed_spread_over_lines_and_taken_whole(tmp_path: Path) -> None:
    write(
        tmp_path,
        main='import {\n  a as b,\n  c,\n} from "./a.js";\nimport * as all from "./a.js";\n',
        a="export const a = 1;\nexport const c = 2;\n",
    )
    linked = link(tmp_path, "main.js")
    assert 'const {\n  a: b,\n  c,\n} = modules["a.js"];' in linked
    assert 'const all = modules["a.js"];' in linked


def test_what_the_page_has_already_is_left_out(tmp_path: Path) -> None:
    write(
        tmp_path,
        main='import { a } from "./a.js";\nif (a) await import("./page.js");\n',
        page='import { a } from "./a.js";\nimport "./b.js";\na();\n',
        a="export function a() {}\n",
        b="export const b = 1;\n",
    )
    linked = link(tmp_path, "page.js", beyond="main.js")
    assert "function a()" not in linked
    assert 'const { a } = modules["a.js"];' in linked
    assert "const b = 1;" in linked
    known = link(tmp_path, "a.js", "main.js")
    assert "function a()" not in known
    assert 'export const { a } = modules["a.js"];' in known
    assert linked.index("await modules.ready;") < linked.index('modules["a.js"]')
    first = link(tmp_path, "main.js")
    assert first.index("function a()") < first.index("arrived();") < first.index("import(")


def test_what_is_fetched_later_is_asked_for_from_where_the_linked_file_lies(tmp_path: Path) -> None:
    write(
        tmp_path,
        main='import "./lib/a.js";\n',
        lib__a='const later = () => import("../page.js");\n',
    )
    assert 'import("./page.js")' in link(tmp_path, "main.js")
    assert 'import("../page.js")' in link(tmp_path, "lib/a.js")


def test_only_a_module_that_waits_is_waited_for(tmp_path: Path) -> None:
    write(
        tmp_path,
        main='import { a } from "./a.js";\nif (a) await a();\n',
        a="export async function a() {\n  await 1;\n}\n",
    )
    linked = link(tmp_path, "main.js")
    assert 'modules["main.js"] ??= await (async () => {' in linked
    assert 'modules["a.js"] ??= (() => {' in linked


@pytest.mark.parametrize(
    ("source", "word"),
    [
        ("export default 1;\n", "export default 1;"),
        ("export let a = 1;\n", "export let a"),
        ('import a from "./a.js";\n', "import a from"),
        ('import "elsewhere";\n', 'import "elsewhere"'),
        ("const here = import.meta.url;\n", "import.meta"),
        ('import "./main.js";\n', "circle"),
        ('import { gone } from "./a.js";\n', "gone"),
    ],
)
def test_other_forms_are_refused_by_name(tmp_path: Path, source: str, word: str) -> None:
    write(tmp_path, main=source, a="export const a = 1;\n")
    with pytest.raises(Unlinkable, match=word):
        link(tmp_path, "main.js")
