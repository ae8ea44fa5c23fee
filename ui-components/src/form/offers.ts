import { call } from '../core/http.ts';
import { fillText, within } from '../core/expr.ts';
import { locale } from '../core/i18n.ts';
import type { Row, Schema } from '../core/model.ts';
import type { Option } from '../ui/picker.ts';
import type { FieldOptions } from './field.ts';
import { choices } from './schema.ts';

/** What can be chosen for a field. */
export interface Offer {
  /** Tells it from other offers. */
  key: string;
  /** What is there already; else it is asked for. */
  now?: Option[];
  load?: () => Promise<Option[]>;
  /** Whether other values are possible too. */
  free: boolean;
}

/** More than these are searched in, not looked through. */
const LOOKED_THROUGH = 12;
/** Languages that are offered before anything is typed; every other tag may be typed. */
const LANGUAGES = ('en zh-CN zh-TW ja ko fr de es pt pt-BR it ru uk pl cs sk hu ro bg el tr ar he fa hi bn ta te mr gu ur th vi id ms fil nl sv da nb fi is et lv lt sl hr sr mk sq ca eu gl ga cy '
  + 'af sw am ka hy az kk uz mn my km lo ne si yue la eo').split(' ');

/** What is offered for a field, or for the entries of its list; null for one that is typed. */
export function offers(options: FieldOptions, items: Schema | null): Offer | null {
  const { spec, context } = options;
  const schema = items ?? options.schema;
  if (spec.options && context) return ofSource(spec.options, options);
  const known = REMOTE[spec.widget ?? schema.format ?? ''];
  if (known && schema.type !== 'object') return known;
  const all = choices(schema);
  if (!all || (all.length <= LOOKED_THROUGH && !items)) return null;
  return { key: 'enum', free: false, now: all.map((one) => ({ value: String(one.value), label: spec.labels?.[String(one.value)] ?? one.label, group: '', plain: true })) };
}

function ofSource({ source, value = 'id', label, hint }: NonNullable<FieldOptions['spec']['options']>, { context, schema }: FieldOptions): Offer {
  const { store } = context!;
  const rows = store.items(context!.sourceName(source));
  const text = (row: Row, name: string | undefined, otherwise: unknown) =>
    name === undefined ? String(otherwise ?? '') : name.includes('${') ? fillText(name, within(context!.scope, { row })) : String(row[name] ?? otherwise ?? '');
  const now = rows.filter((row) => row[value] !== undefined && row[value] !== null)
    .map((row) => ({ value: String(row[value]), label: text(row, label, row['name'] ?? row['title'] ?? row[value]), about: hint ? text(row, hint, '') : undefined, group: '', plain: true }));
  return { key: `source:${source}`, now, free: schema.type === 'string' && now.length === 0 };
}

const REMOTE: Record<string, Offer> = {
  plugin: asked('plugin', '/api/plugins', (row) => ({ value: row['id'], label: row['name'] ?? row['id'], about: row['description'], detail: row['id'], group: '', plain: true })),
  'event-type': asked('event-type', '/api/events/types', (row) => ({ value: row['name'], label: row['name'], about: row['description'], group: row['plugin'] ?? row['owner'] ?? '' })),
  action: asked('action', '/api/actions', (row) => ({ value: `${row['plugin']}.${row['name']}`, label: `${row['plugin']}.${row['name']}`, about: row['description'], group: row['plugin'] ?? '' })),
  language: { key: 'language', free: true, load: () => Promise.resolve(languages()) },
};

function asked(key: string, href: string, option: (row: Row) => Option): Offer {
  return {
    key, free: true,
    load: async () => ((await call('GET', href)).body.items as Row[]).map(option).sort((a, b) => a.group.localeCompare(b.group) || a.label.localeCompare(b.label, locale())),
  };
}

/** Languages by their names in the reader's own; what one calls itself stands below. */
function languages(): Option[] {
  const mine = new Intl.DisplayNames([locale()], { type: 'language' });
  const all = LANGUAGES.map((tag) => ({ value: tag, label: mine.of(tag) ?? tag, about: own(tag) === mine.of(tag) ? undefined : own(tag), detail: tag, group: '', plain: true }));
  const first = new Set([...navigator.languages, 'zh-CN', 'en']);
  return all.sort((a, b) => Number(first.has(b.value)) - Number(first.has(a.value)) || a.label.localeCompare(b.label, locale()));
}

function own(tag: string): string | undefined {
  return new Intl.DisplayNames([tag], { type: 'language' }).of(tag);
}

/** The name of a value that is not among the options, such as a language that was typed. */
export function nameFor(offer: Offer, value: string): string {
  if (offer.key !== 'language') return value;
  try {
    return new Intl.DisplayNames([locale()], { type: 'language' }).of(value) ?? value;
  } catch {
    return value;
  }
}
