//! Cuts a document into tokens, the same way the parser does or not at all: where the two could disagree about what
//! lies inside a string, the text is refused.

use super::Refusal;

/// One token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Token<'a> {
    /// A name or keyword.
    Name(&'a str),
    /// One of `! $ & ( ) : = @ [ ] { | }`.
    Mark(u8),
    /// `...`
    Spread,
    /// A string, block string or number.
    Literal,
}

/// Reads tokens from the start of a text to its end.
pub struct Tokens<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Tokens<'a> {
    /// Starts at the beginning of `text`.
    pub fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    /// The place after the last token, in bytes.
    pub fn at(&self) -> usize {
        self.at
    }

    /// The next token, or `None` at the end.
    pub fn next(&mut self) -> Result<Option<Token<'a>>, Refusal> {
        self.skip_ignored();
        let Some(first) = self.peek(0) else { return Ok(None) };
        let token = match first {
            b'_' | b'a'..=b'z' | b'A'..=b'Z' => {
                let start = self.at;
                self.skip_while(|byte| byte == b'_' || byte.is_ascii_alphanumeric());
                Token::Name(self.text.get(start..self.at).unwrap_or_default())
            }
            b'!' | b'$' | b'&' | b'(' | b')' | b':' | b'=' | b'@' | b'[' | b']' | b'{' | b'|' | b'}' => {
                self.at += 1;
                Token::Mark(first)
            }
            b'.' if self.rest().starts_with("...") => {
                self.at += 3;
                Token::Spread
            }
            b'-' | b'0'..=b'9' => {
                self.number()?;
                Token::Literal
            }
            b'"' if self.rest().starts_with("\"\"\"") => {
                self.block_string()?;
                Token::Literal
            }
            b'"' => {
                self.string()?;
                Token::Literal
            }
            _ => return Err(self.fault("unexpected character")),
        };
        Ok(Some(token))
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self, ahead: usize) -> Option<u8> {
        self.text.as_bytes().get(self.at + ahead).copied()
    }

    fn skip_while(&mut self, mut fits: impl FnMut(u8) -> bool) {
        while self.peek(0).is_some_and(&mut fits) {
            self.at += 1;
        }
    }

    fn fault(&self, what: &'static str) -> Refusal {
        Refusal::Syntax { at: self.at, what }
    }

    fn skip_ignored(&mut self) {
        loop {
            match self.peek(0) {
                Some(b' ' | b',' | b'\t' | b'\n' | b'\r') => self.at += 1,
                Some(b'#') => self.skip_while(|byte| byte != b'\n' && byte != b'\r'),
                Some(0xEF) if self.rest().starts_with('\u{feff}') => self.at += '\u{feff}'.len_utf8(),
                _ => return,
            }
        }
    }

    fn number(&mut self) -> Result<(), Refusal> {
        if self.peek(0) == Some(b'-') {
            self.at += 1;
        }
        if !self.peek(0).is_some_and(|byte| byte.is_ascii_digit()) {
            return Err(self.fault("a number needs a digit"));
        }
        self.skip_while(|byte| byte.is_ascii_digit());
        if self.peek(0) == Some(b'.') && self.peek(1).is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
            self.skip_while(|byte| byte.is_ascii_digit());
        }
        if matches!(self.peek(0), Some(b'e' | b'E')) {
            self.at += 1;
            if matches!(self.peek(0), Some(b'+' | b'-')) {
                self.at += 1;
            }
            self.skip_while(|byte| byte.is_ascii_digit());
        }
        if self.peek(0).is_some_and(|byte| byte == b'_' || byte.is_ascii_alphanumeric()) {
            return Err(self.fault("a number runs into a word"));
        }
        Ok(())
    }

    fn string(&mut self) -> Result<(), Refusal> {
        self.at += 1;
        loop {
            match self.peek(0) {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(());
                }
                Some(b'\\') if self.rest().starts_with("\\u0000") => return Err(Refusal::Nul),
                // The character after a backslash is skipped whole, so that the place stays on a character boundary.
                Some(b'\\') => {
                    let escaped = self.rest().chars().nth(1).ok_or_else(|| self.fault("a string does not end"))?;
                    self.at += 1 + escaped.len_utf8();
                }
                Some(b'\n' | b'\r') | None => return Err(self.fault("a string does not end")),
                Some(_) => self.at += 1,
            }
        }
    }

    fn block_string(&mut self) -> Result<(), Refusal> {
        self.at += 3;
        loop {
            match self.peek(0) {
                Some(b'\\') if self.rest().starts_with("\\\"\"\"") => self.at += 4,
                Some(b'"') if self.rest().starts_with("\"\"\"") => {
                    self.at += 3;
                    return Ok(());
                }
                Some(_) => self.at += 1,
                None => return Err(self.fault("a block string does not end")),
            }
        }
    }
}
