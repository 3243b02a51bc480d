// The process of keeper.ts.
import { ofLab } from './lab-name.ts';
import { namespaceNames, removeNamespaces } from './remove-namespaces.ts';

const [lab = ''] = process.argv.slice(2);

process.stdin.resume().once('close', async () => {
  await removeNamespaces(ofLab(lab, await namespaceNames()));
});
