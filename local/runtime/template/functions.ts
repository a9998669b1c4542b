import type { DeployedFunction } from '../../deployment.ts';
import { number, optional, record, text } from './properties.ts';
import type { Resource } from './stack.ts';

export interface DeployedFunctions {
  readonly functions: readonly DeployedFunction[];
  /** The short name of the function whose name or ARN the text is or contains. */
  readonly shortNameOf: (text: string) => string | undefined;
}

/** The functions of ours; those the CDK adds for its own resources have no short name and are left out. */
export function deployFunctions(ofType: (...types: string[]) => readonly Resource[]): DeployedFunctions {
  const asynchronous = ofType('AWS::Lambda::EventInvokeConfig');
  const functions = ofType('AWS::Lambda::Function').flatMap((resource): DeployedFunction[] => {
    const name = shortName(resource);
    if (!name) return [];
    const { properties } = resource;
    const invocation = asynchronous.find((config) => config.properties.FunctionName === resource.name)?.properties;
    const destination = record(record(invocation?.DestinationConfig).OnFailure).Destination;
    return [
      {
        name,
        functionName: resource.name,
        arn: resource.arn,
        roleArn: text(properties.Role) ?? '',
        environment: record(record(properties.Environment).Variables) as Record<string, string>,
        timeoutSeconds: number(properties.Timeout) ?? 3,
        memoryMb: number(properties.MemorySize) ?? 128,
        asynchronousRetries: number(invocation?.MaximumRetryAttempts) ?? 2,
        ...optional('deadLetterArn', text(record(properties.DeadLetterConfig).TargetArn) ?? text(destination)),
      },
    ];
  });
  const names = new Map(
    functions.flatMap((each) => [[each.arn, each.name] as const, [each.functionName, each.name] as const]),
  );
  const longestFirst = [...names.keys()].sort((left, right) => right.length - left.length);
  return {
    functions,
    shortNameOf(value) {
      const key = names.has(value) ? value : longestFirst.find((each) => value.includes(each));
      return key === undefined ? undefined : names.get(key);
    },
  };
}

/** `tocsin-<stage>-<short name>`: the house's way to name functions. */
function shortName({ properties }: Resource): string | undefined {
  return /^tocsin-local-(.+)$/.exec(text(properties.FunctionName) ?? '')?.[1];
}
