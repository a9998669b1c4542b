import * as z from 'zod';
import { Link } from '../event/event.ts';
import { Instant } from '../time.ts';
import { pipelineTypes } from './pipeline-type.ts';

/** What says of a deployment what it was. */
const told = {
  id: z.number(),
  pipeline: z.object({ id: z.number(), name: z.string() }),
  integrationType: z.enum(pipelineTypes),
  /** The owners of the pipeline then, which count once it is deleted. Absent when there were none. */
  teams: z.array(z.number()).optional(),
  /** When it was, as far as its sender knows. */
  at: Instant,
  receivedAt: Instant,
  summary: z.string(),
  /** What the tool calls what happened: `push`, `Release Hook`, `Succeeded`. */
  event: z.string().optional(),
  branch: z.string().optional(),
  revision: z.string().optional(),
  /** Whose it is; who that is among the users is found out when somebody reads it. */
  userEmail: z.string().optional(),
  userName: z.string().optional(),
  links: z.array(Link).optional(),
};

/** Something that was deployed. It never changes. */
export const Deployment = z.object({ ...told, customDetails: z.record(z.string(), z.unknown()).optional() });
export type Deployment = z.infer<typeof Deployment>;

/** A deployment as an alert shows it that began shortly after. */
export const AttachedDeployment = z.object({ ...told, alertId: z.number(), attachedAt: Instant });
export type AttachedDeployment = z.infer<typeof AttachedDeployment>;
