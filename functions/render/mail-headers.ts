/**
 * The headers that keep all mails about one alert in one thread, whichever arrives first: each refers to a root that
 * is named after the alert and never sent. They also tell auto-responders to be silent, and name alert and user.
 */
export function mailHeaders({
  alertId,
  userId,
  notificationId,
  domain,
  isReply,
}: {
  readonly alertId?: number | undefined;
  readonly userId?: number | undefined;
  readonly notificationId: number;
  readonly domain: string;
  readonly isReply: boolean;
}): Record<string, string> {
  const root = `<alert-${alertId}@${domain}>`;
  return {
    'Message-ID': `<notification-${notificationId}@${domain}>`,
    'Auto-Submitted': isReply ? 'auto-replied' : 'auto-generated',
    'X-Auto-Response-Suppress': 'All',
    ...(alertId !== undefined && { 'In-Reply-To': root, References: root, 'X-Tocsin-Alert': String(alertId) }),
    ...(userId !== undefined && { 'X-Tocsin-User': String(userId) }),
  };
}
