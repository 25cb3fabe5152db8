import type { ResourceIndex } from './index-of-resources';
import type { LogGroup, UserPool } from '../model/gateway';

export function readUserPools(index: ResourceIndex): UserPool[] {
  return index.ofType('AWS::Cognito::UserPool').map((pool) => ({ id: pool.ref(), arn: pool.attribute('Arn'), source: pool.source }));
}

export function readLogGroups(index: ResourceIndex): LogGroup[] {
  return index.ofType('AWS::Logs::LogGroup').map((group) => ({ name: group.ref(), arn: group.attribute('Arn').replace(/:\*$/, ''), source: group.source }));
}
