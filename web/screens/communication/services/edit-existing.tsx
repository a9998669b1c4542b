export { EditService as default } from './edit.tsx';
