import type { aws_events as events } from 'aws-cdk-lib';
import { failuresByName, json, messageOf, override } from './answers';
import { checkValues, jsonRequest, serviceIntegration, type ServiceIntegrationOptions } from './service-integration';
import { escaped, jsonLiteral, jsonText, SERVER_ERROR, setJsonMessage } from './template';
import type { RequestValue } from '../../mapping/request-value';
import type { IntegrationBinder } from '../port';

/** Options of an integration that puts an event on an EventBridge bus. */
export interface EventBridgePutEventsIntegrationOptions extends ServiceIntegrationOptions {
  /** Where the event is from, e.g. `shop.orders`; rules match by it, so clients have no say in it. */
  readonly source: string;

  /** What the event is about, e.g. `RequestValue.literal('OrderPlaced')`. */
  readonly detailType: RequestValue;

  /**
   * The event itself, as a JSON object of these values: those of the body keep their JSON type, all others are strings.
   *
   * @default - the whole body, which has to be JSON
   */
  readonly detail?: Record<string, RequestValue>;
}

const TARGET = { 'X-Amz-Target': 'AWSEvents.PutEvents' };

/** An answer of 200 may hold an entry that failed. */
const ANSWER = '#set($code = "$!input.path(\'$.Entries[0].ErrorCode\')")'
  + '#if($code == \'\'){"eventId":$input.json(\'$.Entries[0].EventId\')}'
  + `#elseif($code.matches('MalformedDetail|InvalidArgument'))${override('400')}${messageOf(400)}`
  + `#elseif($code.matches('Throttling.*'))${override('429')}${messageOf(429)}`
  + `#else${override('500')}${SERVER_ERROR}#end`;

/** Binds an integration that puts an event on a bus. */
export function eventBridgePutEvents(bus: events.IEventBus, options: EventBridgePutEventsIntegrationOptions): IntegrationBinder {
  const { source, detailType, detail } = options;
  return serviceIntegration(options, (context) => {
    checkValues([...Object.values(detail ?? {}), detailType], context);
    return {
      service: 'events',
      operation: 'action/PutEvents',
      resource: bus,
      shareable: true,
      grants: [{ actions: ['events:PutEvents'], resources: [bus.eventBusArn] }],
      request: jsonRequest('1.1', `${setJsonMessage(detail)}{"Entries":[{"EventBusName":"${bus.eventBusArn}","Source":${jsonLiteral(source)}`
        + `,"DetailType":${jsonText(detailType)},"Detail":"${escaped('$message')}"}]}`, TARGET),
      success: { statusCode: 202, templates: json(ANSWER) },
      failures: failuresByName('$.__type', { 400: ['ValidationException'], 429: ['ThrottlingException'] }),
    };
  });
}
