import type { LocalCloud } from '../../support/local-cloud.ts';
import type { Ashes } from './burn.ts';
import { type AlertSeen, type EventSeen, readStory, type StorySeen } from './read.ts';

/** What the stories that went through a fire broke of design's promises; nothing when all is well. */
export async function brokenPromises(cloud: LocalCloud, ashes: Ashes): Promise<string[]> {
  const outbox = await cloud.outbox();
  const broken: string[] = [];
  let twice = 0;
  for (const stage of ashes.stages) {
    const story = await readStory(cloud, stage, outbox);
    broken.push(...eventsLost(story), ...eventsAstray(story));
    for (const alert of story.alerts) {
      const problems = [
        ...unfinished(alert),
        ...runningOn(alert),
        ...unansweredThoughAnswered(story, alert),
        ...wokenAfterTheAnswer(alert),
        ...notTold(story, alert),
        ...disagreements(story, alert),
      ];
      broken.push(...problems.map((problem) => `alert ${alert.id} of ${alert.alertKey} (${alert.status}) ${problem}`));
      twice += wokenTwice(story, alert);
    }
  }
  if (twice > ashes.repeats) broken.push(`${twice} pages came twice, ${ashes.repeats} repeated sends were counted`);
  const left = Object.entries(ashes.deadLettersLeft).map(([queue, count]) => `${count} in ${queue}`);
  if (left.length > 0) broken.push(`dead letters are left after the redrive: ${left.join(', ')}`);
  return broken;
}

/** Every event that was answered 202 is to be found, and none oftener than it was posted. */
function eventsLost({ stage, events }: StorySeen): string[] {
  return stage.posts.flatMap(({ deed, accepted, attempts }) => {
    const found = events.filter(({ event }) => event.summary === deed.marker).length;
    if (found < accepted) return [`the accepted event ${deed.marker} is not to be found`];
    return found > attempts ? [`the event ${deed.marker} is there ${found} times, posted ${attempts} times`] : [];
  });
}

/** Every event led to an alert of its key, or something that came later explains why not. */
function eventsAstray({ events, alerts }: StorySeen): string[] {
  const astray: string[] = [];
  for (const seen of events) {
    const { outcome, alertId, event } = seen;
    const alert = alerts.find(({ id }) => id === alertId);
    const astrayBecause = (why: string) => astray.push(`the event ${event.summary} (${outcome}) ${why}`);
    if (alertId !== null && alert?.alertKey !== event.alertKey) astrayBecause('leads to no alert of its key');
    const leads = ['CREATED', 'APPENDED', 'RESOLVED'].includes(outcome);
    if (leads && alertId === null) astrayBecause('leads nowhere');
    if (outcome === 'RESOLVED' && alert?.status !== 'RESOLVED') astrayBecause('has resolved nothing');
    if (event.eventType === 'ALERT' && !leads && !isResolvedSince(seen, events, alerts))
      astrayBecause('opened nothing');
    if (event.eventType === 'RESOLVE' && !leads && alerts.some((one) => isOpenOf(one, seen, events)))
      astrayBecause('has not resolved an open alert');
  }
  for (const { id } of alerts) {
    const creators = events.filter(({ outcome, alertId }) => outcome === 'CREATED' && alertId === id).length;
    if (creators !== 1) astray.push(`the alert ${id} was created by ${creators} events`);
  }
  return astray;
}

/** Whether the key was resolved, by its source or somebody, when the event came or later. */
function isResolvedSince(seen: EventSeen, events: readonly EventSeen[], alerts: readonly AlertSeen[]): boolean {
  const { alertKey } = seen.event;
  return (
    events.some(
      ({ event, receivedAt }) =>
        event.alertKey === alertKey && event.eventType === 'RESOLVE' && receivedAt >= seen.receivedAt,
    ) ||
    alerts.some((alert) =>
      alert.log.some(
        ({ text, timestamp }) =>
          alert.alertKey === alertKey && text.startsWith('Resolved') && timestamp >= seen.receivedAt,
      ),
    )
  );
}

/** Whether the event should have closed the alert: opened before it, by an event that was no straggler, and open still. */
function isOpenOf(alert: AlertSeen, { event, receivedAt }: EventSeen, events: readonly EventSeen[]): boolean {
  if (alert.alertKey !== event.alertKey || alert.status === 'RESOLVED') return false;
  const openedAt = alert.log.find(({ logEntryType }) => logEntryType === 'AlertReceivedLogEntry')?.timestamp ?? '';
  const creator = events.find(({ outcome, alertId }) => outcome === 'CREATED' && alertId === alert.id);
  return openedAt < receivedAt && (creator?.receivedAt ?? '') < receivedAt;
}

const textsOf = ({ log }: AlertSeen): string[] => log.map(({ text }) => text);

