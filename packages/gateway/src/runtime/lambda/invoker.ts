import type { LambdaPool } from '../../lambda/lambda-pool';

/** Runs functions. */
export type FunctionInvoker = Pick<LambdaPool, 'invoke' | 'invokeStream'>;
