import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledge';
import { getQuote, placeOrder, responses } from './soap';
import { Authorizer, Integration, type MappingTemplate, RequestValue, RestApi, type TemplateValue } from 'cdk-stagecraft';

export interface QuotesStackProps extends StackProps {
  /**
   * Where the SOAP service is.
   *
   * @default - what each stage says
   */
  readonly serviceUrl?: string;
}

/** A JSON API in front of a SOAP service that knows nothing of it: no function, no server in between. */
export class QuotesStack extends Stack {
  constructor(scope: Construct, id: string, props: QuotesStackProps = {}) {
    super(scope, id, props);
    const { serviceUrl = 'https://${stageVariables.soapHost}' } = props;
    const call = (operation: string, request: MappingTemplate, answer: Record<string, TemplateValue>) => soapCall(`${serviceUrl}/services/quotes`, operation, request, answer);

    const api = new RestApi(this, 'Api', { restApiName: 'Quotes', authorizer: Authorizer.iam() });
    api.addRoute('GET /quotes/{symbol}', call('GetQuote', getQuote.request, getQuote.answer));
    api.addRoute('POST /orders', call('PlaceOrder', placeOrder.request, placeOrder.answer));

    const prod = api.addStage('prod', { variables: { soapHost: 'soap.example.com' } });
    new CfnOutput(this, 'Url', { value: prod.url });
    acknowledge(prod, 'AwsSolutions-APIG3', 'Only signed calls get past the authorizer; a web ACL is not worth its price here.');
  }
}

/** A call of the service: SOAP 1.1, which is always a POST, with the operation in a header. */
function soapCall(url: string, operation: string, request: MappingTemplate, answer: Record<string, TemplateValue>): Integration {
  return Integration.http(url, {
    httpMethod: 'POST',
    request: {
      headers: {
        'Content-Type': RequestValue.literal('text/xml; charset=utf-8'),
        'SOAPAction': RequestValue.literal(`"urn:example:quotes#${operation}"`),
      },
      templates: { 'application/json': request },
    },
    responses: responses(answer),
  });
}
