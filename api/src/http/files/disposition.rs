//! The header that names a file for whoever saves it (RFC 6266, RFC 8187).

/// `attachment` with the name twice: for all, without what could end the header or name a folder; and exactly.
pub fn attachment(name: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | ' ' | '(' | ')');
    let simple: String = name.chars().map(|c| if plain(c) { c } else { '_' }).collect();
    let exact = name.bytes().fold(String::new(), |text, byte| {
        let plain = byte.is_ascii_alphanumeric() || b"!#$&+-.^_`|~".contains(&byte);
        if plain { text + char::from(byte).encode_utf8(&mut [0; 4]) } else { format!("{text}%{byte:02X}") }
    });
    format!("attachment; filename=\"{simple}\"; filename*=UTF-8''{exact}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ordinary_name_stays_as_it_is() {
        assert_eq!(
            attachment("Bijlage 1 (2020).pdf"),
            "attachment; filename=\"Bijlage 1 (2020).pdf\"; filename*=UTF-8''Bijlage%201%20%282020%29.pdf"
        );
        assert!(attachment("één €.pdf").ends_with("filename*=UTF-8''%C3%A9%C3%A9n%20%E2%82%AC.pdf"));
    }

    #[test]
    fn a_name_can_neither_end_the_header_nor_begin_another() {
        let told = attachment("a\"; x=\"b\r\nSet-Cookie: y=1;\\../é%41'.pdf");
        let (simple, exact) = told.split_once("; filename*=UTF-8''").unwrap();
        assert_eq!(simple, "attachment; filename=\"a__ x__b__Set-Cookie_ y_1__..___41_.pdf\"");
        assert_eq!(exact, "a%22%3B%20x%3D%22b%0D%0ASet-Cookie%3A%20y%3D1%3B%5C..%2F%C3%A9%2541%27.pdf");
    }
}
