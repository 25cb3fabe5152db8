import json
from decimal import Decimal
from uuid import uuid4

from orders import answer, table


def handler(event, context):
    items = items_of(event["body"])
    if not items:
        return answer(400, {"message": 'The body has to be {"items": [one or more]}'})
    order = {"orderId": str(uuid4()), "items": items}
    table.put_item(Item=order)
    return answer(201, order)


def items_of(body: str | None) -> list | None:
    try:
        order = json.loads(body or "{}", parse_float=Decimal)
    except json.JSONDecodeError:
        return None
    items = order.get("items") if isinstance(order, dict) else None
    return items if isinstance(items, list) else None
