// Each test file has its own modules; what takes seconds to make is made here, once for all files of a worker.
const { TestEnvironment } = require('jest-environment-node');

const made = new Map();

/** What a function makes, the same for every test file. */
const shared = (name, make) => {
  if (!made.has(name)) made.set(name, make());
  return made.get(name);
};

module.exports = class SharingEnvironment extends TestEnvironment {
  async setup() {
    await super.setup();
    this.global.templateValidator = () => shared('validator', () => {
      const { CelEngine } = require('@aws/cloudformation-validate');
      return new CelEngine();
    });
    this.global.validationOfTheCdk = (path) => shared(path, () => {
      const plugin = require(path);
      // It would make its engine anew whenever a template has a type that the one before it lacks.
      plugin.CloudFormationValidatePlugin._singletonInstance().initializeEngine(Object.assign(new Set(), { has: () => true }));
      return plugin;
    });
  }
};
