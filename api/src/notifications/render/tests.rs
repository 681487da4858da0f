use super::*;
use crate::domain::person::Role;
use crate::notifications::samples;

fn renderer() -> Renderer {
    Renderer::new(Arc::new(Texts::embedded()), "https://regie.example/", "Regiekring <post@regie.example>").unwrap()
}

fn rendered(template: Template, locale: Locale) -> RenderedMail {
    renderer().render(&samples::mail(template, locale)).unwrap()
}

/// Every kind in every language.
fn all() -> impl Iterator<Item = (Template, Locale)> {
    Template::ALL.iter().flat_map(|template| Locale::ALL.iter().map(|locale| (*template, *locale)))
}

/// The HTML without its tags and with its entities resolved.
fn visible(html: &str) -> String {
    let text = html.split('<').filter_map(|part| part.split_once('>').map(|(_, text)| text)).collect::<String>();
    ["&quot;", "&#x2f;", "&#x27;", "&lt;", "&gt;", "&amp;"]
        .into_iter()
        .zip(["\"", "/", "'", "<", ">", "&"])
        .fold(text, |text, (entity, sign)| text.replace(entity, sign))
}

#[test]
fn every_mail_says_in_both_bodies_what_happened_what_is_asked_by_when_and_where() {
    for (template, locale) in all() {
        let sample = samples::mail(template, locale);
        let mail = rendered(template, locale);
        let texts = Texts::embedded();
        let day = texts.date(locale, sample.due_on.unwrap());
        let period = match locale {
            Locale::Nl => "1 januari 2020 tot en met 31 maart 2020",
            Locale::En => "1 January 2020 to 31 March 2020",
        };
        let first_of_april = match locale {
            Locale::Nl => "1 april 2020",
            Locale::En => "1 April 2020",
        };
        // The samples speak of this role alone.
        let role = texts.text(locale, "role-account-holder", &[]);
        let facts: Vec<(&str, &str)> = sample
            .facts
            .iter()
            .map(|(key, value)| match key.as_str() {
                "period" => ("period", period),
                "day" => ("day", first_of_april),
                "role" => ("role", role.as_str()),
                key => (key, value.as_str()),
            })
            .collect();
        let happened = texts.attribute(locale, template.key(), "happened", &facts).unwrap();
        let asked = texts.attribute(locale, template.key(), "asked", &facts);
        for body in [mail.text.clone(), visible(&mail.html)] {
            assert!(body.contains(&happened), "{template:?} {locale:?}: {body}");
            assert!(asked.as_ref().is_none_or(|asked| body.contains(asked)), "{template:?} {locale:?}: {body}");
            assert_eq!(asked.is_some(), body.contains(&texts.text(locale, "mail-asked", &[])), "{template:?}");
            assert!(body.contains(&texts.text(locale, "mail-due", &[("date", &day)])), "{template:?}: {body}");
            assert!(body.contains("https://regie.example/contracts/PO-WPDA"), "{template:?}: {body}");
            assert!(body.contains("Regiekring") && body.contains("L. de Lezer"), "{template:?}: {body}");
        }
        assert!(mail.html.contains(&format!("<html lang=\"{}\">", locale.name())));
        assert!(!mail.subject.is_empty() && !mail.subject.contains('{'), "{}", mail.subject);
        assert!(!mail.text.contains("{$") && !mail.text.contains("\n\n\n"), "{template:?}: {}", mail.text);
    }
}

#[test]
fn the_mails_that_ask_something_are_these() {
    let asking: Vec<&str> = Template::ALL
        .iter()
        .filter(|template| rendered(**template, Locale::Nl).text.contains("Wat vragen wij van u?"))
        .map(|template| template.key())
        .collect();
    assert_eq!(
        asking,
        [
            "invitation",
            "role-offered",
            "role-given-to-oneself",
            "password-reset",
            "reorganisation-done",
            "joint-body-to-adapt",
            "decision-for-information",
            "decision-to-adopt",
            "contract-offered",
            "contract-sent-back",
            "contract-agreed",
            "contractor-heard",
            "cycle-opened",
            "targets-proposed",
            "targets-countered",
            "targets-agreed",
            "report-submitted",
            "report-returned",
            "review-opened",
            "review-for-reply",
            "review-replied",
            "review-disputed"
        ]
    );
}

