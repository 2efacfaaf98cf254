"""Random traffic against a real server, which must answer, live on, and find what is to be found.

A bounded part of it is a test. `python -m tests.torture --edits 100000` is the long one.
"""
