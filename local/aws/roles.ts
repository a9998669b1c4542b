import type { AwsRequest, Permission } from './service.ts';

/** Decides by the synthesized policies whether somebody may do something. */
export interface RoleCheck {
  /** Why a function's call is refused, in AWS's words; undefined when every permission it needs is granted. */
  refusal(request: AwsRequest, permissions: readonly Permission[]): Promise<string | undefined>;
  /**
   * Whether the local cloud may do something in the name of a role (its ARN) or a service (`events.amazonaws.com`).
   * A service is judged by the resource's policy alone, with `aws:SourceArn` and the like in the context.
   */
  check(
    principal: string,
    action: string,
    resource: string,
    context?: Readonly<Record<string, string>>,
  ): Promise<boolean>;
}
