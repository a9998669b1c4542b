import {
  ConnectClient,
  DescribeContactFlowCommand,
  DescribeInstanceCommand,
  paginateListPhoneNumbersV2,
} from '@aws-sdk/client-connect';
import { GetApnsChannelCommand, GetAppCommand, GetGcmChannelCommand, PinpointClient } from '@aws-sdk/client-pinpoint';
import type { Options } from '../../../lib/context.ts';
import type { ConnectInstance, Facts, Setting } from '../facts.ts';
import { clientSettings, orNone, reading } from './reading.ts';

/** What Connect says about the instance that calls; nothing when it does not. */
export async function readConnect(
  options: Options,
  { region }: Setting,
): Promise<Pick<Facts, 'connect' | 'connectFlow'>> {
  const { voice, connectInstanceId, connectFlowId } = options;
  if (voice !== 'connect' || connectInstanceId === undefined) return {};
  const connect = new ConnectClient(clientSettings(region));
  const [instance, flow] = await Promise.all([
    reading('connect:DescribeInstance, connect:ListPhoneNumbersV2', () => readInstance(connect, connectInstanceId)),
    connectFlowId === undefined
      ? undefined
      : reading('connect:DescribeContactFlow', async () => {
          const command = new DescribeContactFlowCommand({
            InstanceId: connectInstanceId,
            ContactFlowId: connectFlowId,
          });
          return (await orNone(connect.send(command)))?.ContactFlow?.State;
        }),
  ]);
  return { connect: instance, ...(flow && { connectFlow: flow }) };
}

async function readInstance(connect: ConnectClient, instanceId: string): Promise<ConnectInstance> {
  const instance = (await orNone(connect.send(new DescribeInstanceCommand({ InstanceId: instanceId }))))?.Instance;
  if (instance === undefined) return undefined;
  const numbers: string[] = [];
  for await (const page of paginateListPhoneNumbersV2({ client: connect }, { TargetArn: instance.Arn })) {
    numbers.push(...(page.ListPhoneNumbersSummaryList ?? []).flatMap(({ PhoneNumber }) => PhoneNumber ?? []));
  }
  return { active: instance.InstanceStatus === 'ACTIVE', callsOut: instance.OutboundCallsEnabled === true, numbers };
}

/** For which phones the push application has credentials; nothing without one. */
export async function readPush({ push }: Options, { region }: Setting): Promise<Pick<Facts, 'push'>> {
  if (push === undefined) return {};
  const pinpoint = new PinpointClient(clientSettings(region));
  const application = { ApplicationId: push };
  return {
    push: await reading(
      'mobiletargeting:GetApp, mobiletargeting:GetGcmChannel, mobiletargeting:GetApnsChannel',
      async () => {
        if ((await orNone(pinpoint.send(new GetAppCommand(application)))) === undefined) return undefined;
        const [gcm, apns] = await Promise.all([
          orNone(pinpoint.send(new GetGcmChannelCommand(application))),
          orNone(pinpoint.send(new GetApnsChannelCommand(application))),
        ]);
        return [
          ...(gcm?.GCMChannelResponse?.Enabled ? ['GCM'] : []),
          ...(apns?.APNSChannelResponse?.Enabled ? ['APNS'] : []),
        ];
      },
    ),
  };
}
