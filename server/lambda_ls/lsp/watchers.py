"""The files of which the client is asked to tell."""

from __future__ import annotations

from lsprotocol import types

from ..languages.registry import SOURCE_EXTENSIONS

_DATA = ("cfg", "in", "json", "json5", "jsonc", "lock", "template", "toml", "txt", "yaml", "yml")
# What else people write that can name a variable of the environment, which then has a reader.
_SCRIPTS = ("bash", "bat", "cmd", "fish", "ps1", "sh", "zsh")
_CODE = (
    *("clj", "dart", "ex", "exs", "fs", "gradle", "groovy", "kts", "lua", "php", "pl", "scala"),
    *("swift", "vb"),
)
_SETTINGS = ("conf", "env", "hcl", "ini", "plist", "properties", "tf", "tfvars", "xml")
_PAGES = (
    *("ejs", "hbs", "htm", "html", "j2", "jinja", "liquid", "mustache", "njk", "pug", "svelte"),
    *("tmpl", "tpl", "vue"),
)
_QUERIES = ("gql", "graphql", "proto", "sql", "vtl")
_SOURCES = sorted(each[1:] for each in SOURCE_EXTENSIONS)
_ENDINGS = (*_DATA, *_SCRIPTS, *_CODE, *_SETTINGS, *_PAGES, *_QUERIES, *_SOURCES)
# Without an ending: what an installation brings, what git takes for the output of a build, and what
# builds and starts programs.
_NAMES = (
    *(".gitignore", "Pipfile", "GNUmakefile", "Justfile", "Makefile", "Procfile", "Rakefile"),
    *("bootstrap", "justfile", "makefile"),
)
# These are followed by whatever people like.
_BEGINNINGS = (".env", "Dockerfile")


def watchers() -> types.DidChangeWatchedFilesRegistrationOptions:
    """What to tell the server of.

    Everything that comes or goes, because a folder that is moved is told of as a folder only, and
    the contents of templates, code, settings and manifests, and of other texts whose words count.
    What programs write all the time, such as logs and databases, is none of these.
    """
    made_or_gone = types.WatchKind.Create | types.WatchKind.Delete
    contents = (
        f"**/*.{{{','.join(_ENDINGS)}}}",
        f"**/{{{','.join(_NAMES)}}}",
        *(f"**/{each}*" for each in _BEGINNINGS),
    )
    return types.DidChangeWatchedFilesRegistrationOptions(
        watchers=[
            types.FileSystemWatcher(glob_pattern="**/*", kind=made_or_gone),
            *(types.FileSystemWatcher(each, kind=types.WatchKind.Change) for each in contents),
        ]
    )
