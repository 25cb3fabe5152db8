import type { aws_dynamodb as dynamodb } from 'aws-cdk-lib';
import { failuresByName, json, messageOf, override } from './answers';
import type {
  DynamoDbDeleteItemIntegrationOptions, DynamoDbGetItemIntegrationOptions, DynamoDbPutItemIntegrationOptions, DynamoDbQueryIntegrationOptions,
  DynamoDbUpdateItemIntegrationOptions, DynamoDbExpressionOptions,
} from './dynamo-db-options';
import { attributes, item, plainItem } from './dynamo-db-template';
import { checkValues, jsonRequest, keyGrants, serviceIntegration, type ServiceIntegrationOptions } from './service-integration';
import { escaped, jsonLiteral } from './template';
import type { TypedValue } from './typed-value';
import type { IntegrationResponse } from '../../mapping/integration-mapping';
import type { RequestValue } from '../../mapping/request-value';
import type { IntegrationBinder } from '../port';

const FAILURES = failuresByName('$.__type', {
  400: ['ItemCollectionSizeLimitExceededException', 'SerializationException', 'ValidationException'],
  409: ['ConditionalCheckFailedException', 'TransactionConflictException'],
  429: ['ProvisionedThroughputExceededException', 'RequestLimitExceeded', 'ThrottlingException'],
});

const FOUND = `#set($root = $input.path('$'))#if($root.containsKey('Item'))#set($item = $root.Item)${plainItem('item')}`
  + `#else${override('404')}${messageOf(404)}#end`;

const UPDATED = `#set($item = $input.path('$.Attributes'))${plainItem('item')}`;

/** The token is the last key of the page in Base64, with the letters that URLs take as they are. */
const PAGE = '#set($root = $input.path(\'$\')){"items":[#foreach($item in $root.Items)' + plainItem('item') + '#if($foreach.hasNext),#end#end]'
  + '#if($root.containsKey(\'LastEvaluatedKey\')),"nextToken":"$util.base64Encode($input.json(\'$.LastEvaluatedKey\')).replace(\'+\', \'-\').replace(\'/\', \'_\')"#end}';

/** A token comes from the client: nothing in it gets out of the key, whatever it holds. */
const START_KEY = '#set($token = "$!input.params().querystring.get(\'nextToken\')")#if($token != \'\')'
  + '#set($start = $util.parseJson($util.base64Decode($token.replace(\'-\', \'+\').replace(\'_\', \'/\')))),"ExclusiveStartKey":{'
  + `#foreach($name in $start.keySet())"${escaped('$name')}":{#foreach($type in $start.get($name).keySet())"${escaped('$type')}":"${escaped('"$start.get($name).get($type)"')}"`
  + '#if($foreach.hasNext),#end#end}#if($foreach.hasNext),#end#end}#end';

/** Binds an integration that gets an item. */
export function dynamoDbGetItem(table: dynamodb.ITable, options: DynamoDbGetItemIntegrationOptions): IntegrationBinder {
  const { key, consistentRead = false } = options;
  return tableIntegration('GetItem', table, options, {
    values: key,
    request: `"Key":${attributes(key)}${consistentRead ? ',"ConsistentRead":true' : ''}`,
    success: { statusCode: 200, templates: json(FOUND) },
  });
}

/** Binds an integration that puts an item. */
export function dynamoDbPutItem(table: dynamodb.ITable, options: DynamoDbPutItemIntegrationOptions): IntegrationBinder {
  const { key, attributes: others } = options;
  return tableIntegration('PutItem', table, options, {
    values: { ...key, ...others, ...options.values },
    request: `"Item":${item(key, others)}${condition(options)}`,
    success: { statusCode: 200, templates: json('{}') },
  });
}

/** Binds an integration that updates an item. */
export function dynamoDbUpdateItem(table: dynamodb.ITable, options: DynamoDbUpdateItemIntegrationOptions): IntegrationBinder {
  const { key, updateExpression } = options;
  return tableIntegration('UpdateItem', table, options, {
    values: { ...key, ...options.values },
    request: `"Key":${attributes(key)},"UpdateExpression":${jsonLiteral(updateExpression)},"ReturnValues":"ALL_NEW"${condition(options)}`,
    success: { statusCode: 200, templates: json(UPDATED) },
  });
}

/** Binds an integration that deletes an item. */
export function dynamoDbDeleteItem(table: dynamodb.ITable, options: DynamoDbDeleteItemIntegrationOptions): IntegrationBinder {
  const { key } = options;
  return tableIntegration('DeleteItem', table, options, {
    values: { ...key, ...options.values },
    request: `"Key":${attributes(key)}${condition(options)}`,
    success: { statusCode: 204 },
  });
}

/** Binds an integration that queries a table or an index. */
export function dynamoDbQuery(table: dynamodb.ITable, options: DynamoDbQueryIntegrationOptions): IntegrationBinder {
  const { keyConditionExpression, indexName, limit, descending = false, filterExpression } = options;
  return tableIntegration('Query', table, options, {
    values: { ...options.values },
    indexName,
    request: [
      `"KeyConditionExpression":${jsonLiteral(keyConditionExpression)}`,
      ...(indexName === undefined ? [] : [`"IndexName":${jsonLiteral(indexName)}`]),
      ...(filterExpression === undefined ? [] : [`"FilterExpression":${jsonLiteral(filterExpression)}`]),
      ...(limit === undefined ? [] : [`"Limit":${limit}`]),
      `"ScanIndexForward":${!descending}${expression(options)}${START_KEY}`,
    ].join(','),
    success: { statusCode: 200, templates: json(PAGE) },
  });
}

interface TableCall {
  readonly values: Record<string, TypedValue>;
  readonly indexName?: string;
  /** The members of the request beside the table's name. */
  readonly request: string;
  readonly success: IntegrationResponse;
}

function tableIntegration(action: string, table: dynamodb.ITable, options: ServiceIntegrationOptions, call: TableCall): IntegrationBinder {
  const { values, indexName, request, success } = call;
  return serviceIntegration(options, (context) => {
    checkValues(Object.values(values).map(({ _value }): RequestValue => _value), context);
    return {
      service: 'dynamodb',
      operation: `action/${action}`,
      resource: table,
      shareable: false,
      grants: [
        { actions: [`dynamodb:${action}`], resources: [indexName === undefined ? table.tableArn : `${table.tableArn}/index/${indexName}`] },
        ...keyGrants(table.encryptionKey, 'kms:Decrypt'),
      ],
      request: jsonRequest('1.0', `{"TableName":"${table.tableName}",${request}}`),
      success,
      failures: FAILURES,
    };
  });
}

function condition(options: DynamoDbExpressionOptions): string {
  const { conditionExpression } = options;
  return `${conditionExpression === undefined ? '' : `,"ConditionExpression":${jsonLiteral(conditionExpression)}`}${expression(options)}`;
}

/** What stands behind the names and values of expressions. */
function expression({ names, values }: Pick<DynamoDbExpressionOptions, 'names' | 'values'>): string {
  const entries = Object.entries(names ?? {}).map(([name, attribute]) => `${jsonLiteral(name)}:${jsonLiteral(attribute)}`);
  return `${names ? `,"ExpressionAttributeNames":{${entries.join(',')}}` : ''}${values ? `,"ExpressionAttributeValues":${attributes(values)}` : ''}`;
}
