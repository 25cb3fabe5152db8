import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { deploy, type FakeStack } from './fake-cloudformation';
import { FakeLambda } from './fake-lambda';
import { FakeStages, Refused } from './fake-stages';
import type { Template } from './workspace';

/** A control-plane call that changes something. */
export interface Told {
  readonly call: string;
  readonly body: any;
}

/**
 * A fake of AWS on loopback: CloudFormation's ListStackResources (in pages), API Gateway's GetStage and UpdateStage, Lambda's GetAlias and
 * UpdateAlias. What is in it comes from `deploy()`. Its rules are in `fake-stages.ts` and `fake-lambda.ts`.
 */
export class FakeAws {
  public static async start(): Promise<FakeAws> {
    const fake = new FakeAws();
    await new Promise<void>((resolve) => { fake.server.listen(0, '127.0.0.1', resolve); });
    return fake;
  }

  public readonly stacks = new Map<string, FakeStack>();
  public readonly stages = new FakeStages();
  public readonly lambda = new FakeLambda();
  public readonly changes: Told[] = [];
  public readonly asked: string[] = [];

  /** How many changes are made before one is refused. */
  public failsAfter = Infinity;

  /** What happens when a change has been made, before it is answered. */
  public onChange?: () => void | Promise<void>;

  private readonly server: Server;

  private constructor() {
    this.server = createServer((request, response) => {
      void this.answer(request).then(({ status = 200, type = 'application/json', text, error }) => {
        response.writeHead(status, { 'content-type': type, ...(error && { 'x-amzn-errortype': error }) }).end(text);
      });
    });
  }

  /** The environment of a command that uses it. */
  public get env(): NodeJS.ProcessEnv {
    return {
      AWS_ENDPOINT_URL: `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`,
      AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI',
      AWS_SESSION_TOKEN: undefined,
      AWS_PROFILE: undefined,
      AWS_REGION: 'us-east-1',
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_MAX_ATTEMPTS: '1',
    };
  }

  public deploy(name: string, template: Template, nested: Readonly<Record<string, Template>> = {}): void {
    deploy(this, name, template, nested);
  }

  public async stop(): Promise<void> {
    await new Promise((resolve) => { this.server.close(resolve); this.server.closeAllConnections(); });
  }

  private async answer(request: IncomingMessage): Promise<{ status?: number; type?: string; text: string; error?: string }> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString();
    const [, first, ...rest] = request.url!.split('?')[0].split('/').map(decodeURIComponent);
    this.asked.push(`${request.headers.authorization?.match(/\/([a-z]{2}-[a-z]+-\d)\//)?.[1]} ${request.method} ${request.url}${first ? '' : ` ${body}`}`);
    try {
      if (first === '') return this.listStackResources(new URLSearchParams(body));
      const change = request.method === 'GET' ? undefined : { call: `${request.method} ${[first, ...rest].join('/')}`, body: JSON.parse(body) };
      if (change) {
        if (this.changes.length >= this.failsAfter) throw new Refused(429, 'TooManyRequestsException', 'Too Many Requests');
      }
      const value = first === 'restapis' ? this.stages.serve(rest[0], rest[2], change?.body) : this.lambda.serve(rest[1], rest[3], change?.body);
      if (change) this.changes.push(change);
      if (change) await this.onChange?.();
      return { text: JSON.stringify(value) };
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return { status: error.status, error: error.code, text: JSON.stringify({ message: error.message, Message: error.message }) };
    }
  }

  /** Three to a page, so that a stack has several. */
  private listStackResources(query: URLSearchParams) {
    const type = 'text/xml';
    const stack = this.stacks.get(query.get('StackName')!);
    if (!stack) {
      const text = `<ErrorResponse><Error><Type>Sender</Type><Code>ValidationError</Code><Message>Stack with id ${query.get('StackName')} does not exist</Message></Error></ErrorResponse>`;
      return { status: 400, type, text };
    }
    const start = Number(query.get('NextToken') ?? 0);
    const all = [...stack];
    const members = all.slice(start, start + 3).map(([id, { Type, physicalId, status }]) => `<member><LogicalResourceId>${id}</LogicalResourceId>`
      + `<PhysicalResourceId>${physicalId}</PhysicalResourceId><ResourceType>${Type}</ResourceType><ResourceStatus>${status}</ResourceStatus>`
      + '<LastUpdatedTimestamp>2026-01-01T00:00:00Z</LastUpdatedTimestamp></member>');
    const next = start + 3 < all.length ? `<NextToken>${start + 3}</NextToken>` : '';
    const result = `<StackResourceSummaries>${members.join('')}</StackResourceSummaries>${next}`;
    return { type, text: `<ListStackResourcesResponse><ListStackResourcesResult>${result}</ListStackResourcesResult></ListStackResourcesResponse>` };
  }
}
