import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';

const table = DynamoDBDocumentClient.from(new DynamoDBClient({}));

export async function handler(event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> {
  const orderId = event.pathParameters?.orderId;
  const { Item: order } = await table.send(new GetCommand({ TableName: process.env.TABLE_NAME, Key: { orderId } }));
  return order
    ? { statusCode: 200, body: JSON.stringify(order) }
    : { statusCode: 404, body: JSON.stringify({ message: `No order ${orderId}` }) };
}
