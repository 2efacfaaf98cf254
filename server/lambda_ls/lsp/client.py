"""What the connected editor can do."""

from __future__ import annotations

from lsprotocol import types
from msgspec import Struct
from pygls.capabilities import get_capability

_CREATE, _RENAME = types.ResourceOperationKind.Create, types.ResourceOperationKind.Rename


class Client(Struct, frozen=True):
    """The abilities that change what the server sends.

    `pulls_diagnostics` is only true if the client can also be told to pull again: otherwise a
    change in one file would leave old findings standing in another.
    """

    position_encodings: tuple[str, ...]
    location_links: bool
    document_changes: bool
    creates_files: bool
    renames_files: bool
    hierarchical_symbols: bool
    code_actions: bool
    completion_tags: bool
    plain_hover: bool
    plain_completion: bool
    plain_signature: bool
    pulls_diagnostics: bool
    refreshes_lenses: bool
    refreshes_inlay_hints: bool
    watches_files: bool
    configuration: bool
    configuration_registration: bool
    progress: bool
    shows_documents: bool

    @classmethod
    def of(cls, capabilities: types.ClientCapabilities) -> Client:
        """Read the capabilities that the client sends when it connects."""
        operations = get_capability(
            capabilities, "workspace.workspace_edit.resource_operations", ()
        )
        documents = get_capability(capabilities, "workspace.workspace_edit.document_changes", False)
        return cls(
            position_encodings=tuple(
                str(getattr(each, "value", each))
                for each in get_capability(capabilities, "general.position_encodings", ())
            ),
            location_links=get_capability(
                capabilities, "text_document.definition.link_support", False
            ),
            document_changes=documents,
            creates_files=documents and _CREATE in operations,
            renames_files=documents and _RENAME in operations,
            hierarchical_symbols=get_capability(
                capabilities,
                "text_document.document_symbol.hierarchical_document_symbol_support",
                False,
            ),
            code_actions=get_capability(
                capabilities, "text_document.code_action.code_action_literal_support"
            )
            is not None,
            completion_tags=get_capability(
                capabilities, "text_document.completion.completion_item.tag_support"
            )
            is not None,
            plain_hover=_is_plain(
                get_capability(capabilities, "text_document.hover.content_format")
            ),
            plain_completion=_is_plain(
                get_capability(
                    capabilities, "text_document.completion.completion_item.documentation_format"
                )
            ),
            plain_signature=_is_plain(
                get_capability(
                    capabilities,
                    "text_document.signature_help.signature_information.documentation_format",
                )
            ),
            pulls_diagnostics=get_capability(capabilities, "text_document.diagnostic") is not None
            and get_capability(capabilities, "workspace.diagnostics.refresh_support", False),
            refreshes_lenses=get_capability(
                capabilities, "workspace.code_lens.refresh_support", False
            ),
            refreshes_inlay_hints=get_capability(
                capabilities, "workspace.inlay_hint.refresh_support", False
            ),
            watches_files=get_capability(
                capabilities, "workspace.did_change_watched_files.dynamic_registration", False
            ),
            configuration=get_capability(capabilities, "workspace.configuration", False),
            configuration_registration=get_capability(
                capabilities, "workspace.did_change_configuration.dynamic_registration", False
            ),
            progress=get_capability(capabilities, "window.work_done_progress", False),
            shows_documents=get_capability(capabilities, "window.show_document.support", False),
        )


def _is_plain(formats: object) -> bool:
    """Whether a client that says which formats it knows does not know Markdown."""
    return isinstance(formats, list | tuple) and types.MarkupKind.Markdown not in formats
