import type { AnswerName } from './answers.ts';

/** What one call does, in a sentence, and what it answers. */
export interface Operation {
  readonly says: string;
  readonly status: number;
  /** One, a list of them, or nothing. */
  readonly answer?: AnswerName | readonly [AnswerName];
  /** Other than JSON. */
  readonly media?: string;
  /** What is answered instead of JSON to who asks for it. */
  readonly alsoMedia?: string;
}

const one = (says: string, answer: AnswerName, status = 200): Operation => ({ says, status, answer });
const list = (says: string, answer: AnswerName): Operation => ({ says, status: 200, answer: [answer] });
const accepted = (says: string, answer: AnswerName): Operation => ({ says, status: 202, answer: [answer] });
const gone = (says: string): Operation => ({ says, status: 204 });

/** The five calls that every kind of configuration has, and the search by name of those that have one. */
function configuration(
  path: string,
  answer: AnswerName,
  { kind, several, isNamed = true, createdWith = 201, keepsOwners = true }: Names,
): Record<string, Operation> {
  const a = /^[aeiou]/.test(kind) ? 'an' : 'a';
  return {
    [`GET ${path}`]: list(`Lists ${several}.`, answer),
    [`POST ${path}`]: one(`Creates ${a} ${kind}.`, answer, createdWith),
    [`GET ${path}/{id}`]: one(`Reads ${a} ${kind}.`, answer),
    [`PUT ${path}/{id}`]: one(
      `Replaces ${a} ${kind}: what is left out gets its default${keepsOwners ? ', but for owners' : ''}.`,
      answer,
    ),
    [`DELETE ${path}/{id}`]: gone(`Deletes ${a} ${kind}; refused while something refers to it.`),
    ...(isNamed && { [`GET ${path}/name/{name+}`]: one(`Finds ${a} ${kind} by its exact name.`, answer) }),
  };
}

interface Names {
  readonly kind: string;
  readonly several: string;
  readonly isNamed?: boolean;
  readonly createdWith?: number;
  /** Whether owners that are not mentioned stay. */
  readonly keepsOwners?: boolean;
}

const user = '/api/users/{user}';

/** The same for what belongs to one user. */
function ofUser(part: string, answer: AnswerName, kind: string, several: string): Record<string, Operation> {
  const path = `${user}/${part}`;
  return {
    [`GET ${path}`]: list(`Lists a user's ${several}.`, answer),
    [`POST ${path}`]: one(`Adds ${kind} to a user.`, answer, 201),
    [`GET ${path}/{id}`]: one(`Reads ${kind} of a user.`, answer),
    [`PUT ${path}/{id}`]: one(`Replaces ${kind} of a user.`, answer),
    [`DELETE ${path}/{id}`]: gone(`Takes ${kind} from a user.`),
  };
}

/** An app registers its device again instead of changing it. */
const withoutPut = (calls: Record<string, Operation>): Record<string, Operation> =>
  Object.fromEntries(Object.entries(calls).filter(([name]) => !name.startsWith('PUT ')));

const contactCalls = (part: string, answer: AnswerName): Record<string, Operation> => ({
  [`POST ${user}/contacts/${part}/search-target`]: one('Finds a contact of a user by its address or number.', answer),
  [`POST ${user}/contacts/${part}/{id}/verify`]: one(
    'Sends a code to the contact; with `code` verifies it. Contacts that an administrator creates count as verified.',
    answer,
  ),
  [`POST ${user}/contacts/${part}/{id}/test`]: one(
    'Sends a test message to a verified contact, and waits some seconds for what becomes of it.',
    'TestMessage',
    202,
  ),
  [`GET ${user}/contacts/${part}/{id}/test/{test}`]: one('What has become of a test message.', 'TestMessage'),
});

const alert = '/api/alerts/{id}';
const schedule = '/api/schedules/{id}';
const coverage = '/api/coverage-requests';
const service = '/api/services/{id}';
const incident = '/api/incidents/{id}';
const page = '/api/status-pages/{id}';

