/** The wire format of docs/page-model.md, as types. JSON names are kept as they travel. */

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type Row = Record<string, any>;
export type Tone = 'neutral' | 'info' | 'success' | 'warning' | 'danger';

export interface User {
  id: string;
  name: string;
  administrator: boolean;
}

export interface NavEntry {
  id: string;
  plugin: string | null;
  section: 'start' | 'pinned' | 'media' | 'files' | 'tools' | 'system';
  label: string;
  description?: string | null;
  icon: string;
  to: string;
  order: number;
  badge: number | boolean | null;
  pinned: boolean;
  /** The person does not want to see it in the sidebar. */
  hidden?: boolean;
}

/** A part of a page of settings. */
export interface SettingsPlace {
  id: string;
  label: string;
  icon: string;
  to: string;
}

export interface Command extends SettingsPlace {
  action: string;
}

export interface Shell {
  product: string;
  version: string;
  locale: string;
  locales: string[];
  theme: 'auto' | 'light' | 'dark';
  density: 'comfortable' | 'compact';
  user: User | null;
  csrf: string;
  nav: NavEntry[];
  commands: Command[];
  places: SettingsPlace[];
  stream: { href: string; last_event_id?: string | null };
}

export interface Source {
  href: string;
  key?: string;
  live?: 'task' | 'plugin' | 'event' | 'flow' | 'delivery' | 'catalogue' | 'refetch' | null;
  filter?: Record<string, Json> | null;
  /** The part of the answer that is the value, by its path. */
  field?: string | null;
  every?: number | null;
  page?: 'all' | 'server';
  /** With `page: server`, the parameters by which the server searches, sorts and filters. */
  asks?: string[];
  lazy?: boolean;
}

/** What a descriptor changes about a field that the schema gives. */
export interface FieldSpec {
  label?: string;
  hint?: string;
  placeholder?: string;
  initial?: Json;
  order?: number;
  group?: string;
  hidden?: boolean;
  /** CEL over the values of the form, which are `form` there. */
  when?: string;
  widget?: string;
  /** What the values of an `enum` are called. */
  labels?: Record<string, string>;
  /** Choose from the rows of a source. */
  options?: { source: string; value?: string; label?: string; hint?: string };
}

/** Fields that stand together in a form. */
export interface FieldGroup {
  id: string;
  label?: string;
  hint?: string;
  folded?: boolean;
  fields?: string[];
}

export interface Action {
  name: string;
  label: string;
  icon?: string | null;
  method: string;
  href: string;
  schema?: Schema | null;
  args?: Record<string, Json> | null;
  fields?: Record<string, FieldSpec> | null;
  groups?: FieldGroup[] | null;
  order?: string[] | null;
  form?: 'dialog' | 'drawer' | 'inline' | 'none' | null;
  primary?: boolean;
  tone?: Tone | null;
  when?: string | null;
  disabled?: string | null;
  confirm?: string | null;
  optimistic?: Record<string, Json> | null;
  undo?: { method: string; href: string; args?: Record<string, Json> | null } | null;
  key?: string | null;
  then?: { to?: string; toast?: string; secret?: string; refresh?: string[] } | null;
  long_running?: boolean;
}

/** JSON Schema 2020-12, as far as forms read it. */
export interface Schema {
  $ref?: string;
  $defs?: Record<string, Schema>;
  definitions?: Record<string, Schema>;
  type?: string | string[];
  title?: string;
  description?: string;
  default?: Json;
  examples?: Json[];
  deprecated?: boolean;
  readOnly?: boolean;
  writeOnly?: boolean;
  enum?: Json[];
  const?: Json;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
  multipleOf?: number;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  format?: string;
  required?: string[];
  properties?: Record<string, Schema>;
  additionalProperties?: boolean | Schema;
  propertyNames?: Schema;
  minProperties?: number;
  maxProperties?: number;
  items?: Schema;
  prefixItems?: Schema[];
  minItems?: number;
  maxItems?: number;
  uniqueItems?: boolean;
  allOf?: Schema[];
  oneOf?: Schema[];
  anyOf?: Schema[];
  if?: Schema | boolean;
  then?: Schema;
  else?: Schema;
  dependentRequired?: Record<string, string[]>;
  dependentSchemas?: Record<string, Schema>;
  'x-labels'?: Record<string, string>;
}

export interface Node {
  type: string;
  id?: string;
  when?: string | null;
  screen?: 'phone' | 'desktop' | null;
  label?: string;
  body?: Node[];
  [key: string]: any;
}

export interface Place {
  file: string;
  line?: number | null;
  column?: number | null;
  message: string;
}

/** The columns of a table as a person chose them: in order, and those not shown. */
export interface TableView {
  items: string[];
  hidden: string[];
}

export interface Page {
  id: string;
  plugin: string | null;
  path: string;
  title: string;
  description?: string | null;
  template: string;
  /** What stood in the address where the page's path has a name, such as `:id`. */
  params?: Record<string, string>;
  icon?: string | null;
  /** Of a page that only tells of a problem. */
  status?: number;
  hash?: string;
  header_actions?: string[];
  body: Node[];
  data?: Record<string, Source>;
  actions?: Record<string, Action>;
  texts?: Record<string, string>;
  snapshot?: Record<string, any>;
  problems?: Place[];
  /** On the home page: the cards that are not on it. */
  other_cards?: { id: string; plugin: string; title: string; icon: string }[];
  /** How the person likes to see the tables of the page, by their names. */
  views?: Record<string, TableView>;
}

export interface Plugin extends Row {
  id: string;
  name: string;
  version: string;
  state: string;
  description?: string | null;
  icon?: string | null;
  health?: string | null;
  detail?: string | null;
  problems?: Place[];
}

export interface Task extends Row {
  task_id: string;
  plugin: string;
  action: string;
  state: 'queued' | 'running' | 'paused' | 'completed' | 'error' | 'cancelled';
  status: string;
  progress: number | null;
  speed: number | null;
  downloaded: number | null;
  total: number | null;
  eta: number | null;
}

export interface FieldError {
  pointer: string;
  detail: string;
  /** Of a jar that was refused, the kind of thing that is wrong. */
  fault?: string;
}

export interface ProblemBody {
  type?: string;
  title?: string;
  status: number;
  detail?: string;
  errors?: FieldError[];
}
