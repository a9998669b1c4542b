import { retired } from '../retired.ts';

export default retired('dynamic', 'Dynamic', 'what a dynamic action does is known to ilert alone: use a webhook');
