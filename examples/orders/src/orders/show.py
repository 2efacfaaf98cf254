"""Shows orders."""

import json


def handler(event, context):
    """Show a page of one order."""
    print(context.awsRequestId, event["httpMethod"])
    order = event["pathParameters"]["id"]
    page = event["queryStringParameters"]["page"]
    return {"statusCode": 200, "body": json.dumps({"order": order, "page": page})}
