import type { Exchange } from '../runtime/exchange';
import type { MethodScope } from '../runtime/step';

/** `arn:aws:execute-api:{region}:{account}:{api}/{stage}/GET/orders/7`: what a request asks for, as policies call it. */
export function methodArn({ api, stage }: MethodScope, { httpMethod, path }: Exchange): string {
  return `${api.executeApiArn}/${stage.name}/${httpMethod}${path}`;
}
