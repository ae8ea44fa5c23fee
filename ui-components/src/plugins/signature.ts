import { html, type TemplateResult } from 'lit';
import * as format from '../core/format.ts';
import { icon } from '../ui/icon.ts';
import type { Signature, Signer } from './data.ts';
import { t } from './texts.ts';

/** Who signed a jar, and whether that is somebody trusted. A name alone proves nothing, so the fingerprint is always with it. */
export function signatureOf(signature: Signature): TemplateResult {
  if (signature.signers.length === 0) return html`<span>${t('signature.none')}</span>${signature.detail ? html`<p class="muted small" lang="en">${signature.detail}</p>` : ''}`;
  return html`${signature.signers.map(one)}`;
}

function one(signer: Signer): TemplateResult {
  return html`<div class="signer"><p>${t('signature.by', { name: signer.name })} <span class="badge tone-${signer.trusted ? 'success' : 'warning'}">${icon(signer.trusted ? 'shield-check' : 'shield-alert')}<span>${t(signer.trusted ? 'signature.trusted' : 'signature.untrusted')}</span></span></p>
    ${signer.detail ? html`<p class="muted small">${t('signature.until', { time: format.date(signer.until) })}</p>` : ''}
    <p class="muted small fingerprint">${t('signature.fingerprint')} <code>${signer.fingerprint}</code></p></div>`;
}

/** Whether only the signature keeps a jar out; no library helps against that. */
export function isOfSignature(fault: unknown): boolean {
  return ['unsigned', 'untrusted', 'expired'].includes(fault as string);
}

/** The signer that could be trusted so that the jar may run; none when somebody is trusted already, or has expired. */
export function strangerOf(signature: Signature): Signer | null {
  return signature.signers.some((signer) => signer.trusted) ? null : (signature.signers.find((signer) => !signer.detail) ?? null);
}
