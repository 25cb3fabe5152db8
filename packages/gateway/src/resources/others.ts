import type { ResourceIndex } from './index-of-resources';
import type { LogGroup, PrivateTarget, UserPool } from '../model/gateway';

export function readUserPools(index: ResourceIndex): UserPool[] {
  return index.ofType('AWS::Cognito::UserPool').map((pool) => ({ id: pool.ref(), arn: pool.attribute('Arn'), source: pool.source }));
}

export function readLogGroups(index: ResourceIndex): LogGroup[] {
  return index.ofType('AWS::Logs::LogGroup').map((group) => ({ name: group.ref(), arn: group.attribute('Arn').replace(/:\*$/, ''), source: group.source }));
}

const PRIVATE_TARGETS = [
  'AWS::ApiGateway::VpcLink', 'AWS::ApiGatewayV2::VpcLink', 'AWS::ElasticLoadBalancingV2::LoadBalancer', 'AWS::ElasticLoadBalancingV2::Listener',
];

export function readPrivateTargets(index: ResourceIndex): PrivateTarget[] {
  return index.ofType(...PRIVATE_TARGETS).map((target) => ({ id: target.ref(), name: target.get('Name').text(), source: target.source }));
}
