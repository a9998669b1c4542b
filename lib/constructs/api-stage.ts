import { CfnOutput, RemovalPolicy } from 'aws-cdk-lib';
import { AccessLogField, AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  type CfnStage,
  DomainName,
  type HttpApi,
  HttpMethod,
  HttpRoute,
  HttpRouteKey,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Options } from '../context.ts';
import { acknowledge } from './acknowledge.ts';
import type { HouseFunction } from './house-function.ts';

/** Calls a second on one route, and how many may come at once. */
interface Throttle {
  readonly rateLimit: number;
  readonly burstLimit: number;
}

export interface RouteGroup {
  readonly target: HouseFunction;
  readonly routes: readonly { readonly method: HttpMethod; readonly path: string }[];
  /** Each route of the group gets this much; without it, they share the stage's. */
  readonly throttle?: Throttle;
}

export interface ApiStageProps {
  readonly options: Options;
  readonly api: HttpApi;
  readonly throttle: Throttle;
  readonly groups: readonly RouteGroup[];
}

/** The live stage of the API: routes with their own throttles, so that a storm on one leaves the others free. */
export class ApiStage extends Construct {
  constructor(scope: Construct, id: string, { options, api, throttle, groups }: ApiStageProps) {
    super(scope, id);
    const routes = groups.flatMap((group) => this.route(api, group));
    const log = new LogGroup(this, 'AccessLog', {
      // Below this prefix, delivery needs no entry in the account's resource policy, which has little room.
      logGroupName: `/aws/vendedlogs/tocsin/${options.stage}/access`,
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const stage = new HttpStage(this, 'Stage', {
      httpApi: api,
      stageName: '$default',
      autoDeploy: true,
      throttle,
      accessLogSettings: { destination: new LogGroupLogDestination(log), format: accessLogFormat },
      ...(options.domain === undefined || options.certificateArn === undefined
        ? {}
        : { domainMapping: { domainName: this.domainName(options.domain, options.certificateArn) } }),
    });
    const settings = stage.node.defaultChild as CfnStage;
    settings.routeSettings = Object.fromEntries(
      groups.flatMap(({ routes, throttle }) =>
        throttle === undefined
          ? []
          : routes.map(({ method, path }) => [
              `${method} ${path}`,
              { ThrottlingRateLimit: throttle.rateLimit, ThrottlingBurstLimit: throttle.burstLimit },
            ]),
      ),
    );
    stage.node.addDependency(...routes);
  }

  private route(httpApi: HttpApi, { target, routes }: RouteGroup): HttpRoute[] {
    const integration = new HttpLambdaIntegration(target.shortName, target);
    return routes.map(({ method, path }) => {
      const route = new HttpRoute(this, `${method} ${path}`, {
        httpApi,
        routeKey: HttpRouteKey.with(path, method),
        integration,
      });
      acknowledge(
        route,
        'AwsSolutions-APIG4',
        'The function checks the key: monitoring tools send it in the path or the body, where no authorizer looks.',
      );
      return route;
    });
  }

  private domainName(domainName: string, certificateArn: string): DomainName {
    const domain = new DomainName(this, 'Domain', {
      domainName,
      certificate: Certificate.fromCertificateArn(this, 'Certificate', certificateArn),
    });
    new CfnOutput(this, 'DomainTarget', {
      value: domain.regionalDomainName,
      description: `DNS: make ${domainName} a CNAME or alias of this`,
    }).overrideLogicalId('DomainTarget');
    return domain;
  }
}

/** One line a call. The path of an event holds its key, so the route is logged instead. */
const accessLogFormat = AccessLogFormat.custom(
  JSON.stringify({
    requestId: AccessLogField.contextRequestId(),
    at: AccessLogField.contextRequestTimeEpoch(),
    route: '$context.routeKey',
    status: AccessLogField.contextStatus(),
    milliseconds: AccessLogField.contextResponseLatency(),
    bytes: AccessLogField.contextResponseLength(),
    ip: AccessLogField.contextIdentitySourceIp(),
    userAgent: AccessLogField.contextIdentityUserAgent(),
    error: AccessLogField.contextIntegrationErrorMessage(),
  }),
);

const eventPaths = ['/api', '/api/v1'].flatMap((base) =>
  ['/events', '/events/{key}', '/events/{slug}/{key}', '/events/{proxy+}'].map((path) => base + path),
);

/**
 * Where monitoring tools send: the plain event API, and one path per tool, by any method. The greedy paths take what has a
 * slash at its end.
 */
export const eventRoutes = [
  ...eventPaths,
  '/api/v1/mqtt/{key}',
  '/api/v1/kafka/{key}',
  '/api/v1/mqtt/{proxy+}',
  '/api/v1/kafka/{proxy+}',
].map((path) => ({
  method: HttpMethod.ANY,
  path,
}));

/** Where whatever must report does so; each base has both names. */
export const heartbeatRoutes = ['/api', '/api/v1'].flatMap((base) =>
  ['/heartbeats/{key}', '/heartbeats/{proxy+}', '/pings/{key}', '/pings/{proxy+}'].map((path) => ({
    method: HttpMethod.ANY,
    path: base + path,
  })),
);

/** Where points of metrics are sent. */
export const seriesRoutes = ['/api', '/api/v1'].flatMap((base) =>
  ['/series/{key}', '/series/{proxy+}'].map((path) => ({ method: HttpMethod.ANY, path: base + path })),
);

/** Where pipelines report deployments. */
export const deploymentRoutes = ['/api', '/api/v1'].flatMap((base) =>
  ['/deployment-events', '/deployment-events/{proxy+}'].map((path) => ({ method: HttpMethod.ANY, path: base + path })),
);

/** Where people sign in. */
export const signInRoutes = [
  { method: HttpMethod.GET, path: '/' },
  { method: HttpMethod.ANY, path: '/auth/{proxy+}' },
  { method: HttpMethod.ANY, path: '/api/developers/oauth2/{proxy+}' },
  { method: HttpMethod.ANY, path: '/subscribe' },
  { method: HttpMethod.ANY, path: '/subscribe/{proxy+}' },
];

/** Where chats and ticket tools call. */
export const callbackRoutes = [{ method: HttpMethod.ANY, path: '/callbacks/{proxy+}' }];

/** Everything else. */
export const otherRoutes = [
  { method: HttpMethod.ANY, path: '/' },
  { method: HttpMethod.ANY, path: '/{proxy+}' },
];
