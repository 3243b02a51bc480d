import { mkdir } from 'node:fs/promises';
import { Backbone } from './backbone.ts';
import { Keeper } from './keeper.ts';
import { labFolder, leftBehind, newLabName } from './lab-name.ts';
import { SITES } from './lab-plan.ts';
import { namespaceNames, removeLab } from './remove-lab.ts';
import { Site } from './site.ts';

/**
 * An internet of its own, in namespaces of this machine: a public net, and two private ones behind a router each.
 * Nothing of it is left when it is closed, or when the process that built it is gone.
 */
export class NetworkLab {
  readonly #keeper: Keeper;
  /** What the names of its namespaces begin with. */
  readonly name: string;
  readonly backbone: Backbone;
  /** The private net with two machines. */
  readonly west: Site;
  /** The private net with one machine. */
  readonly east: Site;

  private constructor(keeper: Keeper, name: string, backbone: Backbone, west: Site, east: Site) {
    this.#keeper = keeper;
    this.name = name;
    this.backbone = backbone;
    this.west = west;
    this.east = east;
  }

  /** Builds one, after it has removed what processes have left behind that could not. Needs root; see `labForTests`. */
  static async build(): Promise<NetworkLab> {
    await Promise.all(leftBehind(await namespaceNames()).map(removeLab));
    const name = newLabName();
    const keeper = new Keeper(name);
    try {
      await mkdir(labFolder(name), { mode: 0o700 });
      const backbone = await Backbone.build(name);
      const [west, east] = await Promise.all([
        Site.build(name, 'west', SITES.west, backbone),
        Site.build(name, 'east', SITES.east, backbone),
      ]);
      return new NetworkLab(keeper, name, backbone, west, east);
    } catch (error) {
      await keeper.takeDown();
      throw error;
    }
  }

  /** Where files may be kept that go with it. */
  get folder(): string {
    return labFolder(this.name);
  }

  /** As it was when it was built, except that homes keep the family of addresses they speak. */
  async reset(): Promise<void> {
    await Promise.all([this.west.reset(), this.east.reset(), this.backbone.losesSignaling(false)]);
  }

  /** Kills what runs in it, and removes it. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#keeper.takeDown();
  }
}
