use std::{
    future::pending,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::{Duration, Instant},
};

use futures_util::{FutureExt, StreamExt, future::join_all, stream};
use tokio::time::timeout;

use super::{Account, Accounts, Counted, Exceeded, Together, watch};
use crate::config::Budget;

/// What is counted while an answer is made.
const RUNNING: [Counted; 4] =
    [Counted::Fields, Counted::IntrospectionFields, Counted::Statements, Counted::AnswerBytes];

fn accounts() -> Accounts {
    let limits = Budget { fields: 10, introspection_fields: 10, statements: 10, answer_bytes: 10, ..Budget::default() };
    Accounts::new(limits)
}

fn over(counted: Counted) -> Result<(), Exceeded> {
    Err(Exceeded { counted, limit: 10 })
}

#[test]
fn the_limit_is_allowed_and_one_more_is_not_and_nothing_is_after_that() {
    for counted in RUNNING {
        let account = accounts().open(None);
        assert_eq!(account.spend(counted, 10), Ok(()), "{counted:?}");
        assert_eq!(account.spend(counted, 1), over(counted));
        assert_eq!(account.spend(Counted::Fields, 0), over(counted), "it is over for good");
    }
}

#[test]
fn what_runs_together_on_one_socket_shares_one_budget_until_it_is_settled() {
    for counted in RUNNING {
        let (accounts, together) = (accounts(), Arc::new(Together::default()));
        let [first, second, third] = [(); 3].map(|()| accounts.open(Some(Arc::clone(&together))));
        assert_eq!((first.spend(counted, 6), second.spend(counted, 4)), (Ok(()), Ok(())), "{counted:?}");
        assert_eq!(third.spend(counted, 1), over(counted));
        drop((first, third));
        assert_eq!(second.spend(counted, 6), Ok(()), "what is over counts no more");
        second.settle();
        assert_eq!(accounts.open(Some(together)).spend(counted, 10), Ok(()));
    }
}

#[tokio::test]
async fn of_one_request_three_statements_are_under_way_at_once() {
    let account = accounts().open(None);
    let turns = [account.statement().await, account.statement().await, account.statement().await];
    assert!(turns.iter().all(Result::is_ok));
    assert!(account.statement().now_or_never().is_none(), "the fourth waits");
    drop(turns);
    assert!(account.statement().now_or_never().is_some_and(|turn| turn.is_ok()));
    assert!(accounts().open(None).statement().now_or_never().is_some(), "another request has its own");
}

/// Resolves more fields than a small answer has.
async fn grow(account: &Account) {
    for _ in 0..2_100 {
        account.field(Counted::Fields).await.unwrap();
    }
}

#[tokio::test]
async fn a_large_answer_waits_for_a_place_and_a_small_one_does_not() {
    const A_WHILE: Duration = Duration::from_millis(100);
    let accounts = Accounts::new(Budget { large_answers: 1, ..Budget::default() });
    let [first, second, third] = [(); 3].map(|()| accounts.open(None));
    let endless = async {
        grow(&first).await;
        pending::<()>().await;
    };
    assert!(timeout(A_WHILE, watch::to_the_end(&first, endless)).await.is_err(), "it has its place and keeps it");
    assert!(timeout(A_WHILE, watch::to_the_end(&second, grow(&second))).await.is_err(), "there is no other");
    assert_eq!(accounts.open(None).field(Counted::Fields).await, Ok(()));
    first.settle();
    assert_eq!(watch::to_the_end(&third, grow(&third)).await, Ok(()));
}

#[tokio::test]
async fn work_over_its_budget_is_dropped_whole_although_it_stands_still() {
    let account = accounts().open(None);
    let (gathered, held) = (Arc::new(()), Arc::clone(&account));
    let inside = Arc::clone(&gathered);
    let work = async move {
        if held.spend(Counted::Fields, 11).is_err() {
            pending::<()>().await;
        }
        drop(inside);
    };
    assert_eq!(watch::to_the_end(&account, work).await, over(Counted::Fields));
    assert_eq!(Arc::strong_count(&gathered), 1);
}

#[tokio::test]
async fn a_stream_over_its_budget_says_so_and_ends() {
    let account = accounts().open(None);
    let spending = Arc::clone(&account);
    let events = stream::iter([6, 6, 6]).map(move |amount| spending.spend(Counted::Fields, amount).is_ok()).boxed();
    let told: Vec<_> = watch::each(account, events).collect().await;
    assert_eq!(told, [Ok(true), Err(Exceeded { counted: Counted::Fields, limit: 10 })]);
}

#[tokio::test]
async fn a_stream_that_only_listens_holds_nothing() {
    let (accounts, together) = (accounts(), Arc::new(Together::default()));
    let account = accounts.open(Some(Arc::clone(&together)));
    let opening = Arc::clone(&account);
    let listening = stream::once(async move { opening.spend(Counted::Statements, 10) }).chain(stream::pending());
    let mut listening = std::pin::pin!(watch::each(account, listening.boxed()));
    assert_eq!(listening.next().await, Some(Ok(Ok(()))));
    assert!(listening.next().now_or_never().is_none());
    assert_eq!(accounts.open(Some(together)).spend(Counted::Statements, 10), Ok(()));
}

/// A branch that works for a while at each step.
async fn busy(account: &Account) {
    for _ in 0..60 {
        let until = Instant::now() + Duration::from_micros(20);
        while Instant::now() < until {}
        account.field(Counted::Fields).await.unwrap();
    }
}

#[tokio::test]
async fn long_work_lets_others_have_their_turn() {
    let account = Accounts::new(Budget { fields: u64::MAX, ..Budget::default() }).open(None);
    let turns = Arc::new(AtomicU32::new(0));
    let counted = Arc::clone(&turns);
    let others = tokio::spawn(async move {
        loop {
            tokio::time::sleep(Duration::from_millis(1)).await;
            counted.fetch_add(1, Ordering::SeqCst);
        }
    });
    let branches = join_all((0..100).map(|_| busy(&account)));
    assert_eq!(watch::to_the_end(&account, branches).await.map(|done| done.len()), Ok(100));
    others.abort();
    let turns = turns.load(Ordering::SeqCst);
    assert!(turns > 5, "others had {turns} turns beside a tenth of a second of work");
}
