/** The clouds of Microsoft in which there are bots of Teams. GCC is a part of the public one. */
export const teamsCloudNames = ['PUBLIC', 'US_GOVERNMENT'] as const;
export type TeamsCloudName = (typeof teamsCloudNames)[number];

export interface TeamsCloud {
  /** Who signs what is sent to a bot. */
  readonly issuer: string;
  /** Where it says with which keys. */
  readonly metadata: string;
  /** Who gives a bot its token. */
  readonly login: string;
  readonly scope: string;
  /** Where conversations are reached: the only hosts that are sent a token. */
  readonly hosts: readonly string[];
  /** Where a conversation is looked for as long as none has said where it is. */
  readonly service: string;
}

/**
 * https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication and, for the
 * government's, https://learn.microsoft.com/azure/bot-service/how-to-deploy-gov-cloud-high
 */
export const teamsClouds: Readonly<Record<TeamsCloudName, TeamsCloud>> = {
  PUBLIC: {
    issuer: 'https://api.botframework.com',
    metadata: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
    login: 'https://login.microsoftonline.com',
    scope: 'https://api.botframework.com/.default',
    hosts: ['smba.trafficmanager.net', 'smba.infra.gcc.teams.microsoft.com'],
    service: 'https://smba.trafficmanager.net/teams',
  },
  US_GOVERNMENT: {
    issuer: 'https://api.botframework.us',
    metadata: 'https://login.botframework.azure.us/v1/.well-known/openidconfiguration',
    login: 'https://login.microsoftonline.us',
    scope: 'https://api.botframework.us/.default',
    hosts: ['smba.infra.gov.teams.microsoft.us', 'smba.infra.dod.teams.microsoft.us'],
    service: 'https://smba.infra.gov.teams.microsoft.us/teams',
  },
};

const longestAddress = 500;

/** Where conversations of this cloud are reached, from an address that somebody named; undefined when it is none of Microsoft's. */
export function teamsServiceAt(cloud: TeamsCloudName, address: string): string | undefined {
  if (address.length > longestAddress || !URL.canParse(address)) return undefined;
  const { protocol, hostname, port, username, password, search, hash, href } = new URL(address);
  const isPlain = port === '' && username === '' && password === '' && search === '' && hash === '';
  return protocol === 'https:' && isPlain && teamsClouds[cloud].hosts.includes(hostname)
    ? withoutSlashes(href)
    : undefined;
}

function withoutSlashes(address: string): string {
  let end = address.length;
  while (address[end - 1] === '/') end--;
  return address.slice(0, end);
}
