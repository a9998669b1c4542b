import { ignored, type Reading } from '../adapter.ts';
import { at, firstText, isRecord, joined, labelsOf, linksOf, list, paragraphs, text } from '../reader.ts';
import { priorityOfWord } from '../severity-words.ts';
import { membersOfText } from '../states.ts';
import { told, typeOfWord } from '../told.ts';

/** A member by either spelling: findings come in lower camel case, and through some tools capitalised. */
const either = (of: unknown, name: string): unknown =>
  at(of, name) ?? at(of, name.charAt(0).toUpperCase() + name.slice(1));

/** A finding of GuardDuty; the same id comes again when it happens again, and nothing ends it. 7 and more is high. */
export function readGuardDuty(finding: unknown): Reading {
  const severity = Number(text(either(finding, 'severity')));
  const resource = either(finding, 'resource');
  return told('GuardDuty', {
    eventType: 'ALERT',
    summary: firstText(either(finding, 'title'), either(finding, 'type')),
    details: paragraphs(text(either(finding, 'description')), text(either(finding, 'type'))),
    alertKey: firstText(either(finding, 'id'), either(finding, 'arn')),
    priority: Number.isNaN(severity) ? undefined : severity >= 7 ? 'HIGH' : 'LOW',
    labels: labelsOf({
      account: either(finding, 'accountId'),
      region: either(finding, 'region'),
      type: either(finding, 'type'),
      resource: either(resource, 'resourceType'),
      instance: at(resource, 'instanceDetails', 'instanceId'),
      user: at(resource, 'accessKeyDetails', 'userName'),
    }),
  });
}

/** True for a finding of GuardDuty that a rule has taken out of its event. */
export const isGuardDutyFinding = (body: unknown): boolean =>
  text(either(body, 'id')) !== undefined &&
  text(either(body, 'type')) !== undefined &&
  isRecord(either(body, 'service')) &&
  firstText(either(body, 'title'), either(body, 'severity')) !== undefined;

/** An event of AWS Health: an issue is urgent, a planned change or a notice is not. */
export function readHealth(detail: unknown): Reading {
  const [code, category] = [text(at(detail, 'eventTypeCode')), text(at(detail, 'eventTypeCategory'))];
  const description = text(at(list(at(detail, 'eventDescription'))[0], 'latestDescription'));
  return told('AWS Health', {
    eventType: typeOfWord(at(detail, 'statusCode'), { resolve: 'closed' }) ?? 'ALERT',
    summary: joined(' ', joined(': ', text(at(detail, 'service')), code), text(at(detail, 'eventRegion'))),
    details: paragraphs(
      description,
      joined(
        ', ',
        ...list(at(detail, 'affectedEntities'))
          .slice(0, 50)
          .map((one) => text(at(one, 'entityValue'))),
      ),
    ),
    alertKey: text(at(detail, 'eventArn')),
    priority: category === undefined ? undefined : category === 'issue' ? 'HIGH' : 'LOW',
    labels: labelsOf({
      service: at(detail, 'service'),
      category,
      region: at(detail, 'eventRegion'),
      account: at(detail, 'affectedAccount'),
    }),
  });
}

function readHubFinding(finding: unknown): Reading {
  const workflow = firstText(at(finding, 'Workflow', 'Status'), at(finding, 'WorkflowState'))?.toUpperCase();
  const isOver =
    workflow === 'RESOLVED' ||
    text(at(finding, 'RecordState')) === 'ARCHIVED' ||
    text(at(finding, 'Compliance', 'Status')) === 'PASSED';
  if (!isOver && workflow === 'SUPPRESSED') return ignored('the finding is suppressed');
  const resource = list(at(finding, 'Resources'))[0];
  return told('Security Hub', {
    eventType: isOver ? 'RESOLVE' : 'ALERT',
    summary: text(at(finding, 'Title')),
    details: paragraphs(text(at(finding, 'Description')), text(at(finding, 'Remediation', 'Recommendation', 'Text'))),
    alertKey: text(at(finding, 'Id')),
    priority: priorityOfWord(at(finding, 'Severity', 'Label')),
    labels: labelsOf({
      account: at(finding, 'AwsAccountId'),
      product: at(finding, 'ProductName'),
      severity: at(finding, 'Severity', 'Label'),
      control: at(finding, 'Compliance', 'SecurityControlId'),
      resource: at(resource, 'Id'),
      region: at(resource, 'Region'),
    }),
    links: linksOf(
      ['Remediation', at(finding, 'Remediation', 'Recommendation', 'Url')],
      ['Source', at(finding, 'SourceUrl')],
    ),
  });
}

