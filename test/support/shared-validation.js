// Takes the place of the CDK's module of this name, so that it makes its engine once for all test files of a worker.
module.exports = validationOfTheCdk(require('node:path').join(__dirname, '../../lanes/latest/node_modules/aws-cdk-lib/core/lib/validation/cloudformation-validate-plugin.js'));
