//! Reads from the tokens what the gate counts: per definition its fields, its depth and the fragments it uses.

use super::{
    DocumentLimits, Refusal, count,
    token::{Token, Tokens},
};

/// One operation or fragment.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Definition<'a> {
    /// The fragment's name; `None` for an operation.
    pub fragment: Option<&'a str>,
    /// The fields written in it.
    pub fields: u64,
    /// How deep its own selections nest.
    pub depth: usize,
    /// The fragments it uses, each with the depth of the selection it stands in.
    pub uses: Vec<(&'a str, usize)>,
}

/// What the last token was, as far as it gives the next one its meaning.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    Nothing,
    Field,
    Spread,
    SpreadOn,
    At,
    FragmentWord,
}

/// The definitions of a document. Enforces every limit that shows while reading.
pub fn read<'a>(document: &'a str, limits: &DocumentLimits) -> Result<Vec<Definition<'a>>, Refusal> {
    let mut tokens = Tokens::new(document);
    let mut reader = Reader {
        limits,
        open: Vec::new(),
        selections: 0,
        last: Last::Nothing,
        tally: Tally::default(),
        current: None,
        done: Vec::new(),
    };
    while let Some(token) = tokens.next()? {
        reader.take(token, tokens.at())?;
    }
    if reader.current.is_some() {
        return Err(Refusal::Syntax { at: document.len(), what: "the document ends too early" });
    }
    if reader.done.is_empty() {
        return Err(Refusal::Syntax { at: document.len(), what: "the document is empty" });
    }
    Ok(reader.done)
}

#[derive(Default)]
struct Tally {
    tokens: usize,
    aliases: usize,
    directives: usize,
    operations: usize,
    fragments: usize,
}

struct Reader<'a, 'l> {
    limits: &'l DocumentLimits,
    /// The closing marks still to come, innermost last.
    open: Vec<u8>,
    /// How many of the open brackets are selections; they are the outermost ones.
    selections: usize,
    last: Last,
    tally: Tally,
    current: Option<Definition<'a>>,
    done: Vec<Definition<'a>>,
}

impl<'a> Reader<'a, '_> {
    fn take(&mut self, token: Token<'a>, at: usize) -> Result<(), Refusal> {
        add(&mut self.tally.tokens, self.limits.tokens, "tokens")?;
        match token {
            Token::Mark(mark @ (b'(' | b'[' | b'{')) => self.opens(mark, at),
            Token::Mark(mark @ (b')' | b']' | b'}')) => self.closes(mark, at),
            Token::Mark(b'@') => {
                self.last = Last::At;
                add(&mut self.tally.directives, self.limits.directives, "directives")
            }
            _ if self.current.is_none() => self.begins(token, at),
            _ if self.in_value() => {
                self.last = Last::Nothing;
                Ok(())
            }
            _ if self.selections == 0 => self.in_head(token, at),
            _ => self.in_selection(token),
        }
    }

    /// Whether the place is inside arguments, variable definitions or a value, where braces are no selections.
    fn in_value(&self) -> bool {
        self.open.len() > self.selections
    }

    fn opens(&mut self, mark: u8, at: usize) -> Result<(), Refusal> {
        if self.open.len() >= self.limits.nesting {
            return Err(Refusal::TooDeep { limit: self.limits.nesting });
        }
        if self.current.is_none() {
            if mark != b'{' {
                return Err(Refusal::Syntax { at, what: "a definition cannot start with this bracket" });
            }
            self.start(None)?;
        }
        if mark == b'{' && !self.in_value() {
            self.selections += 1;
            let depth = self.selections;
            if let Some(current) = &mut self.current {
                current.depth = current.depth.max(depth);
            }
        }
        self.open.push(match mark {
            b'(' => b')',
            b'[' => b']',
            _ => b'}',
        });
        self.last = Last::Nothing;
        Ok(())
    }

    fn closes(&mut self, mark: u8, at: usize) -> Result<(), Refusal> {
        let was_value = self.in_value();
        if self.open.pop() != Some(mark) {
            return Err(Refusal::Syntax { at, what: "brackets do not match" });
        }
        if !was_value {
            self.selections = self.selections.saturating_sub(1);
            if self.open.is_empty() {
                self.done.extend(self.current.take());
            }
        }
        self.last = Last::Nothing;
        Ok(())
    }

    fn start(&mut self, fragment: Option<&'a str>) -> Result<(), Refusal> {
        if fragment.is_some() {
            add(&mut self.tally.fragments, self.limits.fragments, "fragments")?;
        } else {
            add(&mut self.tally.operations, self.limits.operations, "operations")?;
        }
        self.current = Some(Definition { fragment, ..Definition::default() });
        Ok(())
    }

    fn begins(&mut self, token: Token<'a>, at: usize) -> Result<(), Refusal> {
        match token {
            Token::Name("query" | "mutation" | "subscription") => {
                self.last = Last::Nothing;
                self.start(None)
            }
            Token::Name("fragment") => {
                self.last = Last::FragmentWord;
                self.start(Some(""))
            }
            _ => Err(Refusal::Syntax { at, what: "expected an operation or a fragment" }),
        }
    }

    fn in_head(&mut self, token: Token<'a>, at: usize) -> Result<(), Refusal> {
        if self.last == Last::FragmentWord {
            let name = match token {
                // The parser would take this name and then read `... on` as its use.
                Token::Name("on") => None,
                Token::Name(name) => {
                    Some(name).filter(|name| self.done.iter().all(|known| known.fragment != Some(name)))
                }
                _ => None,
            };
            let Some(name) = name else {
                return Err(Refusal::Syntax { at, what: "a fragment needs a name of its own" });
            };
            if let Some(current) = &mut self.current {
                current.fragment = Some(name);
            }
        }
        self.last = Last::Nothing;
        Ok(())
    }

    fn in_selection(&mut self, token: Token<'a>) -> Result<(), Refusal> {
        let depth = self.selections;
        let Some(current) = &mut self.current else { return Ok(()) };
        self.last = match (token, self.last) {
            (Token::Spread, _) => Last::Spread,
            (Token::Name("on"), Last::Spread) => Last::SpreadOn,
            (Token::Name(name), Last::Spread) => {
                current.uses.push((name, depth));
                Last::Nothing
            }
            (Token::Name(_), Last::SpreadOn | Last::At) => Last::Nothing,
            (Token::Name(_), _) => {
                current.fields += 1;
                Last::Field
            }
            // What was counted as a field was its alias; the field itself follows.
            (Token::Mark(b':'), Last::Field) => {
                current.fields = current.fields.saturating_sub(1);
                add(&mut self.tally.aliases, self.limits.aliases, "aliases")?;
                Last::Nothing
            }
            _ => Last::Nothing,
        };
        Ok(())
    }
}

fn add(counter: &mut usize, limit: usize, what: &'static str) -> Result<(), Refusal> {
    *counter += 1;
    if *counter > limit { Err(Refusal::TooMany { what, limit: count(limit) }) } else { Ok(()) }
}
