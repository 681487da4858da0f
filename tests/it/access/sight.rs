//! Who sees what, and from when: every field of content of the schema and every kind of event, from draft to final.
//!
//! Stories are told through the schema, everything that is written down carries a trace of its own, and at each stage
//! everybody asks for everything there is to read, with questions made from the schema as it is. What they find is the
//! committed table, `tests/it/snapshots/sight_*.snap`: a new field or kind of event that stands nowhere in it makes it
//! differ. Beside it stands what must never be: [`audience::Audience::keep`].

mod asking;
mod audience;
mod contracting;
mod governing;
mod printed;
mod reporting;
mod seen;
mod standing;
mod year;

use std::collections::BTreeMap;
use std::fmt::Write;

use tests::TestApp;

use self::audience::Audience;

const READING: &str = "# Who sees what, and from when

Each block names fields of types, or kinds of events in the trail. A line tells from which stage something is seen, and by
whom; who is not named never sees it. `shared; returned: as before; resubmitted` is seen from `shared` on; at `returned`
the reader goes on reading what was shared while the writers already write something else, which is read when it is
`resubmitted`. `otherwise` is something that is not what the writers read: EXPECTED for a draft, or a figure that is
withheld. `that it happened` is an event of which the content is withheld. A stage with `not` ends it. All lines are about
the client's own things; what other clients write for themselves is passed over.

The client is Assen (its account holder), the other client Aa en Hunze; the joining client becomes one by the amendment,
from 2021. The contractor is the director of WPDA, a joint body of which the participant is a member that is no client. The
named partner stands in the matrix.
";

/// Stands before what was not there to be seen.
const LEFT: &str = "## What nobody saw in these stories\n\nThere was nothing to see, or it stands in no trail.\n";

/// The tables with what explains them, and what nobody saw.
fn written_down(name: &str, all: &Audience<'_>, is_told_here: impl Fn(&str) -> bool) {
    let (tables, left) = all.told(is_told_here);
    let mut told = format!("{READING}{tables}\n{LEFT}\n");
    let mut by_type: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for row in &left {
        let (of, field) = row.split_once('.').unwrap_or(("event", row));
        by_type.entry(of).or_default().push(field);
    }
    for (of, fields) in by_type {
        writeln!(told, "{of}: {}", fields.join(", ")).unwrap();
    }
    insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(name, told);
    });
}

/// Everything but the years; what is new in the schema and belongs nowhere else is missed here.
#[tokio::test]
async fn who_sees_what_of_contracts_and_from_when() {
    let app = TestApp::for_years().await;
    let mut all = Audience::gathered(&app).await;
    contracting::contract(&mut all).await;
    contracting::amendment(&mut all).await;
    contracting::designation(&mut all).await;
    contracting::withdrawn(&mut all).await;
    governing::choice(&mut all).await;
    contracting::ended(&mut all).await;
    standing::things(&mut all).await;
    app.deliver_mail().await;
    written_down("sight_contracts", &all, |name| !year::is_of_a_year(name));
}

#[tokio::test]
async fn who_sees_what_of_a_year_and_from_when() {
    let app = TestApp::for_years().await;
    let mut all = Audience::gathered(&app).await;
    all.blind = true;
    contracting::contract(&mut all).await;
    contracting::amendment(&mut all).await;
    all.blind = false;
    year::targets(&mut all).await;
    reporting::reports(&mut all).await;
    year::review(&mut all).await;
    year::next_year(&mut all).await;
    app.deliver_mail().await;
    written_down("sight_years", &all, year::is_of_a_year);
}
