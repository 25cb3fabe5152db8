import type { ServiceIntegrationOptions } from './service-integration';
import type { TypedValue } from './typed-value';

/** What DynamoDB is asked with an expression. */
export interface DynamoDbExpressionOptions {
  /**
   * What has to be true of the item as it is, e.g. `attribute_not_exists(orderId)`; otherwise the answer is 409.
   *
   * @default - no condition
   */
  readonly conditionExpression?: string;

  /**
   * The attributes' names by what expressions call them, e.g. `#status`.
   *
   * @default - expressions name attributes themselves
   */
  readonly names?: Record<string, string>;

  /**
   * The values by what expressions call them, e.g. `:status`.
   *
   * @default - expressions have no values
   */
  readonly values?: Record<string, TypedValue>;
}

/** Options of an integration that gets an item of a DynamoDB table. */
export interface DynamoDbGetItemIntegrationOptions extends ServiceIntegrationOptions {
  /** The item's key, by attribute: the partition key, and the sort key if the table has one. */
  readonly key: Record<string, TypedValue>;

  /**
   * Whether the answer has every write that succeeded before.
   *
   * @default false
   */
  readonly consistentRead?: boolean;
}

/** Options of an integration that puts an item into a DynamoDB table. */
export interface DynamoDbPutItemIntegrationOptions extends ServiceIntegrationOptions, DynamoDbExpressionOptions {
  /** The item's key, by attribute: the partition key, and the sort key if the table has one. */
  readonly key: Record<string, TypedValue>;

  /** The item's other attributes, by name. One whose value is missing or empty is left out. */
  readonly attributes: Record<string, TypedValue>;
}

/** Options of an integration that updates an item of a DynamoDB table, or makes it if there is none. */
export interface DynamoDbUpdateItemIntegrationOptions extends ServiceIntegrationOptions, DynamoDbExpressionOptions {
  /** The item's key, by attribute: the partition key, and the sort key if the table has one. */
  readonly key: Record<string, TypedValue>;

  /** What changes, e.g. `SET #status = :status`. */
  readonly updateExpression: string;
}

/** Options of an integration that deletes an item of a DynamoDB table. */
export interface DynamoDbDeleteItemIntegrationOptions extends ServiceIntegrationOptions, DynamoDbExpressionOptions {
  /** The item's key, by attribute: the partition key, and the sort key if the table has one. */
  readonly key: Record<string, TypedValue>;
}

/** Options of an integration that queries a DynamoDB table or an index of it. */
export interface DynamoDbQueryIntegrationOptions extends ServiceIntegrationOptions {
  /** Which items, e.g. `customerId = :customerId AND begins_with(orderId, :prefix)`. */
  readonly keyConditionExpression: string;

  /**
   * The attributes' names by what expressions call them, e.g. `#status`.
   *
   * @default - expressions name attributes themselves
   */
  readonly names?: Record<string, string>;

  /** The values by what expressions call them, e.g. `:customerId`. */
  readonly values: Record<string, TypedValue>;

  /**
   * Which of those items are in the answer. What is filtered out counts for the limit all the same.
   *
   * @default - all
   */
  readonly filterExpression?: string;

  /**
   * The index that is queried.
   *
   * @default - the table itself
   */
  readonly indexName?: string;

  /**
   * How many items a page has at most, 1 to 1,000. It has no more than come to 1 MB, either.
   *
   * @default 1000
   */
  readonly limit?: number;

  /**
   * Whether the items come in falling order of the sort key.
   *
   * @default false
   */
  readonly descending?: boolean;
}
