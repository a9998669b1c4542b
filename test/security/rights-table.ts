/**
 * Who may call what: a column for each role, from stakeholder to account owner. `+` may, `x` is told that it is forbidden
 * (403), `-` is told that there is no such thing (404). Things are those of other people, and belong to no team.
 */
const nobodySeesNothing = '--+++++';
const inLists = '+++++++';
const readersOnly = 'xx+++++';
const handlersAct = '--x++++';
const handlersCreate = 'xxx++++';
const editorsChange = '--xx+++';
const editorsCreate = 'xxxx+++';
const editorsSee = '----+++';
const adminsChange = '--xxx++';
const adminsCreate = 'xxxxx++';
const ownAndAdmins = '--xxx++';
const ownerAlone = '--xxxx+';
const sidesAndAdmins = '-----++';

const ofUser = (part: string) => {
  const path = `/api/users/{user}/${part}`;
  return Object.fromEntries(
    ['GET', 'POST', 'GET /{id}', 'PUT /{id}', 'DELETE /{id}'].map((verb) => {
      const [method, rest = ''] = verb.split(' ');
      return [`${method} ${path}${rest}`, ownAndAdmins];
    }),
  );
};

const ofKind = (path: string) => ({
  [`GET ${path}`]: inLists,
  [`POST ${path}`]: editorsCreate,
  [`GET ${path}/{id}`]: nobodySeesNothing,
  [`PUT ${path}/{id}`]: editorsChange,
  [`DELETE ${path}/{id}`]: editorsChange,
});

const { 'PUT /api/users/{user}/devices/{id}': _devicesAreNotEdited, ...devices } = ofUser('devices');

