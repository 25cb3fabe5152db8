import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';

const table = DynamoDBDocumentClient.from(new DynamoDBClient({}));

export async function handler(event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> {
  const items = itemsOf(event.body);
  if (!items) {
    return { statusCode: 400, body: JSON.stringify({ message: 'The body has to be {"items": [one or more]}' }) };
  }
  const order = { orderId: randomUUID(), items };
  await table.send(new PutCommand({ TableName: process.env.TABLE_NAME, Item: order }));
  return { statusCode: 201, body: JSON.stringify(order) };
}

function itemsOf(body: string | null): unknown[] | undefined {
  try {
    const { items } = JSON.parse(body ?? '{}');
    return Array.isArray(items) && items.length > 0 ? items : undefined;
  } catch {
    return undefined;
  }
}
