import { SizeRoundingBehavior } from 'aws-cdk-lib';
import type { ApiDefinition } from './document/api-definition';
import { isKnown } from './private/tokens';
import type { ProblemReport } from './problems';
import type { DocumentPlace } from './releases/document-place';
import type { RestApiProps } from './rest-api-options';

const TEMPLATE_LIMIT = 1_000_000;
const DEFINITION_LIMIT = 6 * 1024 * 1024;

/** Checks what an API says of itself, apart from its routes. */
export function checkApi(restApiName: string, props: RestApiProps, problems: ProblemReport): void {
  if (isKnown(restApiName) && (restApiName.length < 1 || restApiName.length > 128)) problems.add('ApiName', restApiName);
  if (isKnown(props.description) && (props.description.length < 1 || props.description.length > 1024)) {
    problems.add('Description', props.description.length);
  }
  const bytes = props.minimumCompressionSize?.toBytes({ rounding: SizeRoundingBehavior.NONE });
  if (isKnown(bytes) && !(Number.isInteger(bytes) && bytes >= 0 && bytes <= 10_485_760)) problems.add('CompressionSize', bytes);
  if (isKnown(props.binaryMediaTypes)) {
    for (const mediaType of props.binaryMediaTypes.filter(isKnown)) {
      if (!/^(\*|[\w.+-]+)\/(\*|[\w.+-]+)$/.test(mediaType)) problems.add('BinaryMediaType', mediaType);
    }
  }
  const tags = Object.entries(props.tags ?? {});
  if (tags.length > 50) problems.add('TooManyTags', tags.length);
  for (const [key, value] of tags) checkTag(key, value, problems);
}

function checkTag(key: string, value: string, problems: ProblemReport): void {
  const refuse = (why: string) => problems.add('Tag', key, value, why);
  const strange = /[^\p{L}\p{N}\s+\-=._:/@]/u;
  if (key.length < 1 || key.length > 128) refuse(`has a key of ${key.length} characters`);
  if (/^aws:/i.test(key)) refuse('has a key that begins with aws:');
  if (strange.test(key)) refuse('has a character in its key that is not allowed');
  if (isKnown(value) && value.length > 256) refuse(`has a value of ${value.length} characters`);
  if (isKnown(value) && strange.test(value)) refuse('has a character in its value that is not allowed');
}

/** What can only be said of an API when all its routes and stages are there. */
export interface FinishedApi {
  readonly definition: ApiDefinition;
  readonly stages: number;
  readonly openRouteKeys: string[];
  readonly place: DocumentPlace;
}

/** Checks an API that gets no more routes and stages. */
export function checkFinishedApi({ definition, stages, openRouteKeys, place }: FinishedApi, problems: ProblemReport): void {
  definition.check(problems);
  if (stages > 0 && definition.size === 0) problems.add('NoRoute');
  if (stages > 10) problems.warn('TooManyStages', stages);
  if (definition.resources > 300) problems.warn('TooManyResources', definition.resources);
  if (openRouteKeys.length > 0) problems.warn('OpenRoute', openRouteKeys);
  const { bytes, location, obstacles } = place;
  if (bytes > DEFINITION_LIMIT) problems.add('DefinitionTooLarge', bytes, definition.size);
  else if (bytes > TEMPLATE_LIMIT && !location) problems.add('DocumentTooLarge', bytes, definition.size, obstacles());
}
