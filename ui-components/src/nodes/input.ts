import { nothing, type TemplateResult } from 'lit';
import { toast } from '../app/toasts.ts';
import { fillText } from '../core/expr.ts';
import { call, reason } from '../core/http.ts';
import { t } from '../core/i18n.ts';
import type { Node } from '../core/model.ts';
import { dropZone } from '../ui/drop-zone.ts';
import type { Context } from './context.ts';
import { draws } from './index.ts';

draws('upload', upload);

/** Sends files to an action, one call for each, as multipart field `file`. */
function upload(node: Node, context: Context): TemplateResult | typeof nothing {
  const action = context.action(node['action'] as string);
  if (!action) return nothing;
  const send = async (files: File[]) => {
    for (const file of files) {
      const body = new FormData();
      body.append('file', file);
      try {
        await call(action.method, action.href, body);
        toast(t('upload.done', { name: file.name }), { tone: 'success' });
      } catch (failure) {
        toast(`${file.name}: ${reason(failure)}`, { tone: 'danger' });
      }
    }
  };
  return dropZone({ text: fillText(node.label, context.scope) || t('upload.drop'), choose: t('upload.choose'), accept: node['accept'] as string | undefined, multiple: true, files: (files) => void send(files) });
}
