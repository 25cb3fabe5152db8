import { type ChildProcess, spawn } from 'node:child_process';
import type * as http from 'node:http';
import { BIN, Workspace } from './workspace';

/** `stagecraft local` as it is published, in a process of its own. */
export class Local {
  public out = '';
  public err = '';
  public readonly ended: Promise<number | null>;
  private readonly child: ChildProcess;

  constructor(workspace: Workspace, ...args: string[]) {
    this.child = spawn(process.execPath, [BIN, 'local', '--port', '0', ...args], { cwd: workspace.directory, env: { ...process.env, NO_COLOR: '1' } });
    this.child.stdout!.on('data', (text) => { this.out += text; });
    this.child.stderr!.on('data', (text) => { this.err += text; });
    this.ended = new Promise((resolve) => { this.child.on('close', resolve); });
  }

  /** Listening, it gives its address. */
  public async address(): Promise<string> {
    return (await this.said(/Listening on (\S+)\.|"event":"listening","url":"([^"]+)"/)).slice(1).find(Boolean)!;
  }

  public async fetch(path: string, init?: RequestInit): Promise<string> {
    const response = await fetch(await this.address() + path, init);
    return `${response.status} ${await response.text()}`;
  }

  /** Waits until it has printed something. */
  public async said(pattern: RegExp): Promise<RegExpExecArray> {
    let ended = false;
    void this.ended.then(() => { ended = true; });
    for (;;) {
      const found = pattern.exec(this.out);
      if (found) return found;
      if (ended) throw new Error(`it has ended, and has not said ${pattern}:\n${this.out}\n${this.err}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  public events(): any[] {
    return this.out.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line));
  }

  public signal(signal: NodeJS.Signals = 'SIGINT'): void {
    this.child.kill(signal);
  }

  public async end(): Promise<number | null> {
    this.signal();
    return this.ended;
  }
}

type Json = Readonly<Record<string, unknown>>;

/** A template with one API, its stage prod, and a function that says how long it sleeps. */
export function templateOf(paths: Json, stage: Json = {}, others: Json = {}): Json {
  return {
    Resources: {
      Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'Shop', Body: { openapi: '3.0.1', info: { title: 'Shop', version: '1' }, paths } } },
      Deployment: { Type: 'AWS::ApiGateway::Deployment', Properties: { RestApiId: { Ref: 'Api' } } },
      Prod: { Type: 'AWS::ApiGateway::Stage', Properties: { RestApiId: { Ref: 'Api' }, DeploymentId: { Ref: 'Deployment' }, StageName: 'prod', ...stage } },
      ...others,
    },
  };
}

export function operation(integration: Json, method: Json = {}): Json {
  return { 'responses': { 200: { description: '' } }, ...method, 'x-amazon-apigateway-integration': integration };
}

export function mock(text: string): Json {
  return operation({ type: 'mock', requestTemplates: { 'application/json': '{"statusCode": 200}' }, responses: { default: { statusCode: '200', responseTemplates: { 'application/json': text } } } });
}

/** A proxied function with a permission to be invoked. */
export function lambdaOf(name: string, code: string): { readonly operation: Json; readonly resources: Json } {
  const uri = { 'Fn::Sub': `arn:aws:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${${name}.Arn}/invocations` };
  return {
    operation: operation({ type: 'aws_proxy', httpMethod: 'POST', uri }),
    resources: {
      [name]: {
        Type: 'AWS::Lambda::Function',
        Metadata: { 'aws:cdk:path': `App/${name}/Resource` },
        Properties: { FunctionName: name, Runtime: 'nodejs24.x', Handler: 'index.handler', Code: { ZipFile: code } },
      },
      [`${name}Permission`]: { Type: 'AWS::Lambda::Permission', Properties: { FunctionName: { Ref: name }, Action: 'lambda:InvokeFunction', Principal: 'apigateway.amazonaws.com' } },
    },
  };
}

/** What the tests of a file have: a folder for each test, and what runs in it. All of it is gone afterwards. */
export class LocalBench {
  public files!: Workspace;
  private readonly running: Local[] = [];
  private readonly servers: http.Server[] = [];

  constructor() {
    beforeEach(() => { this.files = new Workspace(); });
    afterEach(async () => {
      await Promise.all(this.running.splice(0).map(async (one) => {
        one.signal('SIGKILL');
        await one.ended;
      }));
      this.files.remove();
    });
    afterAll(() => this.servers.forEach((server) => server.close()));
  }

  public local(...args: string[]): Local {
    const one = new Local(this.files, ...args);
    this.running.push(one);
    return one;
  }

  public write(template: object, name = 'shop.json'): void {
    this.files.write(JSON.stringify(template), name);
  }

  /** Serves a template. */
  public serve(template: object, ...args: string[]): Local {
    this.write(template);
    return this.local('--template', 'shop.json', ...args);
  }

  public async listening(server: http.Server): Promise<http.Server> {
    this.servers.push(server);
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
    return server;
  }
}
