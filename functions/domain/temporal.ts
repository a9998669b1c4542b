/** Calendars and time zones; through this one file, so that the runtime's own Temporal can take over one day. */
export { Temporal } from 'temporal-polyfill';
