import * as z from 'zod';
import { AwsError } from './aws-error.ts';
import type { AwsRequest } from './service.ts';

const KINDS = [
  'error',
  'error5xx',
  'throttle',
  'conflict',
  'timeout',
  'slow',
  'after',
  'crash-before',
  'crash-after',
] as const;
export type FaultKind = (typeof KINDS)[number];

const FaultSpec = z
  .strictObject({
    function: z.string().optional(),
    service: z.string(),
    action: z.string(),
    about: z.array(z.string().min(1)).min(1).optional(),
    skip: z.int().min(0).default(0),
    count: z.int().min(1).optional(),
    rate: z.number().min(0).max(1).optional(),
    seed: z.int().optional(),
    kind: z.enum(KINDS),
  })
  .refine(({ count, rate }) => count === undefined || rate === undefined, { error: 'either count or rate, not both' });
export type FaultSpec = z.infer<typeof FaultSpec>;

export interface Faults {
  /** Breaks the calls it describes from now on: `count` of them (1), or each with probability `rate`. Throws on a bad one. */
  add(spec: unknown): FaultSpec;
  clear(): void;
  /** What was added since the last `clear`, with how many calls each has broken. */
  list(): readonly (FaultSpec & { readonly struck: number })[];
  /**
   * The kind of fault this attempt meets, if any; an attempt uses up one count of the first fault that takes it. A fault
   * with `about` takes only calls made on behalf of an event that contains one of these texts.
   */
  strike(request: AwsRequest, event?: () => string | undefined): FaultKind | undefined;
}

/** The faults that tests put between the functions and AWS. `*` as service or action matches every one. */
export function createFaults(): Faults {
  let active: { spec: FaultSpec; service: string; seen: number; left: number; struck: number; random: () => number }[] =
    [];
  return {
    add(input) {
      const spec = FaultSpec.parse(input);
      const left = spec.count ?? (spec.rate === undefined ? 1 : Number.POSITIVE_INFINITY);
      const service = serviceNamed(spec.service);
      active.push({ spec, service, seen: 0, left, struck: 0, random: randomFrom(spec.seed ?? 1) });
      return spec;
    },
    clear() {
      active = [];
    },
    list: () => active.map(({ spec, struck }) => ({ ...spec, struck })),
    strike(request, event = () => undefined) {
      for (const fault of active) {
        if (fault.left <= 0 || !matches(fault.spec, fault.service, request)) continue;
        if (!isAbout(fault.spec, event)) continue;
        fault.seen += 1;
        if (fault.seen <= fault.spec.skip) continue;
        if (fault.spec.rate !== undefined && fault.random() >= fault.spec.rate) continue;
        fault.left -= 1;
        fault.struck += 1;
        return fault.spec.kind;
      }
      return undefined;
    },
  };
}

function matches(spec: FaultSpec, service: string, request: AwsRequest): boolean {
  if (spec.function !== undefined && spec.function !== request.principal) return false;
  if (service !== '*' && service !== request.service) return false;
  return spec.action === '*' || spec.action.toLowerCase() === request.action.toLowerCase();
}

function isAbout({ about }: FaultSpec, event: () => string | undefined): boolean {
  if (about === undefined) return true;
  const text = event() ?? '';
  return about.some((words) => text.includes(words));
}

const ALIASES: Readonly<Record<string, string>> = {
  sfn: 'states',
  stepfunctions: 'states',
  pinpoint: 'mobiletargeting',
  pinpointsmsvoicev2: 'sms-voice',
  smsvoice: 'sms-voice',
  email: 'ses',
  sesv2: 'ses',
  monitoring: 'cloudwatch',
  secrets: 'secretsmanager',
  cloudfrontkeyvaluestore: 'cloudfront-keyvaluestore',
};

/** The service's name as in IAM, from any of the names people give it: `SFN`, `step-functions`, `StepFunctions`. */
export function serviceNamed(name: string): string {
  const plain = name.toLowerCase().replace(/[^a-z0-9*]/g, '');
  return ALIASES[plain] ?? plain;
}

/** The error a fault of this kind answers with, as the service itself would say it. */
export function faultError(kind: 'error' | 'error5xx' | 'throttle' | 'conflict', request: AwsRequest): AwsError {
  switch (kind) {
    case 'error':
      return new AwsError(REFUSED[request.service] ?? 'ValidationException', 'A fault was injected: refused');
    case 'error5xx': {
      const code = request.service === 'dynamodb' ? 'InternalServerError' : 'InternalError';
      return new AwsError(code, 'A fault was injected: internal error', 500);
    }
    case 'throttle': {
      const [code, status] = THROTTLED[request.service] ?? ['ThrottlingException', 400];
      return new AwsError(code, 'A fault was injected: rate exceeded', status);
    }
    case 'conflict':
      return conflict(request);
  }
}

const REFUSED: Readonly<Record<string, string>> = {
  sqs: 'UnsupportedOperation',
  s3: 'InvalidRequest',
  sns: 'InvalidParameter',
  ses: 'MessageRejected',
  mobiletargeting: 'BadRequestException',
  connect: 'InvalidRequestException',
  secretsmanager: 'InvalidRequestException',
};

const THROTTLED: Readonly<Record<string, readonly [string, number]>> = {
  dynamodb: ['ThrottlingException', 400],
  s3: ['SlowDown', 503],
  sqs: ['RequestThrottled', 403],
  sns: ['Throttling', 400],
  ses: ['Throttling', 400],
  mobiletargeting: ['TooManyRequestsException', 429],
  connect: ['TooManyRequestsException', 429],
  webhook: ['TooManyRequests', 429],
};

const CONFLICTS: Readonly<Record<string, readonly [string, number]>> = {
  states: ['ConflictException', 400],
  s3: ['OperationAborted', 409],
  sns: ['ConcurrentAccess', 400],
  ses: ['ConcurrentModificationException', 400],
  'sms-voice': ['ConflictException', 400],
  mobiletargeting: ['ConflictException', 409],
  connect: ['ResourceConflictException', 409],
  secretsmanager: ['ResourceExistsException', 400],
};

const SINGLE_WRITES = new Set(['PutItem', 'UpdateItem', 'DeleteItem']);

/** A read cannot conflict, nor can a queue: there the nearest thing is being throttled. */
function conflict(request: AwsRequest): AwsError {
  const message = 'A fault was injected: another operation is under way';
  if (request.service === 'dynamodb') {
    if (SINGLE_WRITES.has(request.action)) return new AwsError('TransactionConflictException', message);
    if (request.action.startsWith('Transact')) return transactionConflict(request);
  }
  const known = CONFLICTS[request.service];
  return known ? new AwsError(known[0], message, known[1]) : faultError('throttle', request);
}

function transactionConflict(request: AwsRequest): AwsError {
  const { TransactItems = [] } = JSON.parse(request.body.toString()) as { TransactItems?: unknown[] };
  const reasons = TransactItems.map((_, i) =>
    i === 0 ? { Code: 'TransactionConflict', Message: 'Transaction is ongoing for the item' } : { Code: 'None' },
  );
  const codes = reasons.map(({ Code }) => Code).join(', ');
  const message = `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`;
  return new AwsError('TransactionCanceledException', message, 400, { CancellationReasons: reasons });
}

/** The mulberry32 generator: the same numbers between 0 and 1 for the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
