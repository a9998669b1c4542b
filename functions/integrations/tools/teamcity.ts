import { ignored, type Reading, type Tool } from '../adapter.ts';
import { at, firstText, isRecord, joined, labelsOf, linksOf, paragraphs, text } from '../reader.ts';
import { told } from '../told.ts';
import { unknownBody } from '../unknown-body.ts';

/** Reads a build of the tcWebHooks plug-in: the next good build of a configuration clears what a failed one has opened. */
function read(body: unknown): Reading {
  const build = at(body, 'build');
  const result = firstText(at(build, 'buildResult'), at(build, 'buildStatus'))?.toLowerCase();
  const name = firstText(at(build, 'buildFullName'), at(build, 'buildName'));
  const key = firstText(at(build, 'buildTypeId'), at(build, 'buildExternalTypeId'), name);
  if (!isRecord(build) || result === undefined || key === undefined) return unknownBody('TeamCity', body);
  const isOver = /^(?:success|fixed)/.test(result);
  if (!isOver && !/^(?:failure|failed|failing|broken|error)/.test(result)) return ignored(`the build is ${result}`);
  return told('TeamCity', {
    eventType: isOver ? 'RESOLVE' : 'ALERT',
    summary: joined(
      ' ',
      name ?? key,
      joined('', text(at(build, 'buildNumber')) && '#', text(at(build, 'buildNumber'))),
      result,
    ),
    details: paragraphs(firstText(at(build, 'text'), at(build, 'message')), text(at(build, 'buildStateDescription'))),
    alertKey: key,
    labels: labelsOf({
      project: at(build, 'projectName'),
      configuration: at(build, 'buildName'),
      branch: firstText(at(build, 'branchDisplayName'), at(build, 'branchName')),
      agent: at(build, 'agentName'),
      triggeredBy: at(build, 'triggeredBy'),
    }),
    links: linksOf(['Build', at(build, 'buildStatusUrl')]),
  });
}

export const tool: Tool = {
  resolves: 'buildResult is "success", for the same build configuration',
  setup:
    'With the plug-in tcWebHooks: project → WebHooks → add: URL {url}, payload format JSON, on completion (successful and failed).',
  source: [
    'https://github.com/zulip/zulip/tree/main/zerver/webhooks/teamcity/fixtures',
    'https://github.com/tcplugins/tcWebHooks',
  ],
  sample: {
    build: {
      buildStatus: 'Exit code 1',
      buildResult: 'failure',
      notifyType: 'buildFinished',
      buildFullName: 'Ledger :: Nightly tests',
      buildName: 'Nightly tests',
      buildId: '7101',
      buildTypeId: 'Ledger_NightlyTests',
      projectName: 'Ledger',
      buildNumber: '117',
      buildStatusUrl: 'https://ci.example.com/viewLog.html?buildTypeId=Ledger_NightlyTests&buildId=7101',
      agentName: 'agent-3',
      message: 'Build Ledger :: Nightly tests has finished. This is build number 117, has a status of "failure"',
    },
  },
  read: ({ body }) => read(body),
};
