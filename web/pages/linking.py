"""Links script modules into one file, so that a page fetches one script instead of eighty.

What is in `static/js` stays what people read, and runs unlinked, too. Linking wraps every module in
a function of its own and hands it what it imports; a module never runs twice, however many linked
files of a page hold it. It understands the plain forms of `import` and `export` that our
modules use, and refuses all others.
"""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

IMPORT = re.compile(r'^import (?:(\{[^}]*\}|\* as \w+) from )?"(\.[^"]+)";\n', re.MULTILINE)
EXPORT = re.compile(
    r"^export (?=(?:async )?(?:function\*?|class|const) (\w+|\{[^}]*\}))", re.MULTILINE
)
DYNAMIC_IMPORT = re.compile(r'\bimport\("(\.[^"]+)"\)')
LINE_COMMENT = re.compile(r"^[ \t]*(?:/\*(?:(?!\*/)[\s\S])*\*/[ \t]*|//.*)\n", re.MULTILINE)
BLANK_LINES = re.compile(r"\n{2,}")
OTHER_FORM = re.compile(r"^(?:import\b(?!\()|export\b).*|.*\bimport\.meta\b.*", re.MULTILINE)
WAITS = re.compile(r"^(?![\s}])(?!async function).*\bawait\b", re.MULTILINE)
REGISTRY = "globalThis.auxcordModules ??= {}"
PROMISE = "let arrived;\nmodules.ready = new Promise((resolve) => (arrived = resolve));\n"
"""What others wait for: that all modules are there which the first entry imports."""


class Unlinkable(Exception):
    """A module is written in a way that linking does not understand."""


@dataclass(frozen=True, slots=True)
class Module:
    """A module taken apart: the names that it takes from which others, and those that it gives."""

    name: str
    body: str
    imports: dict[str, set[str]]
    exports: tuple[str, ...]


def link(folder: Path, entry: str, beyond: str | None = None) -> str:
    """Return a module and all that it imports as one script.

    `beyond` is an entry that the page has begun to load before: its modules are left out. They are
    waited for, since one of them may wait, too, and browsers begin with the next script meanwhile.
    """
    present = {module.name for module in _in_order(folder, beyond)} if beyond else set()
    modules = _in_order(folder, entry)
    place = posixpath.dirname(entry)
    pieces = [_wrapped(module, place) for module in modules if module.name not in present]
    given = ", ".join(modules[-1].exports)
    ending = f'export const {{ {given} }} = modules["{entry}"];\n' if given else ""
    # Nothing is left of an entry that the page has already.
    *needed, own = pieces or [""]
    before, after = ("await modules.ready;\n", "") if beyond else (PROMISE, "arrived();\n")
    return "".join([f"const modules = ({REGISTRY});\n", before, *needed, after, own, ending])


def _in_order(folder: Path, entry: str) -> list[Module]:
    """Return a module and those that it imports, every one after those that it needs."""
    done: dict[str, Module] = {}

    def visit(name: str, path: tuple[str, ...]) -> None:
        if name in path:
            raise Unlinkable(f"Modules import each other in a circle: {' > '.join((*path, name))}")
        if name in done:
            return
        module = _take_apart(name, (folder / name).read_text())
        for imported, wanted in module.imports.items():
            visit(imported, (*path, name))
            if missing := wanted.difference(done[imported].exports):
                raise Unlinkable(f"{name} wants {missing} of {imported}, which has no such name.")
        done[name] = module

    visit(entry, ())
    return list(done.values())


def _take_apart(name: str, source: str) -> Module:
    source = LINE_COMMENT.sub("", source)
    imports: dict[str, set[str]] = {}
    exports: list[str] = []

    def hand_in(found: re.Match[str]) -> str:
        imported = _resolve(name, found[2])
        imports.setdefault(imported, set()).update(_wanted(found[1]))
        return _import(found[1], imported)

    def note(found: re.Match[str]) -> str:
        exports.extend(_names(found[1]))
        return ""

    body = EXPORT.sub(note, IMPORT.sub(hand_in, source))
    if other := OTHER_FORM.search(body):
        raise Unlinkable(f"{name} has a form that linking does not know: {other[0].strip()}")
    return Module(name, body, imports, tuple(exports))


def _import(names: str | None, imported: str) -> str:
    if names is None:
        return ""
    bound = names.removeprefix("* as ").replace(" as ", ": ")
    return f'const {bound} = modules["{imported}"];\n'


def _wanted(names: str | None) -> Iterator[str]:
    """Yield the names that an import takes; `* as` takes whatever there is."""
    if names and names.startswith("{"):
        for each in names.strip("{}").split(","):
            if name := each.partition(" as ")[0].strip():
                yield name


def _names(declared: str) -> Iterator[str]:
    """Yield what `export const` declares: one name, or several of an object."""
    for each in declared.strip("{}").split(","):
        if name := each.rpartition(":")[2].strip():
            yield name


def _wrapped(module: Module, place: str) -> str:
    """Return the module as a function that runs at once; `place` is where the linked file lies."""

    def from_here(found: re.Match[str]) -> str:
        target = posixpath.relpath(_resolve(module.name, found[1]), place or ".")
        return f'import("{target if target.startswith(".") else f"./{target}"}")'

    body = BLANK_LINES.sub("\n", DYNAMIC_IMPORT.sub(from_here, module.body))
    run = "await (async () => {" if WAITS.search(body) else "(() => {"
    given = ", ".join(module.exports)
    return f'modules["{module.name}"] ??= {run}\n{body}return {{ {given} }};\n}})();\n'


def _resolve(name: str, path: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), path))
