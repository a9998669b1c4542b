import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { lookStates } from '../../functions/domain/page/next-look.ts';
import { pagePolicy } from '../../functions/render/page/policy.ts';
import { consolePolicy } from '../../lib/constructs/console-delivery.ts';
import { everything, templatesOf } from './synthesize.ts';

const { data, core } = templatesOf(everything);
const plain = templatesOf({});
const ofPages = ([id]: readonly [id: string, resource: unknown]) => id.startsWith('Pages');
const only = (type: string) => {
  const found = Object.entries(data.findResources(type)).filter(ofPages);
  expect(found).toHaveLength(1);
  return found[0] as [id: string, resource: (typeof found)[number][1]];
};
const distributions = Object.entries(data.findResources('AWS::CloudFront::Distribution')).filter(ofPages);
const sharedBy = (mode: string | undefined) => {
  const found = distributions.filter(([, { Properties }]) => Properties.DistributionConfig.ConnectionMode === mode);
  expect(found).toHaveLength(1);
  return found[0] as [id: string, resource: (typeof found)[number][1]];
};
const [id, distribution] = sharedBy(undefined);
const [tenantsId, tenants] = sharedBy('tenant-only');
const config = distribution.Properties.DistributionConfig;

describe('the changes that pages are made of', () => {
  it('hold what the tick asks for, and not what makers of pages plan themselves', () => {
    const filters = Object.values(core.findResources('AWS::Lambda::EventSourceMapping')).flatMap(({ Properties }) =>
      (Properties.FilterCriteria?.Filters ?? []).map(({ Pattern }: { Pattern: string }) => JSON.parse(Pattern)),
    );
    expect(filters).toContainEqual({
      dynamodb: { Keys: { SK: { S: ['TIMER#page'] } }, NewImage: { state: { S: [lookStates.asked] } } },
    });
  });
});

