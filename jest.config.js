// The suite runs in two lanes: on the oldest release of the CDK that is supported, and, with LANE=latest, on a recent one
// that checks every template at synthesis.
const path = require('node:path');

const latest = process.env.LANE === 'latest';
const lane = path.join(__dirname, 'lanes', 'latest', 'node_modules');

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: '<rootDir>/test/support/environment.js',
  testTimeout: 60_000,
  roots: ['<rootDir>/test', ...(latest ? ['<rootDir>/lanes/latest/test'] : [])],
  // What has nothing to do with the CDK's release runs once.
  testPathIgnorePatterns: ['/node_modules/', ...(latest ? ['/test/e2e/', '/test/project/', '/test/served/', '/test/mapping/', '/test/private/', '/test/releases/(transition|ledger-text)'] : [])],
  transform: {
    '^.+\\.ts$': ['@swc/jest', {
      jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
      module: { type: 'commonjs' },
    }],
    '/node_modules/jose/.+\\.js$': ['@swc/jest', { jsc: { target: 'es2022' }, module: { type: 'commonjs' } }],
  },
  // Jest cannot require a module as Node.js can.
  transformIgnorePatterns: ['/node_modules/(?!jose/)'],
  moduleNameMapper: {
    '^cdk-stagecraft$': '<rootDir>/src',
    '^stagecraft-templates$': '<rootDir>/packages/templates/src',
    ...(latest && {
      '/cloudformation-validate-plugin$': '<rootDir>/test/support/shared-validation.js',
      '^(aws-cdk-lib|constructs|cdk-nag)($|/.*)': `${lane}/$1$2`,
    }),
  },
  setupFiles: latest ? ['<rootDir>/test/support/validate-at-synthesis.ts'] : [],
  reporters: ['default', '<rootDir>/test/support/counting-reporter.js'],
};
