import { Block, DirectiveStatement, DIRECTIVES, Expression, IfStatement, SetStatement, Statement } from './ast';
import { ExpressionParser } from './expressions';
import { Token } from './lexer';
import { TokenReader } from './token-reader';
import { TokenKind } from './tokens';

const STATEMENT_START: ReadonlySet<TokenKind> = new Set<TokenKind>([
  'LPAREN', 'RPAREN', 'ESCAPE_DIRECTIVE', 'SET_DIRECTIVE', 'LINE_COMMENT_START', 'DOUBLE_ESCAPE', 'ESCAPE', 'TEXT', 'FORMAL_COMMENT',
  'MULTI_COMMENT', 'TEXTBLOCK', 'STRING', 'IF', 'INTEGER', 'FLOAT', 'WORD', 'BRACKETED_WORD', 'IDENTIFIER', 'DOT', 'LCURLY', 'RCURLY',
  'EMPTY_INDEX',
]);

const GRAMMAR_DIRECTIVES: ReadonlySet<string> = new Set(['if', 'elseif', 'else', 'end', 'set']);

/** The macros that a parser must know to read calls and escapes. */
export interface KnownMacros {
  /** Macros whose definition was read. */
  readonly defined: Set<string>;
  /** Macros that can be called already, because their definition was compiled. */
  readonly callable: { has(name: string): boolean };
}

/** A template that was read: its statements and the tokens to which they point. */
export interface ParsedTemplate {
  readonly source: string;
  readonly tokens: readonly Token[];
  readonly root: Block;
}

/**
 * Reads a template after the grammar of Velocity 1.7.
 *
 * @throws TemplateSyntaxError with line and column where the template does not follow it
 */
export function parseTemplate(source: string, macros: KnownMacros): ParsedTemplate {
  const reader = new TokenReader(source);
  const root = new TemplateParser(reader, macros).template();
  return { source, tokens: reader.tokens, root };
}

class TemplateParser extends ExpressionParser {
  constructor(reader: TokenReader, private readonly macros: KnownMacros) {
    super(reader);
  }

  template(): Block {
    const root = this.block();
    this.reader.take('EOF');
    return root;
  }

  private block(): Block {
    return this.nested(() => {
      const { reader } = this;
      reader.peek();
      const first = reader.position;
      const statements: Statement[] = [];
      while (STATEMENT_START.has(reader.peek().kind)) {
        statements.push(this.statement());
      }
      return { statements, first, last: reader.position - 1 };
    });
  }

  private statement(): Statement {
    const { reader } = this;
    const first = reader.position;
    switch (reader.peek().kind) {
      case 'IF':
        return this.ifStatement();
      case 'IDENTIFIER':
        reader.peek(2);
        return this.reference();
      case 'LCURLY':
        return reader.peek(2).kind === 'IDENTIFIER' ? this.reference() : this.single('text');
      case 'LINE_COMMENT_START':
        reader.take('LINE_COMMENT_START');
        reader.takeIf('LINE_COMMENT');
        return { type: 'comment', first, last: reader.position - 1 };
      case 'FORMAL_COMMENT':
      case 'MULTI_COMMENT':
        return this.single('comment');
      case 'TEXTBLOCK':
        return this.single('textblock');
      case 'SET_DIRECTIVE':
        return this.setStatement();
      case 'ESCAPE_DIRECTIVE':
        reader.peek().image = this.escapedDirective(reader.peek().image);
        return this.single('escapedDirective');
      case 'DOUBLE_ESCAPE':
        return this.escape();
      case 'WORD':
      case 'BRACKETED_WORD':
        return this.directive();
      default:
        return this.single('text');
    }
  }

  private single(type: 'text' | 'textblock' | 'comment' | 'escapedDirective'): Statement {
    const first = this.reader.position++;
    return { type, first, last: first };
  }

  private isKnown(name: string): boolean {
    return DIRECTIVES.has(name) || this.macros.defined.has(name) || this.macros.callable.has(name);
  }

  /** `\#name` loses half its backslashes where the name is one that could be called; elsewhere it is text. */
  private escapedDirective(image: string): string {
    const lastBackslash = image.lastIndexOf('\\');
    const directive = image.slice(lastBackslash + 1);
    const name = directive[1] === '{' ? directive.slice(2, -1) : directive.slice(1);
    return this.isKnown(name) || GRAMMAR_DIRECTIVES.has(name) ? image.slice(0, Math.floor(lastBackslash / 2)) + directive : image;
  }