/** Every route that needs a key. A route that is not here fails the test. */
export const rights: Readonly<Record<string, string>> = {
  'GET /api/alerts': inLists,
  'POST /api/alerts': handlersCreate,
  'GET /api/alerts/count': inLists,
  'GET /api/alerts/newest-log-entries': inLists,
  'GET /api/alerts/{id}': nobodySeesNothing,
  'PUT /api/alerts/{id}/accept': handlersAct,
  'PUT /api/alerts/{id}/resolve': handlersAct,
  'PUT /api/alerts/{id}/raise': handlersAct,
  'PUT /api/alerts/{id}/escalate': handlersAct,
  'PUT /api/alerts/{id}/assign': handlersAct,
  'PUT /api/alerts/{id}/snooze': handlersAct,
  'GET /api/alerts/{id}/suggested-responders': nobodySeesNothing,
  'POST /api/alerts/{id}/responders': handlersAct,
  'DELETE /api/alerts/{id}/responders/{user}': handlersAct,
  'GET /api/alerts/{id}/notifications': nobodySeesNothing,
  'GET /api/alerts/{id}/log-entries': nobodySeesNothing,
  'POST /api/alerts/{id}/comments': handlersAct,
  'GET /api/alerts/{id}/actions': nobodySeesNothing,
  'POST /api/alerts/{id}/actions': handlersAct,
  'GET /api/alerts/{id}/deployments': nobodySeesNothing,
  'GET /api/alerts/{id}/plan': nobodySeesNothing,
  'GET /api/alerts/{id}/events': nobodySeesNothing,
  'GET /api/alerts/{id}/similar': nobodySeesNothing,

  'GET /api/users': inLists,
  'POST /api/users': adminsCreate,
  'GET /api/users/{id}': nobodySeesNothing,
  'PUT /api/users/{id}': adminsChange,
  'DELETE /api/users/{id}': adminsChange,
  'GET /api/users/current': inLists,
  'PUT /api/users/current': inLists,
  'POST /api/users/{id}/invitation': adminsChange,
  'POST /api/users/{id}/owner': ownerAlone,
  'POST /api/users/search-email': nobodySeesNothing,
  'GET /api/users/{id}/places': ownAndAdmins,
  'POST /api/users/{id}/ical-feed': ownAndAdmins,
  'DELETE /api/users/{id}/ical-feed': ownAndAdmins,
  ...ofUser('contacts/emails'),
  'POST /api/users/{user}/contacts/emails/search-target': ownAndAdmins,
  'POST /api/users/{user}/contacts/emails/{id}/verify': ownAndAdmins,
  'POST /api/users/{user}/contacts/emails/{id}/test': ownAndAdmins,
  'GET /api/users/{user}/contacts/emails/{id}/test/{test}': ownAndAdmins,
  ...ofUser('contacts/phone-numbers'),
  'POST /api/users/{user}/contacts/phone-numbers/search-target': ownAndAdmins,
  'POST /api/users/{user}/contacts/phone-numbers/{id}/verify': ownAndAdmins,
  'POST /api/users/{user}/contacts/phone-numbers/{id}/test': ownAndAdmins,
  'GET /api/users/{user}/contacts/phone-numbers/{id}/test/{test}': ownAndAdmins,
  ...devices,
  'POST /api/users/{user}/devices/{id}/test': ownAndAdmins,
  'GET /api/users/{user}/devices/{id}/test/{test}': ownAndAdmins,
  ...ofUser('notification-preferences/alerts'),
  ...ofUser('notification-preferences/duties'),
  ...ofUser('notification-preferences/updates'),
  ...ofUser('notification-preferences/subscriptions'),
  'GET /api/users/{user}/api-keys': ownAndAdmins,
  'POST /api/users/{user}/api-keys': ownAndAdmins,
  'POST /api/users/{user}/api-keys/{id}/rotate': ownAndAdmins,
  'DELETE /api/users/{user}/api-keys/{id}': ownAndAdmins,
  'GET /api/users/{user}/sessions': ownAndAdmins,
  'DELETE /api/users/{user}/sessions': ownAndAdmins,
  'DELETE /api/users/{user}/sessions/{id}': ownAndAdmins,
  'GET /api/users/{user}/chat-accounts': ownAndAdmins,
  'DELETE /api/users/{user}/chat-accounts/{id}': ownAndAdmins,
  'GET /api/users/{user}/grants': ownAndAdmins,
  'DELETE /api/users/{user}/grants/{id}': ownAndAdmins,

  ...ofKind('/api/alert-sources'),
  'GET /api/alert-sources/name/{name+}': nobodySeesNothing,
  'POST /api/conditions/evaluate': readersOnly,
  'POST /api/alert-sources/{id}/template-preview': nobodySeesNothing,
  'GET /api/alert-sources/{id}/events': nobodySeesNothing,
  'GET /api/alert-sources/{id}/events/{event}': nobodySeesNothing,

  ...ofKind('/api/escalation-policies'),
  'POST /api/escalation-policies/simulate': readersOnly,
  'GET /api/escalation-policies/name/{name+}': nobodySeesNothing,
  'GET /api/escalation-policies/resolve': nobodySeesNothing,
  'PUT /api/escalation-policies/{id}/levels/{level}': editorsChange,

  ...ofKind('/api/schedules'),
  'GET /api/schedules/name/{name+}': nobodySeesNothing,
  'GET /api/schedules/{id}/shifts': nobodySeesNothing,
  'GET /api/schedules/{id}/user-on-call': nobodySeesNothing,
  'GET /api/schedules/{id}/overrides': nobodySeesNothing,
  'POST /api/schedules/{id}/overrides': editorsChange,
  'PUT /api/schedules/{id}/overrides': editorsChange,
  'DELETE /api/schedules/{id}/overrides/{override}': editorsChange,
  'POST /api/schedules/{id}/ical-feed': editorsChange,
  'DELETE /api/schedules/{id}/ical-feed': editorsChange,

  'GET /api/on-calls': readersOnly,
  'GET /api/on-calls/reachability': readersOnly,
  'POST /api/on-calls/take': handlersCreate,

  'GET /api/coverage-requests': inLists,
  'POST /api/coverage-requests': handlersCreate,
  'GET /api/coverage-requests/{id}': sidesAndAdmins,
  'PUT /api/coverage-requests/{id}/accept': sidesAndAdmins,
  'PUT /api/coverage-requests/{id}/decline': sidesAndAdmins,
  'PUT /api/coverage-requests/{id}/cancel': '-----xx',

  'GET /api/teams': inLists,
  'POST /api/teams': adminsCreate,
  'GET /api/teams/{id}': nobodySeesNothing,
  'PUT /api/teams/{id}': adminsChange,
  'DELETE /api/teams/{id}': adminsChange,
  'GET /api/teams/name/{name+}': nobodySeesNothing,
  'POST /api/teams/{id}/members': adminsChange,
  'DELETE /api/teams/{id}/members/{user}': adminsChange,

  ...ofKind('/api/event-flows'),
  'GET /api/event-flows/name/{name+}': nobodySeesNothing,
  'POST /api/event-flows/{id}/dry-run': nobodySeesNothing,
  'GET /api/event-flows/{id}/events': nobodySeesNothing,
  'GET /api/event-flows/{id}/events/{event}': nobodySeesNothing,
  ...ofKind('/api/event-flow-integrations'),

  ...ofKind('/api/support-hours'),
  'GET /api/support-hours/name/{name+}': nobodySeesNothing,
  'POST /api/support-hours/{id}/exceptions/import': editorsChange,

  ...ofKind('/api/maintenance-windows'),

  ...ofKind('/api/heartbeat-monitors'),
  'GET /api/heartbeat-monitors/name/{name+}': nobodySeesNothing,

  ...ofKind('/api/services'),
  'GET /api/services/name/{name+}': nobodySeesNothing,
  'GET /api/services/{id}/private-subscribers': nobodySeesNothing,
  // Of somebody else: oneself may be named by whoever sees the service.
  'PUT /api/services/{id}/private-subscribers': handlersAct,
  'POST /api/services/{id}/private-subscribers': handlersAct,
  'GET /api/services/{id}/dependencies': nobodySeesNothing,
  'POST /api/services/{id}/dependencies': editorsChange,
  'GET /api/services/{id}/dependencies/{dependency}': nobodySeesNothing,
  'PUT /api/services/{id}/dependencies/{dependency}': editorsChange,
  'DELETE /api/services/{id}/dependencies/{dependency}': editorsChange,
  // A service that the caller does not see is answered with 400, like one that is not there.
  'GET /api/service-outages': inLists,
  'GET /api/service-outages/overrides': inLists,
  'POST /api/service-outages/overrides': editorsCreate,
  'GET /api/service-outages/overrides/{override}': nobodySeesNothing,
  'PUT /api/service-outages/overrides/{override}': editorsChange,
  'DELETE /api/service-outages/overrides/{override}': editorsChange,

  'GET /api/incidents': inLists,
  'POST /api/incidents': handlersCreate,
  'POST /api/incidents/publish-info': handlersCreate,
  'GET /api/incidents/{id}': nobodySeesNothing,
  'PUT /api/incidents/{id}': handlersAct,
  'DELETE /api/incidents/{id}': handlersAct,
  'GET /api/incidents/{id}/notifications': nobodySeesNothing,
  'GET /api/incidents/{id}/private-subscribers': nobodySeesNothing,
  'POST /api/incidents/{id}/private-subscribers': handlersAct,

  ...ofKind('/api/incident-templates'),
  'GET /api/incident-templates/name/{name+}': nobodySeesNothing,

  ...ofKind('/api/metrics'),
  'GET /api/metrics/name/{name+}': nobodySeesNothing,
  'GET /api/metrics/{id}/series': nobodySeesNothing,
  'POST /api/metrics/{id}/demo-data': editorsChange,
  'DELETE /api/metrics/{id}/data': editorsChange,
  ...ofKind('/api/metric-data-sources'),
  'GET /api/metric-data-sources/name/{name+}': nobodySeesNothing,
  ...ofKind('/api/deployment-pipelines'),
  'GET /api/deployment-pipelines/name/{name+}': nobodySeesNothing,
  'POST /api/deployment-pipelines/{id}/rotate-key': editorsChange,
  'GET /api/deployments': inLists,
  ...ofKind('/api/alert-actions'),
  'GET /api/alert-actions/name/{name+}': nobodySeesNothing,
  'PUT /api/alert-actions/{id}/add-source': editorsChange,
  'POST /api/alert-actions/{id}/add-source': editorsChange,
  'PUT /api/alert-actions/{id}/remove-source': editorsChange,
  'POST /api/alert-actions/{id}/remove-source': editorsChange,
  ...ofKind('/api/v1/connections'),
  'GET /api/v1/connections/name/{name+}': nobodySeesNothing,
  'GET /api/connector-types': inLists,
  'GET /api/connectors': inLists,
  'POST /api/connectors': adminsCreate,
  'GET /api/connectors/{id}': nobodySeesNothing,
  'PUT /api/connectors/{id}': adminsChange,
  'DELETE /api/connectors/{id}': adminsChange,
  'GET /api/connectors/name/{name+}': nobodySeesNothing,
  'GET /api/automation-rules': inLists,
  'POST /api/automation-rules': editorsCreate,
  'GET /api/automation-rules/{rule}': nobodySeesNothing,
  'PUT /api/automation-rules/{rule}': editorsChange,
  'DELETE /api/automation-rules/{rule}': editorsChange,

  ...ofKind('/api/status-pages'),
  'GET /api/status-pages/name/{name+}': nobodySeesNothing,
  'PUT /api/status-pages/{id}/activate': editorsChange,
  'GET /api/status-pages/{id}/preview': editorsSee,
  'GET /api/status-pages/{id}/audiences': editorsChange,
  'GET /api/status-pages/{id}/audiences/{team}': editorsChange,
  'PUT /api/status-pages/{id}/audiences/{team}': editorsChange,
  'GET /api/status-pages/{id}/private-subscribers': nobodySeesNothing,
  'PUT /api/status-pages/{id}/private-subscribers': handlersAct,
  'POST /api/status-pages/{id}/private-subscribers': handlersAct,
  // Oneself; and somebody else.
  'DELETE /api/status-pages/{id}/private-subscribers': nobodySeesNothing,
  'DELETE /api/status-pages/{id}/private-subscribers/{subscriber}': handlersAct,
  'GET /api/status-pages/{id}/subscribers': editorsChange,
  'GET /api/status-pages/{id}/subscribers.csv': editorsChange,
  'DELETE /api/status-pages/{id}/subscribers/{subscriberId}': editorsChange,
  'POST /api/status-pages/{id}/subscribers_bulk': editorsChange,
  'GET /api/status-pages/{id}/groups': nobodySeesNothing,
  'POST /api/status-pages/{id}/groups': editorsChange,
  'GET /api/status-pages/{id}/groups/name/{name+}': nobodySeesNothing,
  'GET /api/status-pages/{id}/groups/{group}': nobodySeesNothing,
  'PUT /api/status-pages/{id}/groups/{group}': editorsChange,
  'DELETE /api/status-pages/{id}/groups/{group}': editorsChange,

  'GET /api/system': adminsCreate,
  'GET /api/audit-log': adminsCreate,
  'GET /api/identity-providers': inLists,
  'POST /api/identity-providers': adminsCreate,
  'GET /api/identity-providers/{id}': sidesAndAdmins,
  'PUT /api/identity-providers/{id}': sidesAndAdmins,
  'DELETE /api/identity-providers/{id}': sidesAndAdmins,
  'GET /api/identity-providers/name/{name+}': sidesAndAdmins,

  'GET /api/chat-apps': inLists,
  'GET /api/chat-apps/{type}': sidesAndAdmins,
  // Whether there is one already is told to nobody else.
  'PUT /api/chat-apps/{type}': adminsCreate,
  'DELETE /api/chat-apps/{type}': sidesAndAdmins,

  'GET /api/developers/apps': inLists,
  'POST /api/developers/apps': adminsCreate,
  'GET /api/developers/apps/{id}': sidesAndAdmins,
  'PUT /api/developers/apps/{id}': sidesAndAdmins,
  'DELETE /api/developers/apps/{id}': sidesAndAdmins,
  'GET /api/developers/apps/name/{name+}': sidesAndAdmins,
  'POST /api/developers/apps/{id}/secret': sidesAndAdmins,

  'GET /api/reports/api-keys/usage': adminsCreate,
};

/** What answers without a key, and why. */
export const open: Readonly<Record<string, string>> = {
  'GET /health': 'says that it is up',
  'GET /answer/{token}': 'the token is the credential',
  'POST /answer/{token}': 'the token is the credential',
  'GET /api/ical/{file}': 'the secret in the address is the credential',
  'GET /api/numbers': 'an empty list',
  'GET /api/web-push': 'a public key',
  'GET /api/integrations': 'the same for every deployment',
  'GET /api/api-docs/openapi.json': 'the same for every deployment',
};
