// The direction in which the projects may depend on each other, by the tags in their package.json.

/**
 * For each layer the layers it may depend on.
 * @type {Readonly<Record<string, readonly string[]>>}
 */
const allowed = {
  proto: [],
  contract: ['proto'],
  room: ['contract'],
  client: ['contract', 'room'],
  elements: ['client'],
  server: ['contract', 'room'],
  app: ['contract', 'room', 'client', 'elements', 'server'],
  // The lab is used by the tests and by the benchmarks.
  acceptance: ['contract', 'room', 'client', 'elements', 'server', 'app', 'acceptance'],
  tools: [],
};

const platforms = ['any', 'browser', 'node'];

/**
 * The part of `nx graph --file` that is read here.
 * @typedef {object} Graph
 * @property {Record<string, { data: { tags?: string[] } }>} nodes
 * @property {Record<string, { source: string, target: string }[]>} dependencies
 */

/**
 * What is wrong with the graph, one sentence each; empty when every edge is allowed.
 * @param {Graph} graph
 * @returns {string[]}
 */
export function forbiddenEdges({ nodes, dependencies }) {
  const projects = new Map(Object.entries(nodes).map(([name, { data }]) => [name, tagsOf(data.tags ?? [])]));
  const untagged = [...projects].flatMap(([name, { layer, platform }]) => [
    ...(layer !== undefined && layer in allowed ? [] : [`${name} has no tag layer:* that is known`]),
    ...(platform !== undefined && platforms.includes(platform) ? [] : [`${name} has no tag platform:* that is known`]),
  ]);
  const edges = Object.values(dependencies).flat();
  return untagged.concat(
    edges.flatMap(({ source, target }) => {
      const from = projects.get(source);
      const to = projects.get(target);
      // Packages from elsewhere are no nodes of the graph.
      if (from === undefined || to === undefined) return [];
      return [
        ...(layerAllows(from.layer, to.layer)
          ? []
          : [`${source} (layer ${from.layer}) may not depend on ${target} (layer ${to.layer})`]),
        ...(platformAllows(from.platform, to.platform)
          ? []
          : [`${source} (platform ${from.platform}) may not depend on ${target} (platform ${to.platform})`]),
      ];
    }),
  );
}

/** @param {string[]} tags */
function tagsOf(tags) {
  const value = (/** @type {string} */ name) => tags.find((tag) => tag.startsWith(`${name}:`))?.slice(name.length + 1);
  return { layer: value('layer'), platform: value('platform') };
}

/** @param {string | undefined} from @param {string | undefined} to */
function layerAllows(from, to) {
  return from === undefined || to === undefined || (allowed[from]?.includes(to) ?? true);
}

/** @param {string | undefined} from @param {string | undefined} to */
function platformAllows(from, to) {
  return from === undefined || to === undefined || to === 'any' || from === to;
}
