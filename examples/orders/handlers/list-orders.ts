import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';

const table = DynamoDBDocumentClient.from(new DynamoDBClient({}));

export async function handler(event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> {
  const { Items: orders = [] } = await table.send(new ScanCommand({ TableName: process.env.TABLE_NAME, Limit: 100 }));
  return { statusCode: 200, body: JSON.stringify({ stage: event.requestContext.stage, orders }) };
}
