//! Rust as words and signs: what stands in comments, texts and characters is left out.

/// A word, a number or a sign; `::` is one sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    pub text: String,
    /// Counted from 1.
    pub line: usize,
}

impl Token {
    pub fn is_word(&self) -> bool {
        self.text.starts_with(|c: char| c.is_alphabetic() || c == '_')
    }
}

/// Reads a whole file.
pub fn tokens(source: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = source;
    let mut line = 1;
    while let Some(first) = rest.chars().next() {
        let (length, kept) = next(rest, first);
        if kept {
            tokens.push(Token { text: rest[..length].trim_start_matches("r#").to_owned(), line });
        }
        line += rest[..length].matches('\n').count();
        rest = &rest[length..];
    }
    tokens
}

/// How many bytes the next piece has, and whether it is a token.
fn next(rest: &str, first: char) -> (usize, bool) {
    if rest.starts_with("//") {
        return (rest.find('\n').unwrap_or(rest.len()), false);
    }
    if rest.starts_with("/*") {
        return (block_comment(rest), false);
    }
    if let Some(length) = raw_text(rest) {
        return (length, false);
    }
    match first {
        '"' => (quoted(rest, '"'), false),
        'b' | 'c' if rest[1..].starts_with('"') => (1 + quoted(&rest[1..], '"'), false),
        'b' if rest[1..].starts_with('\'') => (1 + quoted(&rest[1..], '\''), false),
        '\'' => (character_or_lifetime(rest), false),
        ':' if rest.starts_with("::") => (2, true),
        c if c.is_alphanumeric() || c == '_' || rest.starts_with("r#") => (word(rest), true),
        c => (c.len_utf8(), !c.is_whitespace()),
    }
}

fn word(rest: &str) -> usize {
    let start = if rest.starts_with("r#") { 2 } else { 0 };
    let end = rest[start..].find(|c: char| !(c.is_alphanumeric() || c == '_'));
    end.map_or(rest.len(), |end| start + end)
}

/// The length of a comment between `/*` and `*/`, which may hold such comments itself.
fn block_comment(rest: &str) -> usize {
    let mut depth = 0;
    let mut at = 0;
    while at < rest.len() {
        if rest[at..].starts_with("/*") {
            depth += 1;
            at += 2;
        } else if rest[at..].starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += rest[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    rest.len()
}

/// The length of a raw text such as `r#"…"#`, if one begins here.
fn raw_text(rest: &str) -> Option<usize> {
    let prefix = ["br", "cr", "r"].into_iter().find(|prefix| rest.starts_with(prefix))?;
    let after = &rest[prefix.len()..];
    let hashes = after.len() - after.trim_start_matches('#').len();
    let content = after[hashes..].strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(hashes));
    let length = content.find(&end).map_or(content.len(), |at| at + end.len());
    Some(prefix.len() + hashes + 1 + length)
}

/// The length of what stands between two quotes, those included.
fn quoted(rest: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c == quote => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

fn character_or_lifetime(rest: &str) -> usize {
    let mut characters = rest.char_indices().skip(1);
    let (first, second) = (characters.next(), characters.next());
    let is_character = first.is_some_and(|(_, c)| c == '\\') || second.is_some_and(|(_, c)| c == '\'');
    if is_character { quoted(rest, '\'') } else { 1 + word(&rest[1..]) }
}

#[test]
fn only_code_is_read() {
    let source = "a::b // c\n/* d /* e */ */ \"f \\\" g\" 'h' '\\'' 'i: loop r#\"j\"\"# r#type b\"k\" x";
    let texts: Vec<(String, usize)> = tokens(source).into_iter().map(|token| (token.text, token.line)).collect();
    let expected =
        [("a", 1), ("::", 1), ("b", 1), (":", 2), ("loop", 2), ("type", 2), ("x", 2)].map(|(t, l)| (t.to_owned(), l));
    assert_eq!(texts, expected);
}
