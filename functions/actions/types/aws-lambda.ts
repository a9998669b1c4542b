import { retired } from '../retired.ts';

export default retired(
  'aws_lambda',
  'AWS Lambda',
  'actions in AWS Lambda were retired: use aws_event_bridge or a webhook',
);