/** Every call of the API by method and path. */
export const operations: Readonly<Record<string, Operation>> = {
  'GET /api/alerts': list('Lists alerts, newest first, in every state unless `states` says which.', 'Alert'),
  'POST /api/alerts': one('Makes an alert by hand, which escalates like any other.', 'Alert', 201),
  'GET /api/alerts/count': one('Counts alerts.', 'AlertCount'),
  'GET /api/alerts/newest-log-entries': list('What happened lately, of all alerts, newest first.', 'LogEntry'),
  [`GET ${alert}`]: one('Reads an alert.', 'Alert'),
  [`PUT ${alert}/accept`]: one('Accepts an alert for the caller: nobody else is woken.', 'Alert'),
  [`PUT ${alert}/resolve`]: one('Resolves an alert.', 'Alert'),
  [`PUT ${alert}/raise`]: one('Makes a low-priority alert a high one, which escalates.', 'Alert'),
  [`PUT ${alert}/escalate`]: one('Notifies the next level now, or `level` (from 0).', 'Alert'),
  [`PUT ${alert}/assign`]: one('Assigns an alert to exactly one of `user`, `policy` and `schedule`.', 'Alert'),
  [`PUT ${alert}/snooze`]: one('Makes an accepted alert pending again at a time.', 'Alert'),
  [`GET ${alert}/suggested-responders`]: list('Whom one might add to an alert.', 'SuggestedResponder'),
  [`POST ${alert}/responders`]: one('Adds a person to an alert and tells them.', 'AlertResponder', 201),
  [`DELETE ${alert}/responders/{user}`]: gone('Takes a person off an alert.'),
  [`GET ${alert}/notifications`]: list('Every message about an alert, oldest first.', 'AlertNotification'),
  [`GET ${alert}/log-entries`]: list("An alert's timeline, oldest first.", 'LogEntry'),
  [`POST ${alert}/comments`]: one('Adds a comment to the timeline.', 'LogEntry', 201),
  [`GET ${alert}/deployments`]: list('What was deployed in the hour before an alert, newest first.', 'Deployment'),
  [`GET ${alert}/actions`]: list('What people can set in motion for an alert, and have.', 'AlertActionTrigger'),
  [`GET ${alert}/plan`]: one(
    'What an alert is going to do if nobody answers: pages that are planned, levels to come, and when nobody is left.',
    'AlertPlan',
  ),
  [`GET ${alert}/events`]: list('What its source has sent about an alert, newest first.', 'SourceEvent'),
  [`GET ${alert}/similar`]: list(
    'Alerts of the same source in the last four weeks that are about the same, the likeliest first.',
    'SimilarAlert',
  ),
  [`POST ${alert}/actions`]: one(
    'Sets a MANUAL alert action in motion for an alert; `success` says whether it has been done.',
    'AlertActionResult',
    201,
  ),

  ...configuration('/api/users', 'User', { kind: 'user', several: 'users', isNamed: false }),
  'GET /api/users/current': one('Reads the caller.', 'User'),
  'PUT /api/users/current': one("Changes the caller's own profile.", 'User'),
  'POST /api/users/search-email': one('Finds a user by e-mail address.', 'User'),
  'POST /api/users/{id}/invitation': one(
    'Invites a user by mail, for seven days; the link of a former invitation ends.',
    'Invitation',
    202,
  ),
  'POST /api/users/{id}/owner': one(
    'Gives the account to an administrator, who is its owner from then on; who was is an administrator.',
    'User',
  ),
  'GET /api/users/{id}/places': list('What names a user or belongs to them, and what hinders their deletion.', 'Place'),
  'POST /api/users/{id}/ical-feed': one("Opens a secret address of a user's shifts; a former one ends.", 'Feed', 201),
  'DELETE /api/users/{id}/ical-feed': gone("Closes the address of a user's shifts."),
  ...contactCalls('emails', 'EmailContact'),
  ...contactCalls('phone-numbers', 'PhoneContact'),
  ...ofUser('contacts/emails', 'EmailContact', 'an e-mail address', 'e-mail addresses'),
  ...ofUser('contacts/phone-numbers', 'PhoneContact', 'a phone number', 'phone numbers'),
  ...withoutPut(ofUser('devices', 'Device', 'a device for pushes', 'devices')),
  [`POST ${user}/devices/{id}/test`]: one(
    'Sends a test push to a device, and waits some seconds for what becomes of it.',
    'TestMessage',
    202,
  ),
  [`GET ${user}/devices/{id}/test/{test}`]: one('What has become of a test push.', 'TestMessage'),
  'GET /api/web-push': one('What browsers subscribe to pushes with (VAPID, RFC 8292).', 'WebPush'),
  ...ofUser('notification-preferences/alerts', 'AlertRule', 'a rule for alerts', 'rules for alerts'),
  ...ofUser('notification-preferences/duties', 'DutyRule', 'a rule for shifts', 'rules for shifts'),
  ...ofUser('notification-preferences/updates', 'UpdateRule', 'a rule for news of alerts', 'rules for news of alerts'),
  ...ofUser(
    'notification-preferences/subscriptions',
    'SubscriptionRule',
    'a rule for subscriptions',
    'rules for subscriptions',
  ),
  [`GET ${user}/api-keys`]: list("Lists a user's API keys, without the keys.", 'ApiKey'),
  [`POST ${user}/api-keys`]: one('Makes an API key, which is told this once.', 'ApiKey', 201),
  [`POST ${user}/api-keys/{id}/rotate`]: one(
    'Makes a successor of an API key, told this once; the former one works on for `overlapHours` (24).',
    'ApiKey',
    201,
  ),
  [`DELETE ${user}/api-keys/{id}`]: gone('Ends an API key.'),
  [`GET ${user}/sessions`]: list('Lists where a user is signed in.', 'Session'),
  [`DELETE ${user}/sessions`]: gone('Signs a user out everywhere.'),
  [`GET ${user}/chat-accounts`]: list('Lists who a user is in chats.', 'ChatAccount'),
  [`DELETE ${user}/chat-accounts/{id}`]: gone('Ends that somebody in a chat acts as a user.'),
  [`GET ${user}/grants`]: list('Lists what a user lets apps do.', 'Grant'),
  [`DELETE ${user}/grants/{id}`]: gone('Takes back what a user lets an app do: its tokens end.'),
  [`DELETE ${user}/sessions/{id}`]: gone('Signs a user out on one browser.'),

  ...configuration('/api/alert-sources', 'Source', { kind: 'alert source', several: 'alert sources' }),
  'POST /api/alert-sources/{id}/template-preview': one(
    'What a template says about a body, the event that is named, the latest that the source received, or its sample.',
    'TemplatePreview',
  ),
  'GET /api/alert-sources/{id}/events': list('What a source sent, newest first, and what became of it.', 'SourceEvent'),
  'GET /api/alert-sources/{id}/events/{event}': one('One event of a source with its whole body.', 'SourceEvent'),
  'POST /api/conditions/evaluate': one(
    'Tries a condition on `data`, or on what an alert source sent; changes nothing and counts nothing.',
    'Evaluation',
  ),

  ...configuration('/api/event-flows', 'EventFlow', { kind: 'event flow', several: 'event flows' }),
  'POST /api/event-flows/{id}/dry-run': one(
    'Tries an event flow (or, as it is being edited, `root`) on an event or on the body of a tool, and tells its way; changes nothing and counts nothing.',
    'DryRun',
  ),
  'GET /api/event-flows/{id}/events': list(
    'What came by an event flow, newest first, and what became of it: at its source, in the flow, or still waiting.',
    'SourceEvent',
  ),
  'GET /api/event-flows/{id}/events/{event}': one('One event of a flow with its whole body.', 'SourceEvent'),
  ...configuration('/api/event-flow-integrations', 'FlowIntegration', {
    kind: 'event flow integration',
    several: 'event flow integrations',
    isNamed: false,
  }),
  'DELETE /api/event-flows/{id}': gone('Deletes an event flow with its integrations; events that wait in it go on.'),

  ...configuration('/api/escalation-policies', 'EscalationPolicy', {
    kind: 'escalation policy',
    several: 'escalation policies',
  }),
  'GET /api/escalation-policies/resolve': one('The policy of the first routing key that has one.', 'EscalationPolicy'),
  'POST /api/escalation-policies/simulate': one(
    'Who would be told by a policy, stored or not, when, and why somebody would not; changes nothing.',
    'EscalationForecast',
  ),
  'PUT /api/escalation-policies/{id}/levels/{level}': one('Replaces one level, counted from 0.', 'EscalationRule'),

  ...configuration('/api/schedules', 'Schedule', { kind: 'schedule', several: 'schedules' }),
  [`GET ${schedule}/shifts`]: list('Who is on call when, computed, with overrides.', 'Shift'),
  [`GET ${schedule}/user-on-call`]: one('The shift of this moment; 204 when nobody is on call.', 'Shift'),
  [`GET ${schedule}/overrides`]: list('Overrides that are not over, or those of a time.', 'Override'),
  [`POST ${schedule}/overrides`]: one('Puts somebody on call for a time.', 'ScheduleWithOverride'),
  [`PUT ${schedule}/overrides`]: one('Puts somebody on call for a time.', 'ScheduleWithOverride'),
  [`DELETE ${schedule}/overrides/{override}`]: gone('Takes an override back; one that has begun ends.'),
  [`POST ${schedule}/ical-feed`]: one("Opens a secret address of a schedule's shifts; a former one ends.", 'Feed', 201),
  [`DELETE ${schedule}/ical-feed`]: gone("Closes the address of a schedule's shifts."),
  'GET /api/ical/{file}': {
    says: 'Shifts as a calendar; the path is the secret.',
    status: 200,
    media: 'text/calendar',
  },

  'GET /api/on-calls': list('Who is on call, at which level of which policy.', 'OnCall'),
  'GET /api/on-calls/reachability': list('Who is on call soon and may sleep through a page, and why.', 'Reachability'),
  'POST /api/on-calls/take': list("Takes somebody's shifts across all schedules.", 'TakenShift'),
  [`GET ${coverage}`]: list("The caller's requests and those asked of the caller.", 'CoverageRequest'),
  [`POST ${coverage}`]: one("Asks a colleague to take shifts of the caller's.", 'CoverageRequest', 201),
  [`GET ${coverage}/{id}`]: one('Reads a coverage request.', 'CoverageRequest'),
  [`PUT ${coverage}/{id}/accept`]: one('Takes the shifts of a request.', 'CoverageRequest'),
  [`PUT ${coverage}/{id}/decline`]: one('Declines a request.', 'CoverageRequest'),
  [`PUT ${coverage}/{id}/cancel`]: one("Calls the caller's own request off.", 'CoverageRequest'),

  ...configuration('/api/teams', 'Team', { kind: 'team', several: 'teams' }),
  'POST /api/teams/{id}/members': one('Adds a member to a team, or changes the role of one.', 'TeamMember'),
  'DELETE /api/teams/{id}/members/{user}': gone('Takes a member out of a team.'),

  ...configuration('/api/support-hours', 'SupportHours', { kind: 'support hours entry', several: 'support hours' }),
  'POST /api/support-hours/{id}/exceptions/import': one(
    'Adds an exception for each event of a calendar, and tells what could not be read.',
    'SupportHoursImport',
  ),
  ...configuration('/api/maintenance-windows', 'MaintenanceWindow', {
    kind: 'maintenance window',
    several: 'maintenance windows',
    isNamed: false,
    createdWith: 200,
  }),
  ...configuration('/api/heartbeat-monitors', 'HeartbeatMonitor', {
    kind: 'heartbeat monitor',
    several: 'heartbeat monitors',
  }),
  ...configuration('/api/services', 'Service', { kind: 'service', several: 'services' }),
  [`GET ${service}/private-subscribers`]: list('Who inside is told about a service.', 'Subscriber'),
  [`PUT ${service}/private-subscribers`]: accepted('Says who inside is told about a service.', 'Subscriber'),
  [`POST ${service}/private-subscribers`]: accepted('Adds users and teams who are told; oneself, too.', 'Subscriber'),
  [`GET ${service}/dependencies`]: list('Lists what a service needs.', 'ServiceDependency'),
  [`POST ${service}/dependencies`]: one('Says that a service needs another one.', 'ServiceDependency', 201),
  [`GET ${service}/dependencies/{dependency}`]: one('Reads a dependency.', 'ServiceDependency'),
  [`PUT ${service}/dependencies/{dependency}`]: one('Replaces a dependency.', 'ServiceDependency'),
  [`DELETE ${service}/dependencies/{dependency}`]: gone('Takes a dependency back.'),
  ...configuration('/api/status-pages', 'StatusPage', { kind: 'status page', several: 'status pages' }),
  [`PUT ${page}/activate`]: one(
    'Lets visitors reach a status page; what kind it is is fixed from then on.',
    'StatusPage',
  ),
  [`GET ${page}/preview`]: {
    says: 'How a status page looks, activated or not, for whoever may change it.',
    status: 200,
    media: 'text/html',
  },
  [`GET ${page}/audiences`]: list('What each team sees of what a status page shows.', 'Audience'),
  [`GET ${page}/audiences/{team}`]: one('What one team sees of what a status page shows.', 'Audience'),
  [`PUT ${page}/audiences/{team}`]: one(
    'Says what a team sees of a status page: it is added to the owners of that, and taken from those of the rest.',
    'Audience',
  ),
  [`GET ${page}/private-subscribers`]: list('Who inside is told about a status page.', 'Subscriber'),
  [`PUT ${page}/private-subscribers`]: accepted('Says who inside is told about a status page.', 'Subscriber'),
  [`POST ${page}/private-subscribers`]: accepted('Adds users and teams who are told; oneself, too.', 'Subscriber'),
  [`DELETE ${page}/private-subscribers`]: accepted('Takes the caller off those who are told.', 'Subscriber'),
  [`DELETE ${page}/private-subscribers/{subscriber}`]: gone('Takes a user or a team off those who are told.'),
  [`GET ${page}/subscribers`]: list('Who outside subscribes to a public status page, oldest first.', 'PageSubscriber'),
  [`GET ${page}/subscribers.csv`]: { says: 'The same as a table.', status: 200, media: 'text/csv' },
  [`DELETE ${page}/subscribers/{subscriberId}`]: gone('Removes a subscriber; nothing is sent to them any more.'),
  [`POST ${page}/subscribers_bulk`]: accepted(
    'Takes over subscribers who have confirmed elsewhere (`import=true`), and sends them nothing; or asks them to confirm.',
    'PageSubscriber',
  ),
  [`GET ${page}/groups`]: list('Lists the groups of a status page.', 'PageGroup'),
  [`POST ${page}/groups`]: one(
    'Adds a group to a status page; its structure says what stands in it.',
    'PageGroup',
    201,
  ),
  [`GET ${page}/groups/name/{name+}`]: one('Finds a group of a status page by its exact name.', 'PageGroup'),
  [`GET ${page}/groups/{group}`]: one('Reads a group of a status page.', 'PageGroup'),
  [`PUT ${page}/groups/{group}`]: one('Renames a group of a status page.', 'PageGroup'),
  [`DELETE ${page}/groups/{group}`]: gone('Deletes a group; what stood in it stands in its place.'),
  'GET /api/service-outages': list('Outages of `service` that count, of the last 90 days.', 'Outage'),
  'GET /api/service-outages/overrides': list('Lists how the past of `service` was rewritten.', 'OutageOverride'),
  'POST /api/service-outages/overrides': one('Rewrites what a service was in for a time.', 'OutageOverride', 201),
  'GET /api/service-outages/overrides/{override}': one('Reads an outage override.', 'OutageOverride'),
  'PUT /api/service-outages/overrides/{override}': one('Replaces an outage override.', 'OutageOverride'),
  'DELETE /api/service-outages/overrides/{override}': gone('Takes an outage override back.'),
  'GET /api/incidents': list('Lists incidents, newest first, in every state unless `states` says which.', 'Incident'),
  'POST /api/incidents': one('Opens an incident: its services are in what it says of them.', 'Incident'),
  'POST /api/incidents/publish-info': one('Where an incident would be shown, and how many are told.', 'PublishInfo'),
  [`GET ${incident}`]: one('Reads an incident; the header ETag says which state of it.', 'Incident'),
  [`PUT ${incident}`]: one('Says something else of an incident, if it still is as If-Match says.', 'Incident'),
  [`DELETE ${incident}`]: gone('Deletes an incident with its history; its services are released.'),
  [`GET ${incident}/notifications`]: list('How many subscribers were told of each update, oldest first.', 'Telling'),
  [`GET ${incident}/private-subscribers`]: list('Who inside follows an incident.', 'Subscriber'),
  [`POST ${incident}/private-subscribers`]: accepted('Adds users and teams who follow it; oneself, too.', 'Subscriber'),
  ...configuration('/api/incident-templates', 'IncidentTemplate', {
    kind: 'incident template',
    several: 'incident templates',
  }),
  ...configuration('/api/metrics', 'Metric', { kind: 'metric', several: 'metrics', keepsOwners: false }),
  'GET /api/metrics/{id}/series': one('What a metric comes to over the last day, week and month.', 'MetricSeries'),
  'POST /api/metrics/{id}/demo-data': one('Fills a metric with four weeks of made-up points.', 'Metric'),
  'DELETE /api/metrics/{id}/data': gone('Deletes all points of a metric.'),
  ...configuration('/api/metric-data-sources', 'MetricDataSource', {
    kind: 'metric data source',
    several: 'metric data sources',
    keepsOwners: false,
  }),
  ...configuration('/api/connectors', 'Connector', { kind: 'connector', several: 'connectors' }),
  ...configuration('/api/alert-actions', 'AlertAction', {
    kind: 'alert action',
    several: 'alert actions',
    keepsOwners: false,
  }),
  ...Object.fromEntries(
    ['PUT', 'POST'].flatMap((method) => [
      [`${method} /api/alert-actions/{id}/add-source`, one('Lets an action act for one more source.', 'AlertAction')],
      [
        `${method} /api/alert-actions/{id}/remove-source`,
        one('Lets an action act no more for a source.', 'AlertAction'),
      ],
    ]),
  ),
  ...configuration('/api/deployment-pipelines', 'DeploymentPipeline', {
    kind: 'deployment pipeline',
    several: 'deployment pipelines',
    keepsOwners: false,
  }),
  'POST /api/deployment-pipelines/{id}/rotate-key': one(
    'Gives a deployment pipeline another key; the former one ends at once.',
    'DeploymentPipeline',
  ),
  'GET /api/deployments': list(
    'Lists what was deployed, newest first: the last 30 days unless `from` and `until` say when.',
    'Deployment',
  ),
  ...configuration('/api/v1/connections', 'Connection', {
    kind: 'connection, as alert actions were called',
    several: 'alert actions as the connections that they were',
  }),
  'GET /api/automation-rules': list('Lists what alerts do to `service`, without anybody having to.', 'AutomationRule'),
  'POST /api/automation-rules': one(
    'Lets alerts of a source set the status of a service and open an incident from a template.',
    'AutomationRule',
    201,
  ),
  'GET /api/automation-rules/{rule}': one('Reads an automation rule.', 'AutomationRule'),
  'PUT /api/automation-rules/{rule}': one('Replaces an automation rule.', 'AutomationRule'),
  'DELETE /api/automation-rules/{rule}': gone('Deletes an automation rule; what it has done ends with its alerts.'),
  'GET /api/system': one(
    'How Tocsin itself is doing: its alarms, what was given up, limits, and what its messages cost; for administrators.',
    'SystemStatus',
  ),
  'GET /api/audit-log': {
    ...list('Lists changes of configuration, newest first; also as CSV.', 'AuditEntry'),
    alsoMedia: 'text/csv',
  },
  ...configuration('/api/identity-providers', 'IdentityProvider', {
    kind: 'identity provider',
    several: 'identity providers',
  }),
  'GET /api/chat-apps': list('Lists the apps by which Tocsin is in chats; for administrators.', 'ChatApp'),
  'GET /api/chat-apps/{type}': one('Reads the app of a chat: slack, microsoft_teams, zoom or google_chat.', 'ChatApp'),
  'PUT /api/chat-apps/{type}': one(
    'Says by which app Tocsin is in a chat; a secret that is asterisks stays as it was.',
    'ChatApp',
  ),
  'DELETE /api/chat-apps/{type}': gone('Takes the app of a chat away; what its chat sends is refused from then on.'),
  ...configuration('/api/developers/apps', 'App', { kind: 'app', several: 'apps' }),
  'POST /api/developers/apps/{id}/secret': one(
    'Gives an app a new secret, told this once; the former one ends.',
    'App',
  ),
  'GET /api/reports/api-keys/usage': list(
    'How often API keys were used: user, scope, day and calls, at most 31 days.',
    'KeyUsage',
  ),
  'GET /api/integrations': list(
    'The tools that Tocsin understands: how to set each up, where the form of its messages is published, and a sample body.',
    'Integration',
  ),
  'GET /api/connector-types': list(
    'What alert actions can do: whether that needs a connector, and what both have in their params.',
    'ConnectorTypeDescription',
  ),
  'GET /api/numbers': list('Numbers that everybody shares: there are none.', 'Number'),
};
