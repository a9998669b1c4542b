import { InvalidInputError } from '../../domain/errors.ts';
import { at, firstText, isRecord, joined, linksOf, text } from '../reader.ts';
import { mailAddress, none, type PipelineAdapter, shortRevision, toolTime } from './reported.ts';

/** What a notification says of an application, in the members of docs/deployments.md. */
type Members = Readonly<Record<string, unknown>>;

/** The same of a whole application, as `{{toJson .app}}` writes it. */
const membersOf = (app: unknown): Members => {
  const state = at(app, 'status', 'operationState');
  return {
    application: at(app, 'metadata', 'name'),
    namespace: at(app, 'metadata', 'namespace'),
    project: at(app, 'spec', 'project'),
    phase: at(state, 'phase'),
    revision: firstText(at(state, 'syncResult', 'revision'), at(app, 'status', 'sync', 'revision')),
    branch: firstText(at(app, 'spec', 'source', 'targetRevision'), at(app, 'spec', 'sources', 0, 'targetRevision')),
    repository: firstText(at(app, 'spec', 'source', 'repoURL'), at(app, 'spec', 'sources', 0, 'repoURL')),
    message: at(state, 'message'),
    startedAt: at(state, 'startedAt'),
    finishedAt: at(state, 'finishedAt'),
    initiatedBy: at(state, 'operation', 'initiatedBy', 'username'),
    health: at(app, 'status', 'health', 'status'),
  };
};

/** What Go writes for a value that is not there. */
const empty = ['<nil>', '<no value>', 'null'];
const said = (value: unknown): string | undefined => {
  const found = text(value);
  return found === undefined || empty.includes(found) ? undefined : found;
};

/** Notifications of Argo CD, which people write themselves. https://argo-cd.readthedocs.io/en/stable/operator-manual/notifications/services/webhook/ */
export const readArgoCd: PipelineAdapter = ({ body }) => {
  const members: Members = isRecord(body.app) ? { ...membersOf(body.app), ...body } : body;
  const application = said(members.application) ?? said(members.app);
  if (application === undefined) throw new InvalidInputError('application', 'is required');
  const phase = said(members.phase);
  if (phase === undefined) return none(`nothing was synchronised in ${application}`);
  const [revision, branch, message] = [said(members.revision), said(members.branch), said(members.message)];
  const [startedAt, finishedAt] = [toolTime(members.startedAt), toolTime(members.finishedAt)];
  const user = said(members.initiatedBy);
  const time = finishedAt ?? startedAt;
  return {
    kind: 'deployment',
    reported: {
      at: time,
      summary:
        joined(
          ': ',
          joined(' ', application, shortRevision(revision)),
          said(members.summary) ?? phaseWords(phase, message),
        ) ?? application,
      event: phase,
      branch,
      revision,
      userEmail: mailAddress(user),
      userName: user,
      links: linksOf(['Application', members.url], ['Repository', members.repository]),
      customDetails: Object.fromEntries(
        ['application', 'namespace', 'project', 'repository', 'message', 'health', 'startedAt', 'finishedAt'].flatMap(
          (name) => {
            const value = said(members[name]);
            return value === undefined ? [] : [[name, value]];
          },
        ),
      ),
      // The same notification has the same of all these; without a time nobody can tell it from the next one.
      delivery: time && JSON.stringify([application, said(members.namespace), phase, revision, time]),
    },
  };
};

const phaseWords = (phase: string, message: string | undefined): string =>
  phase === 'Succeeded' || message === undefined ? phase : `${phase} (${message})`;
