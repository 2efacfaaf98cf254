"""Charges a card."""


def handler(event, context):
    """Charge the card of one order."""
    return {"charged": event["amount"]}
