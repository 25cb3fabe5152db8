import { awscdk, javascript, typescript } from 'projen';
import { Checks } from './projenrc/checks';

const project = new awscdk.AwsCdkConstructLibrary({
  name: 'cdk-stagecraft',
  description: 'High-level constructs for Amazon API Gateway: one document per API, released to stages.',
  author: 'The Stagecraft authors',
  authorOrganization: true,
  authorAddress: 'https://github.com/stagecraft-dev',
  repositoryUrl: 'https://github.com/stagecraft-dev/cdk-stagecraft.git',
  license: 'Apache-2.0',
  copyrightOwner: 'The Stagecraft authors',
  keywords: [
    'api-gateway', 'apigateway', 'rest-api', 'openapi', 'lambda-alias', 'stage-variables', 'canary', 'serverless',
  ],
  majorVersion: 0,
  defaultReleaseBranch: 'main',
  packageManager: javascript.NodePackageManager.NPM,
  minNodeVersion: '20.19.0',

  cdkVersion: '2.250.0',
  constructsVersion: '10.5.0',
  jsiiVersion: '~6.0.16',
  typescriptVersion: '~6.0.3',
  runner: typescript.TypeScriptRunner.tsx(),
  projenrcTs: true,
  publishToPypi: { distName: 'cdk-stagecraft', module: 'cdk_stagecraft' },
  publishToMaven: {
    javaPackage: 'io.github.stagecraftdev.cdk',
    mavenGroupId: 'io.github.stagecraft-dev',
    mavenArtifactId: 'cdk-stagecraft',
  },
  publishToNuget: { dotNetNamespace: 'Stagecraft.Cdk', packageId: 'Stagecraft.Cdk' },
  publishToGo: { moduleName: 'github.com/stagecraft-dev/cdk-stagecraft-go', packageName: 'stagecraft' },

  github: false,
  release: false,
  jest: false,
  sampleCode: false,
  integrationTestAutoDiscover: false,
  lambdaAutoDiscover: false,
  edgeLambdaAutoDiscover: false,
  singletonLambdaAutoDiscover: false,
  lambdaExtensionAutoDiscover: false,
  tsconfigDevFile: 'tsconfig.dev.json',
  tsconfigDev: {
    compilerOptions: { paths: { 'stagecraft-templates': ['./packages/templates/src'] } },
    include: ['.projenrc.ts'],
    exclude: ['lanes', 'packages', '.cache', 'cdk.out'],
  },
  npmIgnoreOptions: {
    ignorePatterns: ['/.cache/', '/.venv/', '/bench/', '/docs/', '/examples/', '/integ/', '/lanes/', '/packages/', '/scripts/', '/.ci/', '/tsconfig.dev.json', '/integ.config.json', '/jest.config.js', '/ARCHITECTURE.md', '/CONTRIBUTING.md'],
  },
  eslintOptions: {
    projectService: false,
    tsconfigPath: './tsconfig.dev.json',
    dirs: ['src', 'test', 'bench', 'examples', 'integ', 'projenrc', '.projenrc.ts'],
  },
  devDeps: [
    '@aws-sdk/client-api-gateway',
    '@aws-sdk/client-cloudformation',
    '@aws-sdk/client-dynamodb',
    '@aws-sdk/client-iam',
    '@aws-sdk/client-lambda',
    '@aws-sdk/lib-dynamodb',
    '@aws-cdk/aws-service-spec',
    '@aws-cdk/integ-runner@2.197.10',
    '@aws-cdk/integ-tests-alpha@2.245.0-alpha.0',
    '@aws/cloudformation-validate@1.9.0-beta',
    '@smithy/signature-v4@^5',
    '@swc/core@1.16.18',
    '@swc/jest',
    '@types/aws-lambda',
    '@types/jest',
    'ajv@^8',
    'aws-cdk@^2.1148.1',
    'esbuild',
    'fast-check',
    'jest',
    'jest-environment-node',
    'velocityjs',
  ],
  gitignore: ['cdk.out', '/bundled/*.js', '!/integ/*.snapshot/cdk.out', '/integ/*.snapshot/asset.*', '/integ/cdk-integ.out.*', '/.venv/', '/examples/**/cdk.context.json'],
});

new Checks(project);

project.synth();
