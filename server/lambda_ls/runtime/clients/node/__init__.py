"""Handlers in JavaScript and TypeScript: how Node.js is started with the client beside this file.

`bootstrap.cjs` and what it loads is that client. It behaves as those of Lambda's runtimes do, in
their two generations, and is compared with them in the tests.
"""
