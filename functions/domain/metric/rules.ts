import { type Problem, problemIf } from '../problem.ts';
import type { DataSourceAccess, DataSourceType } from './data-source.ts';
import { datadogHost, datadogRegions } from './datadog.ts';
import type { Metric } from './metric.ts';

type Drawn = Pick<Metric, 'aggregationType' | 'displayType' | 'lockYAxisMin' | 'lockYAxisMax'>;

/** What is wrong with how a metric is to be shown. */
export const metricProblems = ({
  aggregationType,
  displayType,
  lockYAxisMin,
  lockYAxisMax,
}: Drawn): readonly Problem[] => [
  ...problemIf(
    aggregationType === 'LAST' && displayType !== 'SINGLE',
    'aggregationType',
    'LAST is only for metrics whose displayType is SINGLE',
  ),
  ...problemIf(
    // An end that nobody has set is not a number.
    Number(lockYAxisMin) >= Number(lockYAxisMax),
    'lockYAxisMin',
    'must be less than lockYAxisMax',
  ),
];

const required = (access: DataSourceAccess, names: readonly (keyof DataSourceAccess)[]): readonly Problem[] =>
  names.flatMap((name) => problemIf(!access[name], `metadata.${name}`, 'is required'));

/** What is wrong with how a data source is to be reached. */
export function accessProblems(type: DataSourceType, access: DataSourceAccess): readonly Problem[] {
  switch (type) {
    case 'DATADOG':
      return [
        ...required(access, ['region', 'apiKey', 'applicationKey']),
        ...problemIf(
          datadogHost(access.region ?? '') === undefined,
          'metadata.region',
          `must be one of ${datadogRegions.join(', ')}`,
        ),
        ...headerProblems(access, ['apiKey', 'applicationKey']),
      ];
    case 'PROMETHEUS':
      return [
        ...required(access, ['url', 'authType']),
        ...addressProblems(access.url ?? ''),
        ...(access.authType === 'BASIC' ? required(access, ['basicUser', 'basicPass']) : []),
        ...(access.authType === 'HEADER' ? required(access, ['headerKey', 'headerValue']) : []),
        ...problemIf(access.basicUser?.includes(':') === true, 'metadata.basicUser', 'must not contain a colon'),
        ...problemIf(
          access.headerKey !== undefined && !isHeaderName(access.headerKey),
          'metadata.headerKey',
          'must be the name of a header that says who asks',
        ),
        ...headerProblems(access, ['headerValue']),
      ];
  }
}

function addressProblems(text: string): readonly Problem[] {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const field = 'metadata.url';
  if (url === undefined || !/^https?:/.test(url.protocol))
    return [{ field, message: 'must be an http or https address' }];
  return problemIf(
    url.username !== '' || url.password !== '' || /[?#]/.test(text),
    field,
    'must be an address without credentials, ? and #',
  );
}

/** Headers that belong to the connection and not to who asks. */
const ofTheConnection =
  /^(host|connection|content-.*|transfer-encoding|te|trailer|upgrade|expect|keep-alive|proxy-.*|accept-encoding|cookie)$/i;
/** A token of RFC 9110. */
const isHeaderName = (text: string): boolean => /^[\w!#$%&'*+.^`|~-]{1,100}$/.test(text) && !ofTheConnection.test(text);

/** What is sent as a header holds nothing that would end it. */
const headerProblems = (access: DataSourceAccess, names: readonly (keyof DataSourceAccess)[]): readonly Problem[] =>
  names.flatMap((name) =>
    problemIf(/[^\x20-\x7e]/.test(access[name] ?? ''), `metadata.${name}`, 'must be printable ASCII'),
  );
