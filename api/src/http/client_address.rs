//! Where a client is: the peer itself, or, when the peer is a trusted proxy, whom it speaks for.
//!
//! Anybody can write `Forwarded` (RFC 7239) or `X-Forwarded-For` into a request; every proxy adds the address that it saw
//! itself at the end. So the list is read from its end, as far as those who wrote it are trusted.

use std::net::{IpAddr, SocketAddr};

use actix_web::http::header::{HeaderMap, HeaderName};
use ipnet::IpNet;

/// The longest chain of proxies that is followed.
const MOST_HOPS: usize = 16;

/// One entry of a list: nothing when it names no address.
type Hop = Option<IpAddr>;

/// The address of the client. Where both lists come and disagree, one of them was not written by the proxy: neither
/// counts.
pub fn of_client(peer: IpAddr, headers: &HeaderMap, trusted: &[IpNet]) -> IpAddr {
    let peer = peer.to_canonical();
    if !is_trusted(peer, trusted) {
        return peer;
    }
    let read = |name: &'static str, hops: fn(&str) -> Vec<Hop>| {
        let lines = headers.get_all(HeaderName::from_static(name)).map(|line| line.to_str().unwrap_or_default());
        let lines: Vec<&str> = lines.collect();
        (!lines.is_empty()).then(|| follow(peer, hops(&lines.join(",")), trusted))
    };
    match (read("forwarded", forwarded), read("x-forwarded-for", x_forwarded_for)) {
        (Some(one), Some(other)) if one != other => peer,
        (one, other) => one.or(other).unwrap_or(peer),
    }
}

fn is_trusted(address: IpAddr, trusted: &[IpNet]) -> bool {
    trusted.iter().any(|network| network.contains(&address))
}

/// From the nearest hop back, to the first that is not trusted; an entry without an address ends what can be known.
fn follow(peer: IpAddr, hops: Vec<Hop>, trusted: &[IpNet]) -> IpAddr {
    let mut at = peer;
    for hop in hops.into_iter().rev().take(MOST_HOPS) {
        let Some(hop) = hop else { return at };
        at = hop;
        if !is_trusted(at, trusted) {
            return at;
        }
    }
    at
}

fn x_forwarded_for(list: &str) -> Vec<Hop> {
    list.split(',').map(str::trim).filter(|entry| !entry.is_empty()).map(node).collect()
}

fn forwarded(list: &str) -> Vec<Hop> {
    let elements = outside_quotes(list, ',').into_iter().filter(|element| !element.trim().is_empty());
    elements
        .map(|element| {
            let pairs = outside_quotes(element, ';');
            let of = pairs.iter().filter_map(|pair| pair.split_once('='));
            let mut of = of.filter(|(name, _)| name.trim().eq_ignore_ascii_case("for")).map(|(_, value)| value);
            match (of.next(), of.next()) {
                (Some(value), None) => node(value.trim().trim_matches('"')),
                _ => None,
            }
        })
        .collect()
}

/// The parts between separators that do not stand in a quoted text.
fn outside_quotes(text: &str, separator: char) -> Vec<&str> {
    let (mut quoted, mut escaped) = (false, false);
    text.split(|c| {
        let plain = !escaped;
        escaped = plain && quoted && c == '\\';
        quoted ^= plain && c == '"';
        plain && !quoted && c == separator
    })
    .collect()
}

/// An address, with or without a port: `192.0.2.1`, `192.0.2.1:443`, `2001:db8::1`, `[2001:db8::1]`, `[2001:db8::1]:443`.
fn node(text: &str) -> Hop {
    let bare = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(text);
    let address = bare.parse().ok().or_else(|| text.parse::<SocketAddr>().ok().map(|it| it.ip()));
    address.map(|address: IpAddr| address.to_canonical())
}

#[cfg(test)]
mod tests;
