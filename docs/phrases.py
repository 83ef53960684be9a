"""Makes docs/phrases.md, what a person can say, from the table of phrases.

`python docs/phrases.py` writes it; `python docs/phrases.py --check` fails where it is not current.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from everyday import phrases

PAGE = Path(__file__).with_name("phrases.md")
NAMES = {"habit": "walk", "activity": "walk", "did": "walked the dog", "name": "swimming"}
MOST = 5

HEAD = """# What you can say

Say it as it comes, in whole sentences or in bits, several things in one breath. This page is made
from the table of phrases in `everyday/phrases/en/` by `docs/phrases.py`; what stands here is what
is understood at least. Everything else is kept word for word.
"""

TELLING = """## Telling what happened

| Say | It is kept as |
|---|---|
| I went for my walk · took my tablets at eight · walk done · forty minutes of guitar | done |
| only managed ten of my thirty minutes · did half my stretches · started the worksheet | partly |
| skipped breakfast · didn't get to my walk · meant to stretch · no reading today · not yet | missed |
| rest day from walking · having a break from the gym | a day of rest |
| I'll walk tomorrow · going to read later · about to make a start on the crossword | planned |
| had a beer after all (for "no alcohol") | missed, and never scolded |
| stuck to lime and soda · no phone in bed · kept off the biscuits | done |
| didn't forget my meds · haven't missed a walk · didn't walk far | done |
| my wife walked the dog · if it's dry I'll walk · I should stretch · I dreamt I ran · used to read | nothing |
| I was able to walk · walk | nothing yet: it asks |

Amounts and times stay with what they were said with: "twenty-five minutes", "an hour and a half",
"a couple of chapters", "half past ten", "5k", "twenty, no, thirty pages". "Yesterday", "last
night", "this morning" and "on Tuesday" count for that day.

A mood is a number ("six out of ten", "mood's about a five") or words ("a bit flat", "not great",
"over the moon"), or both.

To mend something: "no, I meant …", "scratch that, I did stretch after all", "you got that wrong, I
cooked", "thirty minutes, not thirteen", "actually that was yesterday".
"""


def page() -> str:
    """The page as it should be."""
    table, _ = phrases.activities()
    intents = phrases.sentences()["intents"]
    parts = [HEAD, TELLING, *_requests(intents), _activities(table)]
    return "\n".join(parts)


def _requests(intents: Mapping[str, Any]) -> Iterator[str]:
    for kind, title in (("question", "Asking"), ("command", "Telling it what to do")):
        names = [n for n, rows in intents.items() if rows.get("metadata", {}).get("is") == kind]
        rows = [f"| {name} | {' · '.join(_samples(name, intents))} |" for name in names]
        yield "\n".join([f"## {title}\n", "| | For instance |", "|---|---|", *rows, ""])


def _samples(name: str, intents: Mapping[str, Any]) -> Sequence[str]:
    """The plainest sentence of each template of one intent."""
    templates = [t for block in intents[name]["data"] for t in block["sentences"]]
    return list(dict.fromkeys(map(_plainest, templates)))[:MOST]


def _plainest(template: str) -> str:
    """A template with nothing that may be missing, and the first of each choice."""
    rules = phrases.sentences()["expansion_rules"]
    text = re.sub(r"<(\w+)>", lambda rule: rules[rule[1]], template)
    before = ""
    while text != before:
        before = text
        text = re.sub(r"\[[^\[\]()]*\]", "", text)
        text = re.sub(r"\(([^\[\]()|]*)(?:\|[^\[\]()]*)?\)", r"\1", text)
    return " ".join(re.sub(r"\{(\w+)\}", lambda slot: NAMES[slot[1]], text).split())


def _activities(table: Mapping[str, Mapping[str, Any]]) -> str:
    names = sorted(name for name, row in table.items() if not row.get("lapse"))
    kept_from = sorted(name for name, row in table.items() if row.get("lapse"))
    return "\n".join(
        [
            "## Activities whose wordings are known\n",
            "A habit that is called one of these is recognized by many wordings besides its own name",
            'and aliases: "dug over the veg patch" for gardening, "a few rows" for knitting. Any other',
            "habit is recognized by its name, its aliases and their inflections.\n",
            ", ".join(names) + ".\n",
            "To keep away from: " + ", ".join(kept_from) + ".\n",
        ]
    )


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit(PAGE.read_text("utf-8") != page())
    PAGE.write_text(page(), "utf-8")
