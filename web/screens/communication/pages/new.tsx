export { default } from './editor.tsx';
