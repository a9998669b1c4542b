import { DescribeActiveReceiptRuleSetCommand, SESClient, SetActiveReceiptRuleSetCommand } from '@aws-sdk/client-ses';
import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import { answerDeploy } from '../platform/cloudformation.ts';
import { jsonLog } from '../platform/log.ts';
import { lambda } from './world/lambda.ts';

const ses = new SESClient({});

const activeRuleSet = async () => (await ses.send(new DescribeActiveReceiptRuleSetCommand({}))).Metadata?.Name;

async function activate(name: string): Promise<void> {
  const active = await activeRuleSet();
  if (active === name) return;
  if (active !== undefined) {
    throw new Error(
      `The receipt rule set ${active} is active in this Region and is not ours. ` +
        `Deploy without replyDomain, or deactivate ${active} first.`,
    );
  }
  await ses.send(new SetActiveReceiptRuleSetCommand({ RuleSetName: name }));
}

async function deactivate(name: string): Promise<void> {
  if ((await activeRuleSet()) === name) await ses.send(new SetActiveReceiptRuleSetCommand({}));
}

/** The custom resource of a deploy with inbound mail: our receipt rules are the active ones, or the deploy fails saying whose are. */
const handle = (event: CloudFormationCustomResourceEvent): Promise<void> =>
  answerDeploy(event, jsonLog, async () => {
    const name = String(event.ResourceProperties.RuleSetName);
    await (event.RequestType === 'Delete' ? deactivate(name) : activate(name));
  });

export const handler = lambda(handle);
