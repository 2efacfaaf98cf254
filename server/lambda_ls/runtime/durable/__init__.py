"""Durable executions: the service that AWS's durable execution SDKs run against.

A durable function is invoked again and again until its execution has ended. Its SDK tells the
service of every operation as it begins and ends (a checkpoint), and each invocation gets all of
them, so that it goes on where the one before has left off.

https://docs.aws.amazon.com/lambda/latest/dg/durable-functions.html; what the service does with
operations is told by AWS's own local runners, `aws-durable-execution-sdk-python-testing` 1.4.0 and
`@aws/durable-execution-sdk-js-testing` (looked at in November 2026).
"""
