import * as z from 'zod';
import { Instant } from '../time.ts';

/** How a source is reached and what is said there to be let in; which members there are depends on what it is. */
export const DataSourceAccess = z.object({
  region: z.string().optional(),
  apiKey: z.string().optional(),
  applicationKey: z.string().optional(),
  url: z.string().optional(),
  authType: z.enum(['NONE', 'BASIC', 'HEADER']).optional(),
  basicUser: z.string().optional(),
  basicPass: z.string().optional(),
  headerKey: z.string().optional(),
  headerValue: z.string().optional(),
});
export type DataSourceAccess = z.infer<typeof DataSourceAccess>;

export const DataSourceType = z.enum(['DATADOG', 'PROMETHEUS']);
export type DataSourceType = z.infer<typeof DataSourceType>;

/** Where metrics are pulled from. */
export const MetricDataSource = z.object({
  id: z.number(),
  version: z.number(),
  name: z.string(),
  type: DataSourceType,
  /** Readable, because clients must get it back; encrypted by the store. */
  metadata: DataSourceAccess,
  teams: z.array(z.number()),
  createdAt: Instant,
  updatedAt: Instant,
});
export type MetricDataSource = z.infer<typeof MetricDataSource>;

/** What of the access is for those alone who may change the source. */
const secrets = ['apiKey', 'applicationKey', 'basicPass', 'headerValue'] as const;

/** The access as it is shown to who may not change the source. */
export const withoutSecrets = (access: DataSourceAccess): DataSourceAccess =>
  Object.fromEntries(Object.entries(access).filter(([name]) => !(secrets as readonly string[]).includes(name)));

/** Datadog's sites by the names that people give them. */
const datadogSites: Readonly<Record<string, string>> = {
  US1: 'datadoghq.com',
  US3: 'us3.datadoghq.com',
  US5: 'us5.datadoghq.com',
  EU: 'datadoghq.eu',
  EU1: 'datadoghq.eu',
  AP1: 'ap1.datadoghq.com',
  AP2: 'ap2.datadoghq.com',
  FED1: 'ddog-gov.com',
  'US1-FED': 'ddog-gov.com',
};
export const datadogRegions: readonly string[] = Object.keys(datadogSites);

/** Where the API of a Datadog region is; undefined for what is none. */
export const datadogHost = (region: string): string | undefined => {
  const site = datadogSites[region.toUpperCase()] ?? Object.values(datadogSites).find((one) => one === region);
  return site === undefined ? undefined : `api.${site}`;
};
