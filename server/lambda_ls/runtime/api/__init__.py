"""The Runtime API, over which a runtime gets invocations and posts what comes of them.

https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
"""
