import { learnTexts, t as core, type TextKey } from '../core/i18n.ts';
import en from './en.json';
import zh from './zh-CN.json';

learnTexts({ en, 'zh-CN': zh });

/** The texts of this script, and those of the core. */
export const t = core as (key: keyof typeof en | TextKey, args?: Record<string, string | number>) => string;
