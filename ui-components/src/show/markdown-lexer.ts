import { Lexer, type Token } from 'marked';

/** Longer texts are shown as they are: reading them as Markdown would keep the page waiting. */
const LONGEST = 100_000;
/** So many marks in one paragraph are no emphasis any more, and pairing them takes time that grows with the cube of their number. */
const MARKS = 500;
const MARK = /[*_~`[\]<>!&@]/g;
/** Quotes and lists that begin in one line inside each other; each level reads the whole rest again. */
const NESTED = /^(?:[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))){24}/m;

/** Leaves a paragraph alone that would take too long. */
class BoundedLexer extends Lexer {
  override inlineTokens(text: string, tokens: Token[] = []): Token[] {
    if ((text.match(MARK)?.length ?? 0) <= MARKS) return super.inlineTokens(text, tokens);
    tokens.push({ type: 'text', raw: text, text, escaped: false });
    return tokens;
  }
}

/** The tokens of a text; null when it is better shown as it is: too long, or made to keep whoever reads it busy. */
export function read(text: string): Token[] | null {
  if (text.length > LONGEST || NESTED.test(text)) return null;
  try {
    return new BoundedLexer({ gfm: true, breaks: false }).lex(text);
  } catch (failure) {
    console.warn('This text cannot be read as Markdown', failure);
    return null;
  }
}
