/**
 * What cannot be counted on one machine, by name, so that each can be doubted by itself. Durations matter little:
 * docs/cost.md shows what the bill becomes when they are wrong by a factor.
 */
export const assumptions = {
  hoursPerMonth: 730,
  /** Milliseconds of a warm function besides its calls to AWS, and of each call, made one after another. */
  ownMilliseconds: 8,
  callMilliseconds: {
    'dynamodb.GetItem': 5,
    'dynamodb.BatchGetItem': 7,
    'dynamodb.Query': 7,
    'dynamodb.PutItem': 8,
    'dynamodb.UpdateItem': 8,
    'dynamodb.TransactWriteItems': 20,
    'sqs.SendMessageBatch': 15,
    'states.StartExecution': 40,
    'states.StopExecution': 40,
    'ses.SendRawEmail': 120,
    'sms-voice.SendTextMessage': 200,
    'connect.StartOutboundVoiceContact': 300,
    'mobiletargeting.SendMessages': 200,
    other: 100,
  } as Readonly<Record<string, number>>,
  /** How long the canary waits for its alert to arrive, beyond its own calls. */
  canaryWaitsMilliseconds: 2000,
  /** Of a hundred invocations, how many start a new environment, and what its start is billed. */
  coldStartShare: 0.02,
  coldStartMilliseconds: 700,
  /** What Lambda itself writes to the log of each invocation (START, END, REPORT), and CloudWatch's share of each line. */
  platformLogBytes: 420,
  platformLogLines: 3,
  bytesPerLogLine: 26,
  /** One line of the API's access log, with a usual user agent. */
  accessLogBytes: 360,
  /** What Step Functions logs of each transition at level ALL without data: about three events. */
  executionLogBytesPerTransition: 1000,
  /** Lambda's long polls of an idle queue take 20 seconds each. */
  pollsPerPollerAndMonth: 3 * 60 * 730,
  /**
   * Pollers of an idle queue: five; AWS goes down to two on a standard queue without a limit of concurrency. The calls
   * have such a limit; of FIFO queues AWS says nothing, so five.
   */
  pollers: { fifo: 5, standard: 2, limited: 5 },
  minutesPerCall: 1,
} as const;
