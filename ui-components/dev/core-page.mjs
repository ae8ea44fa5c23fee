// The core's own pages as the server would send them, made from the descriptors that are shipped. It knows just enough of the
// server for the samples: texts, sources of the core, actions of the core. Not part of the product.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

// What the tests use already carries a reader of YAML.
const { yaml } = createRequire(import.meta.url)('playwright-core/lib/utilsBundle');
const folder = join(dirname(fileURLToPath(import.meta.url)), '../../runtime/pages/src/main/resources/io/dalbox/pages/internal/core');

const QUERIES = {
  'core.compute': { href: '/api/compute' },
  'core.compute_history': { href: '/api/compute/history', key: 'time' },
  'core.schedules': { href: '/api/schedules', key: 'id' },
};
const WEIGHT = { type: 'object', required: ['weight'], properties: { weight: { type: 'integer', title: 'Weight', minimum: 1, maximum: 100 } } };
const COMMANDS = {
  'core.schedules': (word) => ({ method: 'POST', href: `/api/schedules/{id}/${word}`, schema: null, form: 'none' }),
  'core.compute': () => ({ method: 'PUT', href: '/api/compute/owners/{owner}', schema: WEIGHT, form: 'dialog' }),
};

/** The page of a file of the core, and its cards, in one language. */
export function corePageOf(file, locale) {
  const source = yaml.parse(readFileSync(join(folder, file), 'utf8'));
  const texts = source.i18n[locale];
  const said = (value) => {
    if (typeof value === 'string') return value.startsWith('t:') && !value.endsWith('*') ? texts[value.slice(2)] : value;
    if (Array.isArray(value)) return value.map(said);
    return value && typeof value === 'object' ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, said(one)])) : value;
  };
  const [page] = source.pages;
  const data = Object.fromEntries(Object.entries(source.data).map(([name, one]) => [name, wire(one)]));
  const actions = Object.fromEntries(Object.entries(source.actions).map(([name, { run, ...more }]) => {
    const at = run.lastIndexOf('.');
    return [name, { name, ...said(more), ...COMMANDS[run.slice(0, at)](run.slice(at + 1)), undo: null }];
  }));
  const path = `/${page.path}`;
  const model = { id: page.id, plugin: null, path, title: said(page.title), description: said(page.description), template: page.template, icon: page.icon, hash: file,
    header_actions: [], body: said(page.body), data, actions, texts, snapshot: {}, problems: [] };
  const cards = source.cards.map((card) => ({ type: 'card', id: `core/${card.id}`, plugin: 'core', title: said(card.title), icon: card.icon, size: card.size, to: path, body: said(card.body), data, actions, texts }));
  return { page: model, cards };
}

function wire({ query, params, every, ...more }) {
  const search = params ? `?${new URLSearchParams(params)}` : '';
  return { live: null, filter: null, ...QUERIES[query], ...more, href: QUERIES[query].href + search, every: every ? Number.parseInt(every, 10) : null };
}
