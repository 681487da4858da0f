//! Media types: what the client sends and what it wants back.

/// A media type in which an answer can be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Media {
    /// `application/graphql-response+json`: the status tells whether anything ran.
    GraphqlResponse,
    /// `application/json`: status 200 for every well-formed request.
    Json,
}

impl Media {
    /// The value of `Content-Type`.
    pub fn content_type(self) -> &'static str {
        match self {
            Self::GraphqlResponse => "application/graphql-response+json; charset=utf-8",
            Self::Json => "application/json; charset=utf-8",
        }
    }

    fn essence(self) -> (&'static str, &'static str) {
        match self {
            Self::GraphqlResponse => ("application", "graphql-response+json"),
            Self::Json => ("application", "json"),
        }
    }
}

/// The media type to answer in, or `None` if the client accepts neither. On a tie the newer one wins, as it does when
/// nothing is asked for.
pub fn negotiate(accept: Option<&str>) -> Option<Media> {
    let Some(accept) = accept.filter(|text| !text.trim().is_empty()) else { return Some(Media::GraphqlResponse) };
    let newer = weight(accept, Media::GraphqlResponse.essence());
    let legacy = weight(accept, Media::Json.essence());
    match (newer, legacy) {
        (0, 0) => None,
        (newer, legacy) if newer >= legacy => Some(Media::GraphqlResponse),
        _ => Some(Media::Json),
    }
}

/// Whether a browser asks for a page: `text/html` is named and nothing we have is wanted more.
pub fn wants_page(accept: Option<&str>) -> bool {
    let Some(accept) = accept else { return false };
    let page = ranges(accept).filter(|range| (range.main, range.sub) == ("text", "html")).map(|range| range.weight);
    let best = page.max().unwrap_or(0);
    best > 0
        && best >= weight(accept, Media::GraphqlResponse.essence())
        && best >= weight(accept, Media::Json.essence())
}

/// Whether a body may be read as JSON: `application/json`, in UTF-8 or without a charset.
pub fn is_json(content_type: Option<&str>) -> bool {
    let Some(content_type) = content_type else { return false };
    let mut parts = content_type.split(';').map(str::trim);
    let essence = parts.next().unwrap_or_default();
    essence.eq_ignore_ascii_case("application/json") && parts.all(charset_fits)
}

/// Parameters other than `charset` mean nothing here and are let through.
fn charset_fits(parameter: &str) -> bool {
    let Some((name, value)) = parameter.split_once('=') else { return true };
    !name.trim().eq_ignore_ascii_case("charset")
        || value.trim().trim_matches('"').eq_ignore_ascii_case("utf-8")
        || value.trim().trim_matches('"').eq_ignore_ascii_case("utf8")
}

struct Range<'a> {
    main: &'a str,
    sub: &'a str,
    weight: u16,
}

fn ranges(accept: &str) -> impl Iterator<Item = Range<'_>> {
    accept.split(',').filter_map(|item| {
        let mut parts = item.split(';').map(str::trim);
        let (main, sub) = parts.next()?.split_once('/')?;
        let mut weight = 1_000;
        for parameter in parts {
            if let Some(value) = parameter.strip_prefix("q=").or_else(|| parameter.strip_prefix("Q=")) {
                weight = thousandths(value)?;
            } else if !charset_fits(parameter) {
                return None;
            }
        }
        Some(Range { main, sub, weight })
    })
}

/// How much a type is wanted, in thousandths: the most specific range that covers it decides.
fn weight(accept: &str, (main, sub): (&str, &str)) -> u16 {
    let covering = ranges(accept).filter_map(|range| {
        let specificity = if range.main.eq_ignore_ascii_case(main) && range.sub.eq_ignore_ascii_case(sub) {
            2
        } else if range.main.eq_ignore_ascii_case(main) && range.sub == "*" {
            1
        } else if range.main == "*" && range.sub == "*" {
            0
        } else {
            return None;
        };
        Some((specificity, range.weight))
    });
    covering.max().map_or(0, |(_, weight)| weight)
}

/// Reads a quality value (`0`, `0.8`, `1.000`); anything else makes the range void.
fn thousandths(value: &str) -> Option<u16> {
    let (whole, fraction) = value.trim().split_once('.').unwrap_or((value.trim(), ""));
    if fraction.len() > 3 || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let fraction: u16 = format!("{fraction:0<3}").parse().ok()?;
    match whole {
        "0" => Some(fraction),
        "1" if fraction == 0 => Some(1_000),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
