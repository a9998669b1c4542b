import { lazy } from 'preact-iso';

/** Who is on call when: the screens of the calendar, and what people arrange among one another. */
export const onCallScreens = [
  { path: '/on-call', Screen: lazy(() => import('./on-call.tsx')) },
  { path: '/on-call/calendar', Screen: lazy(() => import('./calendar.tsx')) },
  { path: '/on-call/coverage', Screen: lazy(() => import('./coverage.tsx')) },
  { path: '/on-call/reachability', Screen: lazy(() => import('./reachability.tsx')) },
  { path: '/on-call/schedules/new', Screen: lazy(() => import('./new-schedule.tsx')) },
  { path: '/on-call/schedules/:id/edit', Screen: lazy(() => import('./edit-schedule.tsx')) },
  { path: '/on-call/schedules/:id', Screen: lazy(() => import('./schedule.tsx')) },
] as const;
