import { retired } from '../retired.ts';

export default retired('zoom_meeting', 'Zoom meeting', 'Zoom meetings were retired: use zoom_chat');
