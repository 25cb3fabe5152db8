import { aws_cloudwatch as cloudwatch, aws_iam as iam, Duration, Resource } from 'aws-cdk-lib';
import { callsOf } from '../private/arns';

/** What an API and a stage have in common: they can be called, and measured. */
export abstract class ApiResource extends Resource {
  /**
   * The dimensions of the resource's metrics.
   *
   * @internal
   */
  protected abstract readonly _metricDimensions: Record<string, string>;

  /**
   * Lets an identity call routes that `Authorizer.iam()` guards.
   *
   * @param grantee who may call
   * @param routeKeys the routes, e.g. `GET /orders/{orderId}`; a path variable stands for any value. Without any, every route.
   */
  public grantInvoke(grantee: iam.IGrantable, ...routeKeys: string[]): iam.Grant {
    const calls = routeKeys.length > 0 ? routeKeys.map(callsOf) : ['*'];
    return iam.Grant.addToPrincipal({ grantee, actions: ['execute-api:Invoke'], resourceArns: calls.map((call) => this._callsArn(call)) });
  }

  /**
   * A metric of the namespace `AWS/ApiGateway`.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html
   */
  public metric(metricName: string, options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return new cloudwatch.Metric({
      namespace: 'AWS/ApiGateway',
      metricName,
      dimensionsMap: this._metricDimensions,
      statistic: 'Average',
      period: Duration.minutes(5),
      ...options,
    }).attachTo(this);
  }

  /** The number of calls that were answered with 4xx. */
  public metricClientError(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric('4XXError', { statistic: 'Sum', ...options });
  }

  /** The number of calls that were answered with 5xx. */
  public metricServerError(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric('5XXError', { statistic: 'Sum', ...options });
  }

  /** The number of calls. */
  public metricCount(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric('Count', { statistic: 'SampleCount', ...options });
  }

  /** The milliseconds from receiving a request to returning its answer. */
  public metricLatency(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric('Latency', options);
  }

  /** The milliseconds from calling the backend to having its answer. */
  public metricIntegrationLatency(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric('IntegrationLatency', options);
  }

  /** The number of calls that the stage's cache answered. */
  public metricCacheHitCount(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric('CacheHitCount', { statistic: 'Sum', ...options });
  }

  /** The number of calls that the backend answered although the stage has a cache. */
  public metricCacheMissCount(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric('CacheMissCount', { statistic: 'Sum', ...options });
  }

  /**
   * The ARN of some of the resource's calls.
   *
   * @internal
   */
  public abstract _callsArn(calls: string): string;
}