/** Findings of Security Hub, an event for each; undefined when there is none. */
export function readSecurityHub(detail: unknown): Reading | undefined {
  const findings = list(at(detail, 'findings')).filter(isRecord);
  if (findings.length === 0) return undefined;
  const readings = findings.slice(0, 100).map((finding) => ({ finding, reading: readHubFinding(finding) }));
  const notes = readings.flatMap(({ reading }) => reading.note ?? []);
  const events = readings.flatMap(({ reading }) => reading.events);
  return { events, ...(events.length === 0 && { note: notes[0] ?? 'no finding' }) };
}

/** An insight of DevOps Guru, from its opening to its end. */
export function readDevOpsGuru(detail: unknown, type: string): Reading | undefined {
  const id = text(at(detail, 'insightId'));
  if (id === undefined) return undefined;
  const isOver = type.endsWith('Closed') || text(at(detail, 'messageType')) === 'CLOSED_INSIGHT';
  if (/Recommendation|Anomaly Association/.test(type))
    return ignored('a recommendation or a further anomaly of the insight');
  return told('DevOps Guru', {
    eventType: isOver ? 'RESOLVE' : 'ALERT',
    summary: firstText(at(detail, 'insightDescription'), at(detail, 'insightName')) ?? type,
    alertKey: id,
    priority: priorityOfWord(at(detail, 'insightSeverity')),
    labels: labelsOf({
      account: at(detail, 'accountId'),
      region: at(detail, 'region'),
      type: at(detail, 'insightType'),
      severity: at(detail, 'insightSeverity'),
    }),
    links: linksOf(['Insight', at(detail, 'insightUrl')]),
  });
}

/** A call that CloudTrail has recorded: each is an event of its own, and nothing ends it. */
export function readTrail(detail: unknown): Reading | undefined {
  const name = text(at(detail, 'eventName'));
  if (name === undefined) return undefined;
  const identity = at(detail, 'userIdentity');
  const who = firstText(at(identity, 'arn'), at(identity, 'userName'), at(identity, 'type'));
  const [error, from] = [text(at(detail, 'errorCode')), text(at(detail, 'sourceIPAddress'))];
  return told('CloudTrail', {
    eventType: 'ALERT',
    summary: joined(' ', name, who && `by ${who.split('/').slice(-2).join('/')}`, error && `(${error})`),
    details: paragraphs(
      joined(' ', text(at(detail, 'eventSource')), from && `from ${from}`),
      text(at(detail, 'errorMessage')),
      isRecord(at(detail, 'requestParameters')) ? JSON.stringify(at(detail, 'requestParameters')) : undefined,
    ),
    labels: labelsOf({
      source: at(detail, 'eventSource'),
      region: at(detail, 'awsRegion'),
      account: at(detail, 'recipientAccountId'),
      user: who,
    }),
  });
}

/** What a budget tells, in prose: "AWS Budget Notification …", with its figures in lines below. */
export function readBudgetNotice(message: unknown): Reading | undefined {
  const said = typeof message === 'string' ? message.slice(0, 20_000).trim() : '';
  if (!/^AWS Budgets?:? Notification/i.test(said)) return undefined;
  const lines = membersOfText(said);
  const account = /\bAWS Account:? (\d{12})\b/.exec(said)?.[1];
  const name = text(lines['Budget Name']);
  return told('AWS Budgets', {
    eventType: 'ALERT',
    summary: `AWS Budgets: ${name ?? 'a budget'} has exceeded your alert threshold`,
    details: said,
    alertKey: name === undefined ? undefined : joined('/', account, name),
    labels: labelsOf({
      account,
      budget: name,
      type: lines['Alert Type'],
      threshold: lines['Alert Threshold'],
      amount: firstText(lines['ACTUAL Amount'], lines['FORECASTED Amount']),
    }),
  });
}
