// Builds a lab, says its namespaces, and waits to be killed.
import { ofLab } from '../lab-name.ts';
import { NetworkLab } from '../network-lab.ts';
import { namespaceNames } from '../remove-namespaces.ts';

const lab = await NetworkLab.build();
process.send?.(ofLab(lab.name, await namespaceNames()));
setInterval(() => {}, 60_000);
