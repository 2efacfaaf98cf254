"""What the YAML reader's messages mean to people who do not write such readers."""

from __future__ import annotations


def plain_words(message: str) -> str:
    """What a message of the YAML reader means, without a full stop."""
    return next((words for known, words in _PLAIN_WORDS.items() if known in message), message)


_PLAIN_WORDS = {
    "found unexpected end of stream": "the quote that opens here is never closed",
    "mapping values are not allowed": (
        "a value that holds `: ` needs quotes, or the line is indented too far"
    ),
    "did not find expected ',' or '}'": "a `,` or `}` is missing before this",
    "did not find expected ',' or ']'": "a `,` or `]` is missing before this",
    "did not find expected key": "it does not fit the lines above, in its indentation or quotes",
    "did not find expected node content": "a value is missing here",
    "could not find expected ':'": "there is no `:` after this key",
    "cannot start any token": (
        "a tab cannot indent, and a value that starts with `@`, `%` or a backtick needs quotes"
    ),
    "unknown escape character": "there is no such escape; in single quotes a `\\` is only itself",
    "undefined alias": "no anchor of this name stands above",
}
