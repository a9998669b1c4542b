import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Duration } from 'aws-cdk-lib';
import {
  CachePolicy,
  type Distribution,
  FunctionCode,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  ResponseHeadersPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';

/** The file in `functions/edge` as CloudFront takes it: without comments, which would count. */
export const edgeCode = (name: string): FunctionCode => {
  const file = fileURLToPath(new URL(`../../functions/edge/${name}.js`, import.meta.url));
  return FunctionCode.fromInline(readFileSync(file, 'utf8').replaceAll(/^\s*\/\/.*\n/gm, ''));
};

/** Keeps a file as long as it says. The address that a function has written is the whole key: nothing that a visitor sends is in it. */
export const fileCache = (scope: Construct, id: string): CachePolicy =>
  new CachePolicy(scope, id, {
    comment: 'Tocsin: as long as the file says',
    minTtl: Duration.seconds(0),
    defaultTtl: Duration.seconds(0),
    maxTtl: Duration.days(1),
    enableAcceptEncodingGzip: true,
    enableAcceptEncodingBrotli: true,
  });

export interface SecurityHeaders {
  readonly comment: string;
  /** What sets no policy of its own for its content gets none here. */
  readonly policy?: string;
  /** What other sites and own forms learn of where somebody comes from; of files with a policy: nothing, unless said. */
  readonly referrer?: HeadersReferrerPolicy;
  /** Headers besides, set on every answer. */
  readonly besides?: Readonly<Record<string, string>>;
}

/** What a browser is told of every answer, whatever the origin says. */
export const securityHeaders = (
  scope: Construct,
  id: string,
  { comment, policy, referrer = HeadersReferrerPolicy.NO_REFERRER, besides = {} }: SecurityHeaders,
): ResponseHeadersPolicy =>
  new ResponseHeadersPolicy(scope, id, {
    comment: `Tocsin: ${comment}`,
    securityHeadersBehavior: {
      contentTypeOptions: { override: true },
      frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
      // A form has to show where it comes from to be known as the page's own: what answers there says so.
      referrerPolicy: { referrerPolicy: referrer, override: policy !== undefined },
      strictTransportSecurity: { accessControlMaxAge: Duration.days(365), override: true },
      ...(policy !== undefined && {
        contentSecurityPolicy: { contentSecurityPolicy: policy, override: true },
      }),
    },
    ...(Object.keys(besides).length > 0 && {
      customHeadersBehavior: {
        customHeaders: Object.entries(besides).map(([header, value]) => ({ header, value, override: true })),
      },
    }),
  });

export interface AcceptedOfDistribution {
  /** Why it is open to every country, without a firewall, without a log. */
  readonly everywhere: string;
  readonly noFirewall: string;
  readonly noLog: string;
  /** Why the protocols are not chosen here, where they are not. */
  readonly certificate: string | false;
}

/** Accepts what cdk-nag finds about a distribution, for reasons of its own. */
export function acceptDistribution(
  distribution: Distribution,
  { everywhere, noFirewall, noLog, certificate }: AcceptedOfDistribution,
): void {
  acknowledge(distribution, 'AwsSolutions-CFR1', everywhere);
  acknowledge(distribution, 'AwsSolutions-CFR2', noFirewall);
  acknowledge(distribution, 'AwsSolutions-CFR3', noLog);
  if (certificate !== false) acknowledge(distribution, 'AwsSolutions-CFR4', certificate);
}
