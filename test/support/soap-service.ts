import type { BackendAnswer, BackendRequest } from './backend';

const ENVELOPE = /^<\?xml version="1\.0" encoding="UTF-8"\?><soap:Envelope xmlns:soap="http:\/\/schemas\.xmlsoap\.org\/soap\/envelope\/">(.*)<\/soap:Envelope>$/s;

const textOf = (xml: string, name: string) => new RegExp(`<q:${name}[^>]*>([^<]*)</q:${name}>`).exec(xml)?.[1];

const envelope = (content: string) => `<?xml version="1.0"?>\n<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/">\n<s:Body>${content}</s:Body></s:Envelope>`;

const fault = (code: string, text: string): BackendAnswer => ({
  status: 500, type: 'text/xml', body: envelope(`<s:Fault><faultcode>${code}</faultcode><faultstring xml:lang="en">${text}</faultstring></s:Fault>`),
});

/** What a quote service of the old days answers; it refuses what is no SOAP. */
export function soapService({ method, headers, body }: BackendRequest): BackendAnswer {
  const content = ENVELOPE.exec(body)?.[1];
  if (method !== 'POST' || headers['content-type'] !== 'text/xml; charset=utf-8' || content === undefined) return { status: 415, type: 'text/plain', body: 'no SOAP' };
  switch (headers.soapaction) {
    case '"urn:example:quotes#GetQuote"':
      return quote(textOf(content, 'Symbol') ?? '');
    case '"urn:example:quotes#PlaceOrder"':
      return order(content);
    default:
      return fault('s:Client', 'no such operation');
  }
}

function quote(symbol: string): BackendAnswer {
  if (symbol === 'DOWN') return { status: 503, type: 'text/html', body: '<html>down</html>' };
  if (symbol === 'BUG') return fault('s:Server', 'NullPointerException at com.example.Quotes:42');
  if (!/^[A-Z]+$/.test(symbol)) return fault('s:Client.NotFound', `no quote of &quot;${symbol}&quot;`);
  return { type: 'text/xml', body: envelope(`<r:Quote xmlns:r="urn:example:quotes"><r:Symbol>${symbol}</r:Symbol><r:Price>12.50</r:Price><r:Currency>EUR</r:Currency></r:Quote>`) };
}

function order(content: string): BackendAnswer {
  const counts = [...content.matchAll(/<q:Line><q:Symbol>[^<]+<\/q:Symbol><q:Count>(\d+)<\/q:Count><\/q:Line>/g)].map(([, count]) => Number(count));
  if (counts.length === 0) return fault('s:Client', "an order has lines, it's the law");
  const id = `${textOf(content, 'Customer')}-${textOf(content, 'RequestId')!.length}`;
  return { type: 'text/xml', body: envelope(`<r:Placed xmlns:r="urn:example:quotes"><r:OrderId>${id}</r:OrderId><r:Total>${12.5 * counts.reduce((a, b) => a + b)}</r:Total></r:Placed>`) };
}
