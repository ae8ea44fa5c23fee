/** The stylesheets of the scripts that are loaded later, by the name of the script. */
declare const __STYLES__: Record<string, string>;

/** Waits for the script `name` and for its stylesheet, which may be in the document already. */
export async function withStyle<T>(name: string, script: Promise<T>): Promise<T> {
  const href = __STYLES__[name];
  const [loaded] = await Promise.all([script, href ? style(href) : undefined]);
  return loaded;
}

function style(href: string): Promise<void> {
  const known = document.head.querySelector<HTMLLinkElement>(`link[rel="stylesheet"][href="${href}"]`);
  if (known?.sheet) return Promise.resolve();
  const link = known ?? Object.assign(document.createElement('link'), { rel: 'stylesheet', href });
  const done = new Promise<void>((resolve, reject) => {
    link.addEventListener('load', () => resolve());
    link.addEventListener('error', () => {
      // The next try must ask again.
      link.remove();
      reject(new Error(`${href} cannot be loaded`));
    });
  });
  if (!known) document.head.append(link);
  return done;
}
