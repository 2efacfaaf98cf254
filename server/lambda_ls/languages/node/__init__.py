"""JavaScript and TypeScript handlers, as AWS's client for Node.js finds them.

Two generations of that client are in use: 3.x for `nodejs22.x` and before, 4.x from `nodejs24.x`.
They take a handler string apart in the same way. 4.x also looks for a missing name below
`default`, which nothing here does: a module's exports are what the file says.
"""
