import { type Command, InvalidArgumentError, Option } from 'commander';
import type { LocalCredentials } from 'stagecraft-gateway';
import { withOptions } from './options';
import { serve } from '../local/serve';
import type { Io } from '../print';

/** What `stagecraft local` takes. */
export interface LocalOptions {
  readonly app?: string;
  readonly template?: string;
  readonly port: number;
  readonly host: string;
  readonly seed?: number;
  readonly trace?: boolean;
  readonly watch?: boolean;
  readonly keep?: boolean;
  readonly parameter?: Texts;
  readonly stub?: Texts;
  readonly vpcLink?: Texts;
  readonly env?: Texts;
  readonly credentials?: readonly LocalCredentials[];
  /** False with `--no-permissions`. */
  readonly permissions: boolean;
  readonly json?: boolean;
}

type Texts = Readonly<Record<string, string>>;

const SERVICES = /^[a-z][a-z0-9.-]*(:\w+)?$/;

export function addLocal(parent: Command, io: Io): void {
  const command = parent.command('local').description('serve the APIs of a cloud assembly or a template on this machine, until Ctrl-C')
    .addOption(new Option('--template <file>', 'a CloudFormation template, JSON or YAML, in place of a cloud assembly').conflicts('app'))
    .option('--port <n>', 'where to listen; 0 takes a port that is free', numberUpTo(65_535), 3000)
    .option('--host <address>', 'where to listen; anything but loopback lets others call what runs here', '127.0.0.1')
    .option('--watch', 'read the assembly or the template again when it changes')
    .option('--keep', 'keep deployments and versions of functions for the next run, in .stagecraft beside the assembly or the template')
    .option('--trace', 'print what happens to each request: steps, times, rendered templates')
    .option('--seed <n>', 'make canaries and weights of aliases come out the same each time', numberUpTo(Number.MAX_SAFE_INTEGER))
    .option('--parameter <name=value>', 'a parameter\'s value, by its name or by Stack:Name; may be repeated', pairs(/./))
    .option('--stub <service[:action]=url>', 'what takes a service\'s place, e.g. dynamodb=http://127.0.0.1:8000; may be repeated', urls(SERVICES))
    .option('--vpc-link <name=url>', 'where private integrations lead to, by name, id or logical id of a VPC link, or of the load balancer behind it; may be repeated', urls(/./))
    .option('--env <name=value>', 'an environment variable of all functions; may be repeated', pairs(/^\w+$/))
    .option('--credentials <id:secret>', 'an access key that signs requests to methods with IAM; it means something here only; may be repeated', credentials)
    .option('--no-permissions', 'invoke functions also where no AWS::Lambda::Permission allows it')
    .option('--json', 'print JSON, one object on each line')
    .action(async (options: LocalOptions) => serve(options, io));
  withOptions(command, ['app'], [
    'local',
    'local --watch --trace',
    'local --template template.yaml --port 0 --parameter Environment=dev',
    'local --vpc-link shop=http://127.0.0.1:8080 --keep',
    'local --stub dynamodb=http://127.0.0.1:8000 --stub sqs:SendMessage=http://127.0.0.1:9324',
  ]);
}

function numberUpTo(largest: number): (text: string) => number {
  return (text) => {
    if (!/^\d+$/.test(text) || Number(text) > largest) throw new InvalidArgumentError(`It is no number from 0 to ${largest}.`);
    return Number(text);
  };
}

function pairs(name: RegExp): (text: string, others?: Texts) => Texts {
  return (text, others = {}) => {
    const at = text.indexOf('=');
    if (at < 1 || !name.test(text.slice(0, at))) throw new InvalidArgumentError('It is not like name=value.');
    return { ...others, [text.slice(0, at)]: text.slice(at + 1) };
  };
}

function urls(name: RegExp): (text: string, others?: Texts) => Texts {
  const read = pairs(name);
  return (text, others) => {
    const all = read(text, others);
    const url = text.slice(text.indexOf('=') + 1);
    if (!/^https?:$/.test(URL.canParse(url) ? new URL(url).protocol : '')) throw new InvalidArgumentError('It has no URL that begins with http:// or https://.');
    return all;
  };
}

function credentials(text: string, others: readonly LocalCredentials[] = []): readonly LocalCredentials[] {
  const [, accessKeyId, secretAccessKey] = /^(\w+):(.+)$/.exec(text) ?? [];
  if (accessKeyId === undefined) throw new InvalidArgumentError('It is not like id:secret.');
  return [...others, { accessKeyId, secretAccessKey }];
}
