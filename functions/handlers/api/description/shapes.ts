import * as z from 'zod';

/* What many answers have in them. */

export const Id = z.number().int();
export const Moment = z.string();
export const Reference = z.object({ id: Id, name: z.string().optional() });
export const Person = z.object({ id: Id, firstName: z.string().optional(), lastName: z.string().optional() });
export const Owners = z.array(Reference);
export const history = { createdAt: Moment, updatedAt: Moment };
