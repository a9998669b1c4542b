import { describe, expect, it } from 'vitest';
import { stateOf, stateOfTitle } from '../../functions/integrations/states.ts';

describe('what a body of unknown form says', () => {
  it.each<[unknown]>([
    [{ status: 'resolved' }],
    [{ State: 'OK', severity: 'critical' }],
    [{ alert: { status: 'RECOVERED' }, title: 'Disk full' }],
    [{ event: 'monitor.resolved', monitor: { name: 'x' } }],
    [{ data: { incident: { state: 'closed' } } }],
    [{ resolved: true }],
    [{ fixed: 'true' }],
    [{ event: 'check.up' }],
    [{ alert_type: 'monitor_online' }],
    [{ monitor_status: 'online' }],
    [{ status: { name: 'Closed' } }],
    [{ statusCode: 'closed', previousState: 'down' }],
    [{ notification_type: 'RECOVERY', service_state: 'OK' }],
    [{ monitorCondition: 'Resolved' }],
    [{ msg: '[Shop] [✅ Up] 200 - OK' }],
    [{ title: '[RESOLVED] Disk critical' }],
    [{ subject: 'Resolved in 5m 3s: Disk full' }],
    ['OK: disk of db-1'],
    ['Disk full\nStatus: RESOLVED'],
  ])('is that it is over: %j', (body) => {
    expect(stateOf(body)).toBe('over');
  });

  it.each<[unknown]>([
    [{ status: 'resolved', alert: { state: 'firing' } }],
    [{ status: 'firing', title: 'Resolved: nothing' }],
    [{ status: 'ok', msg: '[Shop] [🔴 Down] timeout' }],
    [{ eventType: 'ALERT', status: 'ok' }],
    [{ resolved: false, status: 'ok' }],
    [{ state: 'alerting' }],
  ])('is that it goes on when one of its parts says so: %j', (body) => {
    expect(stateOf(body)).toBe('on');
  });

  it.each<[unknown]>([
    [{ title: 'Disk full' }],
    [{ status: 'not ok' }],
    [{ status: 'Partially resolved' }],
    [{ status: 'the line to the second site is up' }],
    [{ status: 200 }],
    [{ event: 'connection closed' }],
    [{ type: 'deployment.closed' }],
    [{ event: 'the link is up' }],
    [{ type: 'follow_up.call' }],
    [{ previous_status: 'ok' }],
    [{ estate: 'Greenfield House' }],
    [{ title: 'Closed-loop controller stopped' }],
    [{ title: 'Recovery: restoring db-1 failed' }],
    [{ message: 'nobody resolved this' }],
    [{ previous: 'x', note: 'ok' }],
    ['Backups have not recovered'],
    [[]],
    [null],
  ])('is nothing: %j', (body) => {
    expect(stateOf(body)).toBeUndefined();
  });

  it('is what the first mark of a title says', () => {
    expect(stateOfTitle('[Recovered] [Critical] CPU')).toBe('over');
    expect(stateOfTitle('[Critical] CPU')).toBe('on');
    expect(stateOfTitle('Problem: [ok] no')).toBe('on');
    expect(stateOfTitle('[FIRING:2] Disk')).toBe('on');
    expect(stateOfTitle(undefined)).toBeUndefined();
  });
});
