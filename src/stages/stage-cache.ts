import type { Duration } from 'aws-cdk-lib';

/** The size of a stage's cache, in gigabytes. It is charged by the hour, whether it is used or not. */
export enum CacheSize {
  /** 0.5 GB. */
  GB_0_5 = '0.5',
  /** 1.6 GB. */
  GB_1_6 = '1.6',
  /** 6.1 GB. */
  GB_6_1 = '6.1',
  /** 13.5 GB. */
  GB_13_5 = '13.5',
  /** 28.4 GB. */
  GB_28_4 = '28.4',
  /** 58.2 GB. */
  GB_58_2 = '58.2',
  /** 118 GB. */
  GB_118 = '118',
  /** 237 GB. */
  GB_237 = '237',
}

/** How long, and how, answers are kept. */
export interface RouteCacheOptions {
  /**
   * How long an answer is kept: 0 seconds to 1 hour.
   *
   * @default - what the stage's cache says, which is 5 minutes unless it says otherwise
   */
  readonly ttl?: Duration;

  /**
   * Whether answers are encrypted in the cache.
   *
   * @default - what the stage's cache says, which is true unless it says otherwise
   */
  readonly encrypted?: boolean;
}

/** The cache of a stage. */
export interface StageCacheOptions extends RouteCacheOptions {
  /** How much it holds. A change of the size takes about four minutes and empties the cache. */
  readonly size: CacheSize;

  /**
   * Whether the answers of every GET route are kept, unless the stage's `routes` say otherwise. Without that, they are kept of those
   * routes alone that say `RouteCache.on()`.
   *
   * @default true
   */
  readonly enabledByDefault?: boolean;
}

/**
 * Whether a stage keeps the answers of a route.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html
 */
export class RouteCache {
  /**
   * Keeps them, whatever the method of the route is; of an ANY route, those to GET.
   *
   * Problems: `CacheWithoutCluster`, `CacheTtl`, `CachedStream`.
   */
  public static on(options: RouteCacheOptions = {}): RouteCache {
    return new RouteCache(options);
  }

  /** Does not keep them. */
  public static off(): RouteCache {
    return new RouteCache();
  }

  private constructor(private readonly options?: RouteCacheOptions) {}

  /**
   * How answers are kept; nothing where they are not.
   *
   * @internal
   */
  public get _options(): RouteCacheOptions | undefined {
    return this.options;
  }
}
