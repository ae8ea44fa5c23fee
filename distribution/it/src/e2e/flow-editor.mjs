// Makes a flow by hand in the editor, as an owner does: from a download that has completed to a greeting.

/** Chooses in a list that a button opens: opens it, types, takes the first that is found. */
async function choose(page, label, text) {
  await page.getByRole('button', { name: new RegExp(`^${label}:`) }).click();
  await page.getByRole('combobox', { name: label }).fill(text);
  await page.getByRole('option', { name: new RegExp(text) }).first().waitFor();
  await page.keyboard.press('Enter');
}

/**
 * Makes a flow "When download.completed if file_size > … then hello · greet" in the page, which must be logged in, in English.
 *
 * @param base address of the server
 * @param least only files with at least so many bytes; null for all
 * @return the flow as the server answered it
 */
export async function makeGreetingFlow(page, base, { name = 'Greet downloads', least = null } = {}) {
  await page.goto(`${base}/flows`);
  await page.getByRole('link', { name: /New flow|Make the first flow/ }).first().click();
  await choose(page, 'Event', 'download.completed');
  await choose(page, 'Action', 'greet');
  if (least !== null) {
    await page.getByRole('button', { name: 'Add a condition' }).click();
    await page.getByRole('combobox', { name: 'Field' }).fill('file_size');
    await page.keyboard.press('Enter');
    await page.getByLabel('Comparison').selectOption('ge');
    // Sizes are typed with a unit.
    await page.getByLabel('Unit').first().selectOption('1');
    await page.getByLabel('Value', { exact: true }).fill(String(least));
  }
  await page.getByRole('group', { name: /^Name: / }).getByRole('button', { name: 'Expression' }).click();
  const parameter = page.getByRole('textbox', { name: 'Name', exact: true });
  await parameter.fill('event.file_path_');
  await page.locator('.flow-problems').first().waitFor();
  await parameter.fill('');
  await page.getByRole('button', { name: /^Insert event\.file_path/ }).click();
  await page.locator('.flow-problems').waitFor({ state: 'detached' });
  await page.getByLabel('Name of the flow').fill(name);
  const saved = page.waitForResponse((answer) => answer.request().method() === 'POST' && new URL(answer.url()).pathname === '/api/flows');
  await page.keyboard.press('Control+s');
  const flow = await (await saved).json();
  await page.locator('.flow-rows').getByRole('link', { name }).waitFor();
  return flow;
}

/** Waits until the list shows that the flow was done at least once, live, without a reload. */
export async function sawDone(page, name) {
  await page.locator('.flow-row', { hasText: name }).getByText(/^Done/).waitFor();
}