#[test]
fn the_body_of_a_mail_reads_like_this() {
    insta::assert_snapshot!("report_returned_nl_text", rendered(Template::ReportReturned, Locale::Nl).text);
    insta::assert_snapshot!("report_returned_nl_html", rendered(Template::ReportReturned, Locale::Nl).html);
    insta::assert_snapshot!("contract_adopted_en_text", rendered(Template::ContractAdopted, Locale::En).text);
}

#[test]
fn nothing_in_the_html_comes_from_elsewhere() {
    for (template, locale) in all() {
        let html = rendered(template, locale).html;
        for outside in ["src=", "<link", "<script", "@import", "url("] {
            assert!(!html.contains(outside), "{template:?} {locale:?} has {outside}");
        }
    }
}

#[test]
fn a_missing_fact_or_an_unknown_kind_is_refused() {
    for (template, locale) in all() {
        for fact in template.facts() {
            let mut mail = samples::mail(template, locale);
            mail.facts.remove(*fact);
            let refused = renderer().render(&mail);
            assert!(
                matches!(&refused, Err(RenderError::MissingFact(missing)) if missing == fact),
                "{template:?} without {fact}: {refused:?}"
            );
        }
    }
    let mut mail = samples::mail(Template::Invitation, Locale::Nl);
    mail.template = "of-another-version".to_owned();
    assert!(
        matches!(renderer().render(&mail), Err(RenderError::UnknownTemplate(name)) if name == "of-another-version")
    );
}

#[test]
fn html_in_facts_is_escaped_and_breaks_nothing() {
    let mut mail = samples::mail(Template::ReportReturned, Locale::Nl);
    mail.facts.insert("reason".to_owned(), "<script>alert('x')</script> & \"meer\"".to_owned());
    mail.recipient_name = "<b>Lezer</b>".to_owned();
    let rendered = renderer().render(&mail).unwrap();
    assert!(!rendered.html.contains("<script>") && !rendered.html.contains("<b>"), "{}", rendered.html);
    assert!(rendered.html.contains("&lt;script&gt;"));
    assert!(rendered.text.contains("<script>alert('x')</script> & \"meer\""), "plain text stays plain");
}

#[test]
fn a_subject_and_a_name_are_one_line_of_limited_length() {
    let mut mail = samples::mail(Template::ContractOffered, Locale::Nl);
    mail.facts.insert("contract".to_owned(), "A\r\nBcc: ander@elders.example\u{2028}\0 B".to_owned());
    mail.recipient_name = "L.\r\nCc: ander@elders.example".to_owned();
    let rendered = renderer().render(&mail).unwrap();
    assert_eq!(rendered.subject, "Overeenkomst aangeboden: A Bcc: ander@elders.example B");
    assert_eq!(rendered.to_name, "L. Cc: ander@elders.example");
    mail.facts.insert("contract".to_owned(), "x".repeat(500));
    assert_eq!(renderer().render(&mail).unwrap().subject.chars().count(), LINE_LIMIT);
}

#[test]
fn a_secret_goes_into_the_link_and_nowhere_else() {
    for (template, locale) in [(Template::Invitation, Locale::Nl), (Template::PasswordReset, Locale::En)] {
        let mut sample = samples::mail(template, locale);
        sample.path = "/wachtwoord".to_owned();
        sample.facts.insert(SECRET_FACT.to_owned(), "a+b/c=&d".to_owned());
        let mail = renderer().render(&sample).unwrap();
        let link = "https://regie.example/wachtwoord?token=a%2Bb%2Fc%3D%26d";
        assert_eq!(mail.text.matches(link).count(), 1, "{}", mail.text);
        assert!(visible(&mail.html).contains(link), "{}", mail.html);
        assert_eq!(mail.calendar, None);
        assert!(!format!("{mail:?}{sample:?}").contains("a+b") && !format!("{mail:?}").contains("a%2B"));
    }
}

