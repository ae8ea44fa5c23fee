import type { FieldError, Place, Schema } from '../core/model.ts';

export interface Changes {
  added: string[];
  removed: string[];
  changed: { name: string; breaking: boolean; details: string[] }[];
}

export interface Affected {
  kind: string;
  id: string;
  name: string;
  problems: FieldError[];
}

export interface Signer {
  name: string;
  subject: string;
  issuer: string;
  fingerprint: string;
  until: string;
  signed: string | null;
  trusted: boolean;
  /** Why not, when the signer is known. */
  detail: string | null;
}

/** How a jar is signed; without signers it is not, and `detail` may say what is wrong with its signature. */
export interface Signature {
  signers: Signer[];
  detail: string | null;
}

/** As `POST /api/plugins/preview` has it. */
/** How something is held in memory, from its root on. */
export interface Way {
  root: string;
  steps: string[];
  count: number;
}

/** A file or a connection that a former version holds open. */
export interface Opened {
  kind: 'file' | 'socket';
  name: string;
  holder: string;
}

/** What a plugin declares that it uses of others. */
export interface Access {
  events: string[];
  actions: string[];
  storages: string[];
  hosts: string[];
}

export interface Preview {
  hash: string;
  id: string;
  name: string;
  kind: 'plugin' | 'library';
  version: string;
  signature: Signature;
  running: string | null;
  change: 'install' | 'update' | 'downgrade' | 'none' | 'refused';
  reason: string | null;
  /** The kind of thing that the reason tells of. */
  fault?: string | null;
  refreshed: string[];
  /** What stays until the next start, and so keeps the version that runs until then. */
  in_the_way?: { kind: 'runtime' | 'native'; bundle: string } | null;
  actions: Changes;
  events: Changes;
  settings: Changes;
  pages: Changes;
  flows: Affected[];
  /** Titles of tasks that run and could not go on. */
  cut?: string[];
  access?: Access | null;
  problems: Place[];
}

/** What was new in a version. */
export interface Note {
  version: string;
  date: string | null;
  text: string;
}

/** As `GET /api/catalogue` has it. */
export interface Offer {
  id: string;
  name: string;
  version: string;
  description: string | null;
  license: string | null;
  homepage: string | null;
  source: string;
  size: number | null;
  hash: string | null;
  installed: string | null;
  update: boolean;
  changelog: Note[];
  fault: string | null;
}

/** As `GET /api/catalogue/sources` has it. */
export interface CatalogueSource {
  id: string;
  name: string;
  address: string;
  checked: string;
  read: string;
  plugins: number;
  faulty: number;
  problem: string | null;
  faults: { place: string; message: string }[];
}

/** As `GET /api/removed-plugins` has it. */
export interface Removed {
  id: string;
  name: string;
  version: string;
  icon: string | null;
  file: string;
  size: number;
  removed: string;
}

export interface Wire {
  bundle: string;
  version: string;
  what: string[];
}

/** As `GET /api/plugins/{id}/detail` has it. */
export interface Detail {
  bundle: string;
  hash: string | null;
  size: number;
  /** Of the jar that is installed. */
  signature: Signature | null;
  installed: string | null;
  checked: string;
  checks: { name: string; state: 'ok' | 'waiting' | 'error'; detail: string | null }[];
  services: { interfaces: string[]; pattern: string | null; users: string[] }[];
  uses: Wire[];
  users: Wire[];
  access?: Access | null;
  former: { version: string; since: string; holders: string[]; ways?: Way[]; open?: Opened[] }[];
  history: { time: string; who: string; what: string; outcome: string }[];
}

export interface ActionInfo {
  description: string;
  method: string;
  path: string;
  params_schema?: Schema | null;
  returns?: Schema | null;
  long_running: boolean;
  lane: string;
  access: string;
}

/** As `GET /module/{id}/plugin/capabilities` has it. */
export interface Capabilities {
  actions: Record<string, ActionInfo>;
  events: Record<string, { description?: string | null; schema?: Schema | null }>;
  subscriptions: string[];
}
