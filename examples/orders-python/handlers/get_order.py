from orders import answer, table


def handler(event, context):
    order_id = event["pathParameters"]["orderId"]
    order = table.get_item(Key={"orderId": order_id}).get("Item")
    return answer(200, order) if order else answer(404, {"message": f"No order {order_id}"})
