"""Puts together what the library family stands on."""

from player.finding.finder import Finder
from player.search import Sources
from web.library_services import LibraryServices


def library(nodes: Sources) -> LibraryServices:
    return LibraryServices(finder=Finder(nodes))
