import { html, type TemplateResult } from 'lit';
import { localAddress } from '../core/address.ts';
import { fill, fillText } from '../core/expr.ts';
import type { Node } from '../core/model.ts';
import type { Context } from '../nodes/context.ts';
import type { Segment, Track } from './media-player.ts';
import { kindOf } from './play.ts';

export function fileBrowser(node: Node, context: Context): TemplateResult {
  return html`<u-file-browser .node=${node} .context=${context}></u-file-browser>`;
}

export function mediaPlayer(node: Node, context: Context): TemplateResult {
  const { scope } = context;
  const src = localAddress(fill(node['src'], scope));
  const kind = (node['kind'] as string | undefined) ?? kindOf(src);
  const start = fill(node['start'], scope);
  return html`<u-media-player .src=${src} .kind=${kind} .label=${fillText(node.label, scope)} .poster=${localAddress(fill(node['poster'], scope))} .start=${typeof start === 'number' ? start : null}
    .tracks=${tracksOf(node, context)} .segments=${segmentsOf(node, context)}></u-media-player>`;
}

function tracksOf(node: Node, { scope }: Context): Track[] {
  const given = Array.isArray(node['tracks']) ? (node['tracks'] as Node[]) : [];
  return given.flatMap((track) => {
    const src = localAddress(fill(track['src'], scope));
    return src === null ? [] : [{ src, label: fillText(track.label, scope), lang: track['lang'] as string | undefined }];
  });
}

function segmentsOf(node: Node, context: Context): Segment[] {
  if (typeof node['segments'] !== 'string') return [];
  return context.store.items(context.sourceName(node['segments'])).flatMap((row) => {
    const [start, end] = [Number(row['start']), Number(row['end'])];
    return Number.isFinite(start) && end > start ? [{ start, end, label: String(row['label'] ?? ''), tone: TONES.has(row['tone']) ? (row['tone'] as string) : 'info' }] : [];
  });
}

const TONES = new Set(['neutral', 'info', 'success', 'warning', 'danger']);
