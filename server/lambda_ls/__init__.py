"""lambda-ls: the join of serverless templates and the AWS Lambda handlers they name."""

__version__ = "0.1.0"
