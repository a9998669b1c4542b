import { askOther } from '../answers.ts';
import { done, driver, nothing } from '../driver.ts';
import { isEnd } from '../words.ts';

const waitsFor = { CREATED: 'alert-created', ACCEPTED: 'alert-acknowledged' } as const;

export default driver({
  type: 'automation_rule',
  name: 'Automation rule',
  source: ['https://docs.ilert.com/incident-comms/services/automation-rules'],
  does: {
    first: 'sets what its services are in, and opens an incident where it has a template',
    update: 'nothing',
    end: 'takes back what it has set, and resolves the incident where it is to',
  },
  *steps(facts) {
    const { params } = facts.action;
    const isOver = isEnd(facts.trigger);
    if (!isOver && facts.trigger !== waitsFor[params.alertType])
      return nothing(`the rule waits until the alert is ${params.alertType === 'CREATED' ? 'created' : 'accepted'}`);
    yield* askOther({
      kind: 'internal',
      does: 'automation',
      phase: isOver ? 'take-back' : 'apply',
      alertType: params.alertType,
      serviceIds: params.serviceIds,
      serviceStatus: params.serviceStatus,
      ...(params.templateId && { templateId: params.templateId }),
      sendNotification: params.sendNotification === true,
      resolveIncident: params.resolveIncident === true,
    });
    return done(isOver ? 'what the rule had set was taken back' : `the services are in ${params.serviceStatus}`);
  },
});
