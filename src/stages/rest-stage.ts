import { aws_apigateway as apigateway, aws_wafv2 as wafv2, Lazy, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { AccessLog } from './access-log';
import { ALIAS_VARIABLE, followsStage } from './following';
import { type Invocation, invocationKey } from './invocation';
import {
  type AliasBinding, authorizerPermissions, bindFunction, checkAlias, checkAliasName, type Invoker, type InvokingStage, isChosenByVariable,
} from './lambda-binding';
import { checkMethods } from './method-checks';
import { logsExecution, methodSettings } from './method-settings';
import { checkStage, isAliasName } from './stage-checks';
import type { StageOptions } from './stage-options';
import { StageServing } from './stage-serving';
import { ApiResource } from '../observability/api-resource';
import { checkKeys } from '../plans/key-checks';
import { executeApiArn } from '../private/arns';
import { sortedEntries } from '../private/sorted';
import { isKnown } from '../private/tokens';
import { Problems } from '../problems';
import type { RecordedStage } from '../releases/recording';
import type { RestApi } from '../rest-api';

/** What a stage of a REST API is made from. */
export interface RestStageProps extends StageOptions {
  /** The API. */
  readonly api: RestApi;

  /** The name of the stage, which is in its URL: 1 to 128 letters, digits, hyphens and underscores. */
  readonly stageName: string;
}

/**
 * A stage of a REST API: one environment with its own URL, variables, Lambda aliases, limits and logs.
 *
 * Problems: `StageName`, `DuplicateStage`, `VariableName`, `VariableValue`, `TooManyVariables`, `UndefinedVariable`, `ReservedVariable`,
 * `StageElsewhere`, `AliasName`, `AliasTwice`, `AliasVersion`, `Throttle`, `AccessLogFormat`, `AccessLogStream`, `Description`, `WebAcl`, and those
 * of its `routes`.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-stages.html
 */
export class RestStage extends ApiResource {
  /** The name of the stage. */
  public readonly stageName: string;

  /** The API of the stage. */
  public readonly api: RestApi;

  /** The ARN of the stage, as web ACLs take it. */
  public readonly stageArn: string;

  /** The stage as the CDK's own constructs take it, e.g. `DomainName.addApiMapping()`. */
  public readonly cdkStage: apigateway.IStage;

  /** @internal */
  protected readonly _metricDimensions: Record<string, string>;

  /** The stage's name as given; `stageName` is a reference to the resource. */
  private readonly givenName: string;

  /** The stage's variables as given, without `lambdaAlias`. */
  private readonly ownVariables: Record<string, string>;
  private readonly aliasName: string;
  private readonly problems: Problems;
  private readonly serving: StageServing;
  private readonly permissions: Construct;
  private readonly canaryPermissions?: Construct;
  private readonly resource: apigateway.CfnStage;
  private readonly handlers = new Set<string>();
  private readonly aliases: AliasBinding[] = [];
  private follows = false;
  private planned = false;

  constructor(scope: Construct, id: string, props: RestStageProps) {
    super(scope, id);
    const { api, stageName } = props;
    this.api = api;
    this.givenName = stageName;
    this.aliasName = props.aliasName ?? stageName;
    this.ownVariables = { ...props.variables };
    this._metricDimensions = { ApiName: api.restApiName, Stage: stageName };
    this.serving = new StageServing(api._releases, stageName, props.serves?._pinned ?? false);
    this.problems = new Problems(this, () => this.check(props));

    this.permissions = new Construct(this, 'Invoke');
    if (this.serving.pinned) this.canaryPermissions = new Construct(this, 'InvokeCanary');
    this.resource = this.makeResource(props);

    this.stageName = this.resource.ref;
    this.stageArn = Stack.of(this).formatArn({
      service: 'apigateway', account: '', resource: '/restapis', resourceName: `${api.restApiId}/stages/${this.stageName}`,
    });
    if (props.webAclArn !== undefined) new wafv2.CfnWebACLAssociation(this, 'WebAcl', { resourceArn: this.stageArn, webAclArn: props.webAclArn });
    this.cdkStage = apigateway.Stage.fromStageAttributes(this, 'Cdk', { restApi: api.cdkRestApi, stageName: this.stageName });
    api._addStage(this, stageName);
  }

  /** The URL of the stage on the API's default endpoint, with a slash at its end. */
  public get url(): string {
    return this.urlForPath('/');
  }

  /**
   * The URL of a path on the API's default endpoint.
   *
   * @param path with a slash at its beginning
   */
  public urlForPath(path: string): string {
    const { region, urlSuffix } = Stack.of(this);
    return `https://${this.api._hostName}.execute-api.${region}.${urlSuffix}/${this.stageName}${path}`;
  }

  /**
   * Lets the stage invoke a function.
   *
   * @internal
   */
  public _bindFunction(invocation: Invocation): void {
    const key = invocationKey(invocation);
    if (this.handlers.has(key)) return;
    this.handlers.add(key);
    const { handler } = invocation;
    const { serving, givenName: stageName, canaryPermissions, problems } = this;
    const follows = followsStage(handler);
    this.follows ||= follows;
    const longest = canaryPermissions ? this.canaryAliasName : this.aliasName;
    if (follows && !isAliasName(longest)) {
      problems.add('AliasName', stageName, longest);
      return;
    }
    const stage = { stageName, problems };
    this.bind(invocation, {
      ...stage,
      scope: this.permissions,
      aliasName: this.aliasName,
      variables: () => this.variables(),
      ...(serving.pinned && { version: (one) => serving.stableVersion(one) }),
    });
    if (canaryPermissions && (follows || (serving.canaryVariables && isChosenByVariable(handler)))) {
      this.bind(invocation, {
        ...stage,
        scope: canaryPermissions,
        aliasName: this.canaryAliasName,
        variables: () => this.canaryVariables(),
        version: (one) => serving.canaryVersion(one),
      });
    }
  }

  /**
   * Lets a stage that follows the ledger invoke a function of some release.
   *
   * @internal
   */
  public _bindReleased(invocation: Invocation): void {
    if (this.serving.pinned) this._bindFunction(invocation);
  }

  /**
   * Says that a usage plan has the stage.
   *
   * @internal
   */
  public _joinPlan(): void {
    this.planned = true;
  }

  /** @internal */
  public _record(): RecordedStage {
    const { stack, resource, serving, aliasName } = this;
    return {
      resource: stack.resolve(resource.logicalId),
      pinned: serving.pinned,
      aliasName: stack.resolve(aliasName),
      variables: stack.resolve(sorted({ ...this.ownVariables, ...this.aliasVariable(aliasName) })),
    };
  }

  /** @internal */
  public _callsArn(calls: string): string {
    return executeApiArn(this, this.api.restApiId, this.givenName, calls);
  }

  private makeResource(props: RestStageProps): apigateway.CfnStage {
    const { api, stageName, cache } = props;
    const accessLog = (props.accessLog ?? AccessLog.toNewLogGroup())._bind(this, { name: stageName, canary: this.serving.pinned }, this.problems);
    const resource = new apigateway.CfnStage(this, 'Resource', {
      restApiId: api.restApiId,
      stageName,
      description: props.description,
      deploymentId: this.serving.deploymentId,
      canarySetting: this.canarySetting(),
      variables: Lazy.any({ produce: () => this.variables() }),
      accessLogSetting: accessLog?.setting,
      methodSettings: Lazy.any({ produce: () => methodSettings(props, api._routes().keys()) }),
      // CloudFormation leaves a setting as it was when its property goes: what is off says so.
      cacheClusterEnabled: cache !== undefined,
      cacheClusterSize: cache?.size,
      clientCertificateId: props.clientCertificate?.clientCertificateId,
      documentationVersion: props.documentationVersion,
      tracingEnabled: props.tracing ?? true,
    });
    // A deployment that calls a new function is served only after the stage may invoke it.
    resource.node.addDependency(this.permissions, ...(this.canaryPermissions ? [this.canaryPermissions] : []));
    if (props.documentationVersion !== undefined && api._documentation) resource.node.addDependency(api._documentation);
    if (accessLog?.toLogGroup || logsExecution(props)) {
      resource.node.addDependency(...api._cloudWatchRole._bind(this));
    }
    return resource;
  }

  private canarySetting(): apigateway.CfnStage.CanarySettingProperty | undefined {
    const setting = this.serving.canarySetting(() => this.canaryVariables());
    return setting && { ...setting, stageVariableOverrides: Lazy.any({ produce: setting.stageVariableOverrides }) };
  }

  private bind(invocation: Invocation, stage: InvokingStage): void {
    const binding = bindFunction(invocation.handler, stage, this.invoker(invocation, stage));
    if (binding) this.aliases.push(binding);
  }

  private invoker({ handler, authorizes, role }: Invocation, stage: InvokingStage): Invoker {
    if (!authorizes) return { scope: stage.scope, sourceArn: this._callsArn('*'), role };
    const scope = authorizerPermissions(this.api, handler, stage);
    this.resource.node.addDependency(scope);
    return { scope, sourceArn: executeApiArn(this, this.api.restApiId, 'authorizers', '*'), role };
  }

  private get canaryAliasName(): string {
    return `${this.aliasName}-canary`;
  }

  private variables(): Record<string, string> {
    return sorted({ ...this.ownVariables, ...this.serving.variables, ...this.aliasVariable(this.aliasName) });
  }

  private canaryVariables(): Record<string, string> {
    const { canaryVariables } = this.serving;
    return canaryVariables ? { ...this.variables(), ...canaryVariables, ...this.aliasVariable(this.canaryAliasName) } : this.variables();
  }

  private aliasVariable(aliasName: string): Record<string, string> {
    return this.follows ? { [ALIAS_VARIABLE]: aliasName } : {};
  }

  private check(props: RestStageProps): void {
    const { api, problems, serving, givenName: stageName } = this;
    checkStage(stageName, props, problems);
    checkMethods({ stageName, options: props, routes: api._routes(), pinned: serving.pinned }, problems);
    if (!this.planned) checkKeys(stageName, api._routes(), problems);
    if (this.stack !== api.stack) problems.add('StageElsewhere', stageName, this.stack.node.path, api.stack.node.path);
    for (const [variable, routeKeys] of api._stageVariables()) {
      if (!(variable in this.variables())) problems.add('UndefinedVariable', stageName, variable, routeKeys);
    }
    if (serving.pinned && !api._releases.hasLedger) problems.add('NoLedger', stageName);
    if (serving.pinned && !isKnown(stageName)) problems.add('PinnedStageName');
    for (const alias of this.aliases) {
      checkAlias(alias);
      checkAliasName(alias);
    }
    serving.check({ defined: Object.keys(this.ownVariables), cached: props.cache !== undefined }, problems);
  }
}

function sorted(variables: Record<string, string>): Record<string, string> {
  return Object.fromEntries(sortedEntries(variables));
}
