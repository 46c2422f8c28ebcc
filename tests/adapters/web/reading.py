"""What a page says to a browser: its tags, which must all be closed, and its text."""

from collections.abc import Mapping
from html.parser import HTMLParser

VOID = {"meta", "link", "input", "br", "img", "hr"}


class Read(HTMLParser):
    """A page that was read to its end; `faults` are tags that do not fit."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.faults: list[str] = []
        self.seen: list[tuple[str, Mapping[str, str | None]]] = []
        self.text: list[str] = []
        self.feed(page)
        self.close()
        self.faults += [f"<{tag}> stays open" for tag in self.open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            self.faults.append(f"<{tag}> has an attribute twice")
        self.seen.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes nothing")

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    @property
    def said(self) -> str:
        """All text, with single spaces."""
        return " ".join(" ".join(self.text).split())

    def all(self, tag: str) -> list[Mapping[str, str | None]]:
        """The attributes of every tag of this name."""
        return [attributes for name, attributes in self.seen if name == tag]


def faults(page: str) -> list[str]:
    """What is wrong with a page: tags, double ids, labels and headings that point nowhere."""
    read = Read(page)
    ids = [one["id"] for _, one in read.seen if "id" in one]
    found = list(read.faults)
    found += [f"id {one} twice" for one in set(ids) if ids.count(one) > 1]
    for _, one in read.seen:
        for name in ("aria-labelledby", "aria-describedby", "for"):
            if one.get(name) and one[name] not in ids:
                found.append(f"{name}={one[name]} points nowhere")
    found += [f"an image without words: {one}" for one in read.all("img") if not one.get("alt")]
    found += [
        "something runs inline" for tag, one in read.seen if tag == "script" or "style" in one
    ]
    found += ["an event handler" for _, one in read.seen if any(n.startswith("on") for n in one)]
    if len(read.all("h1")) != 1:
        found.append("not one first heading")
    if not any(one.get("lang") in ("ko", "en") for one in read.all("html")):
        found.append("no language")
    return found
