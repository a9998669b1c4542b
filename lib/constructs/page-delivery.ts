import { Duration, Fn } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods,
  type BehaviorOptions,
  CachePolicy,
  type CfnDistribution,
  Distribution,
  type DistributionProps,
  Function as EdgeFunction,
  FunctionEventType,
  FunctionRuntime,
  HttpVersion,
  KeyValueStore,
  OriginRequestPolicy,
  type ResponseHeadersPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { Construct } from 'constructs';
import { pagePolicy } from '../../functions/render/page/policy.ts';
import type { Options } from '../context.ts';
import { acceptDistribution, edgeCode, fileCache, securityHeaders } from './distribution-parts.ts';
import { HouseBucket } from './house-bucket.ts';

export interface PageDeliveryProps {
  readonly options: Options;
  readonly api: HttpApi;
}

/** What a status page's visitors read, and the way to it: files in a private bucket, behind a function that decides who sees which. */
export class PageDelivery extends Construct {
  readonly bucket: HouseBucket;
  /** By host: whose page it is, and who may see it. */
  readonly hosts: KeyValueStore;
  readonly distribution: Distribution;
  /** Where pages have domains of their own; only with the option `pagesTenants`. */
  readonly tenants?: Distribution;
  /** How long files are kept on the way, and what a browser is told of forms: the console has the same. */
  readonly cache: CachePolicy;
  readonly formHeaders: ResponseHeadersPolicy;

  constructor(scope: Construct, id: string, { options, api }: PageDeliveryProps) {
    super(scope, id);
    const { pagesDomain, pagesCertificateArn } = options;
    this.bucket = new HouseBucket(this, 'Files', { keepsObjects: true });
    this.hosts = new KeyValueStore(this, 'Hosts', { comment: 'Tocsin: the hosts of status pages' });
    const request = new EdgeFunction(this, 'Request', {
      comment: 'Tocsin: leads a visitor to the files of the page that they may see',
      code: edgeCode('page-request'),
      runtime: FunctionRuntime.JS_2_0,
      keyValueStore: this.hosts,
    });
    const response = new EdgeFunction(this, 'Response', {
      comment: 'Tocsin: what everybody may read from everywhere says so',
      code: edgeCode('page-response'),
      runtime: FunctionRuntime.JS_2_0,
    });
    this.cache = fileCache(this, 'Cache');
    this.formHeaders = securityHeaders(this, 'FormHeaders', {
      comment: 'What people fill in, and what the API answers',
    });
    const asks = { function: request, eventType: FunctionEventType.VIEWER_REQUEST };
    const forms: BehaviorOptions = {
      origin: new HttpOrigin(Fn.select(2, Fn.split('/', api.apiEndpoint))),
      allowedMethods: AllowedMethods.ALLOW_ALL,
      cachePolicy: CachePolicy.CACHING_DISABLED,
      originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      responseHeadersPolicy: this.formHeaders,
      functionAssociations: [asks],
    };
    const way = {
      httpVersion: HttpVersion.HTTP2_AND_3,
      defaultBehavior: {
        origin: S3BucketOrigin.withOriginAccessControl(this.bucket),
        allowedMethods: AllowedMethods.ALLOW_GET_HEAD,
        cachePolicy: this.cache,
        compress: true,
        viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        responseHeadersPolicy: securityHeaders(this, 'FileHeaders', {
          comment: 'Files of status pages',
          policy: pagePolicy,
        }),
        functionAssociations: [asks, { function: response, eventType: FunctionEventType.VIEWER_RESPONSE }],
      },
      additionalBehaviors: { '/auth/*': forms, '/subscribe*': forms },
      // Who may not list a bucket is told 403 of what is not there.
      errorResponses: [
        { httpStatus: 403, responseHttpStatus: 404, responsePagePath: '/errors/404.html', ttl: Duration.seconds(1) },
      ],
    } satisfies DistributionProps;
    this.distribution = new Distribution(this, 'Distribution', {
      ...way,
      comment: `Tocsin (${options.stage}): status pages`,
      minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
      ...(pagesDomain !== undefined &&
        pagesCertificateArn !== undefined && {
          domainNames: [`*.${pagesDomain}`],
          certificate: Certificate.fromCertificateArn(this, 'Certificate', pagesCertificateArn),
        }),
    });
    accept(
      this.distribution,
      pagesDomain === undefined && 'Without `pagesDomain` the certificate is CloudFront’s own, which allows no choice.',
    );
    if (options.pagesTenants) this.tenants = this.forTenants(way, options.stage);
  }

  /**
   * The same way for domains that are added while the deployment runs, each with a certificate of its own (`CreateDistributionTenant`):
   * of a distribution that is shared like this, some settings are each tenant's.
   */
  private forTenants(way: DistributionProps, stage: string): Distribution {
    const shared = new Distribution(this, 'Tenants', {
      ...way,
      comment: `Tocsin (${stage}): status pages at domains of their own`,
    });
    const template = shared.node.defaultChild as CfnDistribution;
    template.addPropertyOverride('DistributionConfig.ConnectionMode', 'tenant-only');
    template.addPropertyDeletionOverride('DistributionConfig.IPV6Enabled');
    accept(shared, 'Each tenant has a certificate of its own, and CloudFront’s choice of protocols.');
    return shared;
  }
}

/** `certificate`: why the protocols are not chosen here, where they are not. */
function accept(distribution: Distribution, certificate: string | false): void {
  acceptDistribution(distribution, {
    everywhere: 'A status page is for customers wherever they are.',
    noFirewall:
      'A firewall costs more a month than everything else that is idle. There is nothing behind the files that could be attacked; the forms are throttled by the API.',
    noLog: 'Who reads a page is nobody’s business, and a log of it would outgrow the pages.',
    certificate,
  });
}
