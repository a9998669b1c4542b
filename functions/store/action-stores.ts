/** What is loaded with the first question about what alerts set in motion. */
export { createActionDeliveryStore } from './action-deliveries.ts';
export { createAlertActionStore } from './alert-actions.ts';
export { createChatAppStore } from './chat-apps.ts';
export { createChatRoomStore } from './chat-rooms.ts';
export { createConnectorStore } from './connectors.ts';
