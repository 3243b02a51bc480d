// Builds a lab, says its name, and waits to be killed.
import { NetworkLab } from '../network-lab.ts';

const { name } = await NetworkLab.build();
process.send?.(name);
setInterval(() => {}, 60_000);
