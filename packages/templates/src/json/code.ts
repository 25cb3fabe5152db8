/** Codes of characters. */
export const enum Code {
  Tab = 0x09, LineFeed = 0x0a, CarriageReturn = 0x0d, End = 0x1a, Space = 0x20, Quote = 0x22, Apostrophe = 0x27, Comma = 0x2c, Colon = 0x3a,
  LeftBracket = 0x5b, Backslash = 0x5c, RightBracket = 0x5d, LeftBrace = 0x7b, RightBrace = 0x7d,
}
