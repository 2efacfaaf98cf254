"""Plain results as the protocol's types."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from lsprotocol import types

from ..features import results
from ..model.finding import CreateFile, Finding, MoveFile, Severity
from ..text.edits import TextEdit
from ..text.source import SourceText
from ..text.span import Span
from .client import Client
from .documents import OpenDocuments
from .positions import Positions
from .uris import uri_of

SOURCE = "lambda-ls"

_SEVERITIES: Mapping[Severity, types.DiagnosticSeverity] = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFORMATION: types.DiagnosticSeverity.Information,
    Severity.HINT: types.DiagnosticSeverity.Hint,
}
_COMPLETION_KINDS: Mapping[results.CompletionKind, types.CompletionItemKind] = {
    "function": types.CompletionItemKind.Function,
    "module": types.CompletionItemKind.Module,
    "folder": types.CompletionItemKind.Folder,
    "value": types.CompletionItemKind.Value,
    "field": types.CompletionItemKind.Field,
    "method": types.CompletionItemKind.Method,
}
_SYMBOL_KINDS: Mapping[results.SymbolKind, types.SymbolKind] = {
    "function": types.SymbolKind.Function,
    "handler": types.SymbolKind.Method,
    "event": types.SymbolKind.Event,
    "variable": types.SymbolKind.Variable,
}
_NO_TEXT = SourceText("")


class Converter:
    """Speaks to one client. `text` gives the text of a file that is not open."""

    def __init__(
        self,
        client: Client,
        positions: Positions,
        documents: OpenDocuments,
        text: Callable[[str], SourceText | None],
        rule_pages: str,
    ) -> None:
        self.client = client
        self.positions = positions
        self._documents = documents
        self._text = text
        self._rule_pages = rule_pages

    def source(self, path: str) -> SourceText:
        """The text that ranges of a file are counted in; empty if the file cannot be read."""
        document = self._documents.get(path)
        return document.source if document else self._text(path) or _NO_TEXT

    def uri(self, path: str) -> str:
        """The URI of a file, in the client's own spelling if the file is open."""
        document = self._documents.get(path)
        return document.uri if document else uri_of(path)

    def range(self, path: str, span: Span) -> types.Range:
        """A range of a file."""
        return self.positions.range(self.source(path), span)

    def location(self, location: results.Location) -> types.Location:
        """A place in a file."""
        return types.Location(
            uri=self.uri(location.path), range=self.range(location.path, location.span)
        )

    def definitions(
        self, path: str, found: Iterable[results.LinkedLocation]
    ) -> list[types.LocationLink] | list[types.Location]:
        """Definitions of something in the file at `path`, with what names it if possible."""
        if not self.client.location_links:
            return [self.location(results.Location(each.path, each.span)) for each in found]
        return [
            types.LocationLink(
                target_uri=self.uri(each.path),
                target_range=self.range(each.path, each.full),
                target_selection_range=self.range(each.path, each.span),
                origin_selection_range=self.range(path, each.origin),
            )
            for each in found
        ]

    def hover(self, path: str, hover: results.Hover) -> types.Hover:
        """What is shown over a text."""
        return types.Hover(
            contents=_markup(hover.markdown, self.client.plain_hover),
            range=self.range(path, hover.span),
        )

    def completion(self, path: str, item: results.Completion) -> types.CompletionItem:
        """One proposal."""
        tags = [types.CompletionItemTag.Deprecated] if item.deprecated else None
        plain = self.client.plain_completion
        return types.CompletionItem(
            label=item.label,
            kind=_COMPLETION_KINDS[item.kind],
            tags=tags if self.client.completion_tags else None,
            detail=item.detail or None,
            documentation=_markup(item.documentation, plain) if item.documentation else None,
            sort_text=item.sort or None,
            # Editors compare this with the text of the range, which the label need not begin with.
            filter_text=item.text if item.text != item.label else None,
            text_edit=types.TextEdit(range=self.range(path, item.replace), new_text=item.text),
        )

    def inlay_hint(self, path: str, hint: results.InlayHint) -> types.InlayHint:
        """A text behind a parameter."""
        place = self.range(path, Span(hint.offset, hint.offset))
        return types.InlayHint(position=place.start, label=hint.text, kind=types.InlayHintKind.Type)

    def signature(self, found: results.Signature) -> types.SignatureHelp:
        """How a function is called."""
        plain = self.client.plain_signature
        parameters = [
            types.ParameterInformation(
                label=each.label, documentation=_markup(each.documentation, plain)
            )
            for each in found.parameters
        ]
        information = types.SignatureInformation(
            label=found.label,
            documentation=_markup(found.documentation, plain) if found.documentation else None,
            parameters=parameters,
        )
        return types.SignatureHelp(
            signatures=[information], active_signature=0, active_parameter=found.active
        )

    def link(self, path: str, link: results.DocumentLink) -> types.DocumentLink:
        """A text that opens a file."""
        return types.DocumentLink(
            range=self.range(path, link.span),
            target=self.uri(link.path),
            tooltip=link.tooltip or None,
        )

    def symbol(self, path: str, symbol: results.Symbol) -> types.DocumentSymbol:
        """An entry of the outline."""
        return types.DocumentSymbol(
            name=symbol.name,
            detail=symbol.detail or None,
            kind=_SYMBOL_KINDS[symbol.kind],
            range=self.range(path, symbol.span),
            selection_range=self.range(path, symbol.selection),
            children=[self.symbol(path, child) for child in symbol.children],
        )

    def flat_symbols(
        self, path: str, symbols: Iterable[results.Symbol], container: str | None = None
    ) -> list[types.SymbolInformation]:
        """The outline for clients without nesting."""
        flat: list[types.SymbolInformation] = []
        for symbol in symbols:
            place = self.location(results.Location(path, symbol.selection))
            flat.append(
                types.SymbolInformation(
                    name=symbol.name,
                    kind=_SYMBOL_KINDS[symbol.kind],
                    location=place,
                    container_name=container,
                )
            )
            flat += self.flat_symbols(path, symbol.children, symbol.name)
        return flat

    def workspace_symbol(self, symbol: results.WorkspaceSymbol) -> types.WorkspaceSymbol:
        """A function or handler of the workspace."""
        return types.WorkspaceSymbol(
            name=symbol.name,
            kind=_SYMBOL_KINDS[symbol.kind],
            location=self.location(results.Location(symbol.path, symbol.span)),
            container_name=symbol.container or None,
        )

    def diagnostic(self, path: str, finding: Finding, span: Span) -> types.Diagnostic:
        """A finding at a range of a file."""
        return types.Diagnostic(
            range=self.range(path, span),
            severity=_SEVERITIES[finding.severity],
            code=finding.rule,
            code_description=self._page_of(finding.rule),
            source=SOURCE,
            message=finding.message,
        )

    def _page_of(self, rule: str) -> types.CodeDescription | None:
        return types.CodeDescription(f"{self._rule_pages}{rule}.md") if self._rule_pages else None

    def edit(self, changes: Iterable[results.WorkspaceChange]) -> types.WorkspaceEdit | None:
        """Changes of files; None if the client cannot make all of them."""
        changes = tuple(changes)
        if self.client.document_changes:
            if not all(self._can_make(change) for change in changes):
                return None
            return types.WorkspaceEdit(
                document_changes=[
                    operation for change in changes for operation in self._operations(change)
                ]
            )
        edits: dict[str, list[types.TextEdit]] = {}
        for change in changes:
            if not isinstance(change, results.FileEdits):
                return None
            edits.setdefault(self.uri(change.path), []).extend(self._text_edits(change))
        return types.WorkspaceEdit(changes=edits)

    def _can_make(self, change: results.WorkspaceChange) -> bool:
        if isinstance(change, CreateFile):
            return self.client.creates_files
        return self.client.renames_files if isinstance(change, MoveFile) else True

    def _operations(
        self, change: results.WorkspaceChange
    ) -> tuple[types.TextDocumentEdit | types.CreateFile | types.RenameFile, ...]:
        if isinstance(change, MoveFile):
            return (types.RenameFile(old_uri=self.uri(change.old), new_uri=uri_of(change.new)),)
        if isinstance(change, CreateFile):
            new = results.FileEdits(change.path, (TextEdit(Span(0, 0), change.text),))
            return types.CreateFile(uri=uri_of(change.path)), self._document_edit(new)
        return (self._document_edit(change),)

    def _document_edit(self, change: results.FileEdits) -> types.TextDocumentEdit:
        document = self._documents.get(change.path)
        return types.TextDocumentEdit(
            text_document=types.OptionalVersionedTextDocumentIdentifier(
                uri=self.uri(change.path), version=document.version if document else None
            ),
            edits=self._text_edits(change),
        )

    def _text_edits(self, change: results.FileEdits) -> list[types.TextEdit]:
        return [
            types.TextEdit(range=self.range(change.path, edit.span), new_text=edit.text)
            for edit in change.edits
        ]


def _markup(text: str, plain: bool) -> types.MarkupContent:
    kind = types.MarkupKind.PlainText if plain else types.MarkupKind.Markdown
    return types.MarkupContent(kind=kind, value=text)
