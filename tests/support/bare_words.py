"""Finds words in templates and scripts that people would read in English everywhere."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from babel.messages import jslexer
from jinja2 import Environment, nodes

from web.pages.words import SOURCES

SAYING = {"_", "gettext", "ngettext"}
NOT_READ = {"t", "tn", "Error", "TypeError", "RangeError"}
READ = {"alt", "aria-label", "aria-roledescription", "aria-valuetext", "content", "label"}
READ |= {"placeholder", "title"}
NAMES = {"Auxcord", "OpenAPI 3.1", "UTC", "https://", *SOURCES.values()}
KEY = re.compile(r"Arrow\w*|Delete|End|Enter|Escape|Files|Home|Page\w+|Tab")
"""Keys, and what is dragged, by their names for programs."""

SENTENCE = re.compile(r"\W*[A-ZÄÖÜ][a-zäöü]+([ .!?…,:]|$)")


def bare_words(source: str) -> Iterator[str]:
    """Yield the words of a template that people would read in English everywhere."""
    tree = Environment(autoescape=True, extensions=["jinja2.ext.i18n"]).parse(source)
    yield from _Reader.words_in(_outside(tree))
    yield from (text for text in _constants(tree) if is_sentence(text))


def bare_sentences(source: str) -> Iterator[str]:
    """Yield the sentences of a script that are no argument of `t` or `tn`."""
    function, before = "", ""
    for token in jslexer.tokenize(source):
        if token.type in {"string", "template_string"}:
            text = re.sub(r"\$\{.*?\}", "", token.value[1:-1])
            if is_sentence(text) and function not in NOT_READ:
                yield text
        elif token.type == "operator" and token.value == "(":
            function = before
        elif token.type == "operator" and token.value == ")":
            function = ""
        if token.type not in {"linecomment", "multilinecomment"}:
            before = token.value


def is_sentence(text: str) -> bool:
    """Say whether a literal looks like words for people: it begins as a sentence does."""
    if text.strip(" ·") in NAMES or KEY.fullmatch(text):
        return False
    return SENTENCE.match(text) is not None


def _outside(tree: nodes.Template) -> str:
    """Return what stands outside of all braces; a brace leaves a place that is no word."""
    unread = {output for part in _attributes(tree) for output in part.find_all(nodes.Output)}
    return "".join(
        node.data if isinstance(node, nodes.TemplateData) else "\0"
        for output in tree.find_all(nodes.Output)
        if output not in unread
        for node in output.nodes
    )


def _attributes(tree: nodes.Template) -> Iterator[nodes.Node]:
    """Yield the parts of a template that only go into attributes, such as classes and addresses."""
    for block in tree.find_all(nodes.Block):
        if block.name.endswith("_class"):
            yield block
    for macro in tree.find_all(nodes.Macro):
        texts = [each.data for each in macro.find_all(nodes.TemplateData)]
        if not any("<" in text or is_sentence(text) for text in texts):
            yield macro


def _constants(node: nodes.Node) -> Iterator[str]:
    """Yield the texts in a template's expressions that are not said through the catalogue."""
    if isinstance(node, nodes.Call) and getattr(node.node, "name", "") in SAYING:
        return
    if isinstance(node, nodes.Const) and isinstance(node.value, str):
        yield node.value
    for child in node.iter_child_nodes():
        yield from _constants(child)


class _Reader(HTMLParser):
    """Collects what is read in a page: texts, and the attributes that are read out or shown."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    @classmethod
    def words_in(cls, page: str) -> list[str]:
        reader = cls()
        reader.feed(page)
        reader.close()
        return reader.words

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        is_meta = tag == "meta" and dict(attrs).get("name") != "description"
        for name, value in attrs:
            if name in READ and value and not is_meta:
                self._take(value)

    def handle_data(self, data: str) -> None:
        if self.cdata_elem is None:
            self._take(data)

    def _take(self, text: str) -> None:
        words = (word.strip() for word in re.split(r"\0+|\s{2,}|·", text))
        self.words += [word for word in words if _is_read(word)]


def _is_read(word: str) -> bool:
    return len(re.findall(r"[^\W\d_]", word)) > 1 and word not in NAMES