#[test]
fn a_term_gives_a_calendar_entry_of_one_day_with_a_stable_name() {
    for &locale in Locale::ALL {
        let mail = rendered(Template::TargetsProposed, locale);
        let file = mail.calendar.clone().unwrap();
        let unfolded = file.content.replace("\r\n ", "");
        assert!(file.content.lines().all(|line| line.len() <= 75), "{}", file.content);
        assert_eq!(file.content.matches('\n').count(), file.content.matches("\r\n").count());
        let lines: Vec<&str> = unfolded.split("\r\n").collect();
        assert_eq!((lines.first(), lines.last()), (Some(&"BEGIN:VCALENDAR"), Some(&"")));
        for line in [
            "METHOD:PUBLISH",
            "BEGIN:VEVENT",
            "DTSTAMP:20190902T073000Z",
            "DTSTART;VALUE=DATE:20191001",
            "UID:01910000-0000-7000-8000-000000000001@regie.example",
            "URL:https://regie.example/contracts/PO-WPDA",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ] {
            assert_eq!(lines.iter().filter(|found| **found == line).count(), 1, "{line} in {unfolded}");
        }
        let summary = format!("SUMMARY;LANGUAGE={}:{}", locale.name(), mail.subject);
        assert!(lines.contains(&summary.as_str()), "{unfolded}");
        assert_eq!(renderer().render(&samples::mail(Template::TargetsProposed, locale)).unwrap().calendar, Some(file));
    }
    let mut without = samples::mail(Template::TargetsProposed, Locale::Nl);
    without.due_on = None;
    let mail = renderer().render(&without).unwrap();
    assert_eq!(mail.calendar, None);
    assert!(!mail.text.contains("Uiterlijk"));
}

#[test]
fn the_message_is_named_after_the_mail() {
    let mail = rendered(Template::CycleClosed, Locale::Nl);
    assert_eq!(mail.message_id, "<01910000-0000-7000-8000-000000000001@regie.example>");
}

#[test]
fn returned_parts_stand_on_lines_of_their_own_in_the_words_of_the_reader() {
    let parts = [
        ["Assen", "indicator", "Instroom (W1)", "Inflow (W1)", "Klopt niet.\nTel opnieuw."],
        ["Assen", "municipality", "", "", "Ander kwartaal."],
        ["Tynaarlo", "cooperation", "UWV", "UWV", "Te kort\u{7}."],
        ["Tynaarlo", "self-assessment", "W1 “Werk”", "W1 “Werk”", "Waarom?"],
        ["Tynaarlo", "explanation", "", "", "Onleesbaar."],
        ["Noord", "whole", "", "", "Opnieuw, graag."],
    ];
    let fact = parts.map(|part| part.join("\u{1f}")).join("\u{1e}");
    for (locale, lines) in [
        (
            Locale::Nl,
            "– Assen, Instroom (W1): Klopt niet.\nTel opnieuw.\n– Assen, alle cijfers van de gemeente: Ander kwartaal.\n\
             – Tynaarlo, samenwerking met UWV: Te kort .\n– Tynaarlo, eigen beoordeling van doel W1 “Werk”: Waarom?\n\
             – Tynaarlo, toelichting: Onleesbaar.\n– Noord, alles: Opnieuw, graag.\n",
        ),
        (
            Locale::En,
            "– Assen, Inflow (W1): Klopt niet.\nTel opnieuw.\n– Assen, every figure of the municipality: Ander kwartaal.\n\
             – Tynaarlo, cooperation with UWV: Te kort .\n– Tynaarlo, self-assessment of goal W1 “Werk”: Waarom?\n\
             – Tynaarlo, explanation: Onleesbaar.\n– Noord, everything: Opnieuw, graag.\n",
        ),
    ] {
        let mut mail = samples::mail(Template::ReportReturned, locale);
        mail.facts.insert("reason".to_owned(), fact.clone());
        let mail = renderer().render(&mail).unwrap();
        assert!(mail.text.contains(lines), "{}", mail.text);
        assert!(visible(&mail.html).contains(lines.trim_end()), "{}", mail.html);
    }
}

#[test]
fn every_role_is_told_in_words() {
    for &locale in Locale::ALL {
        for role in Role::ALL {
            let mut mail = samples::mail(Template::RoleOffered, locale);
            mail.facts.insert("role".to_owned(), role.to_string());
            let text = renderer().render(&mail).unwrap().text;
            assert!(!text.contains("role-") && !text.contains(&role.to_string()), "{text}");
        }
    }
    let text = rendered(Template::RoleOffered, Locale::Nl).text;
    assert!(text.contains("Gemeente Voorbeeld heeft u uitgenodigd als accounthouder."), "{text}");
}
