import { compileCustom, type Integrate } from './custom';
import { compileHttp } from './http';
import { compileHttpProxy } from './http-proxy';
import { compileLambdaCustom } from './lambda-custom';
import { compileLambdaProxy } from './lambda-proxy';
import { mockBackend } from './mock';
import { compileService } from './service';
import { internalError } from '../failure';
import { functionArnOf } from '../lambda/call';
import type { MethodScope } from '../step';

/** A method's integration. What keeps it from being called is thrown. */
export function compileIntegration(scope: MethodScope): Integrate {
  const { integration } = scope.method;
  if (!integration) throw internalError('the method has no integration');
  switch (integration.type) {
    case 'MOCK':
      return compileCustom(integration, scope, mockBackend());
    case 'HTTP':
      return compileHttp(scope);
    case 'HTTP_PROXY':
      return compileHttpProxy(scope);
    case 'AWS_PROXY':
      return compileLambdaProxy(scope);
    case 'AWS':
      return functionArnOf(integration.uri ?? '') === undefined ? compileService(scope) : compileLambdaCustom(scope);
  }
}
