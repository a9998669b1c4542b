import type { DeployedBehaviour, DeployedDistribution } from '../../deployment.ts';
import { number, optional, record, records, text, texts } from './properties.ts';
import type { Resource } from './stack.ts';

type OfType = (...types: string[]) => readonly Resource[];

/** CloudFront's distributions with what they name: functions, headers, and the store that functions read. */
export function deployedDistributions(ofType: OfType): DeployedDistribution[] {
  const functions = new Map(ofType('AWS::CloudFront::Function').map((each) => [each.arn, each.properties]));
  const policies = new Map(ofType('AWS::CloudFront::ResponseHeadersPolicy').map((each) => [each.ref, each.properties]));
  const stores = [...functions.values()].flatMap(({ FunctionConfig }) =>
    records(record(FunctionConfig).KeyValueStoreAssociations).map(({ KeyValueStoreARN }) => text(KeyValueStoreARN)),
  );

  return ofType('AWS::CloudFront::Distribution').map(({ arn, properties }) => {
    const config = record(properties.DistributionConfig);
    const origins = new Map(records(config.Origins).map(({ Id, DomainName }) => [text(Id), text(DomainName) ?? '']));

    const behaviour = (settings: Readonly<Record<string, unknown>>): DeployedBehaviour => {
      const called = (event: string) => {
        const found = records(settings.FunctionAssociations).find(({ EventType }) => EventType === event);
        return text(functions.get(text(found?.FunctionARN) ?? '')?.FunctionCode);
      };
      return {
        ...optional('pathPattern', text(settings.PathPattern)),
        origin: origins.get(text(settings.TargetOriginId)) ?? '',
        methods: texts(settings.AllowedMethods),
        compresses: settings.Compress === true,
        ...optional('onRequest', called('viewer-request')),
        ...optional('onResponse', called('viewer-response')),
        headers: headersOf(policies.get(text(settings.ResponseHeadersPolicyId) ?? '') ?? {}),
      };
    };

    return {
      arn,
      aliases: texts(config.Aliases),
      behaviours: [...records(config.CacheBehaviors), record(config.DefaultCacheBehavior)].map(behaviour),
      errors: records(config.CustomErrorResponses).map((each) => ({
        status: number(each.ErrorCode) ?? 0,
        answeredAs: number(each.ResponseCode) ?? 0,
        path: text(each.ResponsePagePath) ?? '',
      })),
      ...optional('keyValueStoreArn', stores[0]),
    };
  });
}

/** The headers of a response headers policy, as far as the deployment sets them. */
function headersOf({ ResponseHeadersPolicyConfig }: Readonly<Record<string, unknown>>): DeployedBehaviour['headers'] {
  const policy = record(ResponseHeadersPolicyConfig);
  const security = record(policy.SecurityHeadersConfig);
  const besides = records(record(policy.CustomHeadersConfig).Items).map(({ Header, Value, Override }) => ({
    name: text(Header) ?? '',
    value: text(Value) ?? '',
    override: Override === true,
  }));
  const header = (name: string, member: string, value: (settings: Readonly<Record<string, unknown>>) => unknown) => {
    const settings = record(security[member]);
    if (Object.keys(settings).length === 0) return [];
    return [{ name, value: String(value(settings)), override: settings.Override === true }];
  };
  return [
    ...besides,
    ...header('content-security-policy', 'ContentSecurityPolicy', (settings) => settings.ContentSecurityPolicy),
    ...header('x-content-type-options', 'ContentTypeOptions', () => 'nosniff'),
    ...header('x-frame-options', 'FrameOptions', ({ FrameOption }) => FrameOption),
    ...header('referrer-policy', 'ReferrerPolicy', ({ ReferrerPolicy }) => ReferrerPolicy),
    ...header(
      'strict-transport-security',
      'StrictTransportSecurity',
      (settings) => `max-age=${settings.AccessControlMaxAgeSec}`,
    ),
  ];
}
