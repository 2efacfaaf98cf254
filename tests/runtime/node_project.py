"""A project whose handlers are found, or not, in all the ways that Node.js runtimes know."""

from __future__ import annotations

import re
from pathlib import Path

TEXT = Path(__file__).parent / "node" / "project.txt"
FILE = re.compile(r"^=== (?P<name>.+)\n(?P<text>(?:(?!=== ).*\n)*)", re.MULTILINE)

HANDLERS = (
    *("app.handler", "./app.handler", "app.a.b.c", "app.object.method", "app.Class.method"),
    *("app.number", "app.three", "app.defaulted", "app.with.dot", "app.nosuch"),
    *("app.a.nosuch.c", "app.handler.length", "app.__proto__", "app", "app.", ".handler", ""),
    *("../app.handler", "app.js.handler", "nosuch.handler", "nosuch/app.handler"),
    *("app/handler", "esm.handler", "esm.nosuch", "waits.handler", "never.handler"),
    *("default.handler", "default.default.handler", "defaultfn.default", "shadow.handler"),
    *("modfn.default", "modfn.part", "dynamic.handler", "syntax.handler", "missing.handler"),
    *("missingesm.handler", "missingfile.handler", "throws.handler", "throwsesm.handler"),
    *("throwstext.handler", "throwsnull.handler", "oddname.handler", "noname.handler"),
    *("rejects.handler", "rejectsesm.handler", "timer.handler", "exitsesm.handler"),
    *("exitcode.handler", "only.handler", "conf.handler", "noext.handler", "both.handler"),
    *("onlycjs.handler", "two.handler", "first.handler", "falsy.handler", "nothing.handler"),
    "nullish.handler",
    *("getter.handler", "logs.handler", "src.handler"),
    *("src/handlers/a.handler", "dashed-dir/a-b.c.handler", "mod/app.handler"),
    *("mod/cjs.handler", "mod/real.handler", "mod/sub/app.handler", "mod/other/app.handler"),
    *("broken/app.handler", "void/app.handler", "pkg.handler", "pkg/sub.handler"),
    "node_modules/pkg/index.handler",
)


def write_project(folder: str) -> None:
    """Writes the files of the project."""
    for match in FILE.finditer(TEXT.read_text(encoding="utf-8")):
        path = Path(folder, match["name"])
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(match["text"], encoding="utf-8")
