use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use super::*;
use crate::domain::{
    coherence::{CooperationOutcome, Finding, FindingKind, GoalGap, Severity},
    context::Suggestion,
    notice::Template,
    refusal::Code,
    samples,
};

/// Every text of a language as `key` or `key.attribute`, with the variables in it; read from the files by hand,
/// so that a mistake of the parser cannot hide.
fn inventory(files: &[(&str, &str)]) -> BTreeMap<String, BTreeSet<String>> {
    let mut texts: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (_, source) in files {
        let (mut key, mut current) = (String::new(), String::new());
        for line in source.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let variables = line
                .split('$')
                .skip(1)
                .map(|rest| rest.chars().take_while(|sign| sign.is_alphanumeric() || *sign == '_').collect::<String>());
            let trimmed = line.trim_start();
            if let Some((name, rest)) = line.split_once(" =").filter(|_| !line.starts_with(' ')) {
                name.clone_into(&mut key);
                name.clone_into(&mut current);
                assert!(rest.is_empty() || !texts.contains_key(name), "{name} stands twice");
            } else if let Some((name, _)) = trimmed.strip_prefix('.').and_then(|rest| rest.split_once(" =")) {
                current = format!("{key}.{name}");
            }
            texts.entry(current.clone()).or_default().extend(variables);
        }
    }
    texts
}

#[test]
fn both_languages_have_the_same_texts_with_the_same_variables() {
    let (dutch, english) = (inventory(&NL), inventory(&EN));
    assert!(dutch.len() > 100, "the files are read: {}", dutch.len());
    assert_eq!(dutch, english);
}

#[test]
fn the_message_files_have_no_faulty_entries_and_no_repeated_keys() {
    for files in [&NL, &EN] {
        let mut bundle = FluentBundle::new_concurrent(vec![LanguageIdentifier::default()]);
        for (name, source) in files {
            let resource = FluentResource::try_new((*source).to_owned()).map_err(|(_, errors)| errors);
            let resource = resource.unwrap_or_else(|errors| panic!("{name}: {errors:?}"));
            bundle.add_resource(resource).unwrap_or_else(|errors| panic!("{name}: {errors:?}"));
        }
    }
}

/// The keys written out in calls of `text`, `attribute`, `strict` and `word` anywhere in the program.
fn keys_in(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            keys_in(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") && !path.ends_with("tests.rs") {
            let source = fs::read_to_string(&path).unwrap();
            for call in [".text(", ".attribute(", ".strict(", ".word("] {
                found.extend(source.split(call).skip(1).filter_map(|rest| {
                    let (_, after_locale) = rest.split_once(',')?;
                    let literal = after_locale.trim_start().strip_prefix('"')?;
                    literal.split_once('"').map(|(key, _)| key.to_owned())
                }));
            }
        }
    }
}

