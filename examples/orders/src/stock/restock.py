"""Restocks what has been sold."""

import json
import os

import boto3

SOLD = []


def handler(event, context):
    """Note every product that has been sold."""
    table = boto3.resource("dynamodb").Table(os.environ["STOCK_TABEL"])
    try:
        for record in event["Records"]:
            SOLD.append(json.loads(record["body"]))
            table.put_item(Item=SOLD[-1])
    except ValueError as error:
        return {"statusCode": 500, "body": str(error)}
