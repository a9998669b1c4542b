/** Runs a bundled handler over and over, alone in its process, and prints the milliseconds of processor time each round took. */
interface Work {
  readonly file: string;
  /** HTTP API event; its body's alert key and its request id are another each time. */
  readonly event: { readonly body: string; readonly requestContext: object };
  readonly rounds: number;
  readonly invocations: number;
}

const { file, event, rounds, invocations }: Work = JSON.parse(process.argv[2] ?? '');
const { handler } = await import(file);
let sent = 0;

async function invoke(): Promise<void> {
  sent += 1;
  const body = JSON.stringify({ ...JSON.parse(event.body), alertKey: `key-${sent}` });
  const requestContext = { ...event.requestContext, requestId: `request-${sent}` };
  const { statusCode, body: answer } = await handler({ ...event, body, requestContext }, {});
  if (statusCode !== 202) throw new Error(`${statusCode} ${answer}`);
}

const times: number[] = [];
for (let round = 0; round < rounds; round += 1) {
  const before = process.cpuUsage();
  for (let index = 0; index < invocations; index += 1) await invoke();
  const { user, system } = process.cpuUsage(before);
  times.push((user + system) / 1000);
}
// Functions write metrics and log lines, so the answer has a line of its own.
console.log(`\n${JSON.stringify({ times })}`);
process.exit(0);
