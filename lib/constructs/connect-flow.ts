import { Fn, Stack } from 'aws-cdk-lib';
import { CfnContactFlow, CfnIntegrationAssociation } from 'aws-cdk-lib/aws-connect';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { Options } from '../context.ts';
import type { HouseFunction } from './house-function.ts';
import { warnOfRegion } from './regions.ts';

/**
 * Lets the flows of the Connect instance pass key presses to `answers`, and tells the id of the flow that calls follow:
 * the one configured, or else ours, which is installed here. Empty without Connect.
 */
export function connectFlowId(
  scope: Construct,
  { options, answers }: { readonly options: Options; readonly answers: HouseFunction },
): string {
  const { stage, voice, connectInstanceId, connectFlowId } = options;
  if (voice !== 'connect' || connectInstanceId === undefined) return '';
  warnOfRegion(scope, 'Amazon Connect (voice=connect)');
  const { account } = Stack.of(scope);
  const instanceArn = Stack.of(scope).formatArn({
    service: 'connect',
    resource: 'instance',
    resourceName: connectInstanceId,
  });
  answers.addPermission('Connect', {
    principal: new ServicePrincipal('connect.amazonaws.com'),
    sourceAccount: account,
    sourceArn: instanceArn,
  });
  const association = new CfnIntegrationAssociation(scope, 'ConnectMayAsk', {
    instanceId: instanceArn,
    integrationType: 'LAMBDA_FUNCTION',
    integrationArn: answers.functionArn,
  });
  if (connectFlowId !== undefined) return connectFlowId;
  const flow = new CfnContactFlow(scope, 'ConnectFlow', {
    instanceArn,
    name: `Tocsin ${stage}: an alert`,
    description: 'Reads an alert aloud; 1 accepts, 2 resolves, 3 escalates.',
    type: 'CONTACT_FLOW',
    content: Stack.of(scope).toJsonString(contactFlow(answers.functionArn)),
  });
  flow.addResourceDependency(association);
  return Fn.select(3, Fn.split('/', flow.attrContactFlowArn));
}

const hangUp = 'hang-up';
const onError = (next: string) => [{ NextAction: next, ErrorType: 'NoMatchingError' }];

/** The call that a person gets, in Amazon Connect's own language: https://docs.aws.amazon.com/connect/latest/APIReference/flow-language.html */
function contactFlow(functionArn: string): object {
  return {
    Version: '2019-10-30',
    StartAction: 'language',
    Actions: [
      {
        Identifier: 'language',
        Type: 'Compare',
        Parameters: { ComparisonValue: '$.Attributes.language' },
        Transitions: {
          NextAction: 'english',
          Conditions: [{ NextAction: 'german', Condition: { Operator: 'Equals', Operands: ['de'] } }],
          Errors: [{ NextAction: 'english', ErrorType: 'NoMatchingCondition' }],
        },
      },
      voice('english', 'Joanna'),
      voice('german', 'Vicki'),
      {
        Identifier: 'ask',
        Type: 'GetParticipantInput',
        Parameters: { Text: '$.Attributes.text', StoreInput: 'False', InputTimeLimitSeconds: '8' },
        Transitions: {
          NextAction: 'again',
          Conditions: ['1', '2', '3'].map((digit) => ({
            NextAction: `answer-${digit}`,
            Condition: { Operator: 'Equals', Operands: [digit] },
          })),
          Errors: [
            { NextAction: 'again', ErrorType: 'InputTimeLimitExceeded' },
            { NextAction: 'again', ErrorType: 'NoMatchingCondition' },
            { NextAction: hangUp, ErrorType: 'NoMatchingError' },
          ],
        },
      },
      {
        Identifier: 'again',
        Type: 'Loop',
        Parameters: { LoopCount: '2' },
        Transitions: {
          NextAction: hangUp,
          Conditions: [
            { NextAction: 'ask', Condition: { Operator: 'Equals', Operands: ['ContinueLooping'] } },
            { NextAction: hangUp, Condition: { Operator: 'Equals', Operands: ['DoneLooping'] } },
          ],
          Errors: onError(hangUp),
        },
      },
      ...['1', '2', '3'].map((digits) => ({
        Identifier: `answer-${digits}`,
        Type: 'InvokeLambdaFunction',
        Parameters: {
          LambdaFunctionARN: functionArn,
          InvocationTimeLimitSeconds: '8',
          LambdaInvocationAttributes: { digits },
          ResponseValidation: { ResponseType: 'STRING_MAP' },
        },
        Transitions: { NextAction: 'speak', Errors: onError('again'), Conditions: [] },
      })),
      {
        Identifier: 'speak',
        Type: 'MessageParticipant',
        Parameters: { Text: '$.External.spoken' },
        Transitions: { NextAction: hangUp, Errors: onError(hangUp), Conditions: [] },
      },
      { Identifier: hangUp, Type: 'DisconnectParticipant', Parameters: {}, Transitions: {} },
    ],
  };
}

function voice(identifier: string, name: string): object {
  return {
    Identifier: identifier,
    Type: 'UpdateContactTextToSpeechVoice',
    Parameters: { TextToSpeechVoice: name },
    Transitions: { NextAction: 'ask', Errors: onError('ask'), Conditions: [] },
  };
}
