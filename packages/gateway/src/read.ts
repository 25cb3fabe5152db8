import type { Assembly } from './assembly/assembly';
import { readAssembly, readTemplate } from './assembly/assembly-file';
import { Cloud } from './cloudformation/cloud';
import { Diagnostics } from './diagnostics';
import type { GatewayModel } from './model/gateway';
import type { Texts } from './model/source';
import { readDomains } from './resources/domains';
import { ResourceIndex } from './resources/index-of-resources';
import { readLambda } from './resources/lambda';
import { reportNotServed } from './resources/not-served';
import { readLogGroups, readPrivateTargets, readUserPools } from './resources/others';
import { readRestApis } from './resources/rest-apis';
import { readApiKeys, readUsagePlans } from './resources/usage-plans';

/** What there is to read: a cloud assembly's directory, `cdk.out`, or a template's file, JSON or YAML. */
export type ReadOptions = AccountOptions & ({ readonly assembly: string } | { readonly template: string });

/** What to assume of the account. */
export interface AccountOptions {
  /**
   * Parameters' values: by name, by `Stack:Name`, or, for parameters of Systems Manager, by that parameter's name.
   *
   * @default - the templates' defaults
   */
  readonly parameters?: Texts;
  /**
   * The account of stacks that are for any account.
   *
   * @default '123456789012'
   */
  readonly account?: string;
  /**
   * The region of stacks that are for any region.
   *
   * @default 'us-east-1'
   */
  readonly region?: string;
}

/** Reads all APIs of a cloud assembly or of a template. It does not throw for what it reads: that is in the diagnostics. */
export function readGateway(options: ReadOptions): GatewayModel {
  const diagnostics = new Diagnostics();
  const assembly = 'assembly' in options ? readAssembly(options.assembly, diagnostics) : readTemplate(options.template, diagnostics);
  return readStacks(assembly, options, diagnostics);
}

/** Reads all APIs of stacks whose templates are at hand. */
export function readStacks({ stacks }: Assembly, options: AccountOptions, diagnostics: Diagnostics): GatewayModel {
  const { account = '123456789012', region = 'us-east-1', parameters = {} } = options;
  const cloud = new Cloud(stacks, { account, region, parameters }, diagnostics);
  const index = new ResourceIndex(cloud.resources());
  cloud.checkRules();
  reportNotServed(index, diagnostics);
  return {
    rest: readRestApis(index),
    usagePlans: readUsagePlans(index),
    apiKeys: readApiKeys(index),
    domains: readDomains(index),
    lambda: readLambda(index),
    userPools: readUserPools(index),
    logGroups: readLogGroups(index),
    privateTargets: readPrivateTargets(index),
    diagnostics: diagnostics.list(),
  };
}
