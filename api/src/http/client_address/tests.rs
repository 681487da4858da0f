use actix_web::http::header::HeaderValue;

use super::*;

/// The client's address behind a proxy at 10.0.0.1, when 10.0.0.0/8 and `fd00::/8` are trusted.
fn client(headers: &[(&'static str, &str)]) -> String {
    told("10.0.0.1", headers)
}

fn told(peer: &str, headers: &[(&'static str, &str)]) -> String {
    let mut map = HeaderMap::new();
    for (name, value) in headers {
        map.append(HeaderName::from_static(name), HeaderValue::from_str(value).unwrap());
    }
    let trusted = ["10.0.0.0/8".parse().unwrap(), "fd00::/8".parse().unwrap()];
    of_client(peer.parse().unwrap(), &map, &trusted).to_string()
}

#[test]
fn nobody_but_a_trusted_proxy_is_believed() {
    for header in ["x-forwarded-for", "forwarded"] {
        assert_eq!(told("192.0.2.9", &[(header, "for=198.51.100.7")]), "192.0.2.9");
        assert_eq!(told("192.0.2.9", &[(header, "198.51.100.7")]), "192.0.2.9");
    }
    assert_eq!(client(&[]), "10.0.0.1", "a proxy that says nothing speaks for itself");
    assert_eq!(told("::ffff:10.0.0.1", &[("x-forwarded-for", "198.51.100.7")]), "198.51.100.7");
}

#[test]
fn the_list_is_read_from_its_end_and_what_the_client_wrote_before_it_is_not() {
    for (list, expected) in [
        ("198.51.100.7", "198.51.100.7"),
        ("203.0.113.1, 198.51.100.7", "198.51.100.7"),
        ("203.0.113.1, 198.51.100.7, 10.2.3.4", "198.51.100.7"),
        ("10.9.9.9, 198.51.100.7 ,10.2.3.4,", "198.51.100.7"),
        ("10.9.9.9, 10.2.3.4", "10.9.9.9"),
        ("203.0.113.1, unknown", "10.0.0.1"),
        ("203.0.113.1, unknown, 10.2.3.4", "10.2.3.4"),
        ("198.51.100.7:5123", "198.51.100.7"),
        ("[2001:db8::7]:5123", "2001:db8::7"),
        ("2001:db8::7, fd00::1", "2001:db8::7"),
        ("::ffff:198.51.100.7", "198.51.100.7"),
    ] {
        assert_eq!(client(&[("x-forwarded-for", list)]), expected, "{list}");
    }
    assert_eq!(client(&[("x-forwarded-for", "203.0.113.1"), ("x-forwarded-for", "198.51.100.7")]), "198.51.100.7");
}

#[test]
fn forwarded_is_read_as_its_specification_writes_it() {
    for (list, expected) in [
        ("for=198.51.100.7", "198.51.100.7"),
        ("For=\"198.51.100.7:47011\";proto=https;by=10.0.0.1", "198.51.100.7"),
        ("for=203.0.113.1, for=\"[2001:db8::7]:4711\"", "2001:db8::7"),
        ("proto=https ; for = 198.51.100.7 , for=10.2.3.4", "198.51.100.7"),
        ("for=203.0.113.1, for=_hidden", "10.0.0.1"),
        ("for=203.0.113.1, by=10.0.0.1", "10.0.0.1"),
        ("for=203.0.113.1;for=198.51.100.7", "10.0.0.1"),
        ("for=203.0.113.1;host=\"a,for=198.51.100.7\"", "203.0.113.1"),
        ("for=203.0.113.1;host=\"a\\\",for=198.51.100.7\"", "203.0.113.1"),
    ] {
        assert_eq!(client(&[("forwarded", list)]), expected, "{list}");
    }
}

#[test]
fn a_second_list_that_says_something_else_makes_both_worthless() {
    let both = |one: &str, other: &str| client(&[("forwarded", one), ("x-forwarded-for", other)]);
    assert_eq!(both("for=198.51.100.7", "198.51.100.7"), "198.51.100.7");
    assert_eq!(both("for=203.0.113.1", "198.51.100.7"), "10.0.0.1");
}

#[test]
fn a_chain_without_end_is_not_followed() {
    let list = vec!["10.2.3.4"; 10_000].join(",");
    assert_eq!(client(&[("x-forwarded-for", &format!("198.51.100.7,{list}"))]), "10.2.3.4");
}
