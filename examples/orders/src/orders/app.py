"""Takes orders, and works them off."""

import json
import os


def handler(event, context):
    """Accept one order."""
    order = json.loads(event["body"])
    return {"statusCode": 202, "body": json.dumps({"id": order["id"]})}


def process_orders(event, context):
    """Work off a batch of orders from `QUEUE_URL`."""
    for record in event["Records"]:
        print(os.environ["QUEUE_URL"], record["body"])
