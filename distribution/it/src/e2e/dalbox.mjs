// Starts the shipped tree in a process of its own, and a browser to look at it.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { mkdtemp, mkdir, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

// The browser's tools are those that ui-components has installed; nothing is installed twice.
const require = createRequire(new URL('../../../../ui-components/package.json', import.meta.url));
export const { chromium } = require('playwright-core');
export const axeSource = require.resolve('axe-core/axe.min.js');

/** The assembled tree; another one can be named to try it. */
export const tree = process.env.DALBOX_TREE ?? resolve(new URL('../../../target/dalbox', import.meta.url).pathname);
export const token = 'test-token-0123456789abcdef';
export const password = 'correct horse battery staple';

export async function freePort() {
  return new Promise((done, fail) => {
    const server = createServer().once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}

export async function newHome() {
  const home = await mkdtemp(join(tmpdir(), 'dalbox-e2e-'));
  await mkdir(join(home, 'plugins'));
  return home;
}

/** Removes a home and all that was downloaded into it. */
export const removeHome = (home) => rm(home, { recursive: true, force: true });

/** Starts Dalbox, with more options of `run` if there are any; the answer has `base`, `api(method, path, body)`, `kill()` and `terminate()`. */
export async function start(home, port, environment = {}, options = []) {
  const child = spawn('bash', [join(tree, 'dalbox'), 'run', '--home', home, '--port', String(port), ...options], {
    env: {
      ...process.env,
      DALBOX_TOKEN: token,
      DALBOX_ADMIN_PASSWORD: password,
      DALBOX_ALLOW_PRIVATE_NETWORK: 'true',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = new Promise((done) => child.once('exit', (code, signal) => done(code ?? signal)));
  await new Promise((done, fail) => {
    child.stdout.on('data', (text) => String(text).includes('Dalbox is ready at') && done());
    exited.then((code) => fail(new Error(`Dalbox ended with ${code} before it was ready`)));
  });
  const base = `http://127.0.0.1:${port}`;
  const api = async (method, path, body) => {
    const answer = await fetch(base + path, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(body ? { 'content-type': 'application/json' } : {}) },
      body: body ? JSON.stringify(body) : undefined,
    });
    const text = await answer.text();
    return { status: answer.status, json: text ? JSON.parse(text) : null };
  };
  return {
    base,
    api,
    kill: async () => (child.kill('SIGKILL'), exited),
    terminate: async () => (child.kill('SIGTERM'), exited),
  };
}

/** Waits until the condition gives something, and returns it. */
export async function until(condition, what, milliseconds = 30_000) {
  const end = Date.now() + milliseconds;
  for (;;) {
    const found = await condition();
    if (found) return found;
    if (Date.now() > end) throw new Error(`Waited ${milliseconds} ms for ${what}`);
    await new Promise((done) => setTimeout(done, 50));
  }
}

export async function browser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    headless: true,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync'],
  });
}

/** Opens a page that notes every policy violation, script error and console error in `faults`. */
export async function openPage(context) {
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const faults = [];
  page.on('pageerror', (error) => faults.push(`script: ${error.message}`));
  page.on('console', (message) => message.type() === 'error' && faults.push(`console: ${message.text()} ${message.location().url}`));
  await page.exposeFunction('noteViolation', (text) => faults.push(`policy: ${text}`));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      window.noteViolation(`${event.effectiveDirective} ${event.sourceFile}:${event.lineNumber} ${event.sample}`);
    });
  });
  return { page, faults };
}

export async function login(page, base) {
  await page.goto(base + '/');
  await page.getByRole('textbox', { name: /name|用户名/i }).fill('admin');
  await page.getByRole('textbox', { name: /password|密码/i }).fill(password);
  await page.keyboard.press('Enter');
  await page.waitForURL(`${base}/`);
  await page.getByRole('heading', { level: 1 }).first().waitFor();
}

/** Keeps a person's language, theme and density. */
export async function prefer(page, preferences) {
  await page.evaluate(async (wanted) => {
    const shell = JSON.parse(document.getElementById('dalbox-shell').textContent);
    await fetch('/api/me/preferences', {
      method: 'PUT',
      headers: { 'content-type': 'application/json', 'x-csrf-token': shell.csrf },
      body: JSON.stringify(wanted),
    });
  }, preferences);
}
