//! One connection: commands and answers (RFC 5321).

use std::io;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;
use tokio::sync::watch;

use super::{Behaviour, Shared};
use crate::mail::ReceivedMail;

/// The mail being spoken of.
#[derive(Default)]
struct Envelope {
    from: Option<String>,
    to: Vec<String>,
}

/// What follows an answer.
enum Next {
    Listen,
    Content,
    Close,
}

struct Conversation {
    stream: BufReader<TcpStream>,
    shared: Arc<Shared>,
    behaviour: watch::Receiver<Behaviour>,
    envelope: Envelope,
}

/// Talks until the other side, or the behaviour, ends it.
pub async fn hold(stream: TcpStream, shared: Arc<Shared>, behaviour: watch::Receiver<Behaviour>) {
    let mut hang_up = behaviour.clone();
    let mut conversation =
        Conversation { stream: BufReader::new(stream), shared, behaviour, envelope: Envelope::default() };
    tokio::select! {
        // A connection that breaks off is the business of the sender.
        _ = conversation.talk() => {}
        _ = hang_up.wait_for(|behaviour| *behaviour == Behaviour::HangUp) => {}
    }
}

impl Conversation {
    async fn talk(&mut self) -> io::Result<()> {
        self.say("220 sink.example ready").await?;
        loop {
            let line = self.line().await?;
            if line.is_empty() {
                return Ok(());
            }
            let line = String::from_utf8_lossy(&line).trim_end().to_owned();
            let (answer, next) = self.answer(&line);
            self.say(&answer).await?;
            match next {
                Next::Listen => {}
                Next::Close => return Ok(()),
                Next::Content => {
                    let content = self.content().await?;
                    if !self.keep(&content) {
                        return Ok(());
                    }
                    self.say("250 2.0.0 kept").await?;
                }
            }
        }
    }

    /// The answer to one command; lines of a longer answer are parted by `\r\n`.
    fn answer(&mut self, line: &str) -> (String, Next) {
        let (verb, argument) = line.split_once(' ').unwrap_or((line, ""));
        let answer = match verb.to_ascii_uppercase().as_str() {
            "EHLO" => "250-sink.example\r\n250-8BITMIME\r\n250 ENHANCEDSTATUSCODES".to_owned(),
            "HELO" => "250 sink.example".to_owned(),
            "NOOP" => "250 2.0.0 still here".to_owned(),
            "RSET" => {
                self.envelope = Envelope::default();
                "250 2.0.0 forgotten".to_owned()
            }
            "MAIL" => self.sender(argument),
            "RCPT" => self.recipient(argument),
            "DATA" if self.envelope.to.is_empty() => "503 5.5.1 nobody to send to".to_owned(),
            "DATA" => return ("354 go on".to_owned(), Next::Content),
            "QUIT" => return ("221 2.0.0 goodbye".to_owned(), Next::Close),
            _ => "502 5.5.1 unknown".to_owned(),
        };
        (answer, Next::Listen)
    }

    fn sender(&mut self, argument: &str) -> String {
        match path(argument, "FROM:") {
            Some(_) if self.envelope.from.is_some() => "503 5.5.1 one mail at a time".to_owned(),
            Some(from) => {
                self.envelope.from = Some(from);
                "250 2.1.0 from whom".to_owned()
            }
            None => "501 5.5.4 unreadable".to_owned(),
        }
    }

    fn recipient(&mut self, argument: &str) -> String {
        let Some(to) = path(argument, "TO:") else { return "501 5.5.4 unreadable".to_owned() };
        if self.envelope.from.is_none() {
            return "503 5.5.1 from whom".to_owned();
        }
        self.shared.recipients_asked.fetch_add(1, Ordering::SeqCst);
        match self.behaviour_towards(&to) {
            Behaviour::RefuseForNow => "451 4.3.0 try again later".to_owned(),
            Behaviour::RefuseForGood => "550 5.1.1 unknown here".to_owned(),
            _ => {
                self.envelope.to.push(to);
                "250 2.1.5 to whom".to_owned()
            }
        }
    }

    fn behaviour_towards(&self, address: &str) -> Behaviour {
        let exceptions = self.shared.exceptions.lock().unwrap();
        let exception = exceptions.get(&address.to_lowercase()).filter(|behaviour| **behaviour != Behaviour::Accept);
        exception.copied().unwrap_or_else(|| *self.behaviour.borrow())
    }

    /// Keeps the mail; whether the sender is to hear of it.
    fn keep(&mut self, content: &[u8]) -> bool {
        let envelope = std::mem::take(&mut self.envelope);
        let silent = envelope.to.iter().any(|to| self.behaviour_towards(to) == Behaviour::HangUpAfterKeeping);
        let mail = ReceivedMail::read(envelope.from.unwrap_or_default(), envelope.to, content);
        self.shared.mails.lock().unwrap().push(mail);
        self.shared.arrived.notify_waiters();
        !silent
    }

    /// The lines up to the lone dot, with the dots taken off that were put before dots.
    async fn content(&mut self) -> io::Result<Vec<u8>> {
        let mut content = Vec::new();
        loop {
            let line = self.line().await?;
            match line.as_slice() {
                [] => return Err(io::ErrorKind::UnexpectedEof.into()),
                b".\r\n" => return Ok(content),
                [b'.', rest @ ..] => content.extend_from_slice(rest),
                whole => content.extend_from_slice(whole),
            }
        }
    }

    async fn line(&mut self) -> io::Result<Vec<u8>> {
        let mut line = Vec::new();
        self.stream.read_until(b'\n', &mut line).await?;
        Ok(line)
    }

    async fn say(&mut self, answer: &str) -> io::Result<()> {
        self.stream.get_mut().write_all(format!("{answer}\r\n").as_bytes()).await
    }
}

/// The address between angle brackets after `keyword`.
fn path(argument: &str, keyword: &str) -> Option<String> {
    let (start, rest) = argument.split_at_checked(keyword.len())?;
    let (address, _) = rest.trim_start().strip_prefix('<')?.split_once('>')?;
    start.eq_ignore_ascii_case(keyword).then(|| address.to_owned())
}
