import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { type LocalCloud, type LocalCloudOptions, startLocalCloud } from '../../support/local-cloud.ts';
import { sessionOf } from './session.ts';

/** Who is there without any seed. */
export const admin = 'admin@example.com';

export interface PageOptions extends BrowserContextOptions {
  /** The e-mail address of a user; the administrator when left out, nobody when null. */
  readonly as?: string | null;
}

/** The console as people have it, in a browser against a local cloud. */
export interface ConsoleBench {
  readonly cloud: LocalCloud;
  readonly browser: Browser;
  /** The host of the console. */
  readonly url: string;
  /** A window of its own in which somebody is signed in; times are those of UTC unless told otherwise. */
  open(path: string, options?: PageOptions): Promise<Page>;
  /** What browsers had to say since it was asked last: errors of scripts, what the policy refused, answers that failed. */
  complaints(): readonly string[];
  /** From now on this is expected: `/412/`. */
  expectComplaint(pattern: RegExp): void;
  /** A user with this address who may answer; signs in by it. */
  person(firstName: string, lastName: string, more?: object): Promise<{ readonly id: number; readonly email: string }>;
  close(): Promise<void>;
}

/** A picture for whatever pages outside of the bench show. */
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** Starts a cloud, and the console on it. One for each test file. */
export async function startConsole(browser: Browser, options: LocalCloudOptions = {}): Promise<ConsoleBench> {
  const cloud = await startLocalCloud({ seed: 'none', ...options });
  const { url } = cloud;
  const sessions = new Map<string, ReturnType<typeof sessionOf>>();
  let said: string[] = [];
  let expected: RegExp[] = [];

  const complain = (text: string) => {
    if (!expected.some((pattern) => pattern.test(text))) said.push(text);
  };

  /** Somebody signs in once, and is signed in in every window. */
  function session(email: string): ReturnType<typeof sessionOf> {
    const known = sessions.get(email) ?? sessionOf(cloud, email);
    sessions.set(email, known);
    return known;
  }

  return {
    cloud,
    browser,
    url,
    async open(path, { as = admin, ...more } = {}) {
      const context = await browser.newContext({
        reducedMotion: 'reduce',
        timezoneId: 'UTC',
        locale: 'en-GB',
        // Each window would store the whole console: stories about that say so.
        serviceWorkers: 'block',
        ...more,
      });
      if (as !== null) await context.addCookies([{ ...(await session(as)), url }]);
      await context.route(
        (address) => address.origin !== url,
        (route) => route.fulfill({ contentType: 'image/png', body: picture }),
      );
      await context.addInitScript(() => {
        addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) =>
          console.error(`refused by the policy: ${violatedDirective} ${blockedURI} ${sample}`),
        );
      });
      const page = await context.newPage();
      page.setDefaultTimeout(30_000);
      // The first one comes while the console is still being put there.
      page.setDefaultNavigationTimeout(120_000);
      page.on('console', (message) => {
        if (message.type() !== 'error') return;
        complain(`${new URL(page.url()).pathname}: ${message.text()} ${message.location().url}`);
      });
      page.on('pageerror', (error) => complain(`${new URL(page.url()).pathname}: ${error.stack ?? error.message}`));
      await page.goto(`${url}${path}`);
      return page;
    },
    complaints() {
      const told = said;
      said = [];
      return told;
    },
    expectComplaint(pattern) {
      expected = [...expected, pattern];
    },
    async person(firstName, lastName, more = {}) {
      const email = `${firstName}.${lastName}@example.com`.toLowerCase();
      const { status, body } = await cloud.api('POST', '/api/users?send-no-invitation=true', {
        firstName,
        lastName,
        email,
        role: 'USER',
        ...more,
      });
      if (status >= 300) throw new Error(`${firstName} could not be added: ${JSON.stringify(body)}`);
      return { id: body.id, email };
    },
    async close() {
      await cloud.stop();
    },
  };
}
