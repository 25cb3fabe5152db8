import { aws_apigateway as apigateway, Lazy, Resource } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { ApiKey, type ApiKeyProps } from './api-key';
import type { Quota } from './quota';
import { routeThrottles } from './route-throttles';
import { nearNames } from '../private/near-names';
import { pathFrom } from '../private/paths';
import { quote } from '../private/problem-definition';
import { type ProblemReport, Problems } from '../problems';
import { Route } from '../route';
import type { RestStage } from '../stages/rest-stage';
import { checkThrottle } from '../stages/stage-checks';

/** What a usage plan is made from. */
export interface UsagePlanProps {
  /**
   * The name of the plan.
   *
   * @default - a name that CloudFormation makes
   */
  readonly planName?: string;

  /**
   * What the plan is for.
   *
   * @default - no description
   */
  readonly description?: string;

  /**
   * The stages that the plan's keys open, of one API or several; `addStage()` adds more.
   *
   * @default - those of `addStage()`
   */
  readonly stages?: RestStage[];

  /**
   * How many requests each key may make in a day, a week or a month.
   *
   * @default - any number
   */
  readonly quota?: Quota;

  /**
   * How many requests a second, and in one burst, each key may make. A throttle that is taken away again may stay in force: CloudFormation
   * is not known to reset it.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html
   * @default - what the stages allow
   */
  readonly throttle?: apigateway.ThrottleSettings;

  /**
   * How many requests each key may make to some routes, by route key, e.g. `GET /orders/{orderId}`, on every stage of the plan whose API has
   * the route. `ANY` stands for the methods without a route of their own at that path. It takes a `throttle` of the plan as well.
   *
   * @default - what `throttle` says
   */
  readonly routes?: Record<string, apigateway.ThrottleSettings>;
}

/**
 * A usage plan: which stages a key opens, how often, and how fast.
 *
 * Problems: `PlanWithoutStage`, `Quota`, `Throttle`, `RouteThrottleAlone`, `UnknownRoute`, `ApiKeyTwice`.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html
 */
export class UsagePlan extends Resource {
  /** The id of the plan. */
  public readonly usagePlanId: string;

  /** The plan as the CDK's own constructs take it. */
  public readonly cdkUsagePlan: apigateway.IUsagePlan;

  private readonly stages = new Map<string, RestStage>();
  private readonly keys = new Set<apigateway.IApiKey>();

  constructor(scope: Construct, id: string, private readonly props: UsagePlanProps = {}) {
    super(scope, id);
    const problems = new Problems(this, () => this.check(problems));
    const resource = new apigateway.CfnUsagePlan(this, 'Resource', {
      usagePlanName: props.planName,
      description: props.description,
      apiStages: Lazy.any({ produce: () => this.apiStages() }),
      quota: props.quota?._bind(problems),
      throttle: props.throttle && { rateLimit: props.throttle.rateLimit, burstLimit: props.throttle.burstLimit },
    });
    this.usagePlanId = resource.ref;
    this.cdkUsagePlan = apigateway.UsagePlan.fromUsagePlanId(this, 'Cdk', this.usagePlanId);
    for (const stage of props.stages ?? []) this.addStage(stage);
  }

  /** Lets the plan's keys call a stage; one that the plan has already is not added again. */
  public addStage(stage: RestStage): void {
    this.stages.set(stage.node.path, stage);
    stage._joinPlan();
  }

  /**
   * Makes a key of the plan.
   *
   * @param id the construct id of the key, below the plan
   */
  public addApiKey(id: string, props: ApiKeyProps = {}): ApiKey {
    const apiKey = new ApiKey(this, id, props);
    this.attachApiKey(apiKey);
    return apiKey;
  }

  /**
   * Lets a key that there is use the plan: one of another plan for other stages, or one from elsewhere, `ApiKey.fromApiKeyId()`.
   */
  public attachApiKey(apiKey: apigateway.IApiKey): void {
    if (this.keys.has(apiKey)) return;
    this.keys.add(apiKey);
    plansOf(apiKey).add(this);
    const id = `Key ${pathFrom(this, apiKey)}`;
    new apigateway.CfnUsagePlanKey(this, id, { keyId: apiKey.keyId, keyType: 'API_KEY', usagePlanId: this.usagePlanId });
  }

  private apiStages(): apigateway.CfnUsagePlan.ApiStageProperty[] {
    return [...this.stages].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, stage]) => {
      const throttle = this.throttlesOn(stage);
      return { apiId: stage.api.restApiId, stage: stage.stageName, throttle: Object.keys(throttle).length > 0 ? throttle : undefined };
    });
  }

  private throttlesOn({ api }: RestStage): Record<string, apigateway.ThrottleSettings> {
    return routeThrottles(this.props.routes ?? {}, new Set(api._routes().keys()));
  }

  private check(problems: ProblemReport): void {
    const { throttle, routes = {} } = this.props;
    if (this.stages.size === 0) problems.add('PlanWithoutStage');
    checkThrottle('the usage plan', 'throttle', throttle, problems);
    if (!throttle && Object.keys(routes).length > 0) problems.add('RouteThrottleAlone');
    const present = new Set([...this.stages.values()].flatMap(({ api }) => [...api._routes().keys()]));
    for (const [routeKey, own] of Object.entries(routes)) {
      if (!Route._parse(routeKey, problems)) continue;
      if (this.stages.size > 0 && !present.has(routeKey)) problems.add('UnknownRoute', 'the usage plan', routeKey, nearNames(routeKey, present));
      checkThrottle(`route ${quote(routeKey)} of the usage plan`, 'throttle', own, problems);
    }
    for (const stage of this.stages.values()) {
      const count = Object.keys(this.throttlesOn(stage)).length;
      if (count > 20) problems.warn('TooManyRouteThrottles', stage.node.path, count);
    }
    for (const apiKey of this.keys) this.checkKey(apiKey, problems);
  }

  private checkKey(apiKey: apigateway.IApiKey, problems: ProblemReport): void {
    const plans = [...plansOf(apiKey)];
    if (plans.length > 10 && plans[0] === this) problems.warn('TooManyPlans', apiKey.node.path, plans.length);
    for (const other of plans.slice(0, plans.indexOf(this))) {
      const shared = [...this.stages.keys()].find((stage) => other.stages.has(stage));
      if (shared) problems.add('ApiKeyTwice', apiKey.node.path, shared, other.node.path);
    }
  }
}

const PLANS = new WeakMap<apigateway.IApiKey, Set<UsagePlan>>();

function plansOf(apiKey: apigateway.IApiKey): Set<UsagePlan> {
  const plans = PLANS.get(apiKey) ?? new Set();
  PLANS.set(apiKey, plans);
  return plans;
}
