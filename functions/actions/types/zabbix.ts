import { askJson, record, text } from '../answers.ts';
import { done, driver, end, later, nothing, refused, type Steps } from '../driver.ts';
import { bearer, jsonRequest, under, upTo } from '../requests.ts';
import { isEnd, told } from '../words.ts';

/** What `event.acknowledge` does, as bits. */
const acts = { close: 1, acknowledge: 2, message: 4 } as const;
/** JSON-RPC's own code for a failure of the server; others say what is wrong with the request. */
const serverFailure = -32_603;

export default driver({
  type: 'zabbix',
  name: 'Zabbix',
  source: ['https://www.zabbix.com/documentation/current/en/manual/api/reference/event/acknowledge'],
  does: {
    first: 'nothing: the alert came from there',
    update: 'acknowledges the problem once the alert is accepted, and adds comments to it',
    end: 'closes the problem, or says so where it cannot be closed by hand',
  },
  doubles: 'the message of an update',
  *steps(facts) {
    const { alert, trigger } = facts;
    const connection = facts.connector?.params ?? end(refused('the connector is gone'));
    const eventid = alert.alertKey?.trim() ?? '';
    if (!/^\d{1,20}$/.test(eventid)) return nothing('the alert did not come from Zabbix: its key is no problem’s id');
    const action = isEnd(trigger)
      ? acts.close | acts.message
      : trigger === 'alert-acknowledged'
        ? acts.acknowledge | acts.message
        : trigger === 'alert-comment-added'
          ? acts.message
          : undefined;
    if (action === undefined) return nothing('this is no news for Zabbix');
    if (trigger === 'alert-auto-resolved') return nothing('Zabbix has said itself that it is over');

    const base = upTo('api_jsonrpc.php', connection.url);
    function* acknowledged(bits: number): Steps<Readonly<Record<string, unknown>>> {
      const params = { eventids: [eventid], action: bits, message: told(facts, 2_048) };
      const request = jsonRequest('POST', under(base, '/api_jsonrpc.php'), {
        headers: { 'content-type': 'application/json-rpc', authorization: bearer(connection.apiKey) },
        body: { jsonrpc: '2.0', method: 'event.acknowledge', params, id: 1 },
      });
      return yield* askJson(request, facts);
    }
    let answer = yield* acknowledged(action);
    let isClosed = isEnd(trigger);
    // Only triggers that allow it are closed by hand; the problem is told all the same.
    if (isClosed && answer.error !== undefined && /close/i.test(text(record(answer.error).data) ?? '')) {
      answer = yield* acknowledged(acts.message);
      isClosed = false;
    }
    if (answer.error !== undefined) {
      const { code, message, data } = record(answer.error);
      const why = `Zabbix said: ${text(data) ?? text(message) ?? 'no'}`;
      return Number(code) === serverFailure ? later(why) : refused(why);
    }
    if (record(answer.result).eventids === undefined) return later('the answer names no problem');
    return done(
      isClosed
        ? 'the problem was closed'
        : action & acts.acknowledge
          ? 'the problem was acknowledged'
          : 'the problem was told',
    );
  },
});