function isExhausted(alert: AlertSeen): boolean {
  const texts = textsOf(alert);
  const lastLevel = texts.findLastIndex((text) => /^Level \d+ .*notifies/.test(text));
  return alert.status === 'PENDING' && texts.lastIndexOf('Nobody is left to notify') > lastLevel;
}

/** Every alert ends in somebody's answer, or in the record that everybody was tried. */
const unfinished = (alert: AlertSeen): string[] =>
  alert.status === 'PENDING' && !isExhausted(alert) ? ['is neither answered nor has everybody been tried'] : [];

/** Nothing runs for an alert that has come to its end. */
function runningOn({ executions }: AlertSeen): string[] {
  return executions.flatMap(({ name, status }) => (status === 'RUNNING' ? [`has the running execution ${name}`] : []));
}

/** An answer that was taken is not forgotten; only a later step of somebody's own opens the alert again. */
function unansweredThoughAnswered({ stage }: StorySeen, alert: AlertSeen): string[] {
  const given = stage.given.filter(({ alertId, isTaken }) => alertId === alert.id && isTaken);
  if (given.some(({ command }) => command === 'escalate')) return [];
  if (given.some(({ command }) => command === 'resolve') && alert.status !== 'RESOLVED')
    return ['was resolved by somebody'];
  return given.length > 0 && alert.status === 'PENDING' ? ['was answered by somebody'] : [];
}

/** Nobody is woken after the answer. */
function wokenAfterTheAnswer({ log, pages }: AlertSeen): string[] {
  const answered = log.find(
    ({ logEntryType, text }) =>
      ['UserResponseLogEntry', 'AlertSourceResponseLogEntry'].includes(logEntryType) &&
      /^(Accepted|Resolved)/.test(text),
  );
  if (!answered || textsOf({ log } as AlertSeen).some((text) => text.startsWith('Escalated'))) return [];
  return pages
    .filter(({ at }) => at > answered.timestamp)
    .map(({ channel, to, at }) => `woke ${to} by ${channel} at ${at}, answered at ${answered.timestamp}`);
}

/** How an address is written in the list of notifications. */
const targetOf = ({ to, channel }: { to: string; channel: string }): string => (channel === 'PUSH' ? to.slice(-6) : to);

/** How many pages came beyond one for each notification. */
function wokenTwice({ stage }: StorySeen, { pages, notifications }: AlertSeen): number {
  const ways = stage.people.flatMap(({ phone, email, device }) => [phone, email, device.slice(-6)]);
  return [...new Set(ways)].reduce((sum, way) => {
    const came = pages.filter((page) => targetOf(page) === way).length;
    const reasons = notifications.filter(({ target }) => target === way).length;
    return sum + Math.max(0, came - reasons);
  }, 0);
}

/** Before everybody counts as tried, each level was taken, and each of its people has been told or could not be. */
function notTold({ stage }: StorySeen, alert: AlertSeen): string[] {
  if (!isExhausted(alert)) return [];
  return stage.people.flatMap(({ id, name }, index) => {
    const texts = textsOf(alert).filter((text) => text.startsWith(`Level ${index + 1} `));
    if (texts.length === 0) return [`never came to level ${index + 1}`];
    const isTold = alert.notifications.some(({ user }) => user?.id === id);
    return isTold || texts.some((text) => text.includes('skipped')) ? [] : [`has nothing for ${name}`];
  });
}

/** Timeline, notifications and outbox tell the same. */
function disagreements({ stage }: StorySeen, alert: AlertSeen): string[] {
  const { notifications, pages } = alert;
  const problems: string[] = [];
  const scheduled = notifications.filter(({ status }) => status === 'SCHEDULED');
  if (scheduled.length > 0) problems.push(`has ${scheduled.length} notifications that never came to an end`);
  const sent = notifications.filter(({ status }) => status === 'SUCCESS');
  for (const target of new Set(sent.map((one) => one.target))) {
    const said = sent.filter((one) => one.target === target).length;
    const came = pages.filter((page) => targetOf(page) === target).length;
    if (came < said) problems.push(`says that ${target} was told ${said} times, ${came} pages came`);
  }
  const entries = alert.log.filter(
    ({ logEntryType, text }) =>
      logEntryType === 'NotificationLogEntry' &&
      /was (sent|delivered)$/.test(text) &&
      !/with a (confirm|summ)/.test(text),
  );
  if (entries.length !== sent.length)
    problems.push(`has ${entries.length} sent pages in its timeline, ${sent.length} in its notifications`);
  const ids = new Set(stage.people.map(({ id }) => id));
  const strangers = notifications.filter(({ user }) => user !== undefined && !ids.has(user.id));
  if (strangers.length > 0) problems.push('has told somebody of another story');
  return problems;
}
