import * as path from 'node:path';
import { type IntegrationResponse, MappingTemplate, TemplateValue, XmlElement } from 'cdk-stagecraft';

const NAMESPACE = { 'xmlns:q': TemplateValue.literal('urn:example:quotes') };

/** `GET /quotes/{symbol}` as the service has it. */
export const getQuote = {
  request: MappingTemplate.soapEnvelope([
    XmlElement.withChildren('q:GetQuote', [XmlElement.withText('q:Symbol', TemplateValue.parameter('symbol'))], NAMESPACE),
  ]),
  answer: {
    symbol: TemplateValue.xmlText('Symbol'),
    price: TemplateValue.xmlNumber('Price'),
    currency: TemplateValue.xmlText('Currency'),
  },
};

/** `POST /orders`, with a list of lines, as the service has it. */
export const placeOrder = {
  request: MappingTemplate.soapEnvelope([
    XmlElement.withChildren('q:PlaceOrder', [
      XmlElement.withText('q:Customer', TemplateValue.body('$.customer')),
      XmlElement.forEach('$.lines', XmlElement.withChildren('q:Line', [
        XmlElement.withText('q:Symbol', TemplateValue.item('symbol')),
        XmlElement.withText('q:Count', TemplateValue.item('count')),
      ])),
    ], NAMESPACE),
  ], { header: [XmlElement.withText('q:RequestId', TemplateValue.context('requestId'), NAMESPACE)] }),
  answer: {
    orderId: TemplateValue.xmlText('OrderId'),
    total: TemplateValue.xmlNumber('Total'),
  },
};

/** What becomes of the service's answers. A fault comes with 500, whoever is to blame for it: `fault.vtl` tells by its code. */
export function responses(answer: Record<string, TemplateValue>): IntegrationResponse[] {
  return [
    { templates: { 'application/json': MappingTemplate.json(answer) } },
    { selectionPattern: '500', statusCode: 502, templates: { 'application/json': MappingTemplate.fromFile(path.join(__dirname, 'fault.vtl')) } },
    { selectionPattern: '4\\d{2}|50[1-9]|5[1-9]\\d', statusCode: 503, templates: { 'application/json': unavailable } },
  ];
}

const unavailable = MappingTemplate.json({ message: TemplateValue.literal('The quote service cannot be reached') });
