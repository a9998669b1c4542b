// Written by `npm run docs` from the description of the API: do not edit it.

type Id = string | number;
type Query = string | number | boolean | readonly (string | number)[];

export interface components {
  schemas: {
    Error: { status: number; message: string; code: string; scope?: string; details?: { field?: string; position?: number; changedAt?: string; changedBy?: { kind?: string; id?: number; name?: string }; places?: ({})[] } };
    AlertAction: { id: string; name: string; connectorId: string; connectorType: string; triggerMode: "AUTOMATIC" | "MANUAL"; triggerTypes: (string)[]; params: { [member: string]: unknown }; createdAt: string; updatedAt: string; alertSourceIds?: (number)[]; alertSources?: ({ id: number; name?: string })[]; escalationEndedDelaySec?: number; notResolvedDelaySec?: number; delaySec?: number; alertFilter?: { operator: "AND" | "OR"; predicates: ({ field: string; criteria: string; value: string })[] }; conditions?: string; bidirectional?: boolean; callbackUrl?: string; callbackSecret?: string; teams: ({ id: number; name?: string })[] };
    AlertActionResult: { id: string; alertActionId: string; connectorId: string; alertId: number; success: boolean; status: "QUEUED" | "SENDING" | "DONE" | "FAILED"; message?: string; at: string; actor?: { id: number; firstName?: string; lastName?: string } };
    AlertActionTrigger: { alertActionId: string; connectorId: string; type: string; name: string; iconUrl: (string | null); history: ({ id: string; alertActionId: string; connectorId: string; alertId: number; success: boolean; status: "QUEUED" | "SENDING" | "DONE" | "FAILED"; message?: string; at: string; actor?: { id: number; firstName?: string; lastName?: string } })[] };
    Connection: { id: string; name: string; connectorId: string; connectorType: string; triggerMode: "AUTOMATIC" | "MANUAL"; triggerTypes: (string)[]; params: { [member: string]: unknown }; createdAt: string; updatedAt: string; alertSourceIds: (number)[] };
    ChatAccount: { id: string; type: string; space: string; user: string; name: (string | null); linkedAt: string };
    ChatApp: { type: "slack" | "microsoft_teams" | "zoom" | "google_chat"; botToken?: string; signingSecret?: string; createdAt: string; updatedAt: string; [member: string]: unknown };
    Connector: { id: string; type: string; name: string; params: { [member: string]: unknown }; createdAt: string; updatedAt: string };
    ConnectorTypeDescription: { type: "autotask" | "jira" | "microsoft_teams" | "microsoft_teams_bot" | "microsoft_teams_webhook" | "servicenow" | "slack" | "slack_webhook" | "webhook" | "zendesk" | "discord" | "github" | "topdesk" | "email" | "zapier" | "zammad" | "mattermost" | "zoom_chat" | "dingtalk" | "dingtalk_action" | "aws_event_bridge" | "dynamic" | "zabbix" | "automation_rule" | "telegram" | "google_chat_bot" | "google_chat_webhook" | "reroute" | "datadog" | "aws_lambda" | "azure_faas" | "google_faas" | "sysdig" | "status_page_io" | "zoom_meeting"; isRetired: boolean; connector: "none" | "optional" | "required"; connectorParams: ({ name: string; kind: "text" | "template" | "address" | "number" | "flag" | "choice" | "texts" | "numbers" | "headers"; isRequired: boolean; isSecret: boolean; choices?: (string)[] })[]; actionParams: ({ name: string; kind: "text" | "template" | "address" | "number" | "flag" | "choice" | "texts" | "numbers" | "headers"; isRequired: boolean; isSecret: boolean; choices?: (string)[] })[] };
    Alert: { id: number; summary: string; details?: string; reportTime: string; resolvedOn?: string; status: "PENDING" | "ACCEPTED" | "RESOLVED"; priority: "HIGH" | "LOW"; severity?: number; alertKey?: string; alertSource: { id: number; name?: string; integrationType?: string }; escalationPolicy?: { id: number; name?: string }; scalationPolicy?: { id: number; name?: string }; assignedTo?: { id: number; firstName?: string; lastName?: string; email?: string }; responders?: ({ user: { id: number; firstName?: string; lastName?: string }; status: string; acceptedAt?: string })[]; nextEscalation: (string | null); snoozedUntil?: string; images?: ({ src: string; [member: string]: unknown })[]; links?: ({ href: string; text?: string; [member: string]: unknown })[]; logs?: ({ [member: string]: unknown })[]; labels?: { [member: string]: string }; services: ({ id: number; name?: string })[]; linkedIncidentId?: number; mergeState: string; nextEscalationRuleIndex?: number; escalationRules?: ({ escalationTimeout: number; user?: { id: number; firstName?: string; lastName?: string }; users: ({ id: number; firstName?: string; lastName?: string })[]; schedule?: { id: number; name?: string; type?: string }; schedules: ({ id: number; name?: string; type?: string })[]; team?: { id: number; name?: string }; teams: ({ id: number; name?: string })[] })[]; nextEscalationUser?: ({ id: number; firstName?: string; lastName?: string } | null); customDetails?: { [member: string]: unknown }; deployments?: ({ id: number; summary: string; timestamp: string; receivedAt: string; deploymentPipeline: { id: number; name: string; integrationType: "API" | "GITHUB" | "GITLAB" | "ARGO_CD" }; event?: string; branch?: string; revision?: string; user?: { id: number; firstName?: string; lastName?: string }; userEmail?: string; userName?: string; links: ({ href: string; text?: string })[]; customDetails?: { [member: string]: unknown } })[]; execution?: { name: string; arn: string; consoleUrl: string } };
    AlertCount: { count: number };
    AlertNotification: { id: number; method: string; target: string; subject: string; alertId: number; user?: { id: number; firstname: string; lastname: string }; notificationTime: string; status: "SCHEDULED" | "SUCCESS" | "ERROR"; errorMessage?: string };
    AlertPlan: { from: string; pending: ({ at: string; afterMin: number; method: string; sentAs?: string; problem?: "CHANNEL_NOT_AVAILABLE" | "INVALID_NUMBER" | "COUNTRY_NOT_ALLOWED"; rule?: { id: number }; contact?: { id: number }; target?: string; user: { id: number; firstName?: string; lastName?: string } })[]; levels: ({ level: number; pass: number; at: string; afterMin: number; skipped?: "NOBODY_ON_CALL" | "NOBODY_REACHABLE" | "POLICY_DELETED"; people: ({ user: { id: number; firstName?: string; lastName?: string }; notifications: ({ at: string; afterMin: number; method: string; sentAs?: string; problem?: "CHANNEL_NOT_AVAILABLE" | "INVALID_NUMBER" | "COUNTRY_NOT_ALLOWED"; rule?: { id: number }; contact?: { id: number }; target?: string })[]; left: ({ method?: string; reason: "MUTED" | "NO_RULE" | "NO_DEVICE" | "CHANNEL_NOT_AVAILABLE" | "CONTACT_MISSING" | "CONTACT_NOT_VERIFIED" | "CONTACT_BLOCKED" })[]; isRepeat?: boolean })[] })[]; endsAt?: string; endsAfterMin?: number; status: "PENDING" | "ACCEPTED" | "RESOLVED" };
    AlertResponder: { user: { id: number; firstName?: string; lastName?: string }; status: string; acceptedAt?: string };
    ApiKey: { id: number; name: string; createdAt: string; scopes?: (string)[]; expiresAt?: string; lastUsedAt?: string; key?: string };
    App: { id: number; name: string; type: string; clientId: string; clientSecret?: string; redirectUris: (string)[]; scopes?: (string)[]; createdAt: string; updatedAt: string };
    AuditEntry: { id: number; at: string; actor: { kind: string; id?: number; name: string }; via: string; keyId?: number; sessionId?: string; action: string; entity: { kind: string; id: (number | string); name: string }; before?: { [member: string]: unknown }; after?: { [member: string]: unknown }; omitted?: (string)[] };
    CoverageRequest: { id: number; requester: { id: number; firstName?: string; lastName?: string }; colleague: { id: number; firstName?: string; lastName?: string }; shifts: ({ schedule: { id: number; name?: string; type?: string }; start: string; end: string })[]; message?: string; state: string; createdAt: string; updatedAt: string };
    Deployment: { id: number; summary: string; timestamp: string; receivedAt: string; deploymentPipeline: { id: number; name: string; integrationType: "API" | "GITHUB" | "GITLAB" | "ARGO_CD" }; event?: string; branch?: string; revision?: string; user?: { id: number; firstName?: string; lastName?: string }; userEmail?: string; userName?: string; links: ({ href: string; text?: string })[]; customDetails?: { [member: string]: unknown } };
    DeploymentPipeline: { id: number; name: string; integrationType: "API" | "GITHUB" | "GITLAB" | "ARGO_CD"; integrationKey: (string | null); integrationUrl?: (string | null); params?: { branchFilters?: (string)[]; eventFilters?: (string)[]; signingSecret?: string }; filteredEvents?: { count: number; lastAt?: string; lastReason?: string }; teams: ({ id: number; name?: string })[]; createdAt: string; updatedAt: string };
    Device: { id: number; platform: string; name?: string; tokenEnd: string; createdAt: string; lastSeenAt?: string };
    DryRun: { outcome: "ROUTED" | "DROPPED" | "WAITING"; alertSource: ({ id: number; name?: string } | null); escalationPolicy?: { id: number; name?: string }; event: { eventType: string; [member: string]: unknown }; waitUntil?: string; path: ({ nodeId: number; nodeType: "ROOT" | "PLAIN" | "SUPPORT_HOURS" | "ROUTE_EVENT" | "DEFINE_BRANCHES" | "WAIT" | "TRANSFORM"; name: (string | null); branch: ({ id: number; branchType: "BRANCH" | "CATCH_ALL" | "ACCEPTED"; condition: (string | null) } | null); why: string })[] };
    DutyRule: { id: number; method: string; contact: ({ id: number } | null); beforeMin: number; type: string };
    EmailContact: { id: number; target: string; status: string; verified: boolean };
    EscalationForecast: { from: string; pending: ({ at: string; afterMin: number; method: string; sentAs?: string; problem?: "CHANNEL_NOT_AVAILABLE" | "INVALID_NUMBER" | "COUNTRY_NOT_ALLOWED"; rule?: { id: number }; contact?: { id: number }; target?: string; user: { id: number; firstName?: string; lastName?: string } })[]; levels: ({ level: number; pass: number; at: string; afterMin: number; skipped?: "NOBODY_ON_CALL" | "NOBODY_REACHABLE" | "POLICY_DELETED"; people: ({ user: { id: number; firstName?: string; lastName?: string }; notifications: ({ at: string; afterMin: number; method: string; sentAs?: string; problem?: "CHANNEL_NOT_AVAILABLE" | "INVALID_NUMBER" | "COUNTRY_NOT_ALLOWED"; rule?: { id: number }; contact?: { id: number }; target?: string })[]; left: ({ method?: string; reason: "MUTED" | "NO_RULE" | "NO_DEVICE" | "CHANNEL_NOT_AVAILABLE" | "CONTACT_MISSING" | "CONTACT_NOT_VERIFIED" | "CONTACT_BLOCKED" })[]; isRepeat?: boolean })[] })[]; endsAt?: string; endsAfterMin?: number };
    EscalationPolicy: { id: number; name: string; escalationRules: ({ escalationTimeout: number; user?: { id: number; firstName?: string; lastName?: string }; users: ({ id: number; firstName?: string; lastName?: string })[]; schedule?: { id: number; name?: string; type?: string }; schedules: ({ id: number; name?: string; type?: string })[]; team?: { id: number; name?: string }; teams: ({ id: number; name?: string })[] })[]; repeating?: boolean; frequency?: number; delayMin?: number; routingKey?: string; teams: ({ id: number; name?: string })[] };
    EscalationRule: { escalationTimeout: number; user?: { id: number; firstName?: string; lastName?: string }; users: ({ id: number; firstName?: string; lastName?: string })[]; schedule?: { id: number; name?: string; type?: string }; schedules: ({ id: number; name?: string; type?: string })[]; team?: { id: number; name?: string }; teams: ({ id: number; name?: string })[] };
    Grant: { id: string; app: { id: number; name?: string }; scopes: (string)[]; createdAt: string; expiresAt: string };
    Evaluation: { result: boolean; notes: ({ position: number; message: string })[]; eventId: (string | null) };
    EventFlow: { id: number; name: string; teams: ({ id: number; name?: string })[]; root?: components['schemas']['FlowNode']; createdAt?: string; updatedAt?: string };
    FlowIntegration: { id: number; eventFlowId: number; integrationType: string; integrationKey: (string | null); integrationUrl: (string | null); catalogue: { name: string; integrationType: string; integrationPath: string }; createdAt: string; updatedAt: string };
    Feed: { url: string };
    TemplatePreview: { text: string; eventId: (string | null); payload: { [member: string]: unknown } };
    HeartbeatMonitor: { id: number; name: string; state: "UNKNOWN" | "HEALTHY" | "OVERDUE"; intervalSec: number; alertSummary?: string; alertSource?: { id: number; name?: string }; integrationKey: (string | null); integrationUrl?: (string | null); lastPingAt?: string; teams: ({ id: number; name?: string })[]; createdAt: string; updatedAt: string };
    IdentityProvider: { id: number; name: string; issuer: string; clientId: string; clientSecret: (string | null); domains: (string)[]; scopes: (string)[]; claims: { [member: string]: string }; roleMappings: ({ value: string; role: string })[]; defaultRole: string; teamMappings: ({ value: string; team: { id: number; name?: string }; teamRole: string })[]; phoneRegion?: string; provision: boolean; active: boolean; label?: string; appliesToOwner: boolean; redirectUrl: string; signInUrl: string; createdAt: string; updatedAt: string };
    AutomationRule: { id: string; alertType: "CREATED" | "ACCEPTED"; resolveIncident: boolean; resolveService: boolean; serviceStatus?: string; template?: { id: number; name?: string }; service: { id: number; name?: string }; alertSource: { id: number; name?: string }; sendNotification: boolean };
    Incident: { id: number; summary: string; status: "INVESTIGATING" | "IDENTIFIED" | "MONITORING" | "RESOLVED"; message?: string; sendNotification: boolean; createdAt: string; updatedAt: string; resolvedOn?: string; affectedServices: ({ impact: string; service: { id: number; name?: string } })[]; subscribed?: boolean; affectedTeams?: ({ id: number; name?: string })[]; alerts?: ({ id: number; summary: string; status: string })[]; history?: ({ id: string; content: string; creator?: { id: number; firstName?: string; lastName?: string }; incidentStatus: string; sendNotification: boolean; createdAt: string })[] };
    IncidentTemplate: { id: number; name: string; summary?: string; status?: string; message?: string; sendNotification: boolean; teams: ({ id: number; name?: string })[] };
    Integration: { id: number; name: string; type: string; integrationType: string; integrationPath: string; aliases: (string)[]; documentationUrl: (string | null); resolves: string; setup: string; source: (string)[]; sample: unknown };
    Invitation: { status: "PENDING" | "EXPIRED"; sentAt: string; expiresAt: string };
    LogEntry: { id: number; timestamp: string; logEntryType: string; text: string; alertId: number; filterTypes: (string)[]; vars?: { [member: string]: unknown }; textPlain?: string; alert?: { id: number; summary: string; details?: string; reportTime: string; resolvedOn?: string; status: "PENDING" | "ACCEPTED" | "RESOLVED"; priority: "HIGH" | "LOW"; severity?: number; alertKey?: string; alertSource: { id: number; name?: string; integrationType?: string }; escalationPolicy?: { id: number; name?: string }; scalationPolicy?: { id: number; name?: string }; assignedTo?: { id: number; firstName?: string; lastName?: string; email?: string }; responders?: ({ user: { id: number; firstName?: string; lastName?: string }; status: string; acceptedAt?: string })[]; nextEscalation: (string | null); snoozedUntil?: string; images?: ({ src: string; [member: string]: unknown })[]; links?: ({ href: string; text?: string; [member: string]: unknown })[]; logs?: ({ [member: string]: unknown })[]; labels?: { [member: string]: string }; services: ({ id: number; name?: string })[]; linkedIncidentId?: number; mergeState: string; nextEscalationRuleIndex?: number; escalationRules?: ({ escalationTimeout: number; user?: { id: number; firstName?: string; lastName?: string }; users: ({ id: number; firstName?: string; lastName?: string })[]; schedule?: { id: number; name?: string; type?: string }; schedules: ({ id: number; name?: string; type?: string })[]; team?: { id: number; name?: string }; teams: ({ id: number; name?: string })[] })[]; nextEscalationUser?: ({ id: number; firstName?: string; lastName?: string } | null); customDetails?: { [member: string]: unknown }; deployments?: ({ id: number; summary: string; timestamp: string; receivedAt: string; deploymentPipeline: { id: number; name: string; integrationType: "API" | "GITHUB" | "GITLAB" | "ARGO_CD" }; event?: string; branch?: string; revision?: string; user?: { id: number; firstName?: string; lastName?: string }; userEmail?: string; userName?: string; links: ({ href: string; text?: string })[]; customDetails?: { [member: string]: unknown } })[]; execution?: { name: string; arn: string; consoleUrl: string } } };
    KeyUsage: [number, string, string, number];
    MaintenanceWindow: { id: number; timezone: string; start: string; end: string; recurrence?: string; summary: string; description?: string; alertSources: ({ id: number; name?: string })[]; services: ({ id: number; name?: string })[]; createdBy?: { id: number; firstName?: string; lastName?: string }; notifications?: { atCreation: boolean; at24HoursBefore?: boolean; at1HourBefore?: boolean; atStart: boolean; atEnd: boolean }; createdAt: string; updatedAt: string };
    Metric: { id: number; name: string; description?: string; unitLabel?: string; aggregationType: "AVG" | "SUM" | "MIN" | "MAX" | "LAST"; displayType: "GRAPH" | "SINGLE"; interpolateGaps: boolean; showValuesOnMouseOver: boolean; lockYAxisMax?: number; lockYAxisMin?: number; mouseOverDecimal?: number; integrationKey?: (string | null); dataSource?: { id: number; name?: string }; metadata?: { query: string }; pullStatus?: { pulledAt: string; error: (string | null) }; teams: ({ id: number; name?: string })[] };
    MetricDataSource: { id: number; name: string; type: "DATADOG" | "PROMETHEUS"; metadata: { region?: string; apiKey?: string; applicationKey?: string; url?: string; authType?: "NONE" | "BASIC" | "HEADER"; basicUser?: string; basicPass?: string; headerKey?: string; headerValue?: string }; pullStatus?: { pulledAt: string; error: (string | null) }; teams: ({ id: number; name?: string })[] };
    MetricSeries: { day: { from: string; step: number; value: (number | null); values: ((number | null))[] }; week: { from: string; step: number; value: (number | null); values: ((number | null))[] }; month: { from: string; step: number; value: (number | null); values: ((number | null))[] } };
    Number: { [member: string]: unknown };
    OnCall: { user: ({ id: number; username: string; email: string; firstName: string; lastName: string; role: string; timezone: string; language: "en" | "de"; region?: string; position?: string; department?: string; shiftColor?: string; mutedUntil?: string; invitation?: ({ status: "PENDING" | "EXPIRED"; sentAt: string; expiresAt: string } | null); createdAt: string; updatedAt: string } | { id: number; firstName?: string; lastName?: string }); escalationPolicy: ({ id: number; name: string; escalationRules: ({ escalationTimeout: number; user?: { id: number; firstName?: string; lastName?: string }; users: ({ id: number; firstName?: string; lastName?: string })[]; schedule?: { id: number; name?: string; type?: string }; schedules: ({ id: number; name?: string; type?: string })[]; team?: { id: number; name?: string }; teams: ({ id: number; name?: string })[] })[]; repeating?: boolean; frequency?: number; delayMin?: number; routingKey?: string; teams: ({ id: number; name?: string })[] } | { id: number; name?: string }); schedule?: ({ id: number; name: string; timezone: string; type: "STATIC" | "RECURRING"; scheduleLayers?: ({ startsOn: string; rotation: string; users: ({ id: number; firstName?: string; lastName?: string })[]; [member: string]: unknown })[]; shifts?: ({ user: { id: number; firstName?: string; lastName?: string }; start: string; end: string })[]; currentShift?: ({ user: { id: number; firstName?: string; lastName?: string }; start: string; end: string } | null); nextShift?: ({ user: { id: number; firstName?: string; lastName?: string }; start: string; end: string } | null); past?: ({ from: string; until?: string; scheduleLayers?: ({ startsOn: string; rotation: string; users: ({ id: number; firstName?: string; lastName?: string })[]; [member: string]: unknown })[]; shifts?: ({ user: { id: number; firstName?: string; lastName?: string }; start: string; end: string })[] })[]; showGaps: boolean; defaultShiftDuration: string; calendarUrl?: (string | null); calendarStatus?: { fetchedAt: (string | null); error: (string | null); unreadable: number; problems?: ({ line: number; event?: string; message: string })[]; unknownPeople?: (string)[] }; teams: ({ id: number; name?: string })[] } | { id: number; name?: string; type?: string }); start: (string | null); end: (string | null); escalationLevel: number };
    Outage: { status: string; from: string; until: string };
    OutageOverride: { status: string; from: string; until: string; id: string; service: { id: number; name?: string } };
    Override: { user: { id: number; firstName?: string; lastName?: string }; start: string; end: string; id: number };
    PhoneContact: { id: number; target: string; status: string; verified: boolean; regionCode: string; primary: boolean };
    Place: { kind: string; id: (number | string); name?: string; leavesEmpty?: boolean; hindersDeletion: boolean };
    PublishInfo: { statusPagesInfo: ({ id: number; label: string })[]; privateStatusPages: number; publicStatusPages: number; privateSubscribers: number; publicSubscribers: number };
    Reachability: { user: { id: number; firstName?: string; lastName?: string }; problems: ("DELETED" | "NOT_A_RESPONDER" | "NO_VERIFIED_PHONE" | "NO_HIGH_PRIORITY_RULE" | "NO_WORKING_RULE" | "CONTACT_LOCKED" | "INVALID_NUMBER" | "COUNTRY_NOT_ALLOWED" | "ONLY_SNS_TEXTS" | "MUTED")[]; mutedUntil?: string; shifts: ({ escalationPolicy: ({ id: number; name: string; escalationRules: ({ escalationTimeout: number; user?: { id: number; firstName?: string; lastName?: string }; users: ({ id: number; firstName?: string; lastName?: string })[]; schedule?: { id: number; name?: string; type?: string }; schedules: ({ id: number; name?: string; type?: string })[]; team?: { id: number; name?: string }; teams: ({ id: number; name?: string })[] })[]; repeating?: boolean; frequency?: number; delayMin?: number; routingKey?: string; teams: ({ id: number; name?: string })[] } | { id: number; name?: string }); schedule?: ({ id: number; name: string; timezone: string; type: "STATIC" | "RECURRING"; scheduleLayers?: ({ startsOn: string; rotation: string; users: ({ id: number; firstName?: string; lastName?: string })[]; [member: string]: unknown })[]; shifts?: ({ user: { id: number; firstName?: string; lastName?: string }; start: string; end: string })[]; currentShift?: ({ user: { id: number; firstName?: string; lastName?: string }; start: string; end: string } | null); nextShift?: ({ user: { id: number; firstName?: string; lastName?: string }; start: string; end: string } | null); past?: ({ from: string; until?: string; scheduleLayers?: ({ startsOn: string; rotation: string; users: ({ id: number; firstName?: string; lastName?: string })[]; [member: string]: unknown })[]; shifts?: ({ user: { id: number; firstName?: string; lastName?: string }; start: string; end: string })[] })[]; showGaps: boolean; defaultShiftDuration: string; calendarUrl?: (string | null); calendarStatus?: { fetchedAt: (string | null); error: (string | null); unreadable: number; problems?: ({ line: number; event?: string; message: string })[]; unknownPeople?: (string)[] }; teams: ({ id: number; name?: string })[] } | { id: number; name?: string; type?: string }); start: (string | null); end: (string | null); escalationLevel: number })[] };
    AlertRule: { id: number; method: string; contact: ({ id: number } | null); delayMin: number; type: string };
    Schedule: { id: number; name: string; timezone: string; type: "STATIC" | "RECURRING"; scheduleLayers?: ({ startsOn: string; rotation: string; users: ({ id: number; firstName?: string; lastName?: string })[]; [member: string]: unknown })[]; shifts?: ({ user: { id: number; firstName?: string; lastName?: string }; start: string; end: string })[]; currentShift?: ({ user: { id: number; firstName?: string; lastName?: string }; start: string; end: string } | null); nextShift?: ({ user: { id: number; firstName?: string; lastName?: string }; start: string; end: string } | null); plan?: { from: string; until: string; editions: ({ from: string; layers: ({ name?: string; startsOn: string; endsOn?: string; users: (number)[]; rotation: string; restrictionType?: string; restrictions?: ({ from: { dayOfWeek: "MONDAY" | "TUESDAY" | "WEDNESDAY" | "THURSDAY" | "FRIDAY" | "SATURDAY" | "SUNDAY"; time: string }; to: { dayOfWeek: "MONDAY" | "TUESDAY" | "WEDNESDAY" | "THURSDAY" | "FRIDAY" | "SATURDAY" | "SUNDAY"; time: string } })[] })[]; shifts: ({ userId: number; start: string; end: string })[] })[]; overrides: ({ id: number; userId: number; start: string; end: string; startsAt: string; endsAt: string; createdAt: string })[]; people: ({ id: number; firstName?: string; lastName?: string; shiftColor?: string })[] }; past?: ({ from: string; until?: string; scheduleLayers?: ({ startsOn: string; rotation: string; users: ({ id: number; firstName?: string; lastName?: string })[]; [member: string]: unknown })[]; shifts?: ({ user: { id: number; firstName?: string; lastName?: string }; start: string; end: string })[] })[]; showGaps: boolean; defaultShiftDuration: string; calendarUrl?: (string | null); calendarStatus?: { fetchedAt: (string | null); error: (string | null); unreadable: number; problems?: ({ line: number; event?: string; message: string })[]; unknownPeople?: (string)[] }; teams: ({ id: number; name?: string })[] };
    Service: { id: number; name: string; alias?: string; status: "OPERATIONAL" | "UNDER_MAINTENANCE" | "DEGRADED" | "PARTIAL_OUTAGE" | "MAJOR_OUTAGE"; description?: string; oneOpenIncidentOnly: boolean; showUptimeHistory: boolean; teams: ({ id: number; name?: string })[]; labels?: { [member: string]: string }; iconUrl?: string; links?: ({ [member: string]: unknown })[]; subscribed?: boolean; publicStatus?: string; uptime?: { rangeStart: string; rangeEnd: string; outages: ({ status: string; from: string; until: string })[]; uptimePercentage: { p30: number; p60: number; p90: number; uptimePercentage: { p30: number; p60: number; p90: number } } }; incidents?: ({ id: number; summary: string; status: "INVESTIGATING" | "IDENTIFIED" | "MONITORING" | "RESOLVED"; message?: string; sendNotification: boolean; createdAt: string; updatedAt: string; resolvedOn?: string; affectedServices: ({ impact: string; service: { id: number; name?: string } })[]; subscribed?: boolean; affectedTeams?: ({ id: number; name?: string })[]; alerts?: ({ id: number; summary: string; status: string })[]; history?: ({ id: string; content: string; creator?: { id: number; firstName?: string; lastName?: string }; incidentStatus: string; sendNotification: boolean; createdAt: string })[] })[]; dependencies?: ({ id: number; type: "HARD" | "SOFT"; service: { id: number; name?: string }; invalidAfter: (string | null) })[] };
    ServiceDependency: { id: number; type: "HARD" | "SOFT"; service: { id: number; name?: string }; invalidAfter: (string | null) };
    SimilarAlert: { alert: { id: number; summary: string; reportTime: string; status: "PENDING" | "ACCEPTED" | "RESOLVED"; priority: "HIGH" | "LOW"; resolvedOn?: string; resolvedBy?: string }; isSameKey: boolean; percent: number; words: (string)[] };
    Session: { id: string; method: string; userAgent: string; createdAt: string; lastSeenAt: string; isCurrent?: boolean };
    ScheduleWithOverride: { id: number; name: string; timezone: string; type: "STATIC" | "RECURRING"; scheduleLayers?: ({ startsOn: string; rotation: string; users: ({ id: number; firstName?: string; lastName?: string })[]; [member: string]: unknown })[]; shifts?: ({ user: { id: number; firstName?: string; lastName?: string }; start: string; end: string })[]; currentShift?: ({ user: { id: number; firstName?: string; lastName?: string }; start: string; end: string } | null); nextShift?: ({ user: { id: number; firstName?: string; lastName?: string }; start: string; end: string } | null); plan?: { from: string; until: string; editions: ({ from: string; layers: ({ name?: string; startsOn: string; endsOn?: string; users: (number)[]; rotation: string; restrictionType?: string; restrictions?: ({ from: { dayOfWeek: "MONDAY" | "TUESDAY" | "WEDNESDAY" | "THURSDAY" | "FRIDAY" | "SATURDAY" | "SUNDAY"; time: string }; to: { dayOfWeek: "MONDAY" | "TUESDAY" | "WEDNESDAY" | "THURSDAY" | "FRIDAY" | "SATURDAY" | "SUNDAY"; time: string } })[] })[]; shifts: ({ userId: number; start: string; end: string })[] })[]; overrides: ({ id: number; userId: number; start: string; end: string; startsAt: string; endsAt: string; createdAt: string })[]; people: ({ id: number; firstName?: string; lastName?: string; shiftColor?: string })[] }; past?: ({ from: string; until?: string; scheduleLayers?: ({ startsOn: string; rotation: string; users: ({ id: number; firstName?: string; lastName?: string })[]; [member: string]: unknown })[]; shifts?: ({ user: { id: number; firstName?: string; lastName?: string }; start: string; end: string })[] })[]; showGaps: boolean; defaultShiftDuration: string; calendarUrl?: (string | null); calendarStatus?: { fetchedAt: (string | null); error: (string | null); unreadable: number; problems?: ({ line: number; event?: string; message: string })[]; unknownPeople?: (string)[] }; teams: ({ id: number; name?: string })[]; override: { user: { id: number; firstName?: string; lastName?: string }; start: string; end: string; id: number } };
    Shift: { user: { id: number; firstName?: string; lastName?: string }; start: string; end: string };
    Source: { id: number; name: string; integrationType: string; escalationPolicy: { id: number; name?: string }; integrationKey: (string | null); integrationUrl: (string | null); alertCreation: string; alertPriorityRule: string; severity?: number; active: boolean; status: string; teams: ({ id: number; name?: string })[]; warnings?: ({ type: string; message: string; [member: string]: unknown })[]; createdAt: string; updatedAt: string; [member: string]: unknown };
    SourceEvent: { id: string; alertSource: ({ id: number } | null); eventFlow?: { id: number }; waitUntil?: string; integration: string; receivedAt: string; outcome: string; alertId: (number | null); alertKey?: string; note?: string; event?: unknown; body: (string | null); isBodyLeftOut?: boolean };
    Audience: { team: { id: number; name: string }; services: ({ id: number; name: string; visible: boolean })[]; metrics: ({ id: number; name: string; visible: boolean })[] };
    PageGroup: { id: number; name: string };
    PageSubscriber: { id: number; type: "EMAIL" | "SMS" | "WEBHOOK"; target: string; locale: "en-GB" | "de-DE"; status: "PENDING" | "CONFIRMED"; services: (number)[]; createdAt: string; confirmedAt?: string };
    StatusPage: { id: number; name: string; domain: string; subdomain: string; url: string; timezone?: string; visibility: "PUBLIC" | "PRIVATE"; activated: boolean; status: string; hiddenFromSearch: boolean; showSubscribeAction: boolean; showIncidentHistoryOption: boolean; pageTitle?: string; pageDescription?: string; pageLayout: "SINGLE_COLUMN" | "RESPONSIVE"; appearance?: "LIGHT" | "DARK"; themeMode?: "light" | "dark"; customCss?: string; faviconUrl?: string; logoUrl?: string; logoRedirectUrl?: string; announcement?: string; announcementOnPage?: boolean; announcementInWidget?: boolean; ipWhitelist?: (string)[]; emailWhitelist?: (string)[]; accountWideView: boolean; audienceSpecific: boolean; teams: ({ id: number; name?: string })[]; services: ({ id: number; name?: string; status?: string; uptime?: { [member: string]: unknown } })[]; metrics: ({ id: number; name?: string })[]; structure?: { elements: ({ id: number; type: "SERVICE" | "GROUP"; options: ("expand" | "no-graph")[]; children?: ({ id: number; type: "SERVICE"; options: ("expand" | "no-graph")[] })[] })[] }; groups?: ({ id: number; name: string })[]; subscribed?: boolean; createdAt: string; updatedAt: string };
    Subscriber: { id: number; name: string; type: "USER" | "TEAM" };
    SubscriptionRule: { id: number; method: string; contact: ({ id: number } | null) };
    SuggestedResponder: { group: string; id: number; name: string; disabled: boolean };
    SupportHours: { id: number; name: string; timezone: string; supportDays: { [member: string]: ({ start: string; end: string } | null) }; exceptions?: ({ name: string; start: string; end: string; supportStatus: string })[]; teams: ({ id: number; name?: string })[]; createdAt: string; updatedAt: string };
    SupportHoursImport: { id: number; name: string; timezone: string; supportDays: { [member: string]: ({ start: string; end: string } | null) }; exceptions?: ({ name: string; start: string; end: string; supportStatus: string })[]; teams: ({ id: number; name?: string })[]; createdAt: string; updatedAt: string; import: { added: number; known: number; unreadable: number; problems: ({ line: number; event?: string; message: string })[] } };
    SystemStatus: { at: string; version: string; tick: { value?: { lastAt: (string | null) }; unknown?: string }; canary: { value?: { lastAt: (string | null) }; unknown?: string }; deadLetters: { value?: ({ queue: string; messages: number })[]; unknown?: string }; alarms: { value?: ({ name: string; state: "OK" | "ALARM" | "INSUFFICIENT_DATA"; impact: string; since?: string })[]; unknown?: string }; mail?: { value?: { perDay: number; sentToday: number; perSecond: number; isInSandbox: boolean }; unknown?: string }; texts?: { value?: { sentBy: "SNS" | "END_USER_MESSAGING"; isInSandbox: boolean; limit?: number; spent?: number }; unknown?: string }; channels: ({ channel: "SMS" | "VOICE" | "EMAIL" | "PUSH"; isConfigured: boolean })[]; answers: { bySms: boolean; byMail: boolean }; pagesDomain?: string; limits: { perUser?: { texts: number; calls: number }; all?: { texts: number; calls: number }; phoneCountries?: (string)[] }; today: { value?: { texts: number; calls: number }; unknown?: string }; cost: { value?: { from: string; alerts: number; usd: number; messages: ({ channel: "SMS" | "VOICE" | "EMAIL" | "PUSH"; count: number; usd: number; price: { usd: number; unit: string; asOf: string; source: string } })[] }; unknown?: string } };
    TakenShift: { id?: number; schedule: { id: number; name?: string; type?: string }; user: { id: number; firstName?: string; lastName?: string }; start: string; end: string };
    Team: { id: number; name: string; visibility: "PUBLIC" | "PRIVATE"; members: ({ user: { id: number; firstName?: string; lastName?: string }; role: string })[]; createdAt: string; updatedAt: string };
    Telling: { update: string; createdAt: string; endedAt?: string; status: "QUEUED" | "SENDING" | "DONE"; recipients: number; sent: number; failed: number; pending: number };
    TeamMember: { user: { id: number; firstName?: string; lastName?: string }; role: string };
    TestMessage: { id: number; method: string; target: string; status: "SCHEDULED" | "SENT" | "DELIVERED" | "ERROR"; errorMessage?: string };
    UpdateRule: { id: number; method: string; contact: ({ id: number } | null); type: string };
    User: { id: number; username: string; email: string; firstName: string; lastName: string; role: string; timezone: string; language: "en" | "de"; region?: string; position?: string; department?: string; shiftColor?: string; mutedUntil?: string; invitation?: ({ status: "PENDING" | "EXPIRED"; sentAt: string; expiresAt: string } | null); createdAt: string; updatedAt: string };
    WebPush: { publicKey: string };
    FlowNodeInput: { id?: (number | null); name?: (string | null); nodeType: "ROOT" | "PLAIN" | "SUPPORT_HOURS" | "ROUTE_EVENT" | "DEFINE_BRANCHES" | "WAIT" | "TRANSFORM"; metadata?: ({ [member: string]: unknown } | null); branches?: ((components['schemas']['FlowBranchInput'])[] | null) };
    FlowBranchInput: { id?: (number | null); branchType: "BRANCH" | "CATCH_ALL" | "ACCEPTED"; condition?: (string | null); target?: (components['schemas']['FlowNodeInput'] | null) };
    FlowNode: { id: number; name?: string; nodeType: "ROOT" | "PLAIN" | "SUPPORT_HOURS" | "ROUTE_EVENT" | "DEFINE_BRANCHES" | "WAIT" | "TRANSFORM"; metadata?: { [member: string]: unknown }; branches: (components['schemas']['FlowBranch'])[] };
    FlowBranch: { id: number; branchType: "BRANCH" | "CATCH_ALL" | "ACCEPTED"; condition?: string; target?: components['schemas']['FlowNode'] };
  };
}

