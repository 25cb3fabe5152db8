import type { HttpClient } from './integration/http-client';
import type { ServiceStubs } from './integration/service-stub';
import type { FunctionInvoker } from './lambda/invoker';
import type { Access } from '../access/access';
import type { Texts } from '../model/source';

/** What a program uses of the world. */
export interface Services {
  readonly clock: Clock;
  /** From 0 to below 1. */
  readonly random: () => number;
  readonly invoker: FunctionInvoker;
  /** Whether a function that has no permission for it refuses to be invoked, as in the service. */
  readonly enforcePermissions: boolean;
  readonly http: HttpClient;
  readonly stubs: ServiceStubs;
  /** URLs in place of VPC links, by what they are called. */
  readonly vpcLinks: Texts;
  readonly access: Access;
  /** Outlives a program: counters and caches are in it. */
  readonly state: State;
}

/** Milliseconds since 1970. */
export type Clock = () => number;

/** What has to be remembered from one program to the next, by a key that says whose it is. */
export class State {
  private readonly kept = new Map<string, unknown>();

  /** What is kept under a key; it is made the first time. One key always keeps values of one type. */
  keep<T>(key: string, make: () => T): T {
    if (!this.kept.has(key)) this.kept.set(key, make());
    return this.kept.get(key) as T;
  }
}