#[test]
fn every_key_used_in_the_program_exists() {
    let mut used = BTreeSet::new();
    keys_in(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut used);
    assert!(used.contains("date") && used.contains("mail-footer"), "the calls are found: {used:?}");
    used.extend((1..=12).map(|month| format!("month-{month}")));
    let existing = inventory(&NL);
    let missing: Vec<_> = used.iter().filter(|key| !existing.contains_key(*key)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn every_mail_has_its_texts_and_only_its_facts_and_no_text_is_without_a_mail() {
    let texts = inventory(&[NL[2]]);
    let known: BTreeSet<_> = Template::ALL.iter().map(|template| template.key()).collect();
    for (name, variables) in &texts {
        let (key, _) = name.split_once('.').unwrap_or((name, ""));
        let template = Template::from_key(key).unwrap_or_else(|| panic!("{key} is no mail"));
        for variable in variables {
            assert!(template.facts().contains(&variable.as_str()), "{name} uses {variable}");
        }
    }
    for key in known {
        assert!(texts.contains_key(&format!("{key}.subject")), "{key} has no subject");
        assert!(texts.contains_key(&format!("{key}.happened")), "{key} does not say what happened");
    }
}

#[test]
fn a_day_is_written_in_words() {
    let texts = Texts::embedded();
    let day = NaiveDate::from_ymd_opt(2019, 10, 1).unwrap();
    assert_eq!(texts.date(Locale::Nl, day), "1 oktober 2019");
    assert_eq!(texts.date(Locale::En, day), "1 October 2019");
}

#[test]
fn an_unknown_key_is_answered_with_the_key_and_an_unknown_attribute_with_nothing() {
    let texts = Texts::embedded();
    assert_eq!(texts.text(Locale::En, "no-such-key", &[]), "no-such-key");
    assert_eq!(texts.attribute(Locale::En, "contract-adopted", "asked", &[]), None);
    assert_eq!(
        texts.strict(Locale::Nl, "mail-due", None, &[]).map_err(|error| error.to_string()),
        Err("text mail-due: Resolver error: Unknown variable: $date".to_owned())
    );
}

#[test]
fn variables_are_not_surrounded_by_direction_marks() {
    let subject = Texts::embedded().attribute(Locale::Nl, "contract-offered", "subject", &[("contract", "A")]);
    assert_eq!(subject.as_deref(), Some("Overeenkomst aangeboden: A"));
}

#[test]
fn texts_can_be_shared_between_threads() {
    fn shared<T: Send + Sync>(_: &T) {}
    shared(&Texts::embedded());
}

/// What every refusal with this code gives its sentence.
const fn details(code: Code) -> &'static [&'static str] {
    match code {
        Code::WrongState | Code::NotYourTurn => &["state"],
        Code::TooLong | Code::TooMany | Code::NumberOutOfRange => &["limit"],
        Code::FileTooLarge => &["limit"],
        Code::FileTypeDiffers => &["kind"],
        Code::TooManyDecimals => &["decimals"],
        Code::CellOpen | Code::CellNoneAndFilled => &["role", "domain"],
        Code::AlreadyAdopted | Code::AlreadyAccepted => &["municipality"],
        Code::TooEarly
        | Code::PeriodRunning
        | Code::ReplyTermRunning
        | Code::ReplyTermOver
        | Code::HearingRunning
        | Code::ReorganisationTooEarly
        | Code::ExtensionDiffers => &["day"],
        Code::AmendmentUnderWay | Code::DeviationsDiffer | Code::AdoptionsDiffer | Code::DecisionsDiffer => {
            &["contract"]
        }
        Code::ContractorLapses => &["contract"],
        Code::StagesDiffer | Code::ReportBegun => &["contract", "year"],
        Code::TargetsDiffer => &["contract", "indicator", "year"],
        Code::NotAfterRunning | Code::ArrangementEnded => &["day"],
        Code::ElementMissing => &["element"],
        Code::TargetMissing | Code::ReasoningMissing | Code::PreviousResultMissing => &["indicator"],
        Code::PointOpen => &["point"],
        Code::ValueMissing | Code::NumeratorOverDenominator | Code::DenominatorZero => &["indicator", "municipality"],
        Code::BreakdownDoesNotAddUp => &["indicator", "municipality", "sum", "total"],
        Code::CumulativeFalls | Code::UnlikelyUnconfirmed => &["indicator", "municipality", "previous"],
        Code::CooperationMissing => &["partner"],
        Code::FateMissing | Code::SelfAssessmentMissing => &["goal"],
        Code::YearsDoNotFollow => &["year"],
        Code::JudgementMissing => &["subject"],
        _ => &[],
    }
}

#[test]
fn every_refusal_has_its_sentence_and_no_sentence_is_without_a_refusal() {
    let texts = Texts::embedded();
    for &locale in Locale::ALL {
        for &code in Code::ALL {
            let given: Vec<_> = details(code).iter().map(|name| (*name, "§")).collect();
            let sentence = texts.strict(locale, &format!("refusal-{}", code.key()), None, &given);
            let sentence = sentence.unwrap_or_else(|error| panic!("{locale} {code:?}: {error}"));
            assert!(sentence.ends_with('.'), "{locale} {code:?} is a sentence: {sentence}");
        }
    }
    let known: BTreeSet<_> = Code::ALL.iter().map(|code| format!("refusal-{}", code.key())).collect();
    let written: BTreeSet<_> = inventory(&[NL[1]]).into_keys().collect();
    assert_eq!(written, known);
}

/// Every finding that there can be, as far as its words depend on it.
fn findings() -> Vec<Finding> {
    let shape = samples::finding();
    let mut all = vec![shape.clone(), Finding { contractors: vec![], ..shape.clone() }];
    all.push(Finding { goals: vec![], ..shape.clone() });
    for &kind in FindingKind::ALL {
        for &severity in Severity::ALL {
            all.extend(CooperationOutcome::ALL.iter().map(|it| Finding {
                kind,
                severity,
                outcome: Some(*it),
                ..shape.clone()
            }));
            all.extend(GoalGap::ALL.iter().map(|it| Finding { kind, severity, gap: Some(*it), ..shape.clone() }));
        }
        all.push(Finding { kind, tasks: vec![], ..shape.clone() });
    }
    all
}

#[test]
fn every_finding_has_its_sentence_and_advice_and_none_is_left_over() {
    let texts = Texts::embedded();
    let names = ["contractors", "partners", "tasks", "goals", "contracts", "domains", "named", "groups", "day"];
    let given = names.map(|name| (name, "§"));
    let mut known: BTreeSet<String> = ["list-and", "list-more"].map(str::to_owned).into();
    for finding in findings() {
        let key = finding.sentence();
        for &locale in Locale::ALL {
            for attribute in [None, Some("advice")] {
                let sentence = texts.strict(locale, key, attribute, &given).unwrap();
                assert!(sentence.ends_with('.'), "{locale} {key}: {sentence}");
            }
        }
        known.extend([key.to_owned(), format!("{key}.advice")]);
    }
    assert_eq!(inventory(&[NL[3]]).into_keys().collect::<BTreeSet<_>>(), known);
}

#[test]
fn a_state_and_a_cell_are_named_in_the_words_of_the_reader() {
    let texts = Texts::embedded();
    let refusal = |locale, code: Code, given| texts.strict(locale, &format!("refusal-{}", code.key()), None, given);
    assert_eq!(
        refusal(Locale::Nl, Code::WrongState, &[("state", "FOR_REPLY")]).unwrap(),
        "Dit kan nu niet. De status is voorgelegd voor een reactie."
    );
    assert_eq!(
        refusal(Locale::En, Code::CellOpen, &[("role", "CONTRIBUTES"), ("domain", "INCOME")]).unwrap(),
        "Fill in the cell of the matrix for “contributes to” and income. Is there nothing to fill in? Then choose “none”."
    );
}

#[test]
fn every_state_that_a_refusal_can_name_has_a_word() {
    use crate::domain::{contract, cycle, report, review, target};
    let texts = Texts::embedded();
    let mut states: BTreeSet<&str> = BTreeSet::from(["REPLIED"]);
    states.extend(contract::ContractStage::ALL.iter().map(|it| it.name()));
    states.extend(target::TargetSetStage::ALL.iter().map(|it| it.name()));
    states.extend(report::ReportStage::ALL.iter().map(|it| it.name()));
    states.extend(report::HandlingState::ALL.iter().map(|it| it.name()).filter(|it| *it != "PENDING"));
    states.extend(review::ReviewStage::ALL.iter().map(|it| it.name()));
    states.extend(cycle::Phase::ALL.iter().map(|it| it.name()));
    for &locale in Locale::ALL {
        for state in &states {
            let sentence = texts.strict(locale, "refusal-wrong-state", None, &[("state", state)]).unwrap();
            assert!(!sentence.contains(state), "{locale}: {sentence}");
        }
    }
}

#[test]
fn every_suggestion_says_why() {
    let texts = Texts::embedded();
    for &locale in Locale::ALL {
        for suggestion in Suggestion::ALL {
            let key = format!("suggestion-{}", suggestion.name().to_lowercase().replace('_', "-"));
            let sentence = texts.strict(locale, &key, None, &[]);
            assert!(sentence.is_ok_and(|it| it.ends_with('.')), "{locale} {key}");
        }
    }
}

#[test]
fn every_difference_in_governance_is_told_in_words() {
    use crate::domain::governance::{Scale, Sector, compare::Aspect};
    let texts = Texts::embedded();
    let sectors = Sector::ALL.iter().filter(|sector| **sector != Sector::Both).map(|sector| sector.name().to_owned());
    let sectors: Vec<String> = sectors.collect();
    let scales: Vec<String> = Scale::ALL.iter().map(|scale| scale.name().to_owned()).collect();
    let pairs = sectors.iter().flat_map(|sector| scales.iter().map(move |scale| format!("{sector}_{scale}")));
    let words: Vec<String> = pairs.chain(sectors.iter().cloned()).chain(scales.iter().cloned()).collect();
    assert_eq!(words.len(), 11);
    for &locale in Locale::ALL {
        for word in &words {
            let key = format!("governance-{}", word.to_lowercase().replace('_', "-"));
            assert!(texts.strict(locale, &key, None, &[]).is_ok(), "{locale} {key}");
        }
        for aspect in Aspect::ALL {
            let given = [("aspect", aspect.name()), ("wanted", "§"), ("found", "§")];
            let sentence = texts.strict(locale, "governance-differs", None, &given).unwrap();
            assert!(!sentence.contains(aspect.name()) && sentence.contains('§'), "{locale}: {sentence}");
        }
    }
}
