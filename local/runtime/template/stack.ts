import {
  type Addresses,
  accountId,
  arnOf,
  attributeOf,
  nameOf,
  type ResourceIdentity,
  refOf,
  region,
} from './identity.ts';
import { isTrue, noValue, resolve, type Scope } from './intrinsics.ts';

/** A synthesized template as the CDK writes it. */
export interface Template {
  readonly Resources?: Readonly<Record<string, TemplateResource>>;
  readonly Parameters?: Readonly<Record<string, { readonly Default?: unknown }>>;
  readonly Conditions?: Readonly<Record<string, unknown>>;
  readonly Mappings?: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
  readonly Outputs?: Readonly<
    Record<string, { readonly Value: unknown; readonly Export?: { readonly Name: unknown } }>
  >;
}

export interface TemplateResource {
  readonly Type: string;
  readonly Condition?: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
}

/** A resource with its properties resolved. */
export interface Resource {
  readonly stack: string;
  readonly logicalId: string;
  readonly type: string;
  readonly name: string;
  readonly arn: string;
  readonly ref: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

export interface Stacks {
  readonly resources: readonly Resource[];
  readonly outputs: Readonly<Record<string, string>>;
}

/** Resolves the templates of an app together; each may import what another exports, whatever their order. */
export function resolveStacks(templates: Readonly<Record<string, Template>>, addresses: Addresses): Stacks {
  const exports = new Map<string, () => unknown>();
  const scopes = new Map<string, Scope>();

  for (const [stack, template] of Object.entries(templates)) {
    const scope = scopeOf(stack, template, addresses, (name) => {
      const exported = exports.get(name);
      if (!exported) throw new Error(`stack ${stack} imports ${name}, which no stack exports`);
      return exported();
    });
    scopes.set(stack, scope);
    for (const { Value: value, Export: exported } of Object.values(template.Outputs ?? {})) {
      if (exported) exports.set(String(resolve(exported.Name, scope)), () => resolve(value, scope));
    }
  }

  const resources: Resource[] = [];
  const outputs: Record<string, string> = {};
  for (const [stack, template] of Object.entries(templates)) {
    const scope = scopes.get(stack);
    if (!scope) continue;
    for (const [logicalId, resource] of Object.entries(template.Resources ?? {})) {
      if (resource.Condition && !scope.condition(resource.Condition)) continue;
      const identity = identityOf(stack, logicalId, resource, scope);
      resources.push({
        stack,
        logicalId,
        type: resource.Type,
        name: nameOf(identity),
        arn: arnOf(identity),
        ref: refOf(identity, addresses),
        properties: resolve(resource.Properties ?? {}, scope) as Record<string, unknown>,
      });
    }
    for (const [name, { Value: value }] of Object.entries(template.Outputs ?? {})) {
      outputs[name] = String(resolve(value, scope));
    }
  }
  return { resources, outputs };
}

function identityOf(stack: string, logicalId: string, resource: TemplateResource, scope: Scope): ResourceIdentity {
  return {
    type: resource.Type,
    stack,
    logicalId,
    property: (name) => resolve(resource.Properties?.[name], scope),
  };
}

function scopeOf(
  stack: string,
  template: Template,
  addresses: Addresses,
  importValue: (name: string) => unknown,
): Scope {
  const pseudoParameters: Readonly<Record<string, unknown>> = {
    'AWS::AccountId': accountId,
    'AWS::Region': region,
    'AWS::Partition': 'aws',
    'AWS::URLSuffix': 'amazonaws.com',
    'AWS::StackName': stack,
    'AWS::StackId': `arn:aws:cloudformation:${region}:${accountId}:stack/${stack}/local`,
    'AWS::NotificationARNs': [],
    'AWS::NoValue': noValue,
  };
  const find = (logicalId: string): ResourceIdentity => {
    const resource = template.Resources?.[logicalId];
    if (!resource) throw new Error(`stack ${stack} refers to ${logicalId}, which it does not have`);
    return identityOf(stack, logicalId, resource, scope);
  };
  const scope: Scope = {
    importValue,
    ref(logicalId) {
      if (logicalId in pseudoParameters) return pseudoParameters[logicalId];
      const parameter = template.Parameters?.[logicalId];
      return parameter ? parameter.Default : refOf(find(logicalId), addresses);
    },
    attribute: (logicalId, name) => attributeOf(find(logicalId), name, addresses),
    condition(name) {
      const expression = template.Conditions?.[name];
      if (expression === undefined) throw new Error(`stack ${stack} has no condition ${name}`);
      return isTrue(expression, scope);
    },
    mapping(map, first, second) {
      const value = template.Mappings?.[map]?.[first]?.[second];
      if (value === undefined) throw new Error(`stack ${stack} maps nothing to ${map}.${first}.${second}`);
      return value;
    },
  };
  return scope;
}
