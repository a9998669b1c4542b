import type { Equivalent } from './equivalent.ts';
import type { Family } from './equivalent-families.ts';

/** Of chats, alert actions, automation, event flows and incidents. */
export const deeds: readonly Equivalent[] = [
  {
    file: 'functions/usecases/alert-action/from-input.ts',
    line: "const service = kind === 'service'",
    original: "kind === 'service'",
    mutant: 'true',
    reason:
      'only services that are named are found as services, and each of those is judged by its own name; the guard saves a look',
  },
  {
    file: 'functions/usecases/automation/run.ts',
    line: 'if (conditions === undefined && alertFilter === undefined) return true',
    original: 'conditions === undefined && alertFilter === undefined',
    mutant: 'false',
    reason:
      'what asks for nothing is meant for every alert there, too; it is asked here so that nothing is loaded for it',
  },
  {
    file: 'functions/usecases/incident/publish-info.ts',
    line: 'const incident = id ?',
    original: 'id',
    mutant: 'true',
    reason: 'there is no incident without an id, or with the id 0; it is not looked for to save a read',
  },
  {
    file: 'functions/usecases/chat-app/chat-apps.ts',
    line: "if (app === undefined) throw new NotFoundError('chat app', type)",
    original: 'app === undefined',
    mutant: 'false',
    reason: 'an app that is not there is refused on the line above; the guard is there for the types',
  },
  {
    file: 'functions/usecases/chat-app/chat-apps.ts',
    line: 'if (current !== undefined) await check?.(current)',
    original: 'current !== undefined',
    mutant: 'true',
    reason: 'where there is a check and no app it was refused on the line above; the guard is there for the types',
  },
  {
    file: 'functions/usecases/chat/teams.ts',
    line: 'if (thread !== undefined) await commentInChat',
    original: 'thread !== undefined',
    mutant: 'true',
    reason: 'what is said to nobody outside of a thread is left alone before; the guard is there for the types',
  },
  {
    file: 'functions/usecases/chat/teams.ts',
    line: 'name !== undefined && Object.hasOwn(table, name)',
    original: 'name !== undefined && Object.hasOwn(table, name)',
    mutant: 'Object.hasOwn(table, name)',
    reason: 'no table has a member called undefined; the guard is there for the types',
  },
  {
    file: 'functions/usecases/chat/teams.ts',
    line: '...(problems && { problems })',
    original: 'problems && { problems }',
    mutant: '{ problems }',
    reason: 'a form takes problems that are undefined for none',
  },
  {
    file: 'functions/usecases/chat/dialogs.ts',
    line: "...(details !== '' && { details })",
    original: "details !== '' && { details }",
    mutant: '{ details }',
    reason: 'details that are empty are none of an alert that is raised by hand either',
  },
  {
    file: 'functions/usecases/chat/dialogs.ts',
    line: '...(priority.success && { priority: priority.data })',
    original: 'priority.success && { priority: priority.data }',
    mutant: '{ priority: priority.data }',
    reason: 'what is no priority has no data, and an alert that is raised by hand takes that for none',
  },
  {
    file: 'functions/usecases/chat/slack-room.ts',
    line: 'words.roomIsThere((await ctx.store.chatRooms.get(alertId))?.name',
    original: "(await ctx.store.chatRooms.get(alertId))?.name ?? ''",
    mutant: '(await ctx.store.chatRooms.get(alertId))?.name',
    reason:
      'it was not opened since there is one, which is taken away from no alert; the default is there for the types',
  },
  {
    file: 'functions/usecases/event-flow/integrations.ts',
    line: 'if (integration === undefined || flow === undefined',
    original: 'integration === undefined || flow === undefined',
    mutant: 'flow === undefined',
    reason: 'without an entry there is no flow of it either; the guard is there for the types',
  },
  {
    file: 'functions/usecases/event-flow/from-input.ts',
    line: "typeof id === 'number' && id > 0",
    original: "typeof id === 'number' && id > 0",
    mutant: 'id > 0',
    reason: 'neither null nor what is undefined is more than nothing; the guard is there for the types',
  },
  {
    file: 'functions/usecases/telling/tell.ts',
    line: "const incident = told.kind === 'INCIDENT'",
    original: "told.kind === 'INCIDENT'",
    mutant: 'true',
    reason: 'what tells of planned work names no incident, and none is found without an id; it is asked for the types',
  },
  {
    file: 'functions/usecases/telling/tell.ts',
    line: "impact !== undefined && told.status !== 'RESOLVED'",
    original: "impact !== undefined && told.status !== 'RESOLVED'",
    mutant: "told.status !== 'RESOLVED'",
    reason: 'only services are told of that something is said of; the guard is there for the types',
  },
  {
    file: 'functions/usecases/telling/audiences.ts',
    line: "pages.filter(({ visibility }) => visibility === 'PUBLIC')",
    original: "pages.filter(({ visibility }) => visibility === 'PUBLIC')",
    mutant: 'pages',
    reason:
      'who subscribes to pages that are not public is left out where recipients are found; here it saves reading them',
  },
  {
    file: 'functions/usecases/automation/apply.ts',
    line: 'const services = all.slice(0, mostAffected)',
    original: 'all.slice(0, mostAffected)',
    mutant: 'all',
    reason: 'an effect is about thirty services at most, and an incident has room for sixty',
  },
  {
    file: 'functions/usecases/incident/list.ts',
    line: 'for (let start = 0; kept.length < offset + limit',
    original: 'kept.length < offset + limit',
    mutant: 'kept.length <= (offset + limit)',
    reason: 'what is read beyond the page that was asked for is cut off below',
  },
  {
    file: 'functions/usecases/alert-action/of-alert.ts',
    line: 'byHand.sort((a, b) =>',
    original: 'a.createdAt < b.createdAt',
    mutant: 'a.createdAt <= b.createdAt',
    reason: 'of two that were set in motion at one moment it does not matter which is shown first',
  },
  {
    file: 'functions/usecases/alert-action/of-alert.ts',
    line: 'if (manual.length === 0) return []',
    original: 'manual.length === 0',
    mutant: 'false',
    reason: 'of no actions there is nothing to read; it is asked so that nothing is',
  },
  {
    file: 'functions/usecases/incident/write.ts',
    line: "const by = actor.kind === 'user'",
    original: "actor.kind === 'user'",
    mutant: 'true',
    reason:
      'only a person who acts has the id of a user, and who is undefined is not written down; it is asked for the types',
  },
  {
    file: 'functions/usecases/chat/command.ts',
    line: 'const wanted = name.trim().toLowerCase()',
    original: 'name.trim()',
    mutant: 'name',
    reason: 'what is asked for in a command has no blanks around it: it was read by its words',
  },
  {
    file: 'functions/usecases/deployment/receive.ts',
    line: "return 'value' in parsed ? parsed.value : undefined",
    original: "'value' in parsed",
    mutant: 'true',
    reason: 'a body that was not read has no value, which is undefined then, too; it is asked for the types',
  },
  {
    file: 'functions/usecases/event-flow/dry-run.ts',
    line: "namesOf(ctx, 'policy', policyId === undefined",
    original: 'policyId === undefined',
    mutant: 'false',
    reason:
      'no policy is found by an id that is undefined, and none is shown where none is named; it is asked for the types',
  },
  {
    file: 'functions/usecases/incident/write.ts',
    line: '...(message !== null && message !== undefined && { message })',
    original: 'message !== null && message !== undefined',
    mutant: 'message !== null',
    reason: 'the former message is taken out in any case, and one that is undefined is none',
  },
];

