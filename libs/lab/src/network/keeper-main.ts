// The process of keeper.ts.
import { removeLab } from './remove-lab.ts';

const [lab = ''] = process.argv.slice(2);

process.stdin.resume().once('close', () => removeLab(lab));
