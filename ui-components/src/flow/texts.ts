import { learnTexts, t, tOr, type TextKey } from '../core/i18n.ts';
import en from './en.json';
import zh from './zh-CN.json';

learnTexts({ en, 'zh-CN': zh });

type Strip<K> = K extends `flow.${infer Rest}` ? Rest : never;
export type FlowKey = Strip<keyof typeof en>;

/** A text of this script, without the `flow.` that all of them begin with. */
export function ft(key: FlowKey, args: Record<string, string | number> = {}): string {
  return t(`flow.${key}` as TextKey, args);
}

/** One whose key is only known at run time. */
export function ftOr(key: string, fallback: string): string {
  return tOr(`flow.${key}`, fallback);
}