describe('the way to status pages', () => {
  it('lets CloudFront read the bucket, in the name of these distributions and of nobody else', () => {
    const statements = Object.values(data.findResources('AWS::S3::BucketPolicy')).flatMap(
      ({ Properties }) => Properties.PolicyDocument.Statement,
    );
    const [files] = Object.entries(data.findResources('AWS::S3::Bucket')).find(ofPages) ?? [];
    const allowed = statements.filter(
      ({ Principal, Resource }) =>
        Principal.Service === 'cloudfront.amazonaws.com' && JSON.stringify(Resource).includes(`"${files}"`),
    );
    expect(allowed).toHaveLength(2);
    for (const [index, one] of [id, tenantsId].entries()) {
      expect(allowed[index]).toMatchObject({ Effect: 'Allow', Action: 's3:GetObject' });
      expect(JSON.stringify(allowed[index].Condition.StringEquals['AWS:SourceArn'])).toContain(`"Ref":"${one}"`);
    }
  });

  it('is the same for domains of their own, but for what each tenant of a shared distribution has itself', () => {
    const { ConnectionMode, Comment: _its, ...shared } = tenants.Properties.DistributionConfig;
    const { Aliases, ViewerCertificate, IPV6Enabled, Comment: _own, ...way } = config;
    expect(ConnectionMode).toBe('tenant-only');
    expect([Aliases, ViewerCertificate, IPV6Enabled]).not.toContain(undefined);
    const withoutIds = (value: unknown) =>
      JSON.stringify(value).replaceAll(/(Pages)?(Distribution|Tenants)[\w]*/g, '…');
    expect(withoutIds(shared)).toBe(withoutIds(way));
  });

  it('asks the function about every request, whichever way it goes', () => {
    const behaviours = [config.DefaultCacheBehavior, ...config.CacheBehaviors];
    expect(config.CacheBehaviors.map(({ PathPattern }: { PathPattern: string }) => PathPattern)).toEqual([
      '/auth/*',
      '/subscribe*',
    ]);
    const [request] = Object.entries(data.findResources('AWS::CloudFront::Function')).find(([one]) =>
      one.startsWith('PagesRequest'),
    ) ?? [''];
    for (const { FunctionAssociations, ViewerProtocolPolicy } of behaviours) {
      expect(FunctionAssociations[0]).toEqual({
        EventType: 'viewer-request',
        FunctionARN: { 'Fn::GetAtt': [request, 'FunctionARN'] },
      });
      expect(ViewerProtocolPolicy).toBe('redirect-to-https');
    }
  });

  it('keeps nothing that people fill in, and of files what the file allows, under the address that the function wrote alone', () => {
    const disabled = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';
    for (const { CachePolicyId } of config.CacheBehaviors) expect(CachePolicyId).toBe(disabled);
    const [, cache] = only('AWS::CloudFront::CachePolicy');
    expect(cache.Properties.CachePolicyConfig).toMatchObject({
      MinTTL: 0,
      DefaultTTL: 0,
      ParametersInCacheKeyAndForwardedToOrigin: {
        CookiesConfig: { CookieBehavior: 'none' },
        HeadersConfig: { HeaderBehavior: 'none' },
        QueryStringsConfig: { QueryStringBehavior: 'none' },
        EnableAcceptEncodingBrotli: true,
        EnableAcceptEncodingGzip: true,
      },
    });
    expect(config.DefaultCacheBehavior.Compress).toBe(true);
  });

  it('says what a browser may do with files, whatever they are', () => {
    const policies = Object.entries(data.findResources('AWS::CloudFront::ResponseHeadersPolicy')).filter(ofPages);
    const headers = policies.map(([, { Properties }]) => Properties.ResponseHeadersPolicyConfig.SecurityHeadersConfig);
    for (const each of headers) {
      expect(each).toMatchObject({
        ContentTypeOptions: { Override: true },
        ReferrerPolicy: { ReferrerPolicy: 'no-referrer' },
        StrictTransportSecurity: { AccessControlMaxAgeSec: 31_536_000 },
      });
    }
    expect(headers.flatMap(({ ContentSecurityPolicy }) => ContentSecurityPolicy ?? [])).toEqual([
      { ContentSecurityPolicy: pagePolicy, Override: true },
    ]);
    expect(pagePolicy).not.toContain('unsafe-inline');
  });

  it('answers 404 for what is not there, with a page', () => {
    expect(config.CustomErrorResponses).toEqual([
      { ErrorCode: 403, ErrorCachingMinTTL: 1, ResponseCode: 404, ResponsePagePath: '/errors/404.html' },
    ]);
  });

  it('is at names of one’s own with a domain, and at the name that CloudFront gives without', () => {
    expect(config.Aliases).toEqual(['*.status.example.com']);
    expect(config.ViewerCertificate).toMatchObject({ MinimumProtocolVersion: 'TLSv1.2_2021' });
    plain.data.hasResourceProperties('AWS::CloudFront::Distribution', {
      DistributionConfig: Match.objectLike({ Aliases: Match.absent(), ViewerCertificate: Match.absent() }),
    });
  });

  it('has functions that CloudFront takes: each in runtime 2.0, below 10 KB', () => {
    const functions = Object.values(data.findResources('AWS::CloudFront::Function'));
    expect(functions).toHaveLength(4);
    for (const { Properties } of functions) {
      expect(Properties.FunctionConfig.Runtime).toBe('cloudfront-js-2.0');
      expect(Buffer.byteLength(Properties.FunctionCode)).toBeLessThan(10 * 1024);
    }
  });
});

