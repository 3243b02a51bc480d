export { CONTRACT_WINDOW, describeLog } from './log-contract.ts';
