import type { OutboxMessage } from '../../../local/outbox/message.ts';
import type { LocalCloud } from '../../support/local-cloud.ts';
import { aPerson, aPolicy, aSource, type Person, type Source } from '../stage.ts';
import type { Command, Deed, FirePlan, StoryPlan } from './plan.ts';

/** An event as it was posted: once for every attempt. */
export interface Post {
  readonly deed: Extract<Deed, { kind: 'event' }>;
  attempts: number;
  accepted: number;
}

/** An answer that the receiver of a page gave. */
export interface Given {
  readonly alertId: number;
  readonly command: Command;
  readonly at: string;
  /** The channel has taken it for good; what a link or a key press was told says whether it worked. */
  readonly isTaken: boolean;
}

/** A story with those who play in it, and what they did. */
export interface Stage {
  readonly plan: StoryPlan;
  readonly source: Source;
  readonly people: readonly (Person & { readonly name: string; readonly device: string; readonly rules: number })[];
  readonly posts: Post[];
  readonly given: Given[];
}

const names = ['Ada', 'Grace', 'Edsger'];
let stages = 0;

/** Creates the people, policies and sources of a fire, before anything burns. */
export async function setStages(cloud: LocalCloud, { stories }: FirePlan): Promise<Stage[]> {
  const made: Stage[] = [];
  for (const plan of stories) {
    stages += 1;
    const people = [];
    for (const [index, { rules }] of plan.levels.entries()) {
      const firstName = names[index] ?? 'Alan';
      const email = `${firstName.toLowerCase()}-${stages}@example.com`;
      const number = 30_000_000 + stages * 10 + index;
      const [phone, device] = [`+49151${number}`, `phone-${number}`];
      const person = await aPerson(cloud, { firstName, email, device, phone, rules });
      people.push({ ...person, name: firstName, device, rules: rules.length });
    }
    const levels = people.map((person) => [person]);
    const policyId = await aPolicy(cloud, levels, { minutes: plan.minutes, name: `Policy ${stages}` });
    const source = await aSource(cloud, policyId, { name: `Source ${stages}` });
    made.push({ plan, source, people, posts: [], given: [] });
  }
  return made;
}

/** Whether a message asks its receiver to answer for an alert. */
export const isPage = ({ channel, links, text }: OutboxMessage): boolean =>
  channel === 'VOICE' || links.length > 0 || /\bA\d* accept/.test(text);

const postAttempts = 4;

/** Posts an event as a tool does: again until it is taken, but not for ever. */
export async function postEvent(cloud: LocalCloud, stage: Stage, deed: Post['deed']): Promise<void> {
  const { integrationKey } = stage.source;
  const event = { integrationKey, eventType: deed.type, summary: deed.marker, alertKey: deed.key };
  const post: Post = { deed, attempts: 0, accepted: 0 };
  stage.posts.push(post);
  while (post.accepted === 0 && post.attempts < postAttempts) {
    post.attempts += 1;
    const { status } = await cloud.api('POST', '/api/events', event, null);
    if (status === 202) post.accepted += 1;
    else if (status < 500) throw new Error(`the event ${deed.marker} was refused with ${status}`);
  }
}

const digits: Readonly<Record<Command, string>> = { accept: '1', resolve: '2', escalate: '3' };

/** Somebody answers the newest page: on this channel, or on another when none came on this one. */
export async function answer(cloud: LocalCloud, stage: Stage, deed: Extract<Deed, { kind: 'answer' }>): Promise<void> {
  const addresses = new Set(stage.people.flatMap(({ email, phone, device }) => [email, phone, device]));
  const pages = (await cloud.outbox()).filter((message) => addresses.has(message.to) && isPage(message));
  const page = pages.findLast(({ channel }) => channel === deed.channel) ?? pages.at(-1);
  if (!page?.alertId) return;
  const heard = await reply(cloud, page, deed.command);
  const isTaken = heard === null || /^You /.test(heard ?? '');
  stage.given.push({ alertId: page.alertId, command: deed.command, at: await cloud.now(), isTaken });
}

/** What the receiver hears at once: null by SMS and e-mail, undefined when the answer did not get through. */
async function reply(cloud: LocalCloud, page: OutboxMessage, command: Command): Promise<string | null | undefined> {
  const [code] = new RegExp(`\\b${command.charAt(0).toUpperCase()}\\d+`).exec(page.text) ?? [];
  const words =
    page.channel === 'VOICE' ? { digits: digits[command] } : { text: (page.channel === 'SMS' && code) || command };
  try {
    const { heard } = (await cloud.reply(page.id, words)) as { heard: string | null };
    return heard;
  } catch {
    return undefined;
  }
}
