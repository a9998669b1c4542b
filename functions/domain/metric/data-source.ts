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
