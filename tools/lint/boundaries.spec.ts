import { describe, expect, it } from 'vitest';
import { forbiddenEdges } from './boundaries.mjs';

/** A graph of projects `name → tags`, and of edges `source → target`. */
function graph(projects: Record<string, string[]>, ...edges: [string, string][]) {
  const names = Object.keys(projects);
  return {
    nodes: Object.fromEntries(Object.entries(projects).map(([name, tags]) => [name, { data: { tags } }])),
    dependencies: Object.fromEntries(
      names.map((name) => [
        name,
        edges.filter(([source]) => source === name).map(([source, target]) => ({ source, target })),
      ]),
    ),
  };
}

const projects = {
  contract: ['layer:contract', 'platform:any'],
  room: ['layer:room', 'platform:any'],
  client: ['layer:client', 'platform:browser'],
  elements: ['layer:elements', 'platform:browser'],
  server: ['layer:server', 'platform:node'],
  demo: ['layer:app', 'platform:browser'],
  cli: ['layer:app', 'platform:node'],
  e2e: ['layer:acceptance', 'platform:node'],
};

describe('forbiddenEdges', () => {
  it('allows what the architecture draws', () => {
    const drawn = graph(
      projects,
      ['room', 'contract'],
      ['client', 'contract'],
      ['client', 'room'],
      ['elements', 'client'],
      ['server', 'contract'],
      ['server', 'room'],
      ['demo', 'elements'],
      ['cli', 'server'],
      ['e2e', 'cli'],
      ['client', 'npm:lit'],
    );
    expect(forbiddenEdges(drawn)).toEqual([]);
  });

  it.each([
    ['contract', 'room'],
    ['client', 'elements'],
    ['elements', 'contract'],
    ['room', 'client'],
    ['server', 'cli'],
    ['demo', 'cli'],
    ['cli', 'e2e'],
  ] as const)('reports %s depending on %s', (source, target) => {
    const [fault] = forbiddenEdges(graph(projects, [source, target]));
    expect(fault).toContain(`${source} (layer `);
    expect(fault).toContain(`may not depend on ${target}`);
  });

  it.each([
    ['demo', 'server', 'demo (platform browser) may not depend on server (platform node)'],
    ['cli', 'client', 'cli (platform node) may not depend on client (platform browser)'],
  ] as const)('keeps the platforms apart: %s and %s', (source, target, fault) => {
    expect(forbiddenEdges(graph(projects, [source, target]))).toEqual([fault]);
  });

  it('does not let what is for any platform depend on one of them', () => {
    const anywhere = { app: ['layer:app', 'platform:any'], server: projects.server };
    expect(forbiddenEdges(graph(anywhere, ['app', 'server']))).toHaveLength(1);
  });

  it('reports a project without tags, or with one that nobody knows', () => {
    expect(forbiddenEdges(graph({ stray: [], odd: ['layer:cellar', 'platform:any'] }))).toEqual([
      'stray has no tag layer:* that is known',
      'stray has no tag platform:* that is known',
      'odd has no tag layer:* that is known',
    ]);
  });
});