export interface paths {
  '/events': {
    get?: never;
    put?: never;
    post: { parameters: { path?: never; query?: never }; requestBody: { content: { 'application/json': { integrationKey: string; eventType: "ALERT" | "ACCEPT" | "RESOLVE" | "COMMENT"; summary: string; details?: string; alertKey?: string; priority?: "HIGH" | "LOW"; severity?: number; routingKey?: string; links?: ({ href?: string; text?: string })[]; images?: ({ src?: string })[]; labels?: { [member: string]: string }; customDetails?: {} } } }; responses: { 202: { headers: Headers; content?: never }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    delete?: never;
  };
  '/v1/events/{tool}/{key}': {
    get?: never;
    put?: never;
    post: { parameters: { path: { tool: Id; key: Id }; query?: never }; requestBody: { content: { 'application/json': unknown } }; responses: { 202: { headers: Headers; content?: never }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    delete?: never;
  };
  '/series/{key}': {
    get?: never;
    put?: never;
    post: { parameters: { path: { key: Id }; query?: never }; requestBody: { content: { 'application/json': ({ timestamp?: number; value: number } | { series: ({ timestamp?: number; value: number })[] }) } }; responses: { 202: { headers: Headers; content?: never }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    delete?: never;
  };
  '/deployment-events': {
    get?: never;
    put?: never;
    post: { parameters: { path?: never; query?: never }; requestBody: { content: { 'application/json': { integrationKey: string; summary: string; timestamp?: (number | string); userEmail?: string; links?: ({ href: string; text?: string })[]; customDetails?: {} } } }; responses: { 202: { headers: Headers; content?: never }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    delete?: never;
  };
  '/deployment-events/{tool}/{key}': {
    get?: never;
    put?: never;
    post: { parameters: { path: { tool: Id; key: Id }; query?: never }; requestBody: { content: { 'application/json': unknown } }; responses: { 202: { headers: Headers; content?: never }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    delete?: never;
  };
  '/heartbeats/{key}': {
    get: { parameters: { path: { key: Id }; query?: never }; requestBody?: never; responses: { 202: { headers: Headers; content?: never }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post: { parameters: { path: { key: Id }; query?: never }; requestBody?: never; responses: { 202: { headers: Headers; content?: never }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    delete?: never;
  };
  '/developers/oauth2/authorize': {
    get: { parameters: { path?: never; query: { response_type: Query; client_id: Query; redirect_uri: Query; scope: Query; state?: Query; code_challenge?: Query; code_challenge_method?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'text/html': string } }; 303: { headers: Headers; content?: never }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post: { parameters: { path?: never; query?: never }; requestBody: { content: { 'application/x-www-form-urlencoded': { request: string; decision?: string } } }; responses: { 303: { headers: Headers; content?: never }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    delete?: never;
  };
  '/developers/oauth2/token': {
    get?: never;
    put?: never;
    post: { parameters: { path?: never; query?: never }; requestBody: { content: { 'application/x-www-form-urlencoded': { grant_type: "authorization_code" | "refresh_token"; code?: string; redirect_uri?: string; code_verifier?: string; refresh_token?: string; scope?: string; client_id?: string; client_secret?: string }; 'application/json': { grant_type: "authorization_code" | "refresh_token"; code?: string; redirect_uri?: string; code_verifier?: string; refresh_token?: string; scope?: string; client_id?: string; client_secret?: string } } }; responses: { 200: { headers: Headers; content: { 'application/json': { token_type: "Bearer"; access_token: string; expires_in: number; scope: string; refresh_token?: string; refresh_token_expires_in?: number } } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    delete?: never;
  };
  '/developers/oauth2/token_info': {
    get?: never;
    put?: never;
    post: { parameters: { path?: never; query?: never }; requestBody: { content: { 'application/x-www-form-urlencoded': { token: string }; 'application/json': { token: string } } }; responses: { 200: { headers: Headers; content: { 'application/json': { active: boolean; scope?: string; client_id?: string; app_id?: number; username?: string; user_id?: number; sub?: string; token_type?: string; iss?: string; aud?: string; iat?: number; exp?: number; jti?: string } } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    delete?: never;
  };
  '/developers/oauth2/introspect': {
    get?: never;
    put?: never;
    post: { parameters: { path?: never; query?: never }; requestBody: { content: { 'application/x-www-form-urlencoded': { token: string; client_id?: string; client_secret?: string }; 'application/json': { token: string; client_id?: string; client_secret?: string } } }; responses: { 200: { headers: Headers; content: { 'application/json': { active: boolean; scope?: string; client_id?: string; app_id?: number; username?: string; user_id?: number; sub?: string; token_type?: string; iss?: string; aud?: string; iat?: number; exp?: number; jti?: string } } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    delete?: never;
  };
  '/developers/oauth2/revoke': {
    get?: never;
    put?: never;
    post: { parameters: { path?: never; query?: never }; requestBody: { content: { 'application/x-www-form-urlencoded': { token: string; client_id?: string; client_secret?: string }; 'application/json': { token: string; client_id?: string; client_secret?: string } } }; responses: { 200: { headers: Headers; content: { 'application/json': {} } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    delete?: never;
  };
  '/alerts': {
    get: { parameters: { path?: never; query?: { states?: Query; sources?: Query; policies?: Query; responders?: Query; from?: Query; until?: Query; 'start-index'?: Query; 'max-results'?: Query; include?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': (components['schemas']['Alert'])[] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post: { parameters: { path?: never; query?: { include?: Query } }; requestBody: { content: { 'application/json': { summary: string; details?: (string | null); alertSource: { id: number }; escalationPolicy?: ({ id: number } | null); priority?: ("HIGH" | "LOW" | null); images?: (({ src: string; href?: (string | null); alt?: (string | null) })[] | null); links?: (({ href: string; text?: (string | null) })[] | null); responders?: (({ user: { id: number } })[] | null); assignedTo?: ({ id: number } | null) } } }; responses: { 201: { headers: Headers; content: { 'application/json': components['schemas']['Alert'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    delete?: never;
  };
  '/alerts/count': {
    get: { parameters: { path?: never; query?: { states?: Query; sources?: Query; policies?: Query; responders?: Query; from?: Query; until?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['AlertCount'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post?: never;
    delete?: never;
  };
  '/alerts/newest-log-entries': {
    get: { parameters: { path?: never; query?: { 'start-index'?: Query; 'max-results'?: Query; lang?: Query; 'filter-types'?: Query; include?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': (components['schemas']['LogEntry'])[] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post?: never;
    delete?: never;
  };
  '/alerts/{id}': {
    get: { parameters: { path: { id: Id }; query?: { include?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['Alert'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post?: never;
    delete?: never;
  };
  '/alerts/{id}/accept': {
    get?: never;
    put: { parameters: { path: { id: Id }; query?: never }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['Alert'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    post?: never;
    delete?: never;
  };
  '/alerts/{id}/resolve': {
    get?: never;
    put: { parameters: { path: { id: Id }; query?: { include?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['Alert'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    post?: never;
    delete?: never;
  };
  '/alerts/{id}/raise': {
    get?: never;
    put: { parameters: { path: { id: Id }; query?: { include?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['Alert'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    post?: never;
    delete?: never;
  };
  '/alerts/{id}/escalate': {
    get?: never;
    put: { parameters: { path: { id: Id }; query?: { level?: Query; include?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['Alert'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    post?: never;
    delete?: never;
  };
  '/alerts/{id}/assign': {
    get?: never;
    put: { parameters: { path: { id: Id }; query?: { user?: Query; policy?: Query; schedule?: Query; include?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['Alert'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    post?: never;
    delete?: never;
  };
  '/alerts/{id}/snooze': {
    get?: never;
    put: { parameters: { path: { id: Id }; query?: { include?: Query } }; requestBody: { content: { 'application/json': { until: string } } }; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['Alert'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    post?: never;
    delete?: never;
  };
  '/alerts/{id}/suggested-responders': {
    get: { parameters: { path: { id: Id }; query?: never }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': (components['schemas']['SuggestedResponder'])[] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post?: never;
    delete?: never;
  };
  '/alerts/{id}/responders': {
    get?: never;
    put?: never;
    post: { parameters: { path: { id: Id }; query?: never }; requestBody: { content: { 'application/json': { user: { id: number } } } }; responses: { 201: { headers: Headers; content: { 'application/json': components['schemas']['AlertResponder'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    delete?: never;
  };
  '/alerts/{id}/responders/{user}': {
    get?: never;
    put?: never;
    post?: never;
    delete: { parameters: { path: { id: Id; user: Id }; query?: never }; requestBody?: never; responses: { 204: { headers: Headers; content?: never }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
  };
  '/alerts/{id}/notifications': {
    get: { parameters: { path: { id: Id }; query?: never }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': (components['schemas']['AlertNotification'])[] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post?: never;
    delete?: never;
  };
  '/alerts/{id}/log-entries': {
    get: { parameters: { path: { id: Id }; query?: { 'start-index'?: Query; 'max-results'?: Query; lang?: Query; 'filter-types'?: Query; include?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': (components['schemas']['LogEntry'])[] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post?: never;
    delete?: never;
  };
  '/alerts/{id}/comments': {
    get?: never;
    put?: never;
    post: { parameters: { path: { id: Id }; query?: { lang?: Query } }; requestBody: { content: { 'application/json': { content: string } } }; responses: { 201: { headers: Headers; content: { 'application/json': components['schemas']['LogEntry'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    delete?: never;
  };
  '/alerts/{id}/deployments': {
    get: { parameters: { path: { id: Id }; query?: never }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': (components['schemas']['Deployment'])[] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post?: never;
    delete?: never;
  };
  '/alerts/{id}/actions': {
    get: { parameters: { path: { id: Id }; query?: never }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': (components['schemas']['AlertActionTrigger'])[] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post: { parameters: { path: { id: Id }; query?: never }; requestBody: { content: { 'application/json': { alertActionId: string } } }; responses: { 201: { headers: Headers; content: { 'application/json': components['schemas']['AlertActionResult'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    delete?: never;
  };
  '/alerts/{id}/plan': {
    get: { parameters: { path: { id: Id }; query?: never }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['AlertPlan'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post?: never;
    delete?: never;
  };
  '/alerts/{id}/events': {
    get: { parameters: { path: { id: Id }; query?: { 'start-index'?: Query; 'max-results'?: Query; cursor?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': (components['schemas']['SourceEvent'])[] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post?: never;
    delete?: never;
  };
  '/alerts/{id}/similar': {
    get: { parameters: { path: { id: Id }; query?: never }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': (components['schemas']['SimilarAlert'])[] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post?: never;
    delete?: never;
  };
  '/audit-log': {
    get: { parameters: { path?: never; query?: { 'start-index'?: Query; 'max-results'?: Query; from?: Query; until?: Query; actor?: Query; entity?: Query; 'entity-id'?: Query; action?: Query; cursor?: Query; format?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': (components['schemas']['AuditEntry'])[]; 'text/csv': string } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post?: never;
    delete?: never;
  };
  '/alert-sources/{id}/template-preview': {
    get?: never;
    put?: never;
    post: { parameters: { path: { id: Id }; query?: never }; requestBody: { content: { 'application/json': { template: { textTemplate?: (string | null); elements?: (({ type: "TEXT" | "VAR" | "RAW"; val?: (string | null); func?: (string | null); args?: (({ S?: (string | null); N?: ((number | string) | null); [member: string]: unknown })[] | null); [member: string]: unknown })[] | null); [member: string]: unknown }; payload?: ({ [member: string]: unknown } | null); eventId?: (string | null) } } }; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['TemplatePreview'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    delete?: never;
  };
  '/alert-sources/{id}/events': {
    get: { parameters: { path: { id: Id }; query?: { 'start-index'?: Query; 'max-results'?: Query; cursor?: Query; from?: Query; until?: Query; text?: Query; 'alert-key'?: Query; alertKey?: Query; outcome?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': (components['schemas']['SourceEvent'])[] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post?: never;
    delete?: never;
  };
  '/alert-sources/{id}/events/{event}': {
    get: { parameters: { path: { id: Id; event: Id }; query?: never }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['SourceEvent'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post?: never;
    delete?: never;
  };
  '/alert-sources/name/{name}': {
    get: { parameters: { path: { name: Id }; query?: { include?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['Source'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post?: never;
    delete?: never;
  };
  '/alert-sources': {
    get: { parameters: { path?: never; query?: { 'start-index'?: Query; 'max-results'?: Query; include?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': (components['schemas']['Source'])[] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post: { parameters: { path?: never; query?: { include?: Query } }; requestBody: { content: { 'application/json': { alertGroupingWindow?: ("PT2M" | "PT5M" | "PT15M" | "PT30M" | "PT1H" | "PT2H" | "PT4H" | "PT8H" | "PT12H" | "PT24H" | null); scoreThreshold?: (number | null); autoResolutionTimeout?: ("PT10M" | "PT20M" | "PT30M" | "PT40M" | "PT50M" | "PT60M" | "PT90M" | "PT2H" | "PT3H" | "PT4H" | "PT5H" | "PT6H" | "PT12H" | "PT24H" | null); supportHours?: ({ id?: (number | null); timezone?: (string | null); autoRaiseAlerts?: (boolean | null); supportDays?: ({ [member: string]: ({ start: string; end: string; [member: string]: unknown } | null) } | null); [member: string]: unknown } | null); autoRaiseAlerts?: (boolean | null); setupStatus?: ("CREATED" | "CREATED_ADVANCED" | "CREATED_BIDIRECTIONAL" | "FINISHED" | null); iconUrl?: (string | null); lightIconUrl?: (string | null); darkIconUrl?: (string | null); summaryTemplate?: ({ textTemplate?: (string | null); elements?: (({ type: "TEXT" | "VAR" | "RAW"; val?: (string | null); func?: (string | null); args?: (({ S?: (string | null); N?: ((number | string) | null); [member: string]: unknown })[] | null); [member: string]: unknown })[] | null); [member: string]: unknown } | null); detailsTemplate?: ({ textTemplate?: (string | null); elements?: (({ type: "TEXT" | "VAR" | "RAW"; val?: (string | null); func?: (string | null); args?: (({ S?: (string | null); N?: ((number | string) | null); [member: string]: unknown })[] | null); [member: string]: unknown })[] | null); [member: string]: unknown } | null); routingTemplate?: ({ textTemplate?: (string | null); elements?: (({ type: "TEXT" | "VAR" | "RAW"; val?: (string | null); func?: (string | null); args?: (({ S?: (string | null); N?: ((number | string) | null); [member: string]: unknown })[] | null); [member: string]: unknown })[] | null); [member: string]: unknown } | null); alertKeyTemplate?: ({ textTemplate?: (string | null); elements?: (({ type: "TEXT" | "VAR" | "RAW"; val?: (string | null); func?: (string | null); args?: (({ S?: (string | null); N?: ((number | string) | null); [member: string]: unknown })[] | null); [member: string]: unknown })[] | null); [member: string]: unknown } | null); linkTemplates?: (({ text?: (string | null); linkTextTemplate?: ({ textTemplate?: (string | null); elements?: (({ type: "TEXT" | "VAR" | "RAW"; val?: (string | null); func?: (string | null); args?: (({ S?: (string | null); N?: ((number | string) | null); [member: string]: unknown })[] | null); [member: string]: unknown })[] | null); [member: string]: unknown } | null); hrefTemplate: { textTemplate?: (string | null); elements?: (({ type: "TEXT" | "VAR" | "RAW"; val?: (string | null); func?: (string | null); args?: (({ S?: (string | null); N?: ((number | string) | null); [member: string]: unknown })[] | null); [member: string]: unknown })[] | null); [member: string]: unknown }; [member: string]: unknown })[] | null); priorityTemplate?: ({ valueTemplate: { textTemplate?: (string | null); elements?: (({ type: "TEXT" | "VAR" | "RAW"; val?: (string | null); func?: (string | null); args?: (({ S?: (string | null); N?: ((number | string) | null); [member: string]: unknown })[] | null); [member: string]: unknown })[] | null); [member: string]: unknown }; mappings: ({ value: string; priority: "HIGH" | "LOW"; [member: string]: unknown })[]; [member: string]: unknown } | null); severityTemplate?: ({ valueTemplate: { textTemplate?: (string | null); elements?: (({ type: "TEXT" | "VAR" | "RAW"; val?: (string | null); func?: (string | null); args?: (({ S?: (string | null); N?: ((number | string) | null); [member: string]: unknown })[] | null); [member: string]: unknown })[] | null); [member: string]: unknown }; mappings: ({ value: string; severity: number; [member: string]: unknown })[]; [member: string]: unknown } | null); services?: (({ id: number; [member: string]: unknown })[] | null); servicesTemplate?: (({ textTemplate?: (string | null); elements?: (({ type: "TEXT" | "VAR" | "RAW"; val?: (string | null); func?: (string | null); args?: (({ S?: (string | null); N?: ((number | string) | null); [member: string]: unknown })[] | null); [member: string]: unknown })[] | null); [member: string]: unknown })[] | null); autoCreateServices?: (boolean | null); eventFilter?: (string | null); eventTypeFilterCreate?: (string | null); eventTypeFilterAccept?: (string | null); eventTypeFilterResolve?: (string | null); incidentCreation?: ("ONE_INCIDENT_PER_EMAIL" | "ONE_INCIDENT_PER_EMAIL_SUBJECT" | "ONE_PENDING_INCIDENT_ALLOWED" | "ONE_OPEN_INCIDENT_ALLOWED" | "ONE_ALERT_PER_EMAIL" | "ONE_ALERT_PER_EMAIL_SUBJECT" | "ONE_PENDING_ALERT_ALLOWED" | "ONE_OPEN_ALERT_ALLOWED" | "OPEN_RESOLVE_ON_EXTRACTION" | "ONE_ALERT_GROUPED_PER_WINDOW" | "INTELLIGENT_GROUPING" | null); incidentPriorityRule?: ("HIGH" | "LOW" | "HIGH_DURING_SUPPORT_HOURS" | "LOW_DURING_SUPPORT_HOURS" | null); emailFiltered?: (boolean | null); emailResolveFiltered?: (boolean | null); emailPredicates?: (({ field: "EMAIL_FROM" | "EMAIL_SUBJECT" | "EMAIL_BODY"; criteria: "CONTAINS_ANY_WORDS" | "CONTAINS_NOT_WORDS" | "CONTAINS_STRING" | "CONTAINS_NOT_STRING" | "IS_STRING" | "IS_NOT_STRING" | "MATCHES_REGEX" | "MATCHES_NOT_REGEX"; value: string; [member: string]: unknown })[] | null); emailResolvePredicates?: (({ field: "EMAIL_FROM" | "EMAIL_SUBJECT" | "EMAIL_BODY"; criteria: "CONTAINS_ANY_WORDS" | "CONTAINS_NOT_WORDS" | "CONTAINS_STRING" | "CONTAINS_NOT_STRING" | "IS_STRING" | "IS_NOT_STRING" | "MATCHES_REGEX" | "MATCHES_NOT_REGEX"; value: string; [member: string]: unknown })[] | null); filterOperator?: ("AND" | "OR" | null); resolveFilterOperator?: ("AND" | "OR" | null); resolveKeyExtractor?: ({ field: "EMAIL_SUBJECT" | "EMAIL_BODY"; criteria: "ALL_TEXT_BEFORE" | "ALL_TEXT_AFTER" | "MATCHES_REGEX"; value: string; [member: string]: unknown } | null); heartbeat?: ({ summary?: (string | null); intervalSec?: (number | null); [member: string]: unknown } | null); autotaskMetadata?: ({ userName?: (string | null); secret?: (string | null); webServer?: (string | null); [member: string]: unknown } | null); name: string; integrationType: "NAGIOS" | "ICINGA" | "EMAIL" | "EMAIL2" | "SMS" | "API" | "CRN" | "HEARTBEAT" | "HEARTBEAT2" | "PRTG" | "PINGDOM" | "CLOUDWATCH" | "AWSPHD" | "STACKDRIVER" | "INSTANA" | "ZABBIX" | "SOLARWINDS" | "PROMETHEUS" | "NEWRELIC" | "GRAFANA" | "GITHUB" | "DATADOG" | "UPTIMEROBOT" | "APPDYNAMICS" | "DYNATRACE" | "TOPDESK" | "STATUSCAKE" | "MONITOR" | "TOOL" | "CHECKMK" | "AUTOTASK" | "AWSBUDGET" | "SYSDIG" | "SERVERDENSITY" | "ZAPIER" | "KENTIXAM" | "JIRA" | "CONSUL" | "ZAMMAD" | "SPLUNK" | "SERVICENOW" | "SEARCHGUARD" | "KUBERNETES" | "SIGNALFX" | "AZUREALERTS" | "TERRAFORMCLOUD" | "SENTRY" | "SEMATEXT" | "SUMOLOGIC" | "RAYGUN" | "MXTOOLBOX" | "ESWATCHER" | "AMAZONSNS" | "KAPACITOR" | "CORTEXXSOAR" | "ZENDESK" | "AUVIK" | "SENSU" | "NCENTRAL" | "JUMPCLOUD" | "SALESFORCE" | "GUARDDUTY" | "STATUSHUB" | "IXON" | "APIFORTRESS" | "FRESHSERVICE" | "APPSIGNAL" | "LIGHTSTEP" | "IBMCLOUDFUNCTIONS" | "CROWDSTRIKE" | "HUMIO" | "OHDEAR" | "MONGODBATLAS" | "GITLAB" | "HYPERPING" | "PAPRISMACLOUD" | "SAMSARA" | "PANDORAFMS" | "MSSCOM" | "TWILIO" | "CISCOMERAKI" | "CHECKLY" | "POSTHOG" | "GOOGLESCC" | "SLACK" | "MSTEAMS" | "UPTIMEKUMA" | "TWILIOERRORS" | "PARTICLE" | "CLOUDFLARE" | "TULIP" | "GRAYLOG" | "CATCHPOINT" | "LOKI" | "CORTEX" | "MIMIR" | "HALOPSA" | "INFLUXDB" | "CALLFLOW" | "HALOITSM" | "KIBANA" | "VICTORIAMETRICS" | "HONEYCOMB" | "FOURME" | "KEEP" | "UBIDOTS" | "HETRIXTOOLS" | "POSTMAN" | "CLUSTERCONTROL" | "NETDATA" | "AWX" | "KAFKA" | "MQTT" | "RAPIDSPIKE" | "HONEYBADGER" | "HEALTHCHECKSIO" | "MEZMO" | "SERVERGUARD24" | "CISCOTHOUSANDEYES" | "SITE24X7" | "ITCONDUCTOR" | "SAPFRUN" | "APICA" | "DASH0" | "ROLLBAR" | "GATUS" | "LIBRENMS" | "PANTHER" | "TEAMCITY" | "ALIBABACLOUD" | "FLEETDM" | "CONNECTWISEPSA" | "DEADMANSSNITCH" | "FORTISOAR" | "OPMANAGER" | "CRONITOR" | "DOMOTZ" | "LIVEWATCH" | "AZUREDEVOPS" | "LEVELIO" | "EKARA" | "SYSAID" | "PHAREIO" | "OPSGENIE" | "WHATAP" | "SIGNOZ" | "GOOGLECHAT" | "DOTCOMMONITOR" | "HELPSCOUT" | "WAZUH" | "SCIENCELOGIC" | "PULSETIC" | "UPTIME" | "SEKOIA"; escalationPolicy: { id: number }; integrationKey?: ((string | null) | ""); alertCreation?: ("ONE_ALERT_PER_EMAIL" | "ONE_ALERT_PER_EMAIL_SUBJECT" | "ONE_PENDING_ALERT_ALLOWED" | "ONE_OPEN_ALERT_ALLOWED" | "OPEN_RESOLVE_ON_EXTRACTION" | "ONE_ALERT_GROUPED_PER_WINDOW" | "INTELLIGENT_GROUPING" | null); alertPriorityRule?: ("HIGH" | "LOW" | "HIGH_DURING_SUPPORT_HOURS" | "LOW_DURING_SUPPORT_HOURS" | null); severity?: (number | null); active?: (boolean | null); teams?: (({ id: number })[] | null); metadata?: ({ requireSignature?: (boolean | null); oneEventPerAlert?: (boolean | null); signingSecret?: (string | null); [member: string]: unknown } | null) } } }; responses: { 201: { headers: Headers; content: { 'application/json': components['schemas']['Source'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    delete?: never;
  };
  '/alert-sources/{id}': {
    get: { parameters: { path: { id: Id }; query?: { include?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['Source'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put: { parameters: { path: { id: Id }; query?: { include?: Query } }; requestBody: { content: { 'application/json': { alertGroupingWindow?: ("PT2M" | "PT5M" | "PT15M" | "PT30M" | "PT1H" | "PT2H" | "PT4H" | "PT8H" | "PT12H" | "PT24H" | null); scoreThreshold?: (number | null); autoResolutionTimeout?: ("PT10M" | "PT20M" | "PT30M" | "PT40M" | "PT50M" | "PT60M" | "PT90M" | "PT2H" | "PT3H" | "PT4H" | "PT5H" | "PT6H" | "PT12H" | "PT24H" | null); supportHours?: ({ id?: (number | null); timezone?: (string | null); autoRaiseAlerts?: (boolean | null); supportDays?: ({ [member: string]: ({ start: string; end: string; [member: string]: unknown } | null) } | null); [member: string]: unknown } | null); autoRaiseAlerts?: (boolean | null); setupStatus?: ("CREATED" | "CREATED_ADVANCED" | "CREATED_BIDIRECTIONAL" | "FINISHED" | null); iconUrl?: (string | null); lightIconUrl?: (string | null); darkIconUrl?: (string | null); summaryTemplate?: ({ textTemplate?: (string | null); elements?: (({ type: "TEXT" | "VAR" | "RAW"; val?: (string | null); func?: (string | null); args?: (({ S?: (string | null); N?: ((number | string) | null); [member: string]: unknown })[] | null); [member: string]: unknown })[] | null); [member: string]: unknown } | null); detailsTemplate?: ({ textTemplate?: (string | null); elements?: (({ type: "TEXT" | "VAR" | "RAW"; val?: (string | null); func?: (string | null); args?: (({ S?: (string | null); N?: ((number | string) | null); [member: string]: unknown })[] | null); [member: string]: unknown })[] | null); [member: string]: unknown } | null); routingTemplate?: ({ textTemplate?: (string | null); elements?: (({ type: "TEXT" | "VAR" | "RAW"; val?: (string | null); func?: (string | null); args?: (({ S?: (string | null); N?: ((number | string) | null); [member: string]: unknown })[] | null); [member: string]: unknown })[] | null); [member: string]: unknown } | null); alertKeyTemplate?: ({ textTemplate?: (string | null); elements?: (({ type: "TEXT" | "VAR" | "RAW"; val?: (string | null); func?: (string | null); args?: (({ S?: (string | null); N?: ((number | string) | null); [member: string]: unknown })[] | null); [member: string]: unknown })[] | null); [member: string]: unknown } | null); linkTemplates?: (({ text?: (string | null); linkTextTemplate?: ({ textTemplate?: (string | null); elements?: (({ type: "TEXT" | "VAR" | "RAW"; val?: (string | null); func?: (string | null); args?: (({ S?: (string | null); N?: ((number | string) | null); [member: string]: unknown })[] | null); [member: string]: unknown })[] | null); [member: string]: unknown } | null); hrefTemplate: { textTemplate?: (string | null); elements?: (({ type: "TEXT" | "VAR" | "RAW"; val?: (string | null); func?: (string | null); args?: (({ S?: (string | null); N?: ((number | string) | null); [member: string]: unknown })[] | null); [member: string]: unknown })[] | null); [member: string]: unknown }; [member: string]: unknown })[] | null); priorityTemplate?: ({ valueTemplate: { textTemplate?: (string | null); elements?: (({ type: "TEXT" | "VAR" | "RAW"; val?: (string | null); func?: (string | null); args?: (({ S?: (string | null); N?: ((number | string) | null); [member: string]: unknown })[] | null); [member: string]: unknown })[] | null); [member: string]: unknown }; mappings: ({ value: string; priority: "HIGH" | "LOW"; [member: string]: unknown })[]; [member: string]: unknown } | null); severityTemplate?: ({ valueTemplate: { textTemplate?: (string | null); elements?: (({ type: "TEXT" | "VAR" | "RAW"; val?: (string | null); func?: (string | null); args?: (({ S?: (string | null); N?: ((number | string) | null); [member: string]: unknown })[] | null); [member: string]: unknown })[] | null); [member: string]: unknown }; mappings: ({ value: string; severity: number; [member: string]: unknown })[]; [member: string]: unknown } | null); services?: (({ id: number; [member: string]: unknown })[] | null); servicesTemplate?: (({ textTemplate?: (string | null); elements?: (({ type: "TEXT" | "VAR" | "RAW"; val?: (string | null); func?: (string | null); args?: (({ S?: (string | null); N?: ((number | string) | null); [member: string]: unknown })[] | null); [member: string]: unknown })[] | null); [member: string]: unknown })[] | null); autoCreateServices?: (boolean | null); eventFilter?: (string | null); eventTypeFilterCreate?: (string | null); eventTypeFilterAccept?: (string | null); eventTypeFilterResolve?: (string | null); incidentCreation?: ("ONE_INCIDENT_PER_EMAIL" | "ONE_INCIDENT_PER_EMAIL_SUBJECT" | "ONE_PENDING_INCIDENT_ALLOWED" | "ONE_OPEN_INCIDENT_ALLOWED" | "ONE_ALERT_PER_EMAIL" | "ONE_ALERT_PER_EMAIL_SUBJECT" | "ONE_PENDING_ALERT_ALLOWED" | "ONE_OPEN_ALERT_ALLOWED" | "OPEN_RESOLVE_ON_EXTRACTION" | "ONE_ALERT_GROUPED_PER_WINDOW" | "INTELLIGENT_GROUPING" | null); incidentPriorityRule?: ("HIGH" | "LOW" | "HIGH_DURING_SUPPORT_HOURS" | "LOW_DURING_SUPPORT_HOURS" | null); emailFiltered?: (boolean | null); emailResolveFiltered?: (boolean | null); emailPredicates?: (({ field: "EMAIL_FROM" | "EMAIL_SUBJECT" | "EMAIL_BODY"; criteria: "CONTAINS_ANY_WORDS" | "CONTAINS_NOT_WORDS" | "CONTAINS_STRING" | "CONTAINS_NOT_STRING" | "IS_STRING" | "IS_NOT_STRING" | "MATCHES_REGEX" | "MATCHES_NOT_REGEX"; value: string; [member: string]: unknown })[] | null); emailResolvePredicates?: (({ field: "EMAIL_FROM" | "EMAIL_SUBJECT" | "EMAIL_BODY"; criteria: "CONTAINS_ANY_WORDS" | "CONTAINS_NOT_WORDS" | "CONTAINS_STRING" | "CONTAINS_NOT_STRING" | "IS_STRING" | "IS_NOT_STRING" | "MATCHES_REGEX" | "MATCHES_NOT_REGEX"; value: string; [member: string]: unknown })[] | null); filterOperator?: ("AND" | "OR" | null); resolveFilterOperator?: ("AND" | "OR" | null); resolveKeyExtractor?: ({ field: "EMAIL_SUBJECT" | "EMAIL_BODY"; criteria: "ALL_TEXT_BEFORE" | "ALL_TEXT_AFTER" | "MATCHES_REGEX"; value: string; [member: string]: unknown } | null); heartbeat?: ({ summary?: (string | null); intervalSec?: (number | null); [member: string]: unknown } | null); autotaskMetadata?: ({ userName?: (string | null); secret?: (string | null); webServer?: (string | null); [member: string]: unknown } | null); name: string; integrationType: "NAGIOS" | "ICINGA" | "EMAIL" | "EMAIL2" | "SMS" | "API" | "CRN" | "HEARTBEAT" | "HEARTBEAT2" | "PRTG" | "PINGDOM" | "CLOUDWATCH" | "AWSPHD" | "STACKDRIVER" | "INSTANA" | "ZABBIX" | "SOLARWINDS" | "PROMETHEUS" | "NEWRELIC" | "GRAFANA" | "GITHUB" | "DATADOG" | "UPTIMEROBOT" | "APPDYNAMICS" | "DYNATRACE" | "TOPDESK" | "STATUSCAKE" | "MONITOR" | "TOOL" | "CHECKMK" | "AUTOTASK" | "AWSBUDGET" | "SYSDIG" | "SERVERDENSITY" | "ZAPIER" | "KENTIXAM" | "JIRA" | "CONSUL" | "ZAMMAD" | "SPLUNK" | "SERVICENOW" | "SEARCHGUARD" | "KUBERNETES" | "SIGNALFX" | "AZUREALERTS" | "TERRAFORMCLOUD" | "SENTRY" | "SEMATEXT" | "SUMOLOGIC" | "RAYGUN" | "MXTOOLBOX" | "ESWATCHER" | "AMAZONSNS" | "KAPACITOR" | "CORTEXXSOAR" | "ZENDESK" | "AUVIK" | "SENSU" | "NCENTRAL" | "JUMPCLOUD" | "SALESFORCE" | "GUARDDUTY" | "STATUSHUB" | "IXON" | "APIFORTRESS" | "FRESHSERVICE" | "APPSIGNAL" | "LIGHTSTEP" | "IBMCLOUDFUNCTIONS" | "CROWDSTRIKE" | "HUMIO" | "OHDEAR" | "MONGODBATLAS" | "GITLAB" | "HYPERPING" | "PAPRISMACLOUD" | "SAMSARA" | "PANDORAFMS" | "MSSCOM" | "TWILIO" | "CISCOMERAKI" | "CHECKLY" | "POSTHOG" | "GOOGLESCC" | "SLACK" | "MSTEAMS" | "UPTIMEKUMA" | "TWILIOERRORS" | "PARTICLE" | "CLOUDFLARE" | "TULIP" | "GRAYLOG" | "CATCHPOINT" | "LOKI" | "CORTEX" | "MIMIR" | "HALOPSA" | "INFLUXDB" | "CALLFLOW" | "HALOITSM" | "KIBANA" | "VICTORIAMETRICS" | "HONEYCOMB" | "FOURME" | "KEEP" | "UBIDOTS" | "HETRIXTOOLS" | "POSTMAN" | "CLUSTERCONTROL" | "NETDATA" | "AWX" | "KAFKA" | "MQTT" | "RAPIDSPIKE" | "HONEYBADGER" | "HEALTHCHECKSIO" | "MEZMO" | "SERVERGUARD24" | "CISCOTHOUSANDEYES" | "SITE24X7" | "ITCONDUCTOR" | "SAPFRUN" | "APICA" | "DASH0" | "ROLLBAR" | "GATUS" | "LIBRENMS" | "PANTHER" | "TEAMCITY" | "ALIBABACLOUD" | "FLEETDM" | "CONNECTWISEPSA" | "DEADMANSSNITCH" | "FORTISOAR" | "OPMANAGER" | "CRONITOR" | "DOMOTZ" | "LIVEWATCH" | "AZUREDEVOPS" | "LEVELIO" | "EKARA" | "SYSAID" | "PHAREIO" | "OPSGENIE" | "WHATAP" | "SIGNOZ" | "GOOGLECHAT" | "DOTCOMMONITOR" | "HELPSCOUT" | "WAZUH" | "SCIENCELOGIC" | "PULSETIC" | "UPTIME" | "SEKOIA"; escalationPolicy: { id: number }; integrationKey?: ((string | null) | ""); alertCreation?: ("ONE_ALERT_PER_EMAIL" | "ONE_ALERT_PER_EMAIL_SUBJECT" | "ONE_PENDING_ALERT_ALLOWED" | "ONE_OPEN_ALERT_ALLOWED" | "OPEN_RESOLVE_ON_EXTRACTION" | "ONE_ALERT_GROUPED_PER_WINDOW" | "INTELLIGENT_GROUPING" | null); alertPriorityRule?: ("HIGH" | "LOW" | "HIGH_DURING_SUPPORT_HOURS" | "LOW_DURING_SUPPORT_HOURS" | null); severity?: (number | null); active?: (boolean | null); teams?: (({ id: number })[] | null); metadata?: ({ requireSignature?: (boolean | null); oneEventPerAlert?: (boolean | null); signingSecret?: (string | null); [member: string]: unknown } | null) } } }; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['Source'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    post?: never;
    delete: { parameters: { path: { id: Id }; query?: never }; requestBody?: never; responses: { 204: { headers: Headers; content?: never }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
  };
  '/alert-actions': {
    get: { parameters: { path?: never; query?: { 'start-index'?: Query; 'max-results'?: Query; include?: Query; source?: Query; connector?: Query; version?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': (components['schemas']['AlertAction'])[] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post: { parameters: { path?: never; query?: { include?: Query; version?: Query } }; requestBody: { content: { 'application/json': { name: string; alertSources?: (({ id: number })[] | null); alertSourceIds?: ((number)[] | null); connectorId?: (string | null); connectorType: "autotask" | "jira" | "microsoft_teams" | "microsoft_teams_bot" | "microsoft_teams_webhook" | "servicenow" | "slack" | "slack_webhook" | "webhook" | "zendesk" | "discord" | "github" | "topdesk" | "email" | "zapier" | "zammad" | "mattermost" | "zoom_chat" | "dingtalk" | "dingtalk_action" | "aws_event_bridge" | "dynamic" | "zabbix" | "automation_rule" | "telegram" | "google_chat_bot" | "google_chat_webhook" | "reroute" | "datadog" | "aws_lambda" | "azure_faas" | "google_faas" | "sysdig" | "status_page_io" | "zoom_meeting"; triggerMode?: (("AUTOMATIC" | "MANUAL" | "") | null); triggerTypes?: (("alert-created" | "alert-assigned" | "alert-auto-escalated" | "alert-acknowledged" | "alert-raised" | "alert-comment-added" | "alert-escalation-ended" | "alert-resolved" | "alert-auto-resolved" | "alert-responder-added" | "alert-responder-removed" | "alert-channel-attached" | "alert-channel-detached" | "v-alert-not-resolved")[] | null); escalationEndedDelaySec?: (number | null); notResolvedDelaySec?: (number | null); delaySec?: (number | null); alertFilter?: ({ operator: "AND" | "OR"; predicates: ({ field: "ALERT_SUMMARY" | "ALERT_DETAILS" | "ESCALATION_POLICY" | "ALERT_PRIORITY"; criteria: "CONTAINS_ANY_WORDS" | "CONTAINS_NOT_WORDS" | "CONTAINS_STRING" | "CONTAINS_NOT_STRING" | "IS_STRING" | "IS_NOT_STRING" | "MATCHES_REGEX" | "MATCHES_NOT_REGEX"; value: string; [member: string]: unknown })[]; [member: string]: unknown } | null); conditions?: (string | null); params?: ({ [member: string]: unknown } | null); teams?: (({ id: number })[] | null) } } }; responses: { 201: { headers: Headers; content: { 'application/json': components['schemas']['AlertAction'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    delete?: never;
  };
  '/alert-actions/{id}/add-source': {
    get?: never;
    put: { parameters: { path: { id: Id }; query?: { version?: Query } }; requestBody: { content: { 'application/json': { alertSourceId: number } } }; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['AlertAction'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    post: { parameters: { path: { id: Id }; query?: { version?: Query } }; requestBody: { content: { 'application/json': { alertSourceId: number } } }; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['AlertAction'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    delete?: never;
  };
  '/alert-actions/{id}/remove-source': {
    get?: never;
    put: { parameters: { path: { id: Id }; query?: { version?: Query } }; requestBody: { content: { 'application/json': { alertSourceId: number } } }; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['AlertAction'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    post: { parameters: { path: { id: Id }; query?: { version?: Query } }; requestBody: { content: { 'application/json': { alertSourceId: number } } }; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['AlertAction'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    delete?: never;
  };
  '/alert-actions/name/{name}': {
    get: { parameters: { path: { name: Id }; query?: { include?: Query; version?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['AlertAction'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post?: never;
    delete?: never;
  };
  '/alert-actions/{id}': {
    get: { parameters: { path: { id: Id }; query?: { include?: Query; version?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['AlertAction'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put: { parameters: { path: { id: Id }; query?: { include?: Query; version?: Query } }; requestBody: { content: { 'application/json': { name: string; alertSources?: (({ id: number })[] | null); alertSourceIds?: ((number)[] | null); connectorId?: (string | null); connectorType: "autotask" | "jira" | "microsoft_teams" | "microsoft_teams_bot" | "microsoft_teams_webhook" | "servicenow" | "slack" | "slack_webhook" | "webhook" | "zendesk" | "discord" | "github" | "topdesk" | "email" | "zapier" | "zammad" | "mattermost" | "zoom_chat" | "dingtalk" | "dingtalk_action" | "aws_event_bridge" | "dynamic" | "zabbix" | "automation_rule" | "telegram" | "google_chat_bot" | "google_chat_webhook" | "reroute" | "datadog" | "aws_lambda" | "azure_faas" | "google_faas" | "sysdig" | "status_page_io" | "zoom_meeting"; triggerMode?: (("AUTOMATIC" | "MANUAL" | "") | null); triggerTypes?: (("alert-created" | "alert-assigned" | "alert-auto-escalated" | "alert-acknowledged" | "alert-raised" | "alert-comment-added" | "alert-escalation-ended" | "alert-resolved" | "alert-auto-resolved" | "alert-responder-added" | "alert-responder-removed" | "alert-channel-attached" | "alert-channel-detached" | "v-alert-not-resolved")[] | null); escalationEndedDelaySec?: (number | null); notResolvedDelaySec?: (number | null); delaySec?: (number | null); alertFilter?: ({ operator: "AND" | "OR"; predicates: ({ field: "ALERT_SUMMARY" | "ALERT_DETAILS" | "ESCALATION_POLICY" | "ALERT_PRIORITY"; criteria: "CONTAINS_ANY_WORDS" | "CONTAINS_NOT_WORDS" | "CONTAINS_STRING" | "CONTAINS_NOT_STRING" | "IS_STRING" | "IS_NOT_STRING" | "MATCHES_REGEX" | "MATCHES_NOT_REGEX"; value: string; [member: string]: unknown })[]; [member: string]: unknown } | null); conditions?: (string | null); params?: ({ [member: string]: unknown } | null); teams?: (({ id: number })[] | null) } } }; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['AlertAction'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    post?: never;
    delete: { parameters: { path: { id: Id }; query?: never }; requestBody?: never; responses: { 204: { headers: Headers; content?: never }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
  };
  '/v1/connections/name/{name}': {
    get: { parameters: { path: { name: Id }; query?: { include?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['Connection'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post?: never;
    delete?: never;
  };
  '/v1/connections': {
    get: { parameters: { path?: never; query?: { 'start-index'?: Query; 'max-results'?: Query; include?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': (components['schemas']['Connection'])[] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post: { parameters: { path?: never; query?: { include?: Query } }; requestBody: { content: { 'application/json': { name: string; alertSourceIds?: ((number)[] | null); connectorId?: (string | null); connectorType: "autotask" | "jira" | "microsoft_teams" | "microsoft_teams_bot" | "microsoft_teams_webhook" | "servicenow" | "slack" | "slack_webhook" | "webhook" | "zendesk" | "discord" | "github" | "topdesk" | "email" | "zapier" | "zammad" | "mattermost" | "zoom_chat" | "dingtalk" | "dingtalk_action" | "aws_event_bridge" | "dynamic" | "zabbix" | "automation_rule" | "telegram" | "google_chat_bot" | "google_chat_webhook" | "reroute" | "datadog" | "aws_lambda" | "azure_faas" | "google_faas" | "sysdig" | "status_page_io" | "zoom_meeting"; triggerMode?: (("AUTOMATIC" | "MANUAL" | "") | null); params?: ({ [member: string]: unknown } | null); triggerTypes?: ((string)[] | null) } } }; responses: { 201: { headers: Headers; content: { 'application/json': components['schemas']['Connection'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    delete?: never;
  };
  '/v1/connections/{id}': {
    get: { parameters: { path: { id: Id }; query?: { include?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['Connection'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put: { parameters: { path: { id: Id }; query?: { include?: Query } }; requestBody: { content: { 'application/json': { name: string; alertSourceIds?: ((number)[] | null); connectorId?: (string | null); connectorType: "autotask" | "jira" | "microsoft_teams" | "microsoft_teams_bot" | "microsoft_teams_webhook" | "servicenow" | "slack" | "slack_webhook" | "webhook" | "zendesk" | "discord" | "github" | "topdesk" | "email" | "zapier" | "zammad" | "mattermost" | "zoom_chat" | "dingtalk" | "dingtalk_action" | "aws_event_bridge" | "dynamic" | "zabbix" | "automation_rule" | "telegram" | "google_chat_bot" | "google_chat_webhook" | "reroute" | "datadog" | "aws_lambda" | "azure_faas" | "google_faas" | "sysdig" | "status_page_io" | "zoom_meeting"; triggerMode?: (("AUTOMATIC" | "MANUAL" | "") | null); params?: ({ [member: string]: unknown } | null); triggerTypes?: ((string)[] | null) } } }; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['Connection'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    post?: never;
    delete: { parameters: { path: { id: Id }; query?: never }; requestBody?: never; responses: { 204: { headers: Headers; content?: never }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
  };
  '/connectors/name/{name}': {
    get: { parameters: { path: { name: Id }; query?: { include?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['Connector'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post?: never;
    delete?: never;
  };
  '/connectors': {
    get: { parameters: { path?: never; query?: { 'start-index'?: Query; 'max-results'?: Query; include?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': (components['schemas']['Connector'])[] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post: { parameters: { path?: never; query?: { include?: Query } }; requestBody: { content: { 'application/json': { type: "datadog" | "github" | "sysdig" | "status_page_io" | "jira" | "servicenow" | "topdesk" | "autotask" | "zendesk" | "zammad" | "zabbix" | "mattermost" | "discord" | "microsoft_teams" | "dingtalk" | "aws_lambda" | "azure_faas" | "google_faas" | "slack" | "microsoft_teams_bot" | "zoom_chat" | "zoom_meeting" | "google_chat_bot" | "google_chat_webhook" | "telegram" | "dynamic"; name: string; params?: ({ [member: string]: unknown } | null) } } }; responses: { 201: { headers: Headers; content: { 'application/json': components['schemas']['Connector'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    delete?: never;
  };
  '/connectors/{id}': {
    get: { parameters: { path: { id: Id }; query?: { include?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['Connector'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put: { parameters: { path: { id: Id }; query?: { include?: Query } }; requestBody: { content: { 'application/json': { type: "datadog" | "github" | "sysdig" | "status_page_io" | "jira" | "servicenow" | "topdesk" | "autotask" | "zendesk" | "zammad" | "zabbix" | "mattermost" | "discord" | "microsoft_teams" | "dingtalk" | "aws_lambda" | "azure_faas" | "google_faas" | "slack" | "microsoft_teams_bot" | "zoom_chat" | "zoom_meeting" | "google_chat_bot" | "google_chat_webhook" | "telegram" | "dynamic"; name: string; params?: ({ [member: string]: unknown } | null) } } }; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['Connector'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    post?: never;
    delete: { parameters: { path: { id: Id }; query?: never }; requestBody?: never; responses: { 204: { headers: Headers; content?: never }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
  };
  '/chat-apps': {
    get: { parameters: { path?: never; query?: never }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': (components['schemas']['ChatApp'])[] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post?: never;
    delete?: never;
  };
  '/chat-apps/{type}': {
    get: { parameters: { path: { type: Id }; query?: never }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['ChatApp'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put: { parameters: { path: { type: Id }; query?: never }; requestBody: { content: { 'application/json': { [member: string]: unknown } } }; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['ChatApp'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    post?: never;
    delete: { parameters: { path: { type: Id }; query?: never }; requestBody?: never; responses: { 204: { headers: Headers; content?: never }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
  };
  '/connector-types': {
    get: { parameters: { path?: never; query?: never }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': (components['schemas']['ConnectorTypeDescription'])[] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post?: never;
    delete?: never;
  };
  '/conditions/evaluate': {
    get?: never;
    put?: never;
    post: { parameters: { path?: never; query?: never }; requestBody: { content: { 'application/json': { condition: string; data?: ({ event?: unknown; alert?: unknown; context?: unknown; [member: string]: unknown } | null); alertSourceId?: (number | null); eventId?: (string | null); now?: (string | null); counters?: ({ [member: string]: number } | null) } } }; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['Evaluation'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    delete?: never;
  };
  '/escalation-policies/resolve': {
    get: { parameters: { path?: never; query: { 'routing-key': Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['EscalationPolicy'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post?: never;
    delete?: never;
  };
  '/escalation-policies/{id}/levels/{level}': {
    get?: never;
    put: { parameters: { path: { id: Id; level: Id }; query?: never }; requestBody: { content: { 'application/json': { escalationTimeout: number; users?: (({ id: number })[] | null); schedules?: (({ id: number })[] | null); teams?: (({ id: number })[] | null); user?: ({ id: number } | null); schedule?: ({ id: number } | null); team?: ({ id: number } | null) } } }; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['EscalationRule'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    post?: never;
    delete?: never;
  };
  '/escalation-policies/simulate': {
    get?: never;
    put?: never;
    post: { parameters: { path?: never; query?: never }; requestBody: { content: { 'application/json': { policy: { repeating?: (boolean | null); frequency?: (number | null); delayMin?: (number | null); id?: (number | null); escalationRules?: (({ escalationTimeout: number; users?: (({ id: number })[] | null); schedules?: (({ id: number })[] | null); teams?: (({ id: number })[] | null); user?: ({ id: number } | null); schedule?: ({ id: number } | null); team?: ({ id: number } | null) })[] | null) }; priority?: ("HIGH" | "LOW" | null); at?: (string | null) } } }; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['EscalationForecast'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    delete?: never;
  };
  '/escalation-policies/name/{name}': {
    get: { parameters: { path: { name: Id }; query?: { include?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['EscalationPolicy'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post?: never;
    delete?: never;
  };
  '/escalation-policies': {
    get: { parameters: { path?: never; query?: { 'start-index'?: Query; 'max-results'?: Query; include?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': (components['schemas']['EscalationPolicy'])[] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post: { parameters: { path?: never; query?: { include?: Query } }; requestBody: { content: { 'application/json': { name: string; escalationRules: ({ escalationTimeout: number; users?: (({ id: number })[] | null); schedules?: (({ id: number })[] | null); teams?: (({ id: number })[] | null); user?: ({ id: number } | null); schedule?: ({ id: number } | null); team?: ({ id: number } | null) })[]; repeating?: (boolean | null); frequency?: (number | null); delayMin?: (number | null); routingKey?: ((string | null) | ""); teams?: (({ id: number })[] | null) } } }; responses: { 201: { headers: Headers; content: { 'application/json': components['schemas']['EscalationPolicy'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    delete?: never;
  };
  '/escalation-policies/{id}': {
    get: { parameters: { path: { id: Id }; query?: { include?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['EscalationPolicy'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put: { parameters: { path: { id: Id }; query?: { include?: Query } }; requestBody: { content: { 'application/json': { name: string; escalationRules: ({ escalationTimeout: number; users?: (({ id: number })[] | null); schedules?: (({ id: number })[] | null); teams?: (({ id: number })[] | null); user?: ({ id: number } | null); schedule?: ({ id: number } | null); team?: ({ id: number } | null) })[]; repeating?: (boolean | null); frequency?: (number | null); delayMin?: (number | null); routingKey?: ((string | null) | ""); teams?: (({ id: number })[] | null) } } }; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['EscalationPolicy'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    post?: never;
    delete: { parameters: { path: { id: Id }; query?: never }; requestBody?: never; responses: { 204: { headers: Headers; content?: never }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
  };
  '/coverage-requests': {
    get: { parameters: { path?: never; query?: { 'start-index'?: Query; 'max-results'?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': (components['schemas']['CoverageRequest'])[] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post: { parameters: { path?: never; query?: never }; requestBody: { content: { 'application/json': { colleague: { id: number }; shifts: ({ schedule: { id: number }; start: string; end: string })[]; message?: (string | null) } } }; responses: { 201: { headers: Headers; content: { 'application/json': components['schemas']['CoverageRequest'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    delete?: never;
  };
  '/coverage-requests/{id}': {
    get: { parameters: { path: { id: Id }; query?: never }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['CoverageRequest'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post?: never;
    delete?: never;
  };
  '/coverage-requests/{id}/accept': {
    get?: never;
    put: { parameters: { path: { id: Id }; query?: never }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['CoverageRequest'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    post?: never;
    delete?: never;
  };
  '/coverage-requests/{id}/decline': {
    get?: never;
    put: { parameters: { path: { id: Id }; query?: never }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['CoverageRequest'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    post?: never;
    delete?: never;
  };
  '/coverage-requests/{id}/cancel': {
    get?: never;
    put: { parameters: { path: { id: Id }; query?: never }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['CoverageRequest'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    post?: never;
    delete?: never;
  };
  '/integrations': {
    get: { parameters: { path?: never; query?: { 'start-index'?: Query; 'max-results'?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': (components['schemas']['Integration'])[] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post?: never;
    delete?: never;
  };
  '/numbers': {
    get: { parameters: { path?: never; query?: { 'start-index'?: Query; 'max-results'?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': (components['schemas']['Number'])[] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post?: never;
    delete?: never;
  };
  '/ical/{file}': {
    get: { parameters: { path: { file: Id }; query?: never }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'text/calendar': string } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post?: never;
    delete?: never;
  };
  '/on-calls': {
    get: { parameters: { path?: never; query?: { policies?: Query; 'policy-levels'?: Query; schedules?: Query; users?: Query; expand?: Query; from?: Query; until?: Query; timezone?: Query; 'start-index'?: Query; 'max-results'?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': (components['schemas']['OnCall'])[] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post?: never;
    delete?: never;
  };
  '/on-calls/reachability': {
    get: { parameters: { path?: never; query?: never }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': (components['schemas']['Reachability'])[] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post?: never;
    delete?: never;
  };
  '/on-calls/take': {
    get?: never;
    put?: never;
    post: { parameters: { path?: never; query?: never }; requestBody: { content: { 'application/json': { user?: ({ id: number } | null); by?: ({ id: number } | null); from: string; until: string; shifts?: (({ schedule: { id: number }; start: string; end: string })[] | null); dryRun?: (boolean | null) } } }; responses: { 200: { headers: Headers; content: { 'application/json': (components['schemas']['TakenShift'])[] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    delete?: never;
  };
  '/developers/apps': {
    get: { parameters: { path?: never; query?: { 'start-index'?: Query; 'max-results'?: Query; include?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': (components['schemas']['App'])[] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post: { parameters: { path?: never; query?: never }; requestBody: { content: { 'application/json': { name: string; type?: ("CONFIDENTIAL" | "PUBLIC" | null); redirectUris: (string)[]; scopes?: ((string)[] | null) } } }; responses: { 201: { headers: Headers; content: { 'application/json': components['schemas']['App'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    delete?: never;
  };
  '/developers/apps/{id}/secret': {
    get?: never;
    put?: never;
    post: { parameters: { path: { id: Id }; query?: never }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['App'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    delete?: never;
  };
  '/developers/apps/name/{name}': {
    get: { parameters: { path: { name: Id }; query?: { include?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['App'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post?: never;
    delete?: never;
  };
  '/developers/apps/{id}': {
    get: { parameters: { path: { id: Id }; query?: { include?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['App'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put: { parameters: { path: { id: Id }; query?: { include?: Query } }; requestBody: { content: { 'application/json': { name: string; type?: ("CONFIDENTIAL" | "PUBLIC" | null); redirectUris: (string)[]; scopes?: ((string)[] | null) } } }; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['App'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    post?: never;
    delete: { parameters: { path: { id: Id }; query?: never }; requestBody?: never; responses: { 204: { headers: Headers; content?: never }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
  };
  '/reports/api-keys/usage': {
    get: { parameters: { path?: never; query: { scopes?: Query; from: Query; until: Query; timezone?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': (components['schemas']['KeyUsage'])[] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post?: never;
    delete?: never;
  };
  '/schedules/name/{name}': {
    get: { parameters: { path: { name: Id }; query?: { include?: Query; from?: Query; until?: Query; 'exclude-overrides'?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['Schedule'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post?: never;
    delete?: never;
  };
  '/schedules': {
    get: { parameters: { path?: never; query?: { 'start-index'?: Query; 'max-results'?: Query; include?: Query; from?: Query; until?: Query; 'exclude-overrides'?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': (components['schemas']['Schedule'])[] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post: { parameters: { path?: never; query?: { include?: Query; 'abort-on-gaps'?: Query } }; requestBody: { content: { 'application/json': { name: string; timezone: string; type: "STATIC" | "RECURRING"; scheduleLayers?: (({ name?: (string | null); startsOn: string; endsOn?: ((string | null) | ""); users: ({ id: number })[]; rotation: string; restrictionType?: (("TIMES_OF_WEEK" | "TIME_OF_WEEK" | "TIME_OF_DAY" | null) | ""); restrictions?: (({ from: { dayOfWeek: "MONDAY" | "TUESDAY" | "WEDNESDAY" | "THURSDAY" | "FRIDAY" | "SATURDAY" | "SUNDAY"; time: string }; to: { dayOfWeek: "MONDAY" | "TUESDAY" | "WEDNESDAY" | "THURSDAY" | "FRIDAY" | "SATURDAY" | "SUNDAY"; time: string } })[] | null) })[] | null); shifts?: (({ user: { id: number }; start: string; end: string })[] | null); showGaps?: (boolean | null); defaultShiftDuration?: ((string | null) | ""); calendarUrl?: ((string | null) | ""); teams?: (({ id: number })[] | null) } } }; responses: { 201: { headers: Headers; content: { 'application/json': components['schemas']['Schedule'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    delete?: never;
  };
  '/schedules/{id}': {
    get: { parameters: { path: { id: Id }; query?: { include?: Query; from?: Query; until?: Query; 'exclude-overrides'?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['Schedule'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put: { parameters: { path: { id: Id }; query?: { include?: Query; 'abort-on-gaps'?: Query } }; requestBody: { content: { 'application/json': { name: string; timezone: string; type: "STATIC" | "RECURRING"; scheduleLayers?: (({ name?: (string | null); startsOn: string; endsOn?: ((string | null) | ""); users: ({ id: number })[]; rotation: string; restrictionType?: (("TIMES_OF_WEEK" | "TIME_OF_WEEK" | "TIME_OF_DAY" | null) | ""); restrictions?: (({ from: { dayOfWeek: "MONDAY" | "TUESDAY" | "WEDNESDAY" | "THURSDAY" | "FRIDAY" | "SATURDAY" | "SUNDAY"; time: string }; to: { dayOfWeek: "MONDAY" | "TUESDAY" | "WEDNESDAY" | "THURSDAY" | "FRIDAY" | "SATURDAY" | "SUNDAY"; time: string } })[] | null) })[] | null); shifts?: (({ user: { id: number }; start: string; end: string })[] | null); showGaps?: (boolean | null); defaultShiftDuration?: ((string | null) | ""); calendarUrl?: ((string | null) | ""); teams?: (({ id: number })[] | null) } } }; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['Schedule'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    post?: never;
    delete: { parameters: { path: { id: Id }; query?: never }; requestBody?: never; responses: { 204: { headers: Headers; content?: never }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
  };
  '/schedules/{id}/shifts': {
    get: { parameters: { path: { id: Id }; query?: { from?: Query; until?: Query; 'exclude-overrides'?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': (components['schemas']['Shift'])[] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post?: never;
    delete?: never;
  };
  '/schedules/{id}/user-on-call': {
    get: { parameters: { path: { id: Id }; query?: never }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['Shift'] } }; 204: { headers: Headers; content?: never }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post?: never;
    delete?: never;
  };
  '/schedules/{id}/overrides': {
    get: { parameters: { path: { id: Id }; query?: { 'start-index'?: Query; 'max-results'?: Query; from?: Query; until?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': (components['schemas']['Override'])[] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put: { parameters: { path: { id: Id }; query?: { include?: Query } }; requestBody: { content: { 'application/json': { user: { id: number }; start: string; end: string } } }; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['ScheduleWithOverride'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    post: { parameters: { path: { id: Id }; query?: { include?: Query } }; requestBody: { content: { 'application/json': { user: { id: number }; start: string; end: string } } }; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['ScheduleWithOverride'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    delete?: never;
  };
  '/schedules/{id}/overrides/{override}': {
    get?: never;
    put?: never;
    post?: never;
    delete: { parameters: { path: { id: Id; override: Id }; query?: never }; requestBody?: never; responses: { 204: { headers: Headers; content?: never }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
  };
  '/schedules/{id}/ical-feed': {
    get?: never;
    put?: never;
    post: { parameters: { path: { id: Id }; query?: never }; requestBody?: never; responses: { 201: { headers: Headers; content: { 'application/json': components['schemas']['Feed'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    delete: { parameters: { path: { id: Id }; query?: never }; requestBody?: never; responses: { 204: { headers: Headers; content?: never }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
  };
  '/services': {
    get: { parameters: { path?: never; query?: { 'start-index'?: Query; 'max-results'?: Query; include?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': (components['schemas']['Service'])[] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post: { parameters: { path?: never; query?: { include?: Query } }; requestBody: { content: { 'application/json': { name: string; alias?: (string | null); description?: (string | null); status?: (("OPERATIONAL" | "UNDER_MAINTENANCE" | "DEGRADED" | "PARTIAL_OUTAGE" | "MAJOR_OUTAGE" | "") | null); oneOpenIncidentOnly?: (boolean | null); showUptimeHistory?: (boolean | null); teams?: (({ id: number })[] | null); labels?: ({ [member: string]: string } | null); iconUrl?: (string | null); links?: (({ href?: (string | null); text?: (string | null); [member: string]: unknown })[] | null) } } }; responses: { 201: { headers: Headers; content: { 'application/json': components['schemas']['Service'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    delete?: never;
  };
  '/services/{id}/private-subscribers': {
    get: { parameters: { path: { id: Id }; query?: never }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': (components['schemas']['Subscriber'])[] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put: { parameters: { path: { id: Id }; query?: never }; requestBody: { content: { 'application/json': (({ id: number; type?: ("USER" | "TEAM" | null) })[] | { id: number; type?: ("USER" | "TEAM" | null) }) } }; responses: { 202: { headers: Headers; content: { 'application/json': (components['schemas']['Subscriber'])[] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    post: { parameters: { path: { id: Id }; query?: never }; requestBody: { content: { 'application/json': (({ id: number; type?: ("USER" | "TEAM" | null) })[] | { id: number; type?: ("USER" | "TEAM" | null) }) } }; responses: { 202: { headers: Headers; content: { 'application/json': (components['schemas']['Subscriber'])[] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    delete?: never;
  };
  '/services/{id}/dependencies': {
    get: { parameters: { path: { id: Id }; query?: never }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': (components['schemas']['ServiceDependency'])[] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post: { parameters: { path: { id: Id }; query?: never }; requestBody: { content: { 'application/json': { service: { id: number }; type?: ("HARD" | "SOFT" | null) } } }; responses: { 201: { headers: Headers; content: { 'application/json': components['schemas']['ServiceDependency'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    delete?: never;
  };
  '/services/{id}/dependencies/{dependency}': {
    get: { parameters: { path: { id: Id; dependency: Id }; query?: never }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['ServiceDependency'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put: { parameters: { path: { id: Id; dependency: Id }; query?: never }; requestBody: { content: { 'application/json': { service: { id: number }; type?: ("HARD" | "SOFT" | null) } } }; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['ServiceDependency'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    post?: never;
    delete: { parameters: { path: { id: Id; dependency: Id }; query?: never }; requestBody?: never; responses: { 204: { headers: Headers; content?: never }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
  };
  '/services/name/{name}': {
    get: { parameters: { path: { name: Id }; query?: { include?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['Service'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post?: never;
    delete?: never;
  };
  '/services/{id}': {
    get: { parameters: { path: { id: Id }; query?: { include?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['Service'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put: { parameters: { path: { id: Id }; query?: { include?: Query } }; requestBody: { content: { 'application/json': { name: string; alias?: (string | null); description?: (string | null); status?: (("OPERATIONAL" | "UNDER_MAINTENANCE" | "DEGRADED" | "PARTIAL_OUTAGE" | "MAJOR_OUTAGE" | "") | null); oneOpenIncidentOnly?: (boolean | null); showUptimeHistory?: (boolean | null); teams?: (({ id: number })[] | null); labels?: ({ [member: string]: string } | null); iconUrl?: (string | null); links?: (({ href?: (string | null); text?: (string | null); [member: string]: unknown })[] | null) } } }; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['Service'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    post?: never;
    delete: { parameters: { path: { id: Id }; query?: never }; requestBody?: never; responses: { 204: { headers: Headers; content?: never }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
  };
  '/service-outages/overrides': {
    get: { parameters: { path?: never; query: { service: Query; from?: Query; until?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': (components['schemas']['OutageOverride'])[] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post: { parameters: { path?: never; query?: never }; requestBody: { content: { 'application/json': { service: { id: number }; status: "OPERATIONAL" | "UNDER_MAINTENANCE" | "DEGRADED" | "PARTIAL_OUTAGE" | "MAJOR_OUTAGE"; from: string; until: string } } }; responses: { 201: { headers: Headers; content: { 'application/json': components['schemas']['OutageOverride'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    delete?: never;
  };
  '/service-outages/overrides/{override}': {
    get: { parameters: { path: { override: Id }; query?: never }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['OutageOverride'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put: { parameters: { path: { override: Id }; query?: never }; requestBody: { content: { 'application/json': { service: { id: number }; status: "OPERATIONAL" | "UNDER_MAINTENANCE" | "DEGRADED" | "PARTIAL_OUTAGE" | "MAJOR_OUTAGE"; from: string; until: string } } }; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['OutageOverride'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    post?: never;
    delete: { parameters: { path: { override: Id }; query?: never }; requestBody?: never; responses: { 204: { headers: Headers; content?: never }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
  };
  '/service-outages': {
    get: { parameters: { path?: never; query: { service: Query; from?: Query; until?: Query; 'ignore-overrides'?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': (components['schemas']['Outage'])[] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post?: never;
    delete?: never;
  };
  '/incident-templates/name/{name}': {
    get: { parameters: { path: { name: Id }; query?: { include?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['IncidentTemplate'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post?: never;
    delete?: never;
  };
  '/incident-templates': {
    get: { parameters: { path?: never; query?: { 'start-index'?: Query; 'max-results'?: Query; include?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': (components['schemas']['IncidentTemplate'])[] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post: { parameters: { path?: never; query?: { include?: Query } }; requestBody: { content: { 'application/json': { name: string; summary?: (string | null); status?: (("INVESTIGATING" | "IDENTIFIED" | "MONITORING" | "RESOLVED" | "") | null); message?: (string | null); sendNotification?: (boolean | null); teams?: (({ id: number })[] | null) } } }; responses: { 201: { headers: Headers; content: { 'application/json': components['schemas']['IncidentTemplate'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    delete?: never;
  };
  '/incident-templates/{id}': {
    get: { parameters: { path: { id: Id }; query?: { include?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['IncidentTemplate'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put: { parameters: { path: { id: Id }; query?: { include?: Query } }; requestBody: { content: { 'application/json': { name: string; summary?: (string | null); status?: (("INVESTIGATING" | "IDENTIFIED" | "MONITORING" | "RESOLVED" | "") | null); message?: (string | null); sendNotification?: (boolean | null); teams?: (({ id: number })[] | null) } } }; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['IncidentTemplate'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    post?: never;
    delete: { parameters: { path: { id: Id }; query?: never }; requestBody?: never; responses: { 204: { headers: Headers; content?: never }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
  };
  '/incidents': {
    get: { parameters: { path?: never; query?: { 'start-index'?: Query; 'max-results'?: Query; states?: Query; services?: Query; from?: Query; until?: Query; include?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': (components['schemas']['Incident'])[] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post: { parameters: { path?: never; query?: { include?: Query } }; requestBody: { content: { 'application/json': { summary?: ((string | "") | null); status?: (("INVESTIGATING" | "IDENTIFIED" | "MONITORING" | "RESOLVED" | "") | null); message?: (string | null); sendNotification?: (boolean | null); createdAt?: ((string | "") | null); updatedAt?: ((string | "") | null); affectedServices: ({ impact: "OPERATIONAL" | "UNDER_MAINTENANCE" | "DEGRADED" | "PARTIAL_OUTAGE" | "MAJOR_OUTAGE"; service: { id: number } })[]; templateId?: (number | null); alertId?: (number | null) } } }; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['Incident'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    delete?: never;
  };
  '/incidents/publish-info': {
    get?: never;
    put?: never;
    post: { parameters: { path?: never; query?: never }; requestBody: { content: { 'application/json': { id?: (number | null); affectedServices: ({ impact: "OPERATIONAL" | "UNDER_MAINTENANCE" | "DEGRADED" | "PARTIAL_OUTAGE" | "MAJOR_OUTAGE"; service: { id: number } })[] } } }; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['PublishInfo'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    delete?: never;
  };
  '/incidents/{id}': {
    get: { parameters: { path: { id: Id }; query?: { include?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['Incident'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put: { parameters: { path: { id: Id }; query?: { include?: Query } }; requestBody: { content: { 'application/json': { summary: string; status: "INVESTIGATING" | "IDENTIFIED" | "MONITORING" | "RESOLVED"; message?: (string | null); sendNotification?: (boolean | null); affectedServices?: (({ impact: "OPERATIONAL" | "UNDER_MAINTENANCE" | "DEGRADED" | "PARTIAL_OUTAGE" | "MAJOR_OUTAGE"; service: { id: number } })[] | null) } } }; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['Incident'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    post?: never;
    delete: { parameters: { path: { id: Id }; query?: never }; requestBody?: never; responses: { 204: { headers: Headers; content?: never }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
  };
  '/incidents/{id}/notifications': {
    get: { parameters: { path: { id: Id }; query?: never }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': (components['schemas']['Telling'])[] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post?: never;
    delete?: never;
  };
  '/incidents/{id}/private-subscribers': {
    get: { parameters: { path: { id: Id }; query?: never }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': (components['schemas']['Subscriber'])[] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post: { parameters: { path: { id: Id }; query?: never }; requestBody: { content: { 'application/json': (({ id: number; type?: ("USER" | "TEAM" | null) })[] | { id: number; type?: ("USER" | "TEAM" | null) }) } }; responses: { 202: { headers: Headers; content: { 'application/json': (components['schemas']['Subscriber'])[] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    delete?: never;
  };
  '/metrics': {
    get: { parameters: { path?: never; query?: { 'start-index'?: Query; 'max-results'?: Query; include?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': (components['schemas']['Metric'])[] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post: { parameters: { path?: never; query?: { include?: Query } }; requestBody: { content: { 'application/json': { name: string; description?: (string | null); unitLabel?: (string | null); aggregationType: "AVG" | "SUM" | "MIN" | "MAX" | "LAST"; displayType: "GRAPH" | "SINGLE"; interpolateGaps?: (boolean | null); showValuesOnMouseOver?: (boolean | null); lockYAxisMax?: (number | null); lockYAxisMin?: (number | null); mouseOverDecimal?: (number | null); dataSource?: ({ id: number } | null); metadata?: ({ query?: (string | null) } | null); teams?: (({ id: number })[] | null) } } }; responses: { 201: { headers: Headers; content: { 'application/json': components['schemas']['Metric'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    delete?: never;
  };
  '/metrics/{id}/series': {
    get: { parameters: { path: { id: Id }; query?: never }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['MetricSeries'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post?: never;
    delete?: never;
  };
  '/metrics/{id}/demo-data': {
    get?: never;
    put?: never;
    post: { parameters: { path: { id: Id }; query?: never }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['Metric'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    delete?: never;
  };
  '/metrics/{id}/data': {
    get?: never;
    put?: never;
    post?: never;
    delete: { parameters: { path: { id: Id }; query?: never }; requestBody?: never; responses: { 204: { headers: Headers; content?: never }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
  };
  '/metrics/name/{name}': {
    get: { parameters: { path: { name: Id }; query?: { include?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['Metric'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post?: never;
    delete?: never;
  };
  '/metrics/{id}': {
    get: { parameters: { path: { id: Id }; query?: { include?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['Metric'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put: { parameters: { path: { id: Id }; query?: { include?: Query } }; requestBody: { content: { 'application/json': { name: string; description?: (string | null); unitLabel?: (string | null); aggregationType: "AVG" | "SUM" | "MIN" | "MAX" | "LAST"; displayType: "GRAPH" | "SINGLE"; interpolateGaps?: (boolean | null); showValuesOnMouseOver?: (boolean | null); lockYAxisMax?: (number | null); lockYAxisMin?: (number | null); mouseOverDecimal?: (number | null); dataSource?: ({ id: number } | null); metadata?: ({ query?: (string | null) } | null); teams?: (({ id: number })[] | null) } } }; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['Metric'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    post?: never;
    delete: { parameters: { path: { id: Id }; query?: never }; requestBody?: never; responses: { 204: { headers: Headers; content?: never }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
  };
  '/metric-data-sources/name/{name}': {
    get: { parameters: { path: { name: Id }; query?: { include?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['MetricDataSource'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post?: never;
    delete?: never;
  };
  '/metric-data-sources': {
    get: { parameters: { path?: never; query?: { 'start-index'?: Query; 'max-results'?: Query; include?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': (components['schemas']['MetricDataSource'])[] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post: { parameters: { path?: never; query?: { include?: Query } }; requestBody: { content: { 'application/json': { name: string; type: "DATADOG" | "PROMETHEUS"; metadata: { region?: (string | null); apiKey?: (string | null); applicationKey?: (string | null); url?: (string | null); authType?: (("NONE" | "BASIC" | "HEADER" | "") | null); basicUser?: (string | null); basicPass?: (string | null); headerKey?: (string | null); headerValue?: (string | null) }; teams?: (({ id: number })[] | null) } } }; responses: { 201: { headers: Headers; content: { 'application/json': components['schemas']['MetricDataSource'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    delete?: never;
  };
  '/metric-data-sources/{id}': {
    get: { parameters: { path: { id: Id }; query?: { include?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['MetricDataSource'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put: { parameters: { path: { id: Id }; query?: { include?: Query } }; requestBody: { content: { 'application/json': { name: string; type: "DATADOG" | "PROMETHEUS"; metadata: { region?: (string | null); apiKey?: (string | null); applicationKey?: (string | null); url?: (string | null); authType?: (("NONE" | "BASIC" | "HEADER" | "") | null); basicUser?: (string | null); basicPass?: (string | null); headerKey?: (string | null); headerValue?: (string | null) }; teams?: (({ id: number })[] | null) } } }; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['MetricDataSource'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    post?: never;
    delete: { parameters: { path: { id: Id }; query?: never }; requestBody?: never; responses: { 204: { headers: Headers; content?: never }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
  };
  '/automation-rules': {
    get: { parameters: { path?: never; query: { 'start-index'?: Query; 'max-results'?: Query; service: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': (components['schemas']['AutomationRule'])[] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post: { parameters: { path?: never; query?: never }; requestBody: { content: { 'application/json': { alertType?: (("CREATED" | "ACCEPTED" | "") | null); serviceStatus?: (("OPERATIONAL" | "UNDER_MAINTENANCE" | "DEGRADED" | "PARTIAL_OUTAGE" | "MAJOR_OUTAGE" | "") | null); resolveIncident?: (boolean | null); resolveService?: (boolean | null); sendNotification?: (boolean | null); template?: ({ id?: (number | null) } | null); service: { id: number }; alertSource: { id: number } } } }; responses: { 201: { headers: Headers; content: { 'application/json': components['schemas']['AutomationRule'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    delete?: never;
  };
  '/automation-rules/{rule}': {
    get: { parameters: { path: { rule: Id }; query?: never }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['AutomationRule'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put: { parameters: { path: { rule: Id }; query?: never }; requestBody: { content: { 'application/json': { alertType?: (("CREATED" | "ACCEPTED" | "") | null); serviceStatus?: (("OPERATIONAL" | "UNDER_MAINTENANCE" | "DEGRADED" | "PARTIAL_OUTAGE" | "MAJOR_OUTAGE" | "") | null); resolveIncident?: (boolean | null); resolveService?: (boolean | null); sendNotification?: (boolean | null); template?: ({ id?: (number | null) } | null); service: { id: number }; alertSource: { id: number } } } }; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['AutomationRule'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    post?: never;
    delete: { parameters: { path: { rule: Id }; query?: never }; requestBody?: never; responses: { 204: { headers: Headers; content?: never }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
  };
  '/status-pages/{id}/activate': {
    get?: never;
    put: { parameters: { path: { id: Id }; query?: { include?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['StatusPage'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    post?: never;
    delete?: never;
  };
  '/status-pages/{id}/preview': {
    get: { parameters: { path: { id: Id }; query?: { lng?: Query; team?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'text/html': string } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post?: never;
    delete?: never;
  };
  '/status-pages/{id}/audiences': {
    get: { parameters: { path: { id: Id }; query?: never }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': (components['schemas']['Audience'])[] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post?: never;
    delete?: never;
  };
  '/status-pages/{id}/audiences/{team}': {
    get: { parameters: { path: { id: Id; team: Id }; query?: never }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['Audience'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put: { parameters: { path: { id: Id; team: Id }; query?: never }; requestBody: { content: { 'application/json': { services: ((number | { id: number }))[]; metrics?: (((number | { id: number }))[] | null) } } }; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['Audience'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    post?: never;
    delete?: never;
  };
  '/status-pages/{id}/private-subscribers': {
    get: { parameters: { path: { id: Id }; query?: never }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': (components['schemas']['Subscriber'])[] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put: { parameters: { path: { id: Id }; query?: never }; requestBody: { content: { 'application/json': (({ id: number; type?: ("USER" | "TEAM" | null) })[] | { id: number; type?: ("USER" | "TEAM" | null) }) } }; responses: { 202: { headers: Headers; content: { 'application/json': (components['schemas']['Subscriber'])[] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    post: { parameters: { path: { id: Id }; query?: never }; requestBody: { content: { 'application/json': (({ id: number; type?: ("USER" | "TEAM" | null) })[] | { id: number; type?: ("USER" | "TEAM" | null) }) } }; responses: { 202: { headers: Headers; content: { 'application/json': (components['schemas']['Subscriber'])[] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    delete: { parameters: { path: { id: Id }; query?: never }; requestBody?: never; responses: { 202: { headers: Headers; content: { 'application/json': (components['schemas']['Subscriber'])[] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
  };
  '/status-pages/{id}/private-subscribers/{subscriber}': {
    get?: never;
    put?: never;
    post?: never;
    delete: { parameters: { path: { id: Id; subscriber: Id }; query?: { 'subscriber-type'?: Query } }; requestBody?: never; responses: { 204: { headers: Headers; content?: never }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
  };
  '/status-pages/{id}/subscribers': {
    get: { parameters: { path: { id: Id }; query?: { 'start-index'?: Query; 'max-results'?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': (components['schemas']['PageSubscriber'])[] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post?: never;
    delete?: never;
  };
  '/status-pages/{id}/subscribers.csv': {
    get: { parameters: { path: { id: Id }; query?: { 'start-index'?: Query; 'max-results'?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'text/csv': string } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post?: never;
    delete?: never;
  };
  '/status-pages/{id}/subscribers/{subscriberId}': {
    get?: never;
    put?: never;
    post?: never;
    delete: { parameters: { path: { id: Id; subscriberId: Id }; query?: never }; requestBody?: never; responses: { 204: { headers: Headers; content?: never }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
  };
  '/status-pages/{id}/subscribers_bulk': {
    get?: never;
    put?: never;
    post: { parameters: { path: { id: Id }; query?: { import?: Query } }; requestBody: { content: { 'application/json': ({ target: string; type?: (("EMAIL" | "SMS" | "WEBHOOK" | "") | null); services?: ((((number | { id: number }) | string))[] | null); locale?: (("en-GB" | "de-DE" | "") | null) })[] } }; responses: { 202: { headers: Headers; content: { 'application/json': (components['schemas']['PageSubscriber'])[] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    delete?: never;
  };
  '/status-pages/{id}/groups': {
    get: { parameters: { path: { id: Id }; query?: { 'start-index'?: Query; 'max-results'?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': (components['schemas']['PageGroup'])[] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post: { parameters: { path: { id: Id }; query?: never }; requestBody: { content: { 'application/json': { name: string } } }; responses: { 201: { headers: Headers; content: { 'application/json': components['schemas']['PageGroup'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    delete?: never;
  };
  '/status-pages/{id}/groups/name/{name}': {
    get: { parameters: { path: { id: Id; name: Id }; query?: never }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['PageGroup'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post?: never;
    delete?: never;
  };
  '/status-pages/{id}/groups/{group}': {
    get: { parameters: { path: { id: Id; group: Id }; query?: never }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['PageGroup'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put: { parameters: { path: { id: Id; group: Id }; query?: never }; requestBody: { content: { 'application/json': { name: string } } }; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['PageGroup'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    post?: never;
    delete: { parameters: { path: { id: Id; group: Id }; query?: never }; requestBody?: never; responses: { 204: { headers: Headers; content?: never }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
  };
  '/status-pages/name/{name}': {
    get: { parameters: { path: { name: Id }; query?: { include?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['StatusPage'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post?: never;
    delete?: never;
  };
  '/status-pages': {
    get: { parameters: { path?: never; query?: { 'start-index'?: Query; 'max-results'?: Query; include?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': (components['schemas']['StatusPage'])[] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post: { parameters: { path?: never; query?: { include?: Query } }; requestBody: { content: { 'application/json': { name: string; subdomain: string; domain?: (string | null); timezone?: (string | null); visibility: "PUBLIC" | "PRIVATE"; hiddenFromSearch?: (boolean | null); showSubscribeAction?: (boolean | null); showIncidentHistoryOption?: (boolean | null); pageTitle?: (string | null); pageDescription?: (string | null); pageLayout?: (("SINGLE_COLUMN" | "RESPONSIVE" | "") | null); appearance?: (("LIGHT" | "DARK" | "") | null); themeMode?: (("light" | "dark" | "") | null); customCss?: (string | null); faviconUrl?: (string | null); logoUrl?: (string | null); logoRedirectUrl?: (string | null); announcement?: (string | null); announcementOnPage?: (boolean | null); announcementInWidget?: (boolean | null); ipWhitelist?: ((string)[] | null); emailWhitelist?: ((string)[] | null); accountWideView?: (boolean | null); audienceSpecific?: (boolean | null); services?: (({ id: number })[] | null); metrics?: (({ id: number })[] | null); structure?: ({ elements?: (({ id: number; type: "SERVICE" | "GROUP"; options?: (("expand" | "no-graph")[] | null); children?: (({ id: number; type: "SERVICE"; options?: (("expand" | "no-graph")[] | null) })[] | null) })[] | null) } | null); teams?: (({ id: number })[] | null) } } }; responses: { 201: { headers: Headers; content: { 'application/json': components['schemas']['StatusPage'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    delete?: never;
  };
  '/status-pages/{id}': {
    get: { parameters: { path: { id: Id }; query?: { include?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['StatusPage'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put: { parameters: { path: { id: Id }; query?: { include?: Query } }; requestBody: { content: { 'application/json': { name: string; subdomain: string; domain?: (string | null); timezone?: (string | null); visibility: "PUBLIC" | "PRIVATE"; hiddenFromSearch?: (boolean | null); showSubscribeAction?: (boolean | null); showIncidentHistoryOption?: (boolean | null); pageTitle?: (string | null); pageDescription?: (string | null); pageLayout?: (("SINGLE_COLUMN" | "RESPONSIVE" | "") | null); appearance?: (("LIGHT" | "DARK" | "") | null); themeMode?: (("light" | "dark" | "") | null); customCss?: (string | null); faviconUrl?: (string | null); logoUrl?: (string | null); logoRedirectUrl?: (string | null); announcement?: (string | null); announcementOnPage?: (boolean | null); announcementInWidget?: (boolean | null); ipWhitelist?: ((string)[] | null); emailWhitelist?: ((string)[] | null); accountWideView?: (boolean | null); audienceSpecific?: (boolean | null); services?: (({ id: number })[] | null); metrics?: (({ id: number })[] | null); structure?: ({ elements?: (({ id: number; type: "SERVICE" | "GROUP"; options?: (("expand" | "no-graph")[] | null); children?: (({ id: number; type: "SERVICE"; options?: (("expand" | "no-graph")[] | null) })[] | null) })[] | null) } | null); teams?: (({ id: number })[] | null) } } }; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['StatusPage'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    post?: never;
    delete: { parameters: { path: { id: Id }; query?: never }; requestBody?: never; responses: { 204: { headers: Headers; content?: never }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
  };
  '/web-push': {
    get: { parameters: { path?: never; query?: never }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['WebPush'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post?: never;
    delete?: never;
  };
  '/users/{id}/ical-feed': {
    get?: never;
    put?: never;
    post: { parameters: { path: { id: Id }; query?: never }; requestBody?: never; responses: { 201: { headers: Headers; content: { 'application/json': components['schemas']['Feed'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    delete: { parameters: { path: { id: Id }; query?: never }; requestBody?: never; responses: { 204: { headers: Headers; content?: never }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
  };
  '/users/{id}/owner': {
    get?: never;
    put?: never;
    post: { parameters: { path: { id: Id }; query?: never }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['User'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    delete?: never;
  };
  '/users/{id}/places': {
    get: { parameters: { path: { id: Id }; query?: never }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': (components['schemas']['Place'])[] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post?: never;
    delete?: never;
  };
  '/users/{id}/invitation': {
    get?: never;
    put?: never;
    post: { parameters: { path: { id: Id }; query?: never }; requestBody?: never; responses: { 202: { headers: Headers; content: { 'application/json': components['schemas']['Invitation'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    delete?: never;
  };
  '/users/search-email': {
    get?: never;
    put?: never;
    post: { parameters: { path?: never; query?: never }; requestBody: { content: { 'application/json': { email: string } } }; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['User'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    delete?: never;
  };
  '/users/current': {
    get: { parameters: { path?: never; query?: { include?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['User'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put: { parameters: { path?: never; query?: { include?: Query; force?: Query } }; requestBody: { content: { 'application/json': { email: string; firstName: string; lastName: string; username?: (string | null); timezone?: (string | null); language?: ("en" | "de" | null); region?: ("DE" | "GB" | "CH" | "CN" | "IN" | "US" | "FR" | "ES" | "CA" | "IE" | null); role?: ("STAKEHOLDER" | "GUEST" | "VIEWER" | "RESPONDER" | "USER" | "ADMIN" | null); position?: (string | null); department?: (string | null); shiftColor?: ((string | null) | ""); mutedUntil?: (string | null) } } }; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['User'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    post?: never;
    delete?: never;
  };
  '/users': {
    get: { parameters: { path?: never; query?: { 'start-index'?: Query; 'max-results'?: Query; include?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': (components['schemas']['User'])[] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post: { parameters: { path?: never; query?: { include?: Query; 'send-no-invitation'?: Query } }; requestBody: { content: { 'application/json': { email: string; firstName: string; lastName: string; username?: (string | null); timezone?: (string | null); language?: ("en" | "de" | null); region?: ("DE" | "GB" | "CH" | "CN" | "IN" | "US" | "FR" | "ES" | "CA" | "IE" | null); role?: ("STAKEHOLDER" | "GUEST" | "VIEWER" | "RESPONDER" | "USER" | "ADMIN" | null); position?: (string | null); department?: (string | null); shiftColor?: ((string | null) | ""); mutedUntil?: (string | null) } } }; responses: { 201: { headers: Headers; content: { 'application/json': components['schemas']['User'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    delete?: never;
  };
  '/users/{id}': {
    get: { parameters: { path: { id: Id }; query?: { include?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['User'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put: { parameters: { path: { id: Id }; query?: { include?: Query; force?: Query } }; requestBody: { content: { 'application/json': { email: string; firstName: string; lastName: string; username?: (string | null); timezone?: (string | null); language?: ("en" | "de" | null); region?: ("DE" | "GB" | "CH" | "CN" | "IN" | "US" | "FR" | "ES" | "CA" | "IE" | null); role?: ("STAKEHOLDER" | "GUEST" | "VIEWER" | "RESPONDER" | "USER" | "ADMIN" | null); position?: (string | null); department?: (string | null); shiftColor?: ((string | null) | ""); mutedUntil?: (string | null) } } }; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['User'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    post?: never;
    delete: { parameters: { path: { id: Id }; query?: { force?: Query; 'reassign-to'?: Query } }; requestBody?: never; responses: { 204: { headers: Headers; content?: never }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
  };
  '/users/{user}/contacts/emails/search-target': {
    get?: never;
    put?: never;
    post: { parameters: { path: { user: Id }; query?: never }; requestBody: { content: { 'application/json': { target: string } } }; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['EmailContact'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    delete?: never;
  };
  '/users/{user}/contacts/emails/{id}/verify': {
    get?: never;
    put?: never;
    post: { parameters: { path: { user: Id; id: Id }; query?: never }; requestBody: { content: { 'application/json': { code?: (string | null) } } }; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['EmailContact'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    delete?: never;
  };
  '/users/{user}/contacts/emails/{id}/test': {
    get?: never;
    put?: never;
    post: { parameters: { path: { user: Id; id: Id }; query?: never }; requestBody: { content: { 'application/json': { method?: ("EMAIL" | "SMS" | "VOICE" | null) } } }; responses: { 202: { headers: Headers; content: { 'application/json': components['schemas']['TestMessage'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    delete?: never;
  };
  '/users/{user}/contacts/emails/{id}/test/{test}': {
    get: { parameters: { path: { user: Id; id: Id; test: Id }; query?: never }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['TestMessage'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post?: never;
    delete?: never;
  };
  '/users/{user}/contacts/phone-numbers/search-target': {
    get?: never;
    put?: never;
    post: { parameters: { path: { user: Id }; query?: never }; requestBody: { content: { 'application/json': { target: string } } }; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['PhoneContact'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    delete?: never;
  };
  '/users/{user}/contacts/phone-numbers/{id}/verify': {
    get?: never;
    put?: never;
    post: { parameters: { path: { user: Id; id: Id }; query?: never }; requestBody: { content: { 'application/json': { code?: (string | null) } } }; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['PhoneContact'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    delete?: never;
  };
  '/users/{user}/contacts/phone-numbers/{id}/test': {
    get?: never;
    put?: never;
    post: { parameters: { path: { user: Id; id: Id }; query?: never }; requestBody: { content: { 'application/json': { method?: ("EMAIL" | "SMS" | "VOICE" | null) } } }; responses: { 202: { headers: Headers; content: { 'application/json': components['schemas']['TestMessage'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    delete?: never;
  };
  '/users/{user}/contacts/phone-numbers/{id}/test/{test}': {
    get: { parameters: { path: { user: Id; id: Id; test: Id }; query?: never }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['TestMessage'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post?: never;
    delete?: never;
  };
  '/users/{user}/contacts/emails': {
    get: { parameters: { path: { user: Id }; query?: { 'start-index'?: Query; 'max-results'?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': (components['schemas']['EmailContact'])[] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post: { parameters: { path: { user: Id }; query?: never }; requestBody: { content: { 'application/json': { target: string } } }; responses: { 201: { headers: Headers; content: { 'application/json': components['schemas']['EmailContact'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    delete?: never;
  };
  '/users/{user}/contacts/emails/{id}': {
    get: { parameters: { path: { user: Id; id: Id }; query?: never }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['EmailContact'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put: { parameters: { path: { user: Id; id: Id }; query?: never }; requestBody: { content: { 'application/json': { target: string } } }; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['EmailContact'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    post?: never;
    delete: { parameters: { path: { user: Id; id: Id }; query?: never }; requestBody?: never; responses: { 204: { headers: Headers; content?: never }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
  };
  '/users/{user}/contacts/phone-numbers': {
    get: { parameters: { path: { user: Id }; query?: { 'start-index'?: Query; 'max-results'?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': (components['schemas']['PhoneContact'])[] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post: { parameters: { path: { user: Id }; query?: never }; requestBody: { content: { 'application/json': { regionCode: string; target: string; primary?: (boolean | null) } } }; responses: { 201: { headers: Headers; content: { 'application/json': components['schemas']['PhoneContact'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    delete?: never;
  };
  '/users/{user}/contacts/phone-numbers/{id}': {
    get: { parameters: { path: { user: Id; id: Id }; query?: never }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['PhoneContact'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put: { parameters: { path: { user: Id; id: Id }; query?: never }; requestBody: { content: { 'application/json': { regionCode: string; target: string; primary?: (boolean | null) } } }; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['PhoneContact'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    post?: never;
    delete: { parameters: { path: { user: Id; id: Id }; query?: never }; requestBody?: never; responses: { 204: { headers: Headers; content?: never }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
  };
  '/users/{user}/devices/{id}/test': {
    get?: never;
    put?: never;
    post: { parameters: { path: { user: Id; id: Id }; query?: never }; requestBody?: never; responses: { 202: { headers: Headers; content: { 'application/json': components['schemas']['TestMessage'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    delete?: never;
  };
  '/users/{user}/devices/{id}/test/{test}': {
    get: { parameters: { path: { user: Id; id: Id; test: Id }; query?: never }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['TestMessage'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post?: never;
    delete?: never;
  };
  '/users/{user}/devices': {
    get: { parameters: { path: { user: Id }; query?: { 'start-index'?: Query; 'max-results'?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': (components['schemas']['Device'])[] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post: { parameters: { path: { user: Id }; query?: never }; requestBody: { content: { 'application/json': { platform: "GCM" | "APNS" | "WEB"; token?: (string | null); endpoint?: (string | null); p256dh?: (string | null); auth?: (string | null); name?: (string | null) } } }; responses: { 201: { headers: Headers; content: { 'application/json': components['schemas']['Device'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    delete?: never;
  };
  '/users/{user}/devices/{id}': {
    get: { parameters: { path: { user: Id; id: Id }; query?: never }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['Device'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post?: never;
    delete: { parameters: { path: { user: Id; id: Id }; query?: never }; requestBody?: never; responses: { 204: { headers: Headers; content?: never }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
  };
  '/users/{user}/notification-preferences/alerts': {
    get: { parameters: { path: { user: Id }; query?: { 'start-index'?: Query; 'max-results'?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': (components['schemas']['AlertRule'])[] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post: { parameters: { path: { user: Id }; query?: never }; requestBody: { content: { 'application/json': { contact?: ({ id: number } | null); method: "EMAIL" | "SMS" | "PUSH" | "VOICE" | "WHATSAPP" | "TELEGRAM"; delayMin?: (number | null); type: "HIGH_PRIORITY" | "LOW_PRIORITY" } } }; responses: { 201: { headers: Headers; content: { 'application/json': components['schemas']['AlertRule'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    delete?: never;
  };
  '/users/{user}/notification-preferences/alerts/{id}': {
    get: { parameters: { path: { user: Id; id: Id }; query?: never }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['AlertRule'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put: { parameters: { path: { user: Id; id: Id }; query?: never }; requestBody: { content: { 'application/json': { contact?: ({ id: number } | null); method: "EMAIL" | "SMS" | "PUSH" | "VOICE" | "WHATSAPP" | "TELEGRAM"; delayMin?: (number | null); type: "HIGH_PRIORITY" | "LOW_PRIORITY" } } }; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['AlertRule'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    post?: never;
    delete: { parameters: { path: { user: Id; id: Id }; query?: never }; requestBody?: never; responses: { 204: { headers: Headers; content?: never }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
  };
  '/users/{user}/notification-preferences/duties': {
    get: { parameters: { path: { user: Id }; query?: { 'start-index'?: Query; 'max-results'?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': (components['schemas']['DutyRule'])[] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post: { parameters: { path: { user: Id }; query?: never }; requestBody: { content: { 'application/json': { contact?: ({ id: number } | null); method: "EMAIL" | "SMS" | "PUSH" | "WHATSAPP" | "TELEGRAM"; beforeMin?: ((0 | 15 | 30 | 60 | 180 | 360 | 720 | 1440) | null); type?: ("ON_CALL" | null) } } }; responses: { 201: { headers: Headers; content: { 'application/json': components['schemas']['DutyRule'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    delete?: never;
  };
  '/users/{user}/notification-preferences/duties/{id}': {
    get: { parameters: { path: { user: Id; id: Id }; query?: never }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['DutyRule'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put: { parameters: { path: { user: Id; id: Id }; query?: never }; requestBody: { content: { 'application/json': { contact?: ({ id: number } | null); method: "EMAIL" | "SMS" | "PUSH" | "WHATSAPP" | "TELEGRAM"; beforeMin?: ((0 | 15 | 30 | 60 | 180 | 360 | 720 | 1440) | null); type?: ("ON_CALL" | null) } } }; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['DutyRule'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    post?: never;
    delete: { parameters: { path: { user: Id; id: Id }; query?: never }; requestBody?: never; responses: { 204: { headers: Headers; content?: never }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
  };
  '/users/{user}/notification-preferences/updates': {
    get: { parameters: { path: { user: Id }; query?: { 'start-index'?: Query; 'max-results'?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': (components['schemas']['UpdateRule'])[] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post: { parameters: { path: { user: Id }; query?: never }; requestBody: { content: { 'application/json': { contact?: ({ id: number } | null); method: "EMAIL" | "SMS" | "PUSH" | "WHATSAPP" | "TELEGRAM"; type: "ALERT_ACCEPTED" | "ALERT_RESOLVED" | "ALERT_ESCALATED" } } }; responses: { 201: { headers: Headers; content: { 'application/json': components['schemas']['UpdateRule'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    delete?: never;
  };
  '/users/{user}/notification-preferences/updates/{id}': {
    get: { parameters: { path: { user: Id; id: Id }; query?: never }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['UpdateRule'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put: { parameters: { path: { user: Id; id: Id }; query?: never }; requestBody: { content: { 'application/json': { contact?: ({ id: number } | null); method: "EMAIL" | "SMS" | "PUSH" | "WHATSAPP" | "TELEGRAM"; type: "ALERT_ACCEPTED" | "ALERT_RESOLVED" | "ALERT_ESCALATED" } } }; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['UpdateRule'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    post?: never;
    delete: { parameters: { path: { user: Id; id: Id }; query?: never }; requestBody?: never; responses: { 204: { headers: Headers; content?: never }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
  };
  '/users/{user}/notification-preferences/subscriptions': {
    get: { parameters: { path: { user: Id }; query?: { 'start-index'?: Query; 'max-results'?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': (components['schemas']['SubscriptionRule'])[] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post: { parameters: { path: { user: Id }; query?: never }; requestBody: { content: { 'application/json': { contact?: ({ id: number } | null); method: "EMAIL" | "SMS" | "PUSH" } } }; responses: { 201: { headers: Headers; content: { 'application/json': components['schemas']['SubscriptionRule'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    delete?: never;
  };
  '/users/{user}/notification-preferences/subscriptions/{id}': {
    get: { parameters: { path: { user: Id; id: Id }; query?: never }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['SubscriptionRule'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put: { parameters: { path: { user: Id; id: Id }; query?: never }; requestBody: { content: { 'application/json': { contact?: ({ id: number } | null); method: "EMAIL" | "SMS" | "PUSH" } } }; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['SubscriptionRule'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    post?: never;
    delete: { parameters: { path: { user: Id; id: Id }; query?: never }; requestBody?: never; responses: { 204: { headers: Headers; content?: never }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
  };
  '/users/{user}/api-keys': {
    get: { parameters: { path: { user: Id }; query?: never }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': (components['schemas']['ApiKey'])[] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post: { parameters: { path: { user: Id }; query?: never }; requestBody: { content: { 'application/json': { name?: (string | null); scopes?: ((string)[] | null); expiresAt?: (string | null) } } }; responses: { 201: { headers: Headers; content: { 'application/json': components['schemas']['ApiKey'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    delete?: never;
  };
  '/users/{user}/api-keys/{id}/rotate': {
    get?: never;
    put?: never;
    post: { parameters: { path: { user: Id; id: Id }; query?: never }; requestBody: { content: { 'application/json': { overlapHours?: (number | null) } } }; responses: { 201: { headers: Headers; content: { 'application/json': components['schemas']['ApiKey'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    delete?: never;
  };
  '/users/{user}/api-keys/{id}': {
    get?: never;
    put?: never;
    post?: never;
    delete: { parameters: { path: { user: Id; id: Id }; query?: never }; requestBody?: never; responses: { 204: { headers: Headers; content?: never }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
  };
  '/users/{user}/sessions': {
    get: { parameters: { path: { user: Id }; query?: never }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': (components['schemas']['Session'])[] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post?: never;
    delete: { parameters: { path: { user: Id }; query?: never }; requestBody?: never; responses: { 204: { headers: Headers; content?: never }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
  };
  '/users/{user}/sessions/{id}': {
    get?: never;
    put?: never;
    post?: never;
    delete: { parameters: { path: { user: Id; id: Id }; query?: never }; requestBody?: never; responses: { 204: { headers: Headers; content?: never }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
  };
  '/users/{user}/grants': {
    get: { parameters: { path: { user: Id }; query?: never }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': (components['schemas']['Grant'])[] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post?: never;
    delete?: never;
  };
  '/users/{user}/grants/{id}': {
    get?: never;
    put?: never;
    post?: never;
    delete: { parameters: { path: { user: Id; id: Id }; query?: never }; requestBody?: never; responses: { 204: { headers: Headers; content?: never }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
  };
  '/users/{user}/chat-accounts': {
    get: { parameters: { path: { user: Id }; query?: never }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': (components['schemas']['ChatAccount'])[] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post?: never;
    delete?: never;
  };
  '/users/{user}/chat-accounts/{id}': {
    get?: never;
    put?: never;
    post?: never;
    delete: { parameters: { path: { user: Id; id: Id }; query?: never }; requestBody?: never; responses: { 204: { headers: Headers; content?: never }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
  };
  '/system': {
    get: { parameters: { path?: never; query?: never }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['SystemStatus'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post?: never;
    delete?: never;
  };
  '/teams': {
    get: { parameters: { path?: never; query?: { 'start-index'?: Query; 'max-results'?: Query; members?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': (components['schemas']['Team'])[] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post: { parameters: { path?: never; query?: { include?: Query } }; requestBody: { content: { 'application/json': { name: string; visibility?: ("PUBLIC" | "PRIVATE" | null); members?: (({ user: { id: number }; role?: ("STAKEHOLDER" | "RESPONDER" | "USER" | "ADMIN" | "VIEWER" | null) })[] | null) } } }; responses: { 201: { headers: Headers; content: { 'application/json': components['schemas']['Team'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    delete?: never;
  };
  '/teams/{id}/members': {
    get?: never;
    put?: never;
    post: { parameters: { path: { id: Id }; query?: never }; requestBody: { content: { 'application/json': { user: { id: number }; role?: ("STAKEHOLDER" | "RESPONDER" | "USER" | "ADMIN" | "VIEWER" | null) } } }; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['TeamMember'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    delete?: never;
  };
  '/teams/{id}/members/{user}': {
    get?: never;
    put?: never;
    post?: never;
    delete: { parameters: { path: { id: Id; user: Id }; query?: never }; requestBody?: never; responses: { 204: { headers: Headers; content?: never }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
  };
  '/teams/name/{name}': {
    get: { parameters: { path: { name: Id }; query?: { include?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['Team'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post?: never;
    delete?: never;
  };
  '/teams/{id}': {
    get: { parameters: { path: { id: Id }; query?: { include?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['Team'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put: { parameters: { path: { id: Id }; query?: { include?: Query } }; requestBody: { content: { 'application/json': { name: string; visibility?: ("PUBLIC" | "PRIVATE" | null); members?: (({ user: { id: number }; role?: ("STAKEHOLDER" | "RESPONDER" | "USER" | "ADMIN" | "VIEWER" | null) })[] | null) } } }; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['Team'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    post?: never;
    delete: { parameters: { path: { id: Id }; query?: never }; requestBody?: never; responses: { 204: { headers: Headers; content?: never }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
  };
  '/support-hours': {
    get: { parameters: { path?: never; query?: { 'start-index'?: Query; 'max-results'?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': (components['schemas']['SupportHours'])[] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post: { parameters: { path?: never; query?: { include?: Query } }; requestBody: { content: { 'application/json': { name: string; timezone: string; supportDays: { MONDAY?: ({ start: string; end: string } | null); TUESDAY?: ({ start: string; end: string } | null); WEDNESDAY?: ({ start: string; end: string } | null); THURSDAY?: ({ start: string; end: string } | null); FRIDAY?: ({ start: string; end: string } | null); SATURDAY?: ({ start: string; end: string } | null); SUNDAY?: ({ start: string; end: string } | null); [member: string]: unknown }; exceptions?: (({ name?: string; start: string; end: string; supportStatus?: "DURING" | "OUTSIDE" | "NONE" })[] | null); teams?: (({ id: number })[] | null) } } }; responses: { 201: { headers: Headers; content: { 'application/json': components['schemas']['SupportHours'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    delete?: never;
  };
  '/support-hours/{id}/exceptions/import': {
    get?: never;
    put?: never;
    post: { parameters: { path: { id: Id }; query?: never }; requestBody: { content: { 'application/json': { calendar?: (string | null); url?: (string | null); supportStatus?: "DURING" | "OUTSIDE" | "NONE" } } }; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['SupportHoursImport'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    delete?: never;
  };
  '/support-hours/name/{name}': {
    get: { parameters: { path: { name: Id }; query?: { include?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['SupportHours'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post?: never;
    delete?: never;
  };
  '/support-hours/{id}': {
    get: { parameters: { path: { id: Id }; query?: { include?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['SupportHours'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put: { parameters: { path: { id: Id }; query?: { include?: Query } }; requestBody: { content: { 'application/json': { name: string; timezone: string; supportDays: { MONDAY?: ({ start: string; end: string } | null); TUESDAY?: ({ start: string; end: string } | null); WEDNESDAY?: ({ start: string; end: string } | null); THURSDAY?: ({ start: string; end: string } | null); FRIDAY?: ({ start: string; end: string } | null); SATURDAY?: ({ start: string; end: string } | null); SUNDAY?: ({ start: string; end: string } | null); [member: string]: unknown }; exceptions?: (({ name?: string; start: string; end: string; supportStatus?: "DURING" | "OUTSIDE" | "NONE" })[] | null); teams?: (({ id: number })[] | null) } } }; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['SupportHours'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    post?: never;
    delete: { parameters: { path: { id: Id }; query?: never }; requestBody?: never; responses: { 204: { headers: Headers; content?: never }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
  };
  '/maintenance-windows': {
    get: { parameters: { path?: never; query?: { 'start-index'?: Query; 'max-results'?: Query; state?: Query; sources?: Query; services?: Query; from?: Query; until?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': (components['schemas']['MaintenanceWindow'])[] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post: { parameters: { path?: never; query?: never }; requestBody: { content: { 'application/json': { timezone?: (string | null); start: string; end: string; recurrence?: (string | null); summary: string; description?: (string | null); alertSources?: (({ id: number })[] | null); services?: (({ id: number })[] | null); notifications?: ({ atCreation?: (boolean | null); at24HoursBefore?: (boolean | null); at1HourBefore?: (boolean | null); atStart?: (boolean | null); atEnd?: (boolean | null) } | null) } } }; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['MaintenanceWindow'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    delete?: never;
  };
  '/maintenance-windows/{id}': {
    get: { parameters: { path: { id: Id }; query?: { include?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['MaintenanceWindow'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put: { parameters: { path: { id: Id }; query?: { include?: Query } }; requestBody: { content: { 'application/json': { timezone?: (string | null); start: string; end: string; recurrence?: (string | null); summary: string; description?: (string | null); alertSources?: (({ id: number })[] | null); services?: (({ id: number })[] | null); notifications?: ({ atCreation?: (boolean | null); at24HoursBefore?: (boolean | null); at1HourBefore?: (boolean | null); atStart?: (boolean | null); atEnd?: (boolean | null) } | null) } } }; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['MaintenanceWindow'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    post?: never;
    delete: { parameters: { path: { id: Id }; query?: never }; requestBody?: never; responses: { 204: { headers: Headers; content?: never }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
  };
  '/identity-providers/name/{name}': {
    get: { parameters: { path: { name: Id }; query?: { include?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['IdentityProvider'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post?: never;
    delete?: never;
  };
  '/identity-providers': {
    get: { parameters: { path?: never; query?: { 'start-index'?: Query; 'max-results'?: Query; include?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': (components['schemas']['IdentityProvider'])[] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post: { parameters: { path?: never; query?: { include?: Query } }; requestBody: { content: { 'application/json': { name: string; issuer: string; clientId: string; clientSecret?: ((string | null) | ""); domains: (string)[]; scopes?: ((string)[] | null); claims?: ({ email?: (string | null); emailVerified?: (string | null); firstName?: (string | null); lastName?: (string | null); phone?: (string | null); role?: (string | null); team?: (string | null) } | null); roleMappings?: (({ value: string; role: "STAKEHOLDER" | "GUEST" | "VIEWER" | "RESPONDER" | "USER" | "ADMIN" })[] | null); defaultRole?: ("STAKEHOLDER" | "GUEST" | "VIEWER" | "RESPONDER" | "USER" | "ADMIN" | null); teamMappings?: (({ value: string; team: { id: number }; teamRole?: ("STAKEHOLDER" | "RESPONDER" | "USER" | "ADMIN" | "VIEWER" | null) })[] | null); phoneRegion?: (string | null); provision?: (boolean | null); active?: (boolean | null); label?: ((string | null) | "") } } }; responses: { 201: { headers: Headers; content: { 'application/json': components['schemas']['IdentityProvider'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    delete?: never;
  };
  '/identity-providers/{id}': {
    get: { parameters: { path: { id: Id }; query?: { include?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['IdentityProvider'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put: { parameters: { path: { id: Id }; query?: { include?: Query } }; requestBody: { content: { 'application/json': { name: string; issuer: string; clientId: string; clientSecret?: ((string | null) | ""); domains: (string)[]; scopes?: ((string)[] | null); claims?: ({ email?: (string | null); emailVerified?: (string | null); firstName?: (string | null); lastName?: (string | null); phone?: (string | null); role?: (string | null); team?: (string | null) } | null); roleMappings?: (({ value: string; role: "STAKEHOLDER" | "GUEST" | "VIEWER" | "RESPONDER" | "USER" | "ADMIN" })[] | null); defaultRole?: ("STAKEHOLDER" | "GUEST" | "VIEWER" | "RESPONDER" | "USER" | "ADMIN" | null); teamMappings?: (({ value: string; team: { id: number }; teamRole?: ("STAKEHOLDER" | "RESPONDER" | "USER" | "ADMIN" | "VIEWER" | null) })[] | null); phoneRegion?: (string | null); provision?: (boolean | null); active?: (boolean | null); label?: ((string | null) | "") } } }; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['IdentityProvider'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    post?: never;
    delete: { parameters: { path: { id: Id }; query?: never }; requestBody?: never; responses: { 204: { headers: Headers; content?: never }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
  };
  '/deployment-pipelines/name/{name}': {
    get: { parameters: { path: { name: Id }; query?: { include?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['DeploymentPipeline'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post?: never;
    delete?: never;
  };
  '/deployment-pipelines': {
    get: { parameters: { path?: never; query?: { 'start-index'?: Query; 'max-results'?: Query; include?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': (components['schemas']['DeploymentPipeline'])[] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post: { parameters: { path?: never; query?: { include?: Query } }; requestBody: { content: { 'application/json': { name: string; integrationType: "API" | "GITHUB" | "GITLAB" | "ARGO_CD"; params?: ({ branchFilters?: ((string)[] | null); eventFilters?: ((string)[] | null); signingSecret?: (string | null) } | null); teams?: (({ id: number })[] | null) } } }; responses: { 201: { headers: Headers; content: { 'application/json': components['schemas']['DeploymentPipeline'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    delete?: never;
  };
  '/deployment-pipelines/{id}': {
    get: { parameters: { path: { id: Id }; query?: { include?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['DeploymentPipeline'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put: { parameters: { path: { id: Id }; query?: { include?: Query } }; requestBody: { content: { 'application/json': { name: string; integrationType: "API" | "GITHUB" | "GITLAB" | "ARGO_CD"; params?: ({ branchFilters?: ((string)[] | null); eventFilters?: ((string)[] | null); signingSecret?: (string | null) } | null); teams?: (({ id: number })[] | null) } } }; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['DeploymentPipeline'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    post?: never;
    delete: { parameters: { path: { id: Id }; query?: never }; requestBody?: never; responses: { 204: { headers: Headers; content?: never }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
  };
  '/deployment-pipelines/{id}/rotate-key': {
    get?: never;
    put?: never;
    post: { parameters: { path: { id: Id }; query?: never }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['DeploymentPipeline'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    delete?: never;
  };
  '/deployments': {
    get: { parameters: { path?: never; query?: { 'start-index'?: Query; 'max-results'?: Query; from?: Query; until?: Query; pipelines?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': (components['schemas']['Deployment'])[] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post?: never;
    delete?: never;
  };
  '/event-flows/name/{name}': {
    get: { parameters: { path: { name: Id }; query?: { include?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['EventFlow'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post?: never;
    delete?: never;
  };
  '/event-flows': {
    get: { parameters: { path?: never; query?: { 'start-index'?: Query; 'max-results'?: Query; include?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': (components['schemas']['EventFlow'])[] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post: { parameters: { path?: never; query?: { include?: Query } }; requestBody: { content: { 'application/json': { name: string; teams?: (({ id: number })[] | null); root: components['schemas']['FlowNodeInput'] } } }; responses: { 201: { headers: Headers; content: { 'application/json': components['schemas']['EventFlow'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    delete?: never;
  };
  '/event-flows/{id}': {
    get: { parameters: { path: { id: Id }; query?: { include?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['EventFlow'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put: { parameters: { path: { id: Id }; query?: { include?: Query } }; requestBody: { content: { 'application/json': { name: string; teams?: (({ id: number })[] | null); root: components['schemas']['FlowNodeInput'] } } }; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['EventFlow'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    post?: never;
    delete: { parameters: { path: { id: Id }; query?: never }; requestBody?: never; responses: { 204: { headers: Headers; content?: never }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
  };
  '/event-flows/{id}/dry-run': {
    get?: never;
    put?: never;
    post: { parameters: { path: { id: Id }; query?: never }; requestBody: { content: { 'application/json': { root?: (components['schemas']['FlowNodeInput'] | null); event?: ({ [member: string]: unknown } | null); payload?: unknown; integrationType?: ("NAGIOS" | "ICINGA" | "EMAIL" | "EMAIL2" | "SMS" | "API" | "CRN" | "HEARTBEAT" | "HEARTBEAT2" | "PRTG" | "PINGDOM" | "CLOUDWATCH" | "AWSPHD" | "STACKDRIVER" | "INSTANA" | "ZABBIX" | "SOLARWINDS" | "PROMETHEUS" | "NEWRELIC" | "GRAFANA" | "GITHUB" | "DATADOG" | "UPTIMEROBOT" | "APPDYNAMICS" | "DYNATRACE" | "TOPDESK" | "STATUSCAKE" | "MONITOR" | "TOOL" | "CHECKMK" | "AUTOTASK" | "AWSBUDGET" | "SYSDIG" | "SERVERDENSITY" | "ZAPIER" | "KENTIXAM" | "JIRA" | "CONSUL" | "ZAMMAD" | "SPLUNK" | "SERVICENOW" | "SEARCHGUARD" | "KUBERNETES" | "SIGNALFX" | "AZUREALERTS" | "TERRAFORMCLOUD" | "SENTRY" | "SEMATEXT" | "SUMOLOGIC" | "RAYGUN" | "MXTOOLBOX" | "ESWATCHER" | "AMAZONSNS" | "KAPACITOR" | "CORTEXXSOAR" | "ZENDESK" | "AUVIK" | "SENSU" | "NCENTRAL" | "JUMPCLOUD" | "SALESFORCE" | "GUARDDUTY" | "STATUSHUB" | "IXON" | "APIFORTRESS" | "FRESHSERVICE" | "APPSIGNAL" | "LIGHTSTEP" | "IBMCLOUDFUNCTIONS" | "CROWDSTRIKE" | "HUMIO" | "OHDEAR" | "MONGODBATLAS" | "GITLAB" | "HYPERPING" | "PAPRISMACLOUD" | "SAMSARA" | "PANDORAFMS" | "MSSCOM" | "TWILIO" | "CISCOMERAKI" | "CHECKLY" | "POSTHOG" | "GOOGLESCC" | "SLACK" | "MSTEAMS" | "UPTIMEKUMA" | "TWILIOERRORS" | "PARTICLE" | "CLOUDFLARE" | "TULIP" | "GRAYLOG" | "CATCHPOINT" | "LOKI" | "CORTEX" | "MIMIR" | "HALOPSA" | "INFLUXDB" | "CALLFLOW" | "HALOITSM" | "KIBANA" | "VICTORIAMETRICS" | "HONEYCOMB" | "FOURME" | "KEEP" | "UBIDOTS" | "HETRIXTOOLS" | "POSTMAN" | "CLUSTERCONTROL" | "NETDATA" | "AWX" | "KAFKA" | "MQTT" | "RAPIDSPIKE" | "HONEYBADGER" | "HEALTHCHECKSIO" | "MEZMO" | "SERVERGUARD24" | "CISCOTHOUSANDEYES" | "SITE24X7" | "ITCONDUCTOR" | "SAPFRUN" | "APICA" | "DASH0" | "ROLLBAR" | "GATUS" | "LIBRENMS" | "PANTHER" | "TEAMCITY" | "ALIBABACLOUD" | "FLEETDM" | "CONNECTWISEPSA" | "DEADMANSSNITCH" | "FORTISOAR" | "OPMANAGER" | "CRONITOR" | "DOMOTZ" | "LIVEWATCH" | "AZUREDEVOPS" | "LEVELIO" | "EKARA" | "SYSAID" | "PHAREIO" | "OPSGENIE" | "WHATAP" | "SIGNOZ" | "GOOGLECHAT" | "DOTCOMMONITOR" | "HELPSCOUT" | "WAZUH" | "SCIENCELOGIC" | "PULSETIC" | "UPTIME" | "SEKOIA" | null); now?: (string | null) } } }; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['DryRun'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    delete?: never;
  };
  '/event-flows/{id}/events': {
    get: { parameters: { path: { id: Id }; query?: { 'start-index'?: Query; 'max-results'?: Query; cursor?: Query; from?: Query; until?: Query; text?: Query; 'alert-key'?: Query; alertKey?: Query; outcome?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': (components['schemas']['SourceEvent'])[] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post?: never;
    delete?: never;
  };
  '/event-flows/{id}/events/{event}': {
    get: { parameters: { path: { id: Id; event: Id }; query?: never }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['SourceEvent'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post?: never;
    delete?: never;
  };
  '/event-flow-integrations': {
    get: { parameters: { path?: never; query?: { 'start-index'?: Query; 'max-results'?: Query; 'event-flow'?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': (components['schemas']['FlowIntegration'])[] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post: { parameters: { path?: never; query?: never }; requestBody: { content: { 'application/json': { eventFlowId: number; integrationType: "NAGIOS" | "ICINGA" | "EMAIL" | "EMAIL2" | "SMS" | "API" | "CRN" | "HEARTBEAT" | "HEARTBEAT2" | "PRTG" | "PINGDOM" | "CLOUDWATCH" | "AWSPHD" | "STACKDRIVER" | "INSTANA" | "ZABBIX" | "SOLARWINDS" | "PROMETHEUS" | "NEWRELIC" | "GRAFANA" | "GITHUB" | "DATADOG" | "UPTIMEROBOT" | "APPDYNAMICS" | "DYNATRACE" | "TOPDESK" | "STATUSCAKE" | "MONITOR" | "TOOL" | "CHECKMK" | "AUTOTASK" | "AWSBUDGET" | "SYSDIG" | "SERVERDENSITY" | "ZAPIER" | "KENTIXAM" | "JIRA" | "CONSUL" | "ZAMMAD" | "SPLUNK" | "SERVICENOW" | "SEARCHGUARD" | "KUBERNETES" | "SIGNALFX" | "AZUREALERTS" | "TERRAFORMCLOUD" | "SENTRY" | "SEMATEXT" | "SUMOLOGIC" | "RAYGUN" | "MXTOOLBOX" | "ESWATCHER" | "AMAZONSNS" | "KAPACITOR" | "CORTEXXSOAR" | "ZENDESK" | "AUVIK" | "SENSU" | "NCENTRAL" | "JUMPCLOUD" | "SALESFORCE" | "GUARDDUTY" | "STATUSHUB" | "IXON" | "APIFORTRESS" | "FRESHSERVICE" | "APPSIGNAL" | "LIGHTSTEP" | "IBMCLOUDFUNCTIONS" | "CROWDSTRIKE" | "HUMIO" | "OHDEAR" | "MONGODBATLAS" | "GITLAB" | "HYPERPING" | "PAPRISMACLOUD" | "SAMSARA" | "PANDORAFMS" | "MSSCOM" | "TWILIO" | "CISCOMERAKI" | "CHECKLY" | "POSTHOG" | "GOOGLESCC" | "SLACK" | "MSTEAMS" | "UPTIMEKUMA" | "TWILIOERRORS" | "PARTICLE" | "CLOUDFLARE" | "TULIP" | "GRAYLOG" | "CATCHPOINT" | "LOKI" | "CORTEX" | "MIMIR" | "HALOPSA" | "INFLUXDB" | "CALLFLOW" | "HALOITSM" | "KIBANA" | "VICTORIAMETRICS" | "HONEYCOMB" | "FOURME" | "KEEP" | "UBIDOTS" | "HETRIXTOOLS" | "POSTMAN" | "CLUSTERCONTROL" | "NETDATA" | "AWX" | "KAFKA" | "MQTT" | "RAPIDSPIKE" | "HONEYBADGER" | "HEALTHCHECKSIO" | "MEZMO" | "SERVERGUARD24" | "CISCOTHOUSANDEYES" | "SITE24X7" | "ITCONDUCTOR" | "SAPFRUN" | "APICA" | "DASH0" | "ROLLBAR" | "GATUS" | "LIBRENMS" | "PANTHER" | "TEAMCITY" | "ALIBABACLOUD" | "FLEETDM" | "CONNECTWISEPSA" | "DEADMANSSNITCH" | "FORTISOAR" | "OPMANAGER" | "CRONITOR" | "DOMOTZ" | "LIVEWATCH" | "AZUREDEVOPS" | "LEVELIO" | "EKARA" | "SYSAID" | "PHAREIO" | "OPSGENIE" | "WHATAP" | "SIGNOZ" | "GOOGLECHAT" | "DOTCOMMONITOR" | "HELPSCOUT" | "WAZUH" | "SCIENCELOGIC" | "PULSETIC" | "UPTIME" | "SEKOIA" } } }; responses: { 201: { headers: Headers; content: { 'application/json': components['schemas']['FlowIntegration'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    delete?: never;
  };
  '/event-flow-integrations/{id}': {
    get: { parameters: { path: { id: Id }; query?: never }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['FlowIntegration'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put: { parameters: { path: { id: Id }; query?: never }; requestBody: { content: { 'application/json': { eventFlowId: number; integrationType: "NAGIOS" | "ICINGA" | "EMAIL" | "EMAIL2" | "SMS" | "API" | "CRN" | "HEARTBEAT" | "HEARTBEAT2" | "PRTG" | "PINGDOM" | "CLOUDWATCH" | "AWSPHD" | "STACKDRIVER" | "INSTANA" | "ZABBIX" | "SOLARWINDS" | "PROMETHEUS" | "NEWRELIC" | "GRAFANA" | "GITHUB" | "DATADOG" | "UPTIMEROBOT" | "APPDYNAMICS" | "DYNATRACE" | "TOPDESK" | "STATUSCAKE" | "MONITOR" | "TOOL" | "CHECKMK" | "AUTOTASK" | "AWSBUDGET" | "SYSDIG" | "SERVERDENSITY" | "ZAPIER" | "KENTIXAM" | "JIRA" | "CONSUL" | "ZAMMAD" | "SPLUNK" | "SERVICENOW" | "SEARCHGUARD" | "KUBERNETES" | "SIGNALFX" | "AZUREALERTS" | "TERRAFORMCLOUD" | "SENTRY" | "SEMATEXT" | "SUMOLOGIC" | "RAYGUN" | "MXTOOLBOX" | "ESWATCHER" | "AMAZONSNS" | "KAPACITOR" | "CORTEXXSOAR" | "ZENDESK" | "AUVIK" | "SENSU" | "NCENTRAL" | "JUMPCLOUD" | "SALESFORCE" | "GUARDDUTY" | "STATUSHUB" | "IXON" | "APIFORTRESS" | "FRESHSERVICE" | "APPSIGNAL" | "LIGHTSTEP" | "IBMCLOUDFUNCTIONS" | "CROWDSTRIKE" | "HUMIO" | "OHDEAR" | "MONGODBATLAS" | "GITLAB" | "HYPERPING" | "PAPRISMACLOUD" | "SAMSARA" | "PANDORAFMS" | "MSSCOM" | "TWILIO" | "CISCOMERAKI" | "CHECKLY" | "POSTHOG" | "GOOGLESCC" | "SLACK" | "MSTEAMS" | "UPTIMEKUMA" | "TWILIOERRORS" | "PARTICLE" | "CLOUDFLARE" | "TULIP" | "GRAYLOG" | "CATCHPOINT" | "LOKI" | "CORTEX" | "MIMIR" | "HALOPSA" | "INFLUXDB" | "CALLFLOW" | "HALOITSM" | "KIBANA" | "VICTORIAMETRICS" | "HONEYCOMB" | "FOURME" | "KEEP" | "UBIDOTS" | "HETRIXTOOLS" | "POSTMAN" | "CLUSTERCONTROL" | "NETDATA" | "AWX" | "KAFKA" | "MQTT" | "RAPIDSPIKE" | "HONEYBADGER" | "HEALTHCHECKSIO" | "MEZMO" | "SERVERGUARD24" | "CISCOTHOUSANDEYES" | "SITE24X7" | "ITCONDUCTOR" | "SAPFRUN" | "APICA" | "DASH0" | "ROLLBAR" | "GATUS" | "LIBRENMS" | "PANTHER" | "TEAMCITY" | "ALIBABACLOUD" | "FLEETDM" | "CONNECTWISEPSA" | "DEADMANSSNITCH" | "FORTISOAR" | "OPMANAGER" | "CRONITOR" | "DOMOTZ" | "LIVEWATCH" | "AZUREDEVOPS" | "LEVELIO" | "EKARA" | "SYSAID" | "PHAREIO" | "OPSGENIE" | "WHATAP" | "SIGNOZ" | "GOOGLECHAT" | "DOTCOMMONITOR" | "HELPSCOUT" | "WAZUH" | "SCIENCELOGIC" | "PULSETIC" | "UPTIME" | "SEKOIA" } } }; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['FlowIntegration'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    post?: never;
    delete: { parameters: { path: { id: Id }; query?: never }; requestBody?: never; responses: { 204: { headers: Headers; content?: never }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
  };
  '/heartbeat-monitors': {
    get: { parameters: { path?: never; query?: { 'start-index'?: Query; 'max-results'?: Query; cursor?: Query; include?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': (components['schemas']['HeartbeatMonitor'])[] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post: { parameters: { path?: never; query?: { include?: Query } }; requestBody: { content: { 'application/json': { name: string; intervalSec: number; alertSummary?: (string | null); alertSource?: ({ id: number } | null); teams?: (({ id: number })[] | null) } } }; responses: { 201: { headers: Headers; content: { 'application/json': components['schemas']['HeartbeatMonitor'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    delete?: never;
  };
  '/heartbeat-monitors/name/{name}': {
    get: { parameters: { path: { name: Id }; query?: { include?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['HeartbeatMonitor'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put?: never;
    post?: never;
    delete?: never;
  };
  '/heartbeat-monitors/{id}': {
    get: { parameters: { path: { id: Id }; query?: { include?: Query } }; requestBody?: never; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['HeartbeatMonitor'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    put: { parameters: { path: { id: Id }; query?: { include?: Query } }; requestBody: { content: { 'application/json': { name: string; intervalSec: number; alertSummary?: (string | null); alertSource?: ({ id: number } | null); teams?: (({ id: number })[] | null) } } }; responses: { 200: { headers: Headers; content: { 'application/json': components['schemas']['HeartbeatMonitor'] } }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
    post?: never;
    delete: { parameters: { path: { id: Id }; query?: never }; requestBody?: never; responses: { 204: { headers: Headers; content?: never }; default: { headers: Headers; content: { 'application/json': components['schemas']['Error'] } } } };
  };
}