  private escape(): Statement {
    const { reader } = this;
    const first = reader.position;
    while (reader.takeIf('DOUBLE_ESCAPE'));
    const next = reader.peek();
    const beforeDirective = ['IF', 'ELSE', 'ELSEIF', 'END'].includes(next.kind) || this.isKnown(next.image.slice(1));
    const count = reader.position - first;
    return { type: 'escape', text: (beforeDirective ? '\\' : '\\\\').repeat(count), first, last: reader.position - 1 };
  }

  private setStatement(): SetStatement {
    const { reader } = this;
    const first = reader.position;
    reader.take('SET_DIRECTIVE');
    reader.takeIf('WHITESPACE');
    if (!reader.nextIs('IDENTIFIER', 'LCURLY')) {
      throw reader.unexpected(['IDENTIFIER']);
    }
    const left = this.reference();
    reader.takeIf('WHITESPACE');
    reader.take('EQUALS');
    const right = this.expression();
    reader.take('RPAREN');
    reader.lexer.inSet = false;
    const last = reader.position - 1;
    reader.peek();
    return { type: 'set', left, right, first, last };
  }

  private ifStatement(): IfStatement {
    const { reader } = this;
    const first = reader.position;
    const branches: Array<{ condition: Expression; block: Block }> = [];
    do {
      reader.take('IF', 'ELSEIF');
      reader.takeIf('WHITESPACE');
      reader.take('LPAREN');
      const condition = this.expression();
      reader.take('RPAREN');
      branches.push({ condition, block: this.block() });
    } while (reader.nextIs('ELSEIF'));
    const otherwise = reader.takeIf('ELSE') ? this.block() : undefined;
    if (!reader.nextIs('END')) {
      throw reader.unexpected(otherwise === undefined ? ['ELSEIF', 'ELSE', 'END'] : ['END']);
    }
    reader.take('END');
    return { type: 'if', branches, otherwise, first, last: reader.position - 1 };
  }

  private directive(): DirectiveStatement {
    const { reader } = this;
    const first = reader.position;
    const word = reader.take('WORD', 'BRACKETED_WORD');
    const name = word.kind === 'BRACKETED_WORD' ? word.image.slice(2, -1) : word.image.slice(1);
    const builtIn = DIRECTIVES.get(name);
    const callable = builtIn === undefined && !name.startsWith('@') && this.macros.callable.has(name);
    const hasBlock = builtIn === 'block' || (builtIn === undefined && name.startsWith('@'));
    reader.lexer.switchTo('DIRECTIVE');
    if (!reader.lexer.leftParenthesisFollows()) {
      if (name === 'macro') {
        throw reader.errorAt(word, 'a macro needs a name');
      }
      reader.lexer.pop();
      return { type: 'directive', name, args: [], first, last: first };
    }
    reader.takeIf('WHITESPACE');
    reader.take('LPAREN');
    const args: Expression[] = [];
    while (this.directiveArgumentFollows()) {
      reader.takeIf('WHITESPACE');
      if (reader.takeIf('COMMA')) {
        reader.takeIf('WHITESPACE');
      }
      const argument = this.directiveArgument();
      this.checkArgument(name, word, argument, args.length, builtIn !== undefined, callable);
      args.push(argument);
    }
    reader.takeIf('WHITESPACE');
    reader.take('RPAREN');
    if (!hasBlock) {
      return { type: 'directive', name, args, first, last: reader.position - 1 };
    }
    const block = this.block();
    reader.take('END');
    if (name === 'macro') {
      if (args.length === 0) {
        throw reader.errorAt(word, 'a macro needs a name');
      }
      this.macros.defined.add(reader.tokens[args[0].first].image);
    }
    return { type: 'directive', name, args, block, first, last: reader.position - 1 };
  }

  /** Bare words are allowed as a macro's name, as the `in` of a loop, and wherever the directive turns out to be text. */
  private checkArgument(name: string, word: Token, argument: Expression, index: number, builtIn: boolean, callable: boolean): void {
    const isWord = argument.type === 'word';
    if (name === 'macro' && index === 0) {
      if (!isWord) {
        throw this.reader.errorAt(word, 'the name of a macro is written without quotes or $');
      }
    } else if (isWord && (callable || (builtIn && (name !== 'foreach' || index !== 1)))) {
      throw this.reader.errorAt(word, `argument ${index + 1} of ${word.image} cannot be a bare word`);
    }
  }
}
