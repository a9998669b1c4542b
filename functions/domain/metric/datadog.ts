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
