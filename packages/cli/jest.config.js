module.exports = {
  testEnvironment: 'node',
  testTimeout: 60_000,
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  globalSetup: '<rootDir>/test/support/build-bin.js',
  transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } }] },
  // The library by source: its pure files, which the build bundles, and the constructs that the tests synthesize.
  moduleNameMapper: {
    '^cdk-stagecraft$': '<rootDir>/../../src',
    '^cdk-stagecraft/(.*)$': '<rootDir>/../../src/$1',
    '^stagecraft-(gateway|templates)$': '<rootDir>/../$1/src',
  },
};
