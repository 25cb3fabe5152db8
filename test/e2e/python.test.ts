// The library in another language: its Python package, built and installed, makes of the Python example what the TypeScript example makes.
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { cdk } from './support/cdk';
import { compileLibrary, pythonWheel } from './support/library';
import { PYTHON_MISSING, PythonEnvironment } from './support/python';
import { ROOT } from './support/run';
import type { SynthesizedResource, SynthesizedTemplate } from '../support/synthesize';

jest.setTimeout(10 * 60_000);

(PYTHON_MISSING ? describe.skip : describe)(`the order service in Python${PYTHON_MISSING ? ` (${PYTHON_MISSING})` : ''}`, () => {
  let typescript: SynthesizedTemplate;
  let python: SynthesizedTemplate;

  beforeAll(async () => {
    await compileLibrary();
    const wheel = await pythonWheel();
    const environment = await PythonEnvironment.of('python-twin', ['aws-cdk-lib==2.250.0']);
    await environment.pip('install', '--force-reinstall', '--no-deps', wheel);
    await environment.pip('check');
    typescript = await synthesized('orders');
    python = await synthesized('orders-python', {
      PATH: `${environment.bin}${path.delimiter}${process.env.PATH}`,
      PYTHONDONTWRITEBYTECODE: '1',
    });
  });

  test.each([
    'AWS::ApiGateway::RestApi', 'AWS::ApiGateway::Deployment', 'AWS::ApiGateway::Stage',
    'AWS::Lambda::Permission', 'AWS::Logs::LogGroup', 'Custom::ApiGatewayLogRole',
  ])('has the same resources of the type %s', (type) => {
    expect(Object.keys(ofType(typescript, type))).not.toEqual([]);
    expect(ofType(python, type)).toEqual(ofType(typescript, type));
  });

  test('has no other resources of API Gateway', () => {
    expect(ofType(python, 'AWS::ApiGateway::')).toEqual(ofType(typescript, 'AWS::ApiGateway::'));
  });

  test('has the same aliases, at versions of its own functions', () => {
    const unversioned = (template: SynthesizedTemplate) => Object.entries(ofType(template, 'AWS::Lambda::Alias'))
      .map(([id, { Properties: { FunctionVersion: _, ...properties } }]) => ({ id, properties }));
    expect(unversioned(python)).toHaveLength(6);
    expect(unversioned(python)).toEqual(unversioned(typescript));
    for (const { Properties } of Object.values(ofType(python, 'AWS::Lambda::Alias'))) {
      const [version, attribute] = Properties.FunctionVersion['Fn::GetAtt'];
      expect(python.Resources[version]).toMatchObject({ Type: 'AWS::Lambda::Version', Properties: { FunctionName: Properties.FunctionName } });
      expect(attribute).toBe('Version');
    }
  });

  test('has the same outputs', () => {
    expect(python.Outputs).toEqual(typescript.Outputs);
  });
});

/** The template that the CDK's command line makes of an example. */
async function synthesized(example: string, env: NodeJS.ProcessEnv = {}): Promise<SynthesizedTemplate> {
  const output = fs.mkdtempSync(path.join(os.tmpdir(), `${example}-`));
  try {
    await cdk(path.join(ROOT, 'examples', example), ['synth', '--quiet', '--output', output], env);
    return JSON.parse(fs.readFileSync(path.join(output, 'Orders.template.json'), 'utf8'));
  } finally {
    fs.rmSync(output, { recursive: true, force: true });
  }
}

/** The resources of a type, or of all types that begin like it, by logical id. */
function ofType(template: SynthesizedTemplate, type: string): Record<string, SynthesizedResource> {
  return Object.fromEntries(Object.entries(template.Resources).filter(([, resource]) => resource.Type.startsWith(type)));
}
