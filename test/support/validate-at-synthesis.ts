// Every app of the suite reads its context from here: the CDK then holds each template against its own rules.
process.env.CDK_CONTEXT_JSON = JSON.stringify({ '@aws-cdk/core:validateAgainstDefaultRules': true });