export const deedFamilies: readonly Family[] = [
  {
    file: /^functions\/usecases\/telling\/(tell|audiences)\.ts$/,
    original: /^(showing|subscribers)\.length === 0$/,
    mutant: 'false',
    reason: 'of no pages and for nobody there is nothing to read; it is asked so that nothing is',
  },
  {
    file: /^functions\/usecases\/telling\/tell\.ts$/,
    original: /^pageId === undefined \|\| subscriberId === undefined$/,
    mutant: 'subscriberId === undefined',
    reason: 'who subscribes does so to a page; the guard is there for the types',
  },
  {
    file: /^functions\/usecases\/(telling\/tell|automation\/release)\.ts$/,
    original: /\.find\(\(\{ (serviceId|key) \}\) => \1 === [\w.]+\)$/,
    mutant: /\.findLast\(/,
    reason: 'of a service something is said once, and each effect has a key of its own',
  },
  {
    file: /^functions\/usecases\/chat-app\/chat-apps\.ts$/,
    line: /chatApps\.list\(\{ offset: 0, limit: 100 \}\)/,
    original: /^100$/,
    mutant: /^(50|200)$/,
    reason: 'there are four types of apps, and one app of each',
  },
  {
    file: /^functions\/usecases\/chat\/teams\.ts$/,
    line: /inboundScope\('TEAMS', /,
    original: /^'TEAMS'$/,
    mutant: "'Mutated'",
    reason: 'a scope is compared with itself alone, and any name will do that no other chat has',
  },
  {
    file: /^functions\/usecases\/chat\/linking\.ts$/,
    line: /jti: z\.string\(\)\.min\(1\)\.max\(100\)/,
    original: /^(1|100)$/,
    mutant: /^\d+$/,
    reason: 'links are sealed here alone, with a secret of one length; the bounds say only that there is one',
  },
  {
    file: /^functions\/usecases\/(service\/past|maintenance\/from-input)\.ts$/,
    line: /plus\(now, \{ milliseconds: 1 \}\)/,
    original: /^1$/,
    mutant: '2',
    reason:
      'what begins a moment later is not taken for what is on: its begin is compared with now, or it comes in any case',
  },
  {
    file: /^functions\/usecases\/incident\/list\.ts$/,
    line: /^const readAtOnce = 50;$/,
    original: /^50$/,
    mutant: /^(25|100)$/,
    reason: 'all that is needed is read, part after part; how many at a time says only how often is asked',
  },
  {
    file: /^functions\/usecases\/incident\/write\.ts$/,
    line: /digest\('base64url'\)\.slice\(0, 27\)/,
    original: /^(0|27|createHash\('sha256'\)\.update\(content\)\.digest\('base64url'\)\.slice\(0, 27\))$/,
    mutant: /^(1|14|54|createHash\('sha256'\)\.update\(content\)\.digest\('base64url'\))$/,
    reason: 'two editions are compared as they are, and any half of the hash tells them apart',
  },
  {
    file: /^functions\/usecases\/chat\/dialogs\.ts$/,
    original: /^alertId === undefined( \|\| !\(await isShown\(acting, alertId\)\))?$/,
    mutant: /^(false|!\(await isShown\(acting, alertId\)\))$/,
    reason:
      'no alert is found by an id that is undefined, and the words are the same; the guard is there for the types',
  },
  {
    file: /^functions\/usecases\/maintenance\/from-input\.ts$/,
    line: /isOn (=|\|\|) /,
    original: /^([01]|plus\(now, \{ milliseconds: 1 \}\)|isOn \|\| nextMaintenanceChange\(times, now\) !== undefined)$/,
    mutant: /^([012]|now|nextMaintenanceChange\(times, now\) !== undefined)$/,
    reason: 'what is on ends, which is a change that is still to come, so that it would be let through in any case',
  },
  {
    file: /^functions\/usecases\/maintenance\/from-input\.ts$/,
    original: /^parseLocal\((start|end), timezone\) \?\? now$/,
    mutant: /^parseLocal\((start|end), timezone\)$/,
    reason: 'times that cannot be read are refused before; the default is there for the types',
  },
];
