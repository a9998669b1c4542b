import { isAdmin, isResponder, type Me } from '../../app/session.tsx';

/** May put themselves on call. */
export const mayTake = (me: Me): boolean => isResponder(me);

/** May put anybody on call, and write schedules. */
export const mayPlan = (me: Me): boolean => isAdmin(me) || me.role === 'USER';
