import { modelOf, withoutSources } from '../support/read';

const template = {
  Resources: {
    Api: { Type: 'AWS::ApiGateway::RestApi' },
    Stage: { Type: 'AWS::ApiGateway::Stage', Properties: { RestApiId: { Ref: 'Api' }, StageName: 'dev' } },
    Plan: {
      Type: 'AWS::ApiGateway::UsagePlan',
      Properties: {
        UsagePlanName: 'Partners',
        ApiStages: [{ ApiId: { Ref: 'Api' }, Stage: { Ref: 'Stage' }, Throttle: { '/orders/GET': { RateLimit: 1.5, BurstLimit: 2 } } }],
        Throttle: { RateLimit: 10, BurstLimit: 20 },
        Quota: { Limit: 100, Period: 'MONTH', Offset: 3 },
      },
    },
    Empty: { Type: 'AWS::ApiGateway::UsagePlan' },
    Key: { Type: 'AWS::ApiGateway::ApiKey', Properties: { Name: 'k', Value: 'v'.repeat(20), Enabled: true } },
    Made: { Type: 'AWS::ApiGateway::ApiKey' },
    PlanKey: { Type: 'AWS::ApiGateway::UsagePlanKey', Properties: { UsagePlanId: { Ref: 'Plan' }, KeyId: { Ref: 'Key' }, KeyType: 'API_KEY' } },
    OtherKey: { Type: 'AWS::ApiGateway::UsagePlanKey', Properties: { UsagePlanId: { 'Fn::GetAtt': ['Plan', 'Id'] }, KeyId: { 'Fn::GetAtt': ['Made', 'APIKeyId'] }, KeyType: 'API_KEY' } },
  },
};

test('plans and keys', () => {
  const { rest: [api], usagePlans, apiKeys, diagnostics } = modelOf(template);
  const [key, made] = apiKeys;
  expect(diagnostics).toEqual([]);
  expect(withoutSources(usagePlans)).toEqual([
    {
      id: expect.any(String),
      name: 'Partners',
      keys: [key.id, made.id],
      apiStages: [{ apiId: api.id, stage: 'dev', throttle: { '/orders/GET': { rateLimit: 1.5, burstLimit: 2 } } }],
      throttle: { rateLimit: 10, burstLimit: 20 },
      quota: { limit: 100, period: 'MONTH', offset: 3 },
    },
    { id: expect.any(String), keys: [], apiStages: [] },
  ]);
  expect(withoutSources(apiKeys)).toEqual([
    { id: key.id, name: 'k', value: 'v'.repeat(20), enabled: true },
    { id: made.id, value: expect.stringMatching(/^[0-9a-z]{40}$/), enabled: false },
  ]);
});

test('a made key stays', () => {
  expect(modelOf(template).apiKeys[1].value).toBe(modelOf(template).apiKeys[1].value);
});