describe('the way to the console', () => {
  const ofConsole = ([id]: readonly [id: string, resource: unknown]) => id.startsWith('Console');
  const the = (type: string) => Object.entries(data.findResources(type)).find(ofConsole) ?? ['', { Properties: {} }];
  const [consoleId, { Properties }] = the('AWS::CloudFront::Distribution');
  const { DefaultCacheBehavior: files, CacheBehaviors: apis, ...settings } = Properties.DistributionConfig;
  const functionOf = (id: string) =>
    Object.keys(data.findResources('AWS::CloudFront::Function')).find((one) => one.startsWith(id));
  const disabled = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';
  const allButHost = 'b689b0a8-53d0-40ab-baf2-68738e2966ac';

  it('lets CloudFront read its bucket, in the name of this distribution and of nobody else', () => {
    const [bucket] = the('AWS::S3::Bucket');
    const policies = Object.values(data.findResources('AWS::S3::BucketPolicy'));
    const [policy] = policies.filter((one) => JSON.stringify(one.Properties.Bucket).includes(`"${bucket}"`));
    const allowed = policy?.Properties.PolicyDocument.Statement.filter(
      ({ Effect }: { Effect: string }) => Effect === 'Allow',
    );
    expect(allowed).toHaveLength(1);
    expect(allowed[0]).toMatchObject({ Action: 's3:GetObject', Principal: { Service: 'cloudfront.amazonaws.com' } });
    expect(JSON.stringify(allowed[0].Condition)).toContain(`"Ref":"${consoleId}"`);
  });

  it('leads to the API by any method, with all that a visitor sends but the host, and keeps nothing of its answers', () => {
    expect(apis.map(({ PathPattern }: { PathPattern: string }) => PathPattern)).toEqual([
      '/api/*',
      '/auth/*',
      '/answer/*',
      '/callbacks/*',
      '/subscribe*',
      '/health',
    ]);
    for (const each of apis) {
      expect(each).toMatchObject({
        CachePolicyId: disabled,
        OriginRequestPolicyId: allButHost,
        AllowedMethods: expect.arrayContaining(['POST', 'PUT', 'PATCH', 'DELETE']),
        ViewerProtocolPolicy: 'redirect-to-https',
        FunctionAssociations: [
          {
            EventType: 'viewer-request',
            FunctionARN: { 'Fn::GetAtt': [functionOf('ConsoleApiRequest'), 'FunctionARN'] },
          },
        ],
      });
    }
  });

  it('leads to the files by reading alone, over its function', () => {
    expect(files).toMatchObject({
      AllowedMethods: ['GET', 'HEAD'],
      Compress: true,
      ViewerProtocolPolicy: 'redirect-to-https',
      FunctionAssociations: [
        { EventType: 'viewer-request', FunctionARN: { 'Fn::GetAtt': [functionOf('ConsoleRequest'), 'FunctionARN'] } },
      ],
    });
    expect(settings).toMatchObject({ HttpVersion: 'http2and3', Aliases: ['console.example.com'] });
    expect(settings.ViewerCertificate).toMatchObject({ MinimumProtocolVersion: 'TLSv1.2_2021' });
  });

  it('hands on what goes wrong as it came: an answer of the API is never a page', () => {
    expect(settings.CustomErrorResponses).toBeUndefined();
  });

  it('lets the page run what came with it, and nothing else', () => {
    const [, headers] = the('AWS::CloudFront::ResponseHeadersPolicy');
    const { SecurityHeadersConfig: security, CustomHeadersConfig: besides } =
      headers.Properties.ResponseHeadersPolicyConfig;
    expect(security).toMatchObject({
      ContentSecurityPolicy: { ContentSecurityPolicy: consolePolicy, Override: true },
      ContentTypeOptions: { Override: true },
      FrameOptions: { FrameOption: 'DENY', Override: true },
      StrictTransportSecurity: { AccessControlMaxAgeSec: 31_536_000 },
    });
    expect(besides.Items).toContainEqual({
      Header: 'cross-origin-opener-policy',
      Value: 'same-origin',
      Override: true,
    });
    expect(consolePolicy).toContain("default-src 'none'");
    expect(consolePolicy).not.toContain('unsafe');
  });

  it('is where people sign in: by its own name, or by the one that CloudFront gives', () => {
    const urlsIn = (template: typeof core) =>
      new Set(
        Object.values(template.findResources('AWS::Lambda::Function')).flatMap(({ Properties }) => {
          const { CONSOLE_URL: url } = Properties.Environment.Variables;
          return url === undefined ? [] : [JSON.stringify(url)];
        }),
      );
    expect([...urlsIn(core)]).toEqual(['"https://console.example.com"']);
    expect([...urlsIn(plain.core)].join()).toContain(':ExportsOutputFnGetAttConsoleDistribution');
  });
});
