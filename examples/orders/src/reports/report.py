"""Reports on the orders of a day."""


async def handler(event, context):
    """Report when the day is over."""
    print(event["time"])
