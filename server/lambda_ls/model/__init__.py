"""What the server speaks about: functions, handlers, triggers, findings, fixes.

Knows frozen values only.
Must not know where they come from: no parsing, no disk, no dialects' spelling, no editors.
"""
