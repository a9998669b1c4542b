import { zipSync } from 'fflate';
import { bellIcon } from './icon.ts';

export interface TeamsApp {
  /** The deployment's address. */
  readonly url: string;
  /** Of the app's registration in Entra, which is the bot's as well. */
  readonly appId: string;
}

const commands = [
  ['help', 'What can be said here'],
  ['alert', 'Raise an alert: alert <what has happened>'],
  ['oncall', 'Who is on call: oncall, or oncall <policy or schedule>'],
  ['accept', 'Accept an alert: accept <id>'],
  ['resolve', 'Resolve an alert: resolve <id>'],
  ['link', 'Link your account in Teams to your account in Tocsin'],
  ['unlink', 'Take the link back'],
].map(([title, description]) => ({ title, description }));

const scopes = ['personal', 'team', 'groupChat'] as const;

/**
 * What the app may do in a team or chat that it is added to; who adds it agrees to that. The bot is sent all messages
 * there, so that answers below an alert are seen without its being mentioned.
 */
const permissions = ['ChannelMessage.Read.Group', 'ChatMessage.Read.Chat'];

/** The manifest of the app in Teams (https://learn.microsoft.com/microsoftteams/platform/resources/schema/manifest-schema). */
export function teamsManifest({ url, appId }: TeamsApp) {
  const { origin, host } = new URL(url);
  return {
    $schema: 'https://developer.microsoft.com/json-schemas/teams/v1.17/MicrosoftTeams.schema.json',
    manifestVersion: '1.17',
    version: '1.0.0',
    id: appId,
    developer: { name: 'Tocsin', websiteUrl: origin, privacyUrl: origin, termsOfUseUrl: origin },
    name: { short: 'Tocsin', full: 'Tocsin alerts' },
    description: {
      short: 'Alerts that wake the people on call, answered where you talk.',
      full: 'Tocsin posts alerts into your channels and chats. Accept, resolve or escalate them there, add responders, comment, raise alerts and ask who is on call. Link your account once, and what you do here is done in your name.',
    },
    icons: { color: 'color.png', outline: 'outline.png' },
    accentColor: '#0A5CAD',
    defaultInstallScope: 'team',
    defaultGroupCapability: { team: 'bot', groupchat: 'bot' },
    bots: [
      {
        botId: appId,
        scopes,
        supportsFiles: false,
        isNotificationOnly: false,
        commandLists: [{ scopes, commands }],
      },
    ],
    permissions: ['identity', 'messageTeamMembers'],
    validDomains: [host],
    webApplicationInfo: { id: appId, resource: `api://${host}/${appId}` },
    authorization: {
      permissions: { resourceSpecific: permissions.map((name) => ({ name, type: 'Application' })) },
    },
  };
}

/** ZIP knows no time before 1980; a fixed one makes the same package of the same input. */
const mtime = new Date(1980, 0, 1, 12);

/** The package that is uploaded to Teams: the manifest and both icons. */
export function teamsPackage(app: TeamsApp): Uint8Array {
  return zipSync(
    {
      'manifest.json': Buffer.from(`${JSON.stringify(teamsManifest(app), undefined, 2)}\n`),
      'color.png': bellIcon(192),
      'outline.png': bellIcon(32, { isOutline: true }),
    },
    { mtime },
  );
}
