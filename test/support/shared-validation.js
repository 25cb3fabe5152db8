module.exports = validationOfTheCdk(require('node:path').join(__dirname, '../../lanes/latest/node_modules/aws-cdk-lib/core/lib/validation/cloudformation-validate-plugin.js'));
