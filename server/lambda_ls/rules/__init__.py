"""Rules: one file each turns facts into a finding's words and fixes.

Must not parse, open files or know dialects.
"""
