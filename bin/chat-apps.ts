import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { slackManifest } from './chat-apps/slack-manifest.ts';
import { teamsPackage } from './chat-apps/teams-package.ts';
import { HelpAsked, UsageError } from './usage.ts';

const usage = `npm run chat-apps -- --url URL --out FOLDER [--teams-app-id ID]

Writes what installs Tocsin in a chat, made for one deployment (docs/chat.md):

  FOLDER/slack-manifest.json    the app manifest for Slack
  FOLDER/tocsin-teams.zip       the app package for Microsoft Teams

  --url URL            the address of the deployment, as ApiUrl in the stack's outputs
  --out FOLDER         where to write; made where it is not there
  --teams-app-id ID    the application (client) id of the app's registration in Entra; without it there is no package for Teams`;

/** A file that is written, by its name. */
type Files = ReadonlyMap<string, string | Uint8Array>;

/** What is written for a command line. Throws UsageError where that is wrong. */
export function chatApps(args: readonly string[]): { readonly out: string; readonly files: Files } {
  const { url, out, 'teams-app-id': appId, help } = valuesOf(args);
  if (help) throw new HelpAsked(usage);
  if (out === undefined) throw new UsageError('Where to? --out names a folder.', usage);
  const origin = originOf(url ?? '');
  const files = new Map<string, string | Uint8Array>();
  files.set('slack-manifest.json', `${JSON.stringify(slackManifest({ url: origin }), undefined, 2)}\n`);
  if (appId !== undefined) files.set('tocsin-teams.zip', teamsPackage({ url: origin, appId: guidOf(appId) }));
  return { out, files };
}

function valuesOf(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        url: { type: 'string' },
        out: { type: 'string' },
        'teams-app-id': { type: 'string' },
        help: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    throw new UsageError((error as Error).message, usage);
  }
}

/** Chats call an address with a name and TLS, and nothing else. */
function originOf(url: string): string {
  const {
    protocol = '',
    origin = '',
    pathname = '',
    search = '',
    username = '',
  } = URL.canParse(url) ? new URL(url) : {};
  if (protocol !== 'https:' || pathname !== '/' || search !== '' || username !== '')
    throw new UsageError('--url is the address of the deployment: https://… without a path.', usage);
  return origin;
}

function guidOf(text: string): string {
  if (!/^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(text))
    throw new UsageError('--teams-app-id is an id of the form 00000000-0000-0000-0000-000000000000.', usage);
  return text.toLowerCase();
}

function run(args: readonly string[]): number {
  try {
    const { out, files } = chatApps(args);
    mkdirSync(out, { recursive: true });
    for (const [name, content] of files) {
      writeFileSync(path.join(out, name), content);
      console.log(path.join(out, name));
    }
    return 0;
  } catch (error) {
    if (!(error instanceof HelpAsked || error instanceof UsageError)) throw error;
    console.log(error.message);
    return error instanceof HelpAsked ? 0 : 2;
  }
}

if (import.meta.filename === process.argv[1]) process.exitCode = run(process.argv.slice(2));
