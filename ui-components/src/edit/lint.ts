/** Something wrong in a text, in a line counted from 1. */
export interface Mark {
  line: number;
  message: string;
  tone: 'danger' | 'warning' | 'info';
}

/** What can be said about a text without the server: JSON that is none, and tabs that YAML does not allow. */
export function lint(text: string, language: string, words: { tab: string; json: string }): Mark[] {
  if (language === 'json') return lintJson(text, words.json);
  if (language === 'yaml') return text.split('\n').flatMap((line, at) => (/^ *\t/.test(line) ? [{ line: at + 1, message: words.tab, tone: 'danger' as const }] : []));
  return [];
}

function lintJson(text: string, word: string): Mark[] {
  if (text.trim() === '') return [];
  try {
    JSON.parse(text);
    return [];
  } catch (failure) {
    return [{ line: lineOf(text, String((failure as Error).message)), message: word, tone: 'danger' }];
  }
}

/** Browsers say either the line or the position; without either it is the end. */
function lineOf(text: string, message: string): number {
  const line = /line (\d+)/.exec(message);
  if (line) return Number(line[1]);
  const position = /position (\d+)/.exec(message);
  return text.slice(0, position ? Number(position[1]) : text.length).split('\n').length;
}
