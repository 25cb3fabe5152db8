import {
  CfnResource, DefaultTokenResolver, type IPostProcessor, type IResolvable, type IResolveContext, Reference, Stack, StringConcat, Tokenization,
} from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

class ReferenceCollector extends DefaultTokenResolver {
  public readonly resources: CfnResource[] = [];

  constructor() {
    super(new StringConcat());
  }

  public resolveToken(token: IResolvable, context: IResolveContext, postProcessor: IPostProcessor): unknown {
    if (Reference.isReference(token) && CfnResource.isCfnResource(token.target)) {
      this.resources.push(token.target);
    }
    return super.resolveToken(token, context, postProcessor);
  }
}

/** The resources that some values refer to, each as often as they do. */
export function referredResources(scope: IConstruct, values: unknown[]): CfnResource[] {
  const resolver = new ReferenceCollector();
  Tokenization.resolve(values, { scope, resolver, preparing: false });
  return resolver.resources;
}

/** A text that tells values apart. In twin stacks, resources have the same logical ids: those of other stacks are told by their paths. */
export function distinctText(scope: IConstruct, values: unknown[]): string {
  const stack = Stack.of(scope);
  const foreign = referredResources(scope, values).filter((resource) => resource.stack !== stack).map(({ node }) => node.path);
  return `${JSON.stringify(stack.resolve(values))}${foreign.join()}`;
}
