import { Fn } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods,
  type BehaviorOptions,
  CachePolicy,
  Distribution,
  Function as EdgeFunction,
  FunctionEventType,
  FunctionRuntime,
  HeadersReferrerPolicy,
  HttpVersion,
  OriginRequestPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { Construct } from 'constructs';
import type { Options } from '../context.ts';
import { acceptDistribution, edgeCode, securityHeaders } from './distribution-parts.ts';
import { HouseBucket } from './house-bucket.ts';
import type { PageDelivery } from './page-delivery.ts';

export interface ConsoleDeliveryProps {
  readonly options: Options;
  readonly api: HttpApi;
  /** Whose store knows the secret of the way, and with whom it shares what it may: accounts have few policies. */
  readonly pages: PageDelivery;
}

/** What the HTTP API answers on the console's host; all other paths are files and screens. */
export const apiPaths = ['/api/*', '/auth/*', '/answer/*', '/callbacks/*', '/subscribe*', '/health'] as const;

/** Own files only, nothing that is written into the page, and no frame around it. Pictures of people and services are anywhere. */
export const consolePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' https: data:",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** What a browser lets no script of the console do, whoever wrote it, and whose windows it does not share. */
const besides = {
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
};

/** The console: files in a private bucket, and the API beside them on one host, so that its cookies are the console's. */
export class ConsoleDelivery extends Construct {
  readonly bucket: HouseBucket;
  readonly distribution: Distribution;
  /** Where people sign in, without a trailing slash. */
  readonly url: string;

  constructor(scope: Construct, id: string, { options, api, pages }: ConsoleDeliveryProps) {
    super(scope, id);
    const { consoleDomain, consoleCertificateArn } = options;
    this.bucket = new HouseBucket(this, 'Files', { keepsObjects: true });
    const toFile = new EdgeFunction(this, 'Request', {
      comment: 'Tocsin: leads every screen of the console to its one page',
      code: edgeCode('console-request'),
      runtime: FunctionRuntime.JS_2_0,
    });
    const toApi = new EdgeFunction(this, 'ApiRequest', {
      comment: 'Tocsin: tells the API that it is asked on the host of the console, and from where',
      code: edgeCode('console-api-request'),
      runtime: FunctionRuntime.JS_2_0,
      keyValueStore: pages.hosts,
    });
    const onApi: BehaviorOptions = {
      origin: new HttpOrigin(Fn.select(2, Fn.split('/', api.apiEndpoint))),
      allowedMethods: AllowedMethods.ALLOW_ALL,
      cachePolicy: CachePolicy.CACHING_DISABLED,
      originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      responseHeadersPolicy: pages.formHeaders,
      functionAssociations: [{ function: toApi, eventType: FunctionEventType.VIEWER_REQUEST }],
    };
    this.distribution = new Distribution(this, 'Distribution', {
      comment: `Tocsin (${options.stage}): console`,
      httpVersion: HttpVersion.HTTP2_AND_3,
      minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
      defaultBehavior: {
        origin: S3BucketOrigin.withOriginAccessControl(this.bucket),
        allowedMethods: AllowedMethods.ALLOW_GET_HEAD,
        cachePolicy: pages.cache,
        compress: true,
        viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        responseHeadersPolicy: securityHeaders(this, 'FileHeaders', {
          comment: 'Files of the console',
          policy: consolePolicy,
          referrer: HeadersReferrerPolicy.SAME_ORIGIN,
          besides,
        }),
        functionAssociations: [{ function: toFile, eventType: FunctionEventType.VIEWER_REQUEST }],
      },
      // What goes wrong is answered as it came: an error page would stand in the place of the API's answers, too.
      additionalBehaviors: Object.fromEntries(apiPaths.map((path) => [path, onApi])),
      ...(consoleDomain !== undefined &&
        consoleCertificateArn !== undefined && {
          domainNames: [consoleDomain],
          certificate: Certificate.fromCertificateArn(this, 'Certificate', consoleCertificateArn),
        }),
    });
    this.url = `https://${consoleDomain ?? this.distribution.distributionDomainName}`;
    acceptDistribution(this.distribution, {
      everywhere: 'Whoever is on call is so wherever they are.',
      noFirewall:
        'A firewall costs more a month than everything else that is idle. The files are public, as is their source; the API throttles and checks who asks.',
      noLog: 'What people do is in the audit log; the API logs its calls.',
      certificate:
        consoleDomain === undefined &&
        'Without `consoleDomain` the certificate is CloudFront’s own, which allows no choice.',
    });
  }
}
