"""Other names for handlers, their files and variables, in the code and all templates at once."""

from __future__ import annotations

import os

from ..languages.registry import deep_language
from ..model.finding import MoveFile
from ..model.handler import HandlerName
from ..model.resolution import Resolved
from ..text.span import Span
from ..workspace.snapshot import HandlerUse, Snapshot
from .moves import relocate
from .places import HandlerAt, handler_at, module_file, use_at, use_of
from .rename_symbol import SymbolRename, not_followed
from .results import Refusal, Rename, Renameable
from .shown import shown_path
from .variable_rename import variable_rename
from .variables import variable_at

_ONLY_SEARCHED = (
    "Handlers of this language are looked up by their names, but their code is not read, so that "
    "they cannot be renamed safely."
)


def prepare_rename(snapshot: Snapshot, path: str, offset: int) -> Renameable | Refusal | None:
    """What a rename at the offset would rename.

    The name of a handler in the code, or in a handler string the function or the last part of the
    module; the name of an environment variable. None if nothing of that stands there, a refusal if
    it cannot be renamed safely.
    """
    use = use_at(snapshot, path, offset)
    if use:
        renaming = _renaming(snapshot, use)
        if isinstance(renaming, Refusal):
            return renaming
        return renaming.obstacle() or Renameable(use.span, use.name)
    handler = handler_at(snapshot, path, offset)
    if handler is None:
        variable = variable_at(snapshot, path, offset)
        return variable_rename(snapshot, variable).prepared(path) if variable else None
    if handler.name is None:
        return _unwritten(snapshot, handler)
    if handler.part == "symbol":
        found = _symbol(snapshot, handler)
        return (
            found
            if isinstance(found, Refusal)
            else found.obstacle() or _text(handler, handler.name.symbol_span)
        )
    file = _file(snapshot, handler, offset)
    return file if isinstance(file, Refusal) else _text(handler, _last_part(handler.name))


def rename(snapshot: Snapshot, path: str, offset: int, new_name: str) -> Rename | Refusal:
    """The changes that give what stands at the offset another name."""
    use = use_at(snapshot, path, offset)
    if use:
        renaming = _renaming(snapshot, use)
        return renaming if isinstance(renaming, Refusal) else renaming.to(new_name)
    prepared = prepare_rename(snapshot, path, offset)
    handler = handler_at(snapshot, path, offset)
    variable = variable_at(snapshot, path, offset) if handler is None else None
    if variable is not None and isinstance(prepared, Renameable):
        return variable_rename(snapshot, variable).to(new_name)
    if isinstance(prepared, Refusal) or handler is None:
        nothing = Refusal("There is nothing to rename here.")
        return prepared if isinstance(prepared, Refusal) else nothing
    if handler.part == "symbol":
        found = _symbol(snapshot, handler)
        return found if isinstance(found, Refusal) else found.to(new_name)
    file = _file(snapshot, handler, offset)
    return file if isinstance(file, Refusal) else _rename_file(snapshot, file, new_name)


def _unwritten(snapshot: Snapshot, handler: HandlerAt) -> Refusal:
    family = snapshot.facts(handler.strings[0].function).language
    if family and deep_language(family) is None:
        return Refusal(_ONLY_SEARCHED)
    return Refusal("This handler string is not written out here, so it cannot be renamed.")


def _text(handler: HandlerAt, part: Span) -> Renameable:
    text = handler.name.text if handler.name else ""
    return Renameable(part.shifted(handler.span.start), text[part.start : part.end])


def _symbol(snapshot: Snapshot, handler: HandlerAt) -> SymbolRename | Refusal:
    """The function of the code that all functions with this handler string run."""
    resolutions = [snapshot.facts(string.function).resolution for string in handler.strings]
    targets = [target for target in resolutions if isinstance(target, Resolved)]
    if len(targets) < len(resolutions) or len({target.place for target in targets}) != 1:
        return Refusal("This handler string does not lead to one function of the code.")
    use = use_of(snapshot, targets[0])
    if use is None:
        return Refusal("The code of this handler is not in a file that can be changed safely.")
    return _renaming(snapshot, use)


def _renaming(snapshot: Snapshot, use: HandlerUse) -> SymbolRename | Refusal:
    if use.export is None:
        return Refusal(_ONLY_SEARCHED)
    return SymbolRename(snapshot, use.path, use.export, use.functions)


def _last_part(name: HandlerName) -> Span:
    """The part of the string that is the file's own name, without the folders before it."""
    start, end = name.module_span
    before = max(name.text.rfind(separator, start, end) for separator in ("/", "."))
    return Span(max(start, before + 1), end)


def _file(snapshot: Snapshot, handler: HandlerAt, offset: int) -> str | Refusal:
    """The file that the handler string names."""
    name = handler.name
    files = {module_file(snapshot, string.function) for string in handler.strings}
    path = next(iter(files))
    if name is None or len(files) != 1 or path is None:
        return Refusal("The file of this handler is not where the handler string says.")
    last = _last_part(name)
    if os.path.splitext(os.path.basename(path))[0] != name.text[last.start : last.end]:
        return Refusal("This module is a folder. Rename the folder: handler strings will follow.")
    if not last.touches(offset - handler.span.start):
        return Refusal("This is a folder. Rename the folder itself: handler strings will follow.")
    return path


def _rename_file(snapshot: Snapshot, path: str, new_name: str) -> Rename | Refusal:
    if not new_name.strip() or set(new_name) & set("/\\.\0") or new_name != new_name.strip():
        return Refusal(f"`{new_name}` cannot be the name of a module.")
    new = os.path.join(os.path.dirname(path), new_name + os.path.splitext(path)[1])
    if snapshot.exists(new):
        return Refusal(f"There is a file `{shown_path(snapshot, new)}` already.")
    move = MoveFile(path, new)
    relocation = relocate(snapshot, (move,))
    if relocation.left:
        names = ", ".join(f"`{function.name}`" for function in relocation.left)
        return Refusal(f"The handler of {names} cannot be written for the file's new name.")
    if relocation.uncertain:
        return not_followed(snapshot, relocation.uncertain)
    # The edits come first: a client that asks what the move changes then finds it done.
    return Rename((*relocation.edits, move))
