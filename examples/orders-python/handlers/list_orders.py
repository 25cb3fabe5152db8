from orders import answer, table


def handler(event, context):
    orders = table.scan(Limit=100)["Items"]
    return answer(200, {"stage": event["requestContext"]["stage"], "orders": orders})
