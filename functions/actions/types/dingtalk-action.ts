import { dingTalkSteps } from '../chat/dingtalk.ts';
import { driver } from '../driver.ts';

export default driver({
  type: 'dingtalk_action',
  name: 'DingTalk (without a connector)',
  source: ['https://open.dingtalk.com/document/orgapp/custom-robots-send-group-messages'],
  does: { first: 'posts a message', update: 'posts a message', end: 'posts a message' },
  doubles: 'the message',
  steps: (facts) => dingTalkSteps(facts.action.params, facts),
});
