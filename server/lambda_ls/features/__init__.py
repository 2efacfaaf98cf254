"""What an editor can ask: hover, completion, definition, rename, ... as plain functions.

Knows snapshots of the workspace and gives plain results (`results.py`).
Must not know the protocol's types.

    completion.complete(snapshot, path, offset) -> tuple[Completion, ...]
    hover.hover(snapshot, path, offset) -> Hover | None
    definition.definitions(snapshot, path, offset) -> tuple[LinkedLocation, ...]
    references.references(snapshot, path, offset, declaration) -> tuple[Location, ...]
    rename.prepare_rename(snapshot, path, offset) -> Renameable | Refusal | None
    rename.rename(snapshot, path, offset, new_name) -> Rename | Refusal
    moves.files_renamed(snapshot, moves: Iterable[MoveFile]) -> tuple[FileEdits, ...]
    links.document_links(snapshot, path) -> tuple[DocumentLink, ...]
    symbols.document_symbols(snapshot, path) -> tuple[Symbol, ...]
    symbols.workspace_symbols(snapshot, query) -> tuple[WorkspaceSymbol, ...]
    lenses.code_lenses(snapshot, path) -> tuple[Lens, ...]
    actions.code_actions(snapshot, findings, path, span) -> tuple[CodeAction, ...]
    actions.fix_all(snapshot, findings, path) -> CodeAction | None

`path` is the file the editor asks about, absolute; `offset` and `span` count its code points.
"""
