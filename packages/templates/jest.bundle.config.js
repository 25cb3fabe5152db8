// The same tests against the file that is published; `npm run build` makes it.
module.exports = {
  ...require('./jest.config.js'),
  moduleNameMapper: { '^(?:\\.\\./)+src/.*$': '<rootDir>/lib/index.js' },
};
