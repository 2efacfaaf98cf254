"""What AWS says: runtimes and their dates, reserved names, properties of resources.

Knows data files, each with the source and date of its facts, and typed look-ups in them.
Must not know templates, code or rules; what triggers send is `triggers/`.
"""
