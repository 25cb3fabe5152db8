exports.handler = async ({ pathParameters }) => ({ statusCode: 200, body: JSON.stringify({ orderId: pathParameters.orderId }) });
