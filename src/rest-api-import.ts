import { aws_cloudwatch as cloudwatch, aws_iam as iam, type IResource } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { ApiResource } from './observability/api-resource';
import { executeApiArn } from './private/arns';

/** A REST API, made in this app or elsewhere. */
export interface IRestApi extends IResource {
  /**
   * The id of the API.
   *
   * @attribute
   */
  readonly restApiId: string;

  /** Lets an identity call routes, e.g. `GET /orders/{orderId}`, at every stage; without any, every route. */
  grantInvoke(grantee: iam.IGrantable, ...routeKeys: string[]): iam.Grant;

  /** A metric of the API over all its stages. */
  metric(metricName: string, options?: cloudwatch.MetricOptions): cloudwatch.Metric;
}

/** What is known of a REST API that another app has made. */
export interface RestApiAttributes {
  /** The id of the API. */
  readonly restApiId: string;

  /**
   * The name of the API, which its metrics are found by.
   *
   * @default - the API has no metrics here
   */
  readonly restApiName?: string;
}

/** A REST API that another app has made. */
export class ImportedRestApi extends ApiResource implements IRestApi {
  public readonly restApiId: string;
  private readonly restApiName?: string;

  constructor(scope: Construct, id: string, attributes: RestApiAttributes) {
    super(scope, id);
    this.restApiId = attributes.restApiId;
    this.restApiName = attributes.restApiName;
  }

  protected get _metricDimensions(): Record<string, string> {
    if (this.restApiName === undefined) {
      throw new Error(`${this.node.path} has no metrics without a name: pass restApiName to RestApi.fromRestApiAttributes()`);
    }
    return { ApiName: this.restApiName };
  }

  public _callsArn(calls: string): string {
    return executeApiArn(this, this.restApiId, '*', calls);
  }
}
