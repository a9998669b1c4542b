/** What is loaded with the first question about what few calls of a function touch. */
export { createConversationStore } from './conversations.ts';
export { createHeartbeatStore } from './heartbeats.ts';
export { createKeyUsageStore } from './key-usage.ts';
export { createSourceWarningStore } from './source-warnings.ts';
