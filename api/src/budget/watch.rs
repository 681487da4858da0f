//! Ends what costs too much: the whole work is dropped at once, with all that it had gathered.
//!
//! A resolver that fails leaves its thousand siblings running and an error for each in the answer; so whoever passes a
//! limit only stands still, and the end is made here, above all of them. Here, too, long work is cut into turns.

use std::{
    future::{Future, pending, poll_fn},
    pin::{Pin, pin},
    sync::Arc,
    task::{Context, Poll},
    time::Duration,
};

use futures_util::{
    Stream, StreamExt,
    stream::{self, BoxStream},
};
use tokio::time::{Sleep, sleep, timeout};

use super::{Account, Exceeded};

/// How long large work rests after each turn: the timer goes off when the thread has looked at the network again, and
/// at all else that waits.
const REST: Duration = Duration::from_millis(1);

/// Does the work to its end, or to the moment at which it costs too much.
pub async fn to_the_end<F: Future>(account: &Account, work: F) -> Result<F::Output, Exceeded> {
    let outcome = {
        let mut work = pin!(work);
        let mut rest = None;
        poll_fn(|context| turn(account, &mut rest, context, |context| work.as_mut().poll(context))).await
    };
    account.settle();
    outcome
}

/// The same, and no longer than one answer may take.
pub async fn in_time<F: Future>(account: &Account, work: F) -> Result<F::Output, Exceeded> {
    let timed = async {
        let Ok(done) = timeout(account.patience(), work).await else {
            account.run_out_of_time();
            return pending().await;
        };
        done
    };
    to_the_end(account, timed).await
}

/// The same for work that brings forth several things: the last is the limit that was passed.
pub fn each<T: Send + 'static>(
    account: Arc<Account>,
    work: BoxStream<'static, T>,
) -> impl Stream<Item = Result<T, Exceeded>> + Send + 'static {
    let (mut work, mut rest) = (Some(work), None);
    stream::poll_fn(move |context| {
        let Some(running) = work.as_mut() else { return Poll::Ready(None) };
        match turn(&account, &mut rest, context, |context| running.poll_next_unpin(context)) {
            Poll::Ready(Ok(made)) => Poll::Ready(made.map(Ok)),
            Poll::Ready(Err(exceeded)) => {
                work = None;
                account.settle();
                Poll::Ready(Some(Err(exceeded)))
            }
            Poll::Pending => {
                // Opened, and now only listening: that costs nothing, however long it lasts.
                if !account.is_answering() {
                    account.settle();
                }
                Poll::Pending
            }
        }
    })
}

/// One turn: polls the work, and those of its branches that wait in line, until there is nothing to do, the turn is
/// over, or the budget is. After a turn comes a rest; whatever wakes the work meanwhile does not end that.
fn turn<T>(
    account: &Account,
    rest: &mut Option<Pin<Box<Sleep>>>,
    context: &mut Context<'_>,
    mut poll: impl FnMut(&mut Context<'_>) -> Poll<T>,
) -> Poll<Result<T, Exceeded>> {
    if rest.as_mut().is_some_and(|rest| rest.as_mut().poll(context).is_pending()) {
        return Poll::Pending;
    }
    *rest = None;
    account.pace().begin();
    loop {
        account.pace().call();
        let polled = poll(context);
        if let Some(exceeded) = account.exceeded() {
            return Poll::Ready(Err(exceeded));
        }
        if polled.is_ready() {
            return polled.map(Ok);
        }
        if account.pace().is_over() {
            let mut resting = Box::pin(sleep(REST));
            if resting.as_mut().poll(context).is_pending() {
                *rest = Some(resting);
                return Poll::Pending;
            }
            account.pace().begin();
        } else if !account.pace().has_waiting() {
            account.pace().leave();
            return Poll::Pending;
        }
    }
}
