import { html, nothing, type TemplateResult } from 'lit';
import { button } from '../ui/button.ts';
import { icon } from '../ui/icon.ts';
import { offset, tokens } from './cel.ts';
import type { FlowProblem } from './model.ts';
import { ft } from './texts.ts';

/** The problems of one place, each with its place in the text and what may be put there instead. */
export function problemList(problems: readonly FlowProblem[], id: string, fix: ((problem: FlowProblem) => void) | null): TemplateResult | typeof nothing {
  if (problems.length === 0) return nothing;
  return html`<ul class="flow-problems" id=${id}>${problems.map((one) => html`<li>${icon('circle-alert')}<span>${one.detail}${one.line && (one.line > 1 || (one.column ?? 0) > 1) ? html` <span class="flow-place">${ft('place', { line: one.line, column: one.column ?? 1 })}</span>` : nothing}</span>
    ${fix && one.suggestion ? button({ label: ft('fix', { text: one.suggestion }), icon: 'wand-sparkles', size: 'small', className: 'flow-fix', click: () => fix(one) }) : nothing}</li>`)}</ul>`;
}

/** The text with the suggestion of a problem in it: in place of the name it is about, else of the whole. */
export function mended(text: string, { line, column, suggestion }: FlowProblem): string {
  if (!suggestion || !line || !text) return suggestion ?? text;
  const from = offset(text, line, column ?? 1);
  const token = tokens(text).find((one) => one.kind !== 'space' && one.at <= from && one.at + one.text.length > from);
  if (!token || !/^[\w.]+$/.test(suggestion) || !['field', 'name', 'function'].includes(token.kind)) return suggestion;
  // The place may be that of a part of the path; the suggestion may be the part or the path.
  const begin = suggestion.includes('.') || token.at === from ? token.at : from;
  const rest = text.slice(begin, token.at + token.text.length);
  const end = suggestion.includes('.') ? token.at + token.text.length : begin + (/^\.?[\w]+/.exec(rest)?.[0].length ?? rest.length);
  return text.slice(0, begin) + suggestion + text.slice(end);
}
