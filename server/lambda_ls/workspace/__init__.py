"""The joined model: files, open documents, caches and settings; templates and code become facts.

The only room that opens the user's files.
Must not know the protocol, nor how a finding is worded.
"""
