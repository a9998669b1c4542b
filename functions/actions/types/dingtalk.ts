import { dingTalkSteps } from '../chat/dingtalk.ts';
import { driver, end, refused } from '../driver.ts';

export default driver({
  type: 'dingtalk',
  name: 'DingTalk',
  source: ['https://open.dingtalk.com/document/orgapp/custom-robots-send-group-messages'],
  does: { first: 'posts a message', update: 'posts a message', end: 'posts a message' },
  doubles: 'the message',
  steps: (facts) => {
    const { isAtAll, atMobiles } = facts.action.params;
    const connection = facts.connector?.params ?? end(refused('the connector is gone'));
    return dingTalkSteps({ url: connection.url, secret: connection.secret, isAtAll, atMobiles }, facts);
  },
});
